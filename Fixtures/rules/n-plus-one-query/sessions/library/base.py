from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from library.local import Shelf

engine = create_engine("postgresql+psycopg://library@db/library")
NewSession = sessionmaker(engine)
NewShelf = Shelf
