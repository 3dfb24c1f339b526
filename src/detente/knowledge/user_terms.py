"""When two of a user's rows cannot both be true: terms that overlap, one office of two people, two ids."""

from __future__ import annotations

import calendar
from collections.abc import Iterable

from detente.knowledge.titles import office_of
from detente.knowledge.user_rows import Row

SINGLE = frozenset(
    ["president", "prime minister", "monarch", "supreme leader", "foreign minister", "defence minister",
     "interior minister", "finance minister", "justice minister", "central bank governor", "crown prince", "pope"]
)  # fmt: skip
"""Roles that one person of a country holds at a time."""
OPEN = "9999-12-31"


def span(since: str, until: str) -> tuple[str, str]:
    """The days that a term surely covers: what starts in 2024 does by its last day, what ends in 2024 did by its first."""
    return (_last(since) if since else "0000-01-01", _first(until) if until else OPEN)


def _first(day: str) -> str:
    return day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day


def _last(day: str) -> str:
    if len(day) == 4:
        return f"{day}-12-31"
    if len(day) == 7:
        return f"{day}-{calendar.monthrange(int(day[:4]), int(day[5:]))[1]:02d}"
    return day


def overlap(one: Row, other: Row) -> bool:
    """Whether two terms surely cover the same days; that one begins on the day on which the other ends is no overlap."""
    a, b = span(one.since, one.until), span(other.since, other.until)
    return max(a[0], b[0]) < min(a[1], b[1])


def contradiction(row: Row, others: Iterable[tuple[Row, str]]) -> str | None:
    """What another row says against this one, with where that stands; None where all go together."""
    role = _role(row)
    for other, where in others:
        at = f"line {other.line} of {where}"
        same = row.kind == other.kind and row.wikidata and row.wikidata == other.wikidata
        if same and row.names().isdisjoint(other.names()):
            return f"wikidata {row.wikidata} is {other.name} in {at}"
        if row.id == other.id:
            for column in ("wiki", "wikidata"):
                mine, theirs = getattr(row, column), getattr(other, column)
                if mine and theirs and mine != theirs:
                    return f"{column} is {theirs!r} in {at}, here {mine!r}"
            if overlap(row, other) and _clash(row, other):
                say = _term if row.office else _state
                return f"{say(other)} in {at}, here {say(row)}"
        elif role in SINGLE and role == _role(other) and other.country == row.country and overlap(row, other):
            return f"{other.name} is {_term(other)} in {at}"
    return None


def _role(row: Row) -> str:
    return office_of(row.office).role if row.office else ""


def _clash(row: Row, other: Row) -> bool:
    """Whether two rows of one actor say different things of the same days."""
    if row.office or other.office:
        same = row.office.lower() == other.office.lower() and row.country == other.country
        return same and (row.since, row.until) != (other.since, other.until)
    return (row.sector, row.country) != (other.sector, other.country)


def _term(row: Row) -> str:
    return f"{row.office} of {row.country} from {row.since or '?'} to {row.until or 'now'}"


def _state(row: Row) -> str:
    return f"{row.country} {';'.join(row.sector)}".strip()
