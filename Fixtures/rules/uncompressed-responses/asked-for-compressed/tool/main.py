from flask import Flask

app = Flask(__name__)


@app.get("/queue")
def queue():
    return []
