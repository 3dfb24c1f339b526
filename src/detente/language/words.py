"""The tables of this room, and the word lists of its rules: ``tables/words.tsv``, one class a row."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def rows(name: str) -> list[list[str]]:
    """The rows of a table of this room (``ships.tsv``), without comments and header."""
    text = (files("detente.language") / "tables" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("# ")][1:]


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in rows("words.tsv")}


def words(name: str) -> frozenset[str]:
    """The words of a class, lower case (lemmas, or forms where the class says so)."""
    return _classes()[name]
