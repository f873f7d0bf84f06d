from flask import Flask, jsonify

from stock.levels import levels

app = Flask(__name__)


@app.get("/levels")
def all_levels():
    return jsonify(levels())
