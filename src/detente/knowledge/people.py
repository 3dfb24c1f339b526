"""Persons and the offices they held: who is named, and what they were on a day.

The tables are large and a text names few people, so a row is read only when its person is asked for.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from detente.knowledge.entity import Entity
from detente.knowledge.titles import HEADS, office_for
from detente.knowledge.tsv import lines, table
from detente.knowledge.user_tables import offices_over, persons_over, wikidata_ids

SHORT_AFTER = timedelta(days=365)
"""How long after leaving office a head of state or government still goes by the surname alone."""
SHORT_BEFORE = timedelta(days=120)
"""... and how long before: candidates and those elected."""
MINOR = 3
"""Offices up to this weight (ambassadors, deputies, regional ministers) are not enough to know a name by."""


class Term(NamedTuple):
    """One holding of an office; ``since``, ``until``: ISO days, months or years, empty where not known."""

    role: str
    title: str
    country: str
    since: str
    until: str

    def covers(self, day: str) -> bool:
        """Whether an ISO day lies in it, as far as its ends are known."""
        return self.since <= day[: len(self.since)] and not self.over(day)

    def over(self, day: str) -> bool:
        return bool(self.until) and self.until < day[: len(self.until)]


class Short(NamedTuple):
    """A name that may stand alone: for whom, at any time or only in office, and whether many bear it."""

    person: int
    always: bool
    common: bool


class People:
    """All persons by the folded forms of their names; the first `own` of them are the user's."""

    def __init__(self) -> None:
        self._rows, self.own = persons_over(table("persons").rows)
        self.keys: dict[str, int | tuple[int, ...]] = {}
        self.shorts: dict[str, list[Short]] = {}
        self._index: dict[str, int] = {}
        self._starts: array[int] | None = None
        self._offices: list[str] = []
        self._held: dict[tuple[str, str], list[str]] = {}
        self._known: dict[tuple[int, str], Entity] = {}
        keys, shorts = self.keys, self.shorts
        for at, (ident, _, forms, _, _, short, _, _) in enumerate(self._rows):
            self._index[ident] = at
            for key in forms.split("|") if forms else ():
                if key in keys:
                    had = keys[key]
                    keys[key] = (*had, at) if isinstance(had, tuple) else (had, at)
                else:
                    keys[key] = at
            if short:
                for key in short.split("|"):
                    name = key.rstrip("?!")
                    shorts.setdefault(name, []).append(Short(at, key.endswith("!"), "?" in key))

    def named(self, key: str) -> tuple[int, ...]:
        """Persons whose full name or alias has these atoms."""
        found = self.keys.get(key, ())
        return found if isinstance(found, tuple) else (found,)

    def is_own(self, key: str) -> bool:
        """Whether a name, or one that may stand alone, is that of one of the user's persons."""
        if not self.own:
            return False
        return any(at < self.own for at in self.named(key)) or any(
            s.person < self.own for s in self.shorts.get(key, ())
        )

    def index(self, ident: str) -> int | None:
        return self._index.get(ident)

    def terms(self, at: int) -> list[Term]:
        """All holdings of office of a person, oldest first."""
        start = end = self._read()[at]
        if start < 0:
            return []
        ident = self._rows[at][0] + "\t"
        while end < len(self._offices) and self._offices[end].startswith(ident):
            end += 1
        return [Term(*line.split("\t", 6)[1:6]) for line in self._offices[start:end]]

    def _read(self) -> array[int]:
        """Where in offices.tsv the lines of each person begin, -1 for none; they stand together there."""
        if self._starts is None:
            self._offices = offices_over(lines("offices"))
            self._starts = array("l", [-1]) * len(self._rows)
            last = ""
            for at, line in enumerate(self._offices):
                ident = line[: line.index("\t")]
                if ident != last:
                    last = ident
                    if (person := self._index.get(ident)) is not None:
                        self._starts[person] = at
        return self._starts

    def holders(self, role: str, country: str) -> list[tuple[int, Term]]:
        """Everybody who held a role of a country."""
        self._read()
        if not self._held:
            for line in self._offices:
                _, kind, _, code, _ = line.split("\t", 4)
                self._held.setdefault((kind, code), []).append(line)
        rows = [line.split("\t") for line in self._held.get((role, country), ())]
        return [(self._index[row[0]], Term(*row[1:6])) for row in rows]

    def in_role(self, role: str) -> list[tuple[int, Term]]:
        """Everybody who held a role of any country."""
        self.holders(role, "")
        return [pair for kind, code in list(self._held) if kind == role for pair in self.holders(role, code)]

    def weight(self, at: int) -> int:
        """The weight of the greatest office ever held; more than `MINOR` for those written down by hand."""
        best = max((office_for(t.role).weight for t in self.terms(at)), default=0)
        return max(best, MINOR + 1) if self._rows[at][7] else best

    def names(self, at: int) -> list[str]:
        """The keys of a person: the name and its other spellings."""
        return self._rows[at][2].split("|")

    def country(self, at: int) -> str:
        return self._rows[at][3]

    def sector(self, at: int) -> str:
        """The sectors of a person without an office, ``;`` between."""
        return self._rows[at][4]

    def stands_alone(self, short: Short, day: date | None) -> bool:
        """Whether the surname alone means this person on the day."""
        if short.always:
            return True
        when = day or date.today()
        early, late = (when + SHORT_BEFORE).isoformat(), (when - SHORT_AFTER).isoformat()
        return any(
            t.role in HEADS and t.since <= early[: len(t.since)] and not t.over(late) for t in self.terms(short.person)
        )

    def on(self, at: int, day: date | None = None) -> Entity:
        """The person as of a day (today where none is given): country and sectors of the office held then.

        Out of office: ELI for who held one before; who would hold one later is PTY, or a soldier or judge
        already; what the table itself says of the person (rebel, activist, ...) goes before both.
        """
        when = (day or date.today()).isoformat()
        found = self._known.get((at, when))
        if found is None:
            found = self._known[at, when] = self._on(at, when)
        return found

    def _on(self, at: int, when: str) -> Entity:
        ident, name, _, country, sector, _, wiki, _ = self._rows[at]
        own = tuple(sector.split(";")) if sector else ()
        terms = self.terms(at)
        held = sorted(
            (t for t in terms if t.covers(when)),
            key=lambda t: (office_for(t.role).weight, t.country == country, t.since),
            reverse=True,
        )
        since = until = None
        sectors: tuple[str, ...]
        if held:
            best = held[0]
            sectors = tuple(dict.fromkeys([*(office_for(t.role).sector for t in held), *own]))
            country, since, until = best.country, best.since or None, best.until or None
        elif past := [t for t in terms if t.over(when)]:
            last = max(past, key=lambda t: (t.until, office_for(t.role).weight))
            sectors = tuple(dict.fromkeys([*own, "ELI"]))
            country, until = country if own else last.country, last.until
        else:
            sectors = own or _before(terms)
        return Entity(
            id=f"person:{ident}",
            name=name,
            kind="person",
            country=country or None,
            sectors=sectors,
            wiki=(name if wiki == "=" else wiki) or None,
            wikidata=ident if ident[0] == "Q" and ident[1:].isdigit() else wikidata_ids().get(ident),
            since=since,
            until=until,
        )


def _before(terms: Sequence[Term]) -> tuple[str, ...]:
    """The sector of somebody before the first office: politicians rise in parties, generals in the army."""
    if not terms:
        return ()
    first = office_for(terms[0].role).sector
    return ("PTY",) if first in ("GOV", "LEG") else (first,)


@cache
def people() -> People:
    """The persons, read from the tables on the first call."""
    return People()
