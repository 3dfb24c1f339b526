"""Reading the tables: UTF-8, `# ` comments with source and date first, then a header line, then rows."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from detente.knowledge.withheld import kept_lines, kept_rows

FOLDER = files("detente.knowledge") / "tables"


class Table(NamedTuple):
    """Column names and rows of a table; every row has as many cells as there are columns."""

    columns: list[str]
    rows: list[list[str]]

    def dicts(self) -> list[dict[str, str]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def table(name: str) -> Table:
    """The table ``tables/<name>.tsv``; one without rows where the file is not there."""
    path = FOLDER / f"{name}.tsv"
    if not path.is_file():
        return Table([], [])
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next((i for i, line in enumerate(lines) if line and not line.startswith("# ")), None)
    if at is None:
        return Table([], [])
    columns = lines[at].split("\t")
    width = len(columns)
    rows = [line.split("\t") for line in lines[at + 1 :] if line and not line.startswith("# ")]
    for row in rows:  # trailing empty cells may be left out
        if len(row) < width:
            row.extend([""] * (width - len(row)))
        elif len(row) > width:
            raise ValueError(f"{name}.tsv: {len(row)} cells for {width} columns in {row[:2]}")
    return Table(columns, kept_rows(name, columns, rows))


def lines(name: str) -> list[str]:
    """The lines of a large table below its header, not split: for those who need few of them."""
    text = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8")
    found = text.rstrip("\n").split("\n")
    start = next(i for i, line in enumerate(found) if not line.startswith("# ")) + 1
    return kept_lines(name, found[start:])


def cell(text: str) -> list[str]:
    """The alternatives in a cell: ``a|b|c``."""
    return [part for part in text.split("|") if part] if text else []


@cache
def word_sets() -> dict[str, frozenset[str]]:
    """The sets of words.tsv by name."""
    sets: dict[str, set[str]] = {}
    for name, word in table("words").rows:
        sets.setdefault(name, set()).add(word)
    return {name: frozenset(found) for name, found in sets.items()}


def words(name: str) -> frozenset[str]:
    """One set of words.tsv; raises KeyError for a name that is not there."""
    return word_sets()[name]
