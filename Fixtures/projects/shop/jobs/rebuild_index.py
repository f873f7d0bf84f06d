"""Embeds the whole catalogue anew."""

from services.search.index import rebuild
from services.search.store import all_products, open_store


def main() -> None:
    rebuild(all_products(), open_store())


if __name__ == "__main__":
    main()
