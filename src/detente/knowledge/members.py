"""Which states are members of a body, and of which bodies a state is one, on a day (tables/members.tsv)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from detente.knowledge import forms
from detente.knowledge.tsv import cell, table

FULL_DAY = len("2000-01-01")


class Membership(NamedTuple):
    """One state's time in one body; days are ISO text of day, month or year, empty where open or not known."""

    body: str
    country: str
    since: str
    until: str

    def covers(self, day: str) -> bool:
        """Whether the state is a member on an ISO day: no more on a day of leaving, still in a month or year of it."""
        if self.since and day[: len(self.since)] < self.since:
            return False
        if not self.until:
            return True
        return day < self.until if len(self.until) == FULL_DAY else day[: len(self.until)] <= self.until


@cache
def _rows() -> tuple[Membership, ...]:
    return tuple(Membership(*row[:4]) for row in table("members").rows)


@cache
def _of_body() -> dict[str, tuple[Membership, ...]]:
    return _grouped(0)


@cache
def _of_country() -> dict[str, tuple[Membership, ...]]:
    return _grouped(1)


def _grouped(column: int) -> dict[str, tuple[Membership, ...]]:
    found: dict[str, list[Membership]] = {}
    for row in _rows():
        found.setdefault(row[column], []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def _idents() -> dict[str, str]:
    """The id in members.tsv by every name of bodies.tsv, the whole names before the other ones."""
    rows = [row for row in table("bodies").dicts() if row["id"] in _of_body()]
    found = {forms.key(row["name"]): row["id"] for row in rows}
    for row in rows:
        for text in cell(row["aliases"]):
            found.setdefault(forms.key(text.lstrip("~?")), row["id"])
    return found


def bodies_with_members() -> tuple[str, ...]:
    """The ids (as in bodies.tsv, without ``body:``) of the bodies whose members are known, in the table's order."""
    return tuple(_of_body())


def members(body: str, day: date | None = None) -> tuple[str, ...]:
    """The codes of the states in a body on a day (None: today), sorted; () for a body whose members are not known.

    ``body`` is an id of bodies.tsv, with or without ``body:``, or any of its names there ("NATO", "body:nato").
    Suspended members count as members.  Source: tables/members.tsv.
    """
    ident = body.removeprefix("body:")
    rows = _of_body().get(ident) or _of_body().get(_idents().get(forms.key(body), ""), ())
    on = (day or date.today()).isoformat()
    return tuple(sorted({row.country for row in rows if row.covers(on)}))


def memberships(country: str, day: date | None = None) -> tuple[str, ...]:
    """The ids of the bodies (as in bodies.tsv, without ``body:``) that a state is in on a day (None: today), sorted."""
    on = (day or date.today()).isoformat()
    return tuple(sorted({row.body for row in _of_country().get(country, ()) if row.covers(on)}))
