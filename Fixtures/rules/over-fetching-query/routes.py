from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.orm import Session

from .models import Country, Order, Review, session

router = APIRouter()


@router.get("/orders")
def orders(database: Session = Depends(session)):
    return database.query(Order).order_by(Order.at).all()  # wattlint-expect: over-fetching-query


@router.get("/reviews")
def reviews(database: Session = Depends(session)):
    return database.scalars(select(Review)).all()  # wattlint-expect: over-fetching-query


@router.get("/mine")
def mine(user: int, database: Session = Depends(session)):
    return database.query(Order).filter(Order.user == user).all()  # wattlint-ok: over-fetching-query


@router.get("/page")
def page(skip: int = 0, database: Session = Depends(session)):
    return database.query(Order).offset(skip).limit(100).all()  # wattlint-ok: over-fetching-query


@router.get("/countries")
def countries(database: Session = Depends(session)):
    return database.query(Country).all()  # wattlint-ok: over-fetching-query


def nightly(database: Session):
    return database.query(Order).all()  # wattlint-ok: over-fetching-query
