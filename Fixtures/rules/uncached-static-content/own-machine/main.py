import webbrowser
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

app = FastAPI()
app.mount("/", StaticFiles(directory=Path(__file__).parent / "web" / "dist", html=True), name="panel")  # wattlint-ok: uncached-static-content


def main():
    webbrowser.open("http://localhost:8020")
    uvicorn.run(app, port=8020)


if __name__ == "__main__":
    main()
