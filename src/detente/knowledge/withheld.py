"""The tables without some of their rows: what would be known, had nobody written these down?

    with withheld({"Rudolf Rassendyll"}):
        resolve("Rudolf Rassendyll")

Rows written by hand (groups, bodies, organs, and persons) whose article, or whose name where they have none,
is among the titles are left out.  A person of the public facts stays as far as these go: offices written by
hand are left out.  States and places always stay.  Only for measuring: it forgets all that was read, so the
tables are read again at its start and at its end.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

BODIES = frozenset(("groups", "bodies", "organs"))
HAND = "hand"  # the source of an office that was written down by hand
ALONE = "2"  # mark of a person whom no other source has
ROOMS = ("detente.knowledge", "detente.language")
KEPT = frozenset(("nlp",))  # the parser holds no names


class Withheld(NamedTuple):
    """Titles, the persons that are not there, and those that are there without what was written by hand."""

    titles: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()


_now = Withheld()


@contextmanager
def withheld(titles: Collection[str]) -> Iterator[None]:
    """Leave out the rows of these titles (as articles are called, blanks for underscores) while it lasts."""
    global _now
    before = _now
    _now = _persons(frozenset(titles), before)
    forget()
    try:
        yield
    finally:
        _now = before
        forget()


def _persons(titles: frozenset[str], before: Withheld) -> Withheld:
    """Whom the titles mean: those known by hand alone, and those whom the public facts have as well."""
    from detente.knowledge.tsv import table

    named = {row["id"]: row["hand"] for row in table("persons").dicts() if title_of(row["name"], row["wiki"]) in titles}
    gone = {ident for ident, hand in named.items() if hand == ALONE}
    return Withheld(before.titles | titles, before.persons | gone, before.bare | (named.keys() - gone))


def forget() -> None:
    """Empty every cache of the rooms that read the tables."""
    for name, module in list(sys.modules.items()):
        if name.startswith(ROOMS):
            for thing in list(vars(module).values()):
                clear = getattr(thing, "cache_clear", None)
                if clear is not None and getattr(thing, "__name__", "") not in KEPT:
                    clear()


def kept_rows(name: str, columns: Sequence[str], rows: list[list[str]]) -> list[list[str]]:
    """The rows of a table that are not withheld."""
    if _now.persons and name == "persons":
        return [row for row in rows if row[0] not in _now.persons]
    if _now.titles and name in BODIES:
        at, wiki = columns.index("name"), columns.index("wiki")
        return [row for row in rows if title_of(row[at], row[wiki]) not in _now.titles]
    return rows


def kept_lines(name: str, found: list[str]) -> list[str]:
    """The lines of the table of offices that are not withheld."""
    if not (_now.persons or _now.bare) or name != "offices":
        return found
    return [line for line in found if _stays(line)]


def _stays(line: str) -> bool:
    person = line[: line.index("\t")]
    return person not in _now.persons and not (person in _now.bare and line.endswith(f"\t{HAND}"))


def title_of(name: str, wiki: str) -> str:
    """The article of a row: ``=`` and nothing stand for its name."""
    return wiki if wiki and wiki != "=" else name
