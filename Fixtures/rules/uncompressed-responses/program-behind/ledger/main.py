from fastapi import FastAPI

from .store import accounts, entries

app = FastAPI()


@app.get("/v1/accounts")
def list_accounts(limit: int = 100):
    return accounts(limit)


@app.get("/v1/accounts/{account}/entries")
def list_entries(account: str, limit: int = 200):
    return entries(account, limit)
