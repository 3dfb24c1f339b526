"""The word lists that the rules of this room use; they lie in ``tables/words.tsv``, one class a row."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _classes() -> dict[str, frozenset[str]]:
    text = (files("detente.language") / "tables" / "words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("# ")][1:]
    return {row[0]: frozenset(row[1].split()) for row in rows}


def words(name: str) -> frozenset[str]:
    """The words of a class, lower case (lemmas, or forms where the class says so)."""
    return _classes()[name]
