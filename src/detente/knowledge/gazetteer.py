"""Who is named where in a row of tokens: longest match over all tables of names.

The tables are read once, on the first call; forms are compared as atoms (see `forms`), so that spaCy's
hyphens, possessives, dots and diacritics do not matter, and a capital is asked for where the form has one.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, ItemsView, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from detente.knowledge import forms
from detente.knowledge.entity import Entity
from detente.knowledge.guard import GIVEN, SURNAMES, Guard, is_titled
from detente.knowledge.names import BLOCK, NEEDS_CONTEXT, OWN, TABLES, Entry, entries_of, entry, years_off
from detente.knowledge.people import MINOR, People, people
from detente.knowledge.sectors import sector_entry
from detente.knowledge.user import rows as user_rows
from detente.knowledge.user_tables import names_over

__all__ = ["Entry", "Gazetteer", "Match", "gazetteer"]


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens ``start`` to ``end`` (exclusive) name ``entity``, the best one for the day.

    ``form``: name, adjective, people, capital, metonym, person, short (a surname alone), body or group.
    ``others``: further entities that the words may stand for, best first.
    """

    start: int
    end: int
    entity: Entity
    form: str
    others: tuple[Entity, ...] = ()


PARTICLES = frozenset(["al", "el", "de", "da", "von", "van", "der", "le", "la", "bin", "ibn", "ould"])
OWNING = frozenset(("name", "adjective", "capital"))
Span = tuple[int, int, str, list[Entry]]  # start and end token, key, what it may be


class Gazetteer:
    """All names of the tables; ask `match` about a text, or `find` about one whole name."""

    def __init__(self, tables: Sequence[str] = TABLES, persons: People | None = None) -> None:
        self._entries: dict[str, list[Entry]] = {}
        self._sizes: dict[str, int] = {}  # by first atom: bit n is set where a name of n atoms begins so
        self.people = persons
        self._guard = Guard(persons) if persons else None
        ours = entries_of(tables)
        if persons is not None and user_rows():
            ours = _with_own(list(ours))
        for found in ours:
            key = forms.key(found.text)
            self._entries.setdefault(key, []).append(found)
            self._measure(key)
        for key in (*persons.keys, *persons.shorts) if persons else ():
            self._measure(key)

    def _measure(self, key: str) -> None:
        size = key.count(" ") + 1
        first = key.split(" ", 1)[0] if size > 1 else key
        self._sizes[first] = self._sizes.get(first, 0) | 1 << size

    def match(self, tokens: Sequence[str], day: date | None = None, near: Collection[str] = ()) -> list[Match]:
        """All names in a row of tokens (one paragraph): longest, leftmost, not overlapping.

        ``near`` holds countries named elsewhere in the text; they settle names of several owners.
        """
        folded = list(map(forms.atoms_of, tokens))
        atoms = [atom for found in folded for atom in found]
        owner = [index for index, found in enumerate(folded) for _ in found]
        spans = self._spans(tokens, atoms, owner, day)
        named = {*near, *_plainly_named(spans, (day or date.today()).isoformat())}
        out: list[Match] = []
        for start, end, key, entries in spans:
            if out and entries[0].form == "body" and _another(out[-1], tokens, start, key, entries):
                continue
            found = self._ranked(key, entries, tokens, start, end, day, named)
            if found and found[0].form != BLOCK:
                best = found[0]
                others = {e.entity.id: e.entity for e in reversed(found) if e.entity.id != best.entity.id}
                out.append(Match(start, end, best.entity, best.form, tuple(reversed(others.values()))))
        return out

    def _spans(self, tokens: Sequence[str], atoms: list[str], owner: list[int], day: date | None) -> list[Span]:
        spans: list[Span] = []
        sizes, size, at = self._sizes, len(atoms), 0
        ours = self._entries
        keys, shorts = (self.people.keys, self.people.shorts) if self.people is not None else ((), ())
        while at < size:
            lengths = sizes.get(atoms[at])
            step = 1
            if lengths:
                for length in _down(lengths):
                    if at + length > size:
                        continue
                    key = " ".join(atoms[at : at + length]) if length > 1 else atoms[at]
                    if key not in ours and key not in keys and key not in shorts:
                        continue  # most rows of words are nobody's name
                    found = self._at(tokens, atoms, owner, at, length, day)
                    if found and not (found[1][0].rank > 0 and self._longer(atoms, at, length)):
                        spans.append((owner[at], owner[at + length - 1] + 1, *found))
                        step = length
                        break
            at += step
        return spans

    def _longer(self, atoms: list[str], at: int, length: int) -> bool:
        """Whether behind a "the" a name starts that goes on longer: the South African, not the South."""
        if atoms[at] != "the" or at + 1 == len(atoms):
            return False
        limit = min(self._sizes.get(atoms[at + 1], 1).bit_length() - 1, len(atoms) - at - 1)
        at += 1
        return any(" ".join(atoms[at : at + n]) in self._entries for n in range(limit, length - 1, -1))

    def _at(
        self,
        tokens: Sequence[str],
        atoms: list[str],
        owner: list[int],
        at: int,
        length: int,
        day: date | None,
    ) -> tuple[str, list[Entry]] | None:
        """What the atoms from ``at`` on may be, as the tokens are written."""
        key = " ".join(atoms[at : at + length]) if length > 1 else atoms[at]
        entries = self._entries.get(key, [])
        persons = self.people
        known = persons is not None and (key in persons.keys or key in persons.shorts)
        if not (entries or known) or not _whole(tokens, owner, at, at + length):
            return None
        start, end = owner[at], owner[at + length - 1] + 1
        words = forms.written(tokens[start:end])
        if len(words) == length:
            entries = [e for e in entries if forms.fits(forms.case_of(e.text), words)]
        single = length == 1 and key in self._entries
        if persons is not None and known and not (single and not persons.is_own(key)) and _capital(words):
            entries = entries + self._persons(persons, key, tokens, start, end, day)
        return (key, entries) if entries else None

    def _persons(
        self, persons: People, key: str, tokens: Sequence[str], start: int, end: int, day: date | None
    ) -> list[Entry]:
        out = []
        for index in persons.named(key):
            minor = persons.weight(index) <= MINOR
            rank = OWN if index < persons.own else NEEDS_CONTEXT if minor else 0
            out.append(Entry(persons.on(index, day), "person", rank, key))
        if not out and key in persons.shorts and Guard.alone(tokens, start, end, titled=is_titled(tokens)):
            for short in persons.shorts[key]:
                if persons.stands_alone(short, day):
                    rank = NEEDS_CONTEXT if short.common else OWN if short.person < persons.own else 0
                    out.append(Entry(persons.on(short.person, day), "short", rank, key))
        return out

    def _ranked(
        self, key: str, entries: list[Entry], tokens: Sequence[str], start: int, end: int,
        day: date | None, named: Collection[str],
    ) -> list[Entry]:  # fmt: skip
        guard = self._guard
        if guard is not None and min(e.rank for e in entries) > OWN:
            if (key in GIVEN or key in SURNAMES) and guard.is_person(key, tokens, start, end):
                return []
            chosen = guard.choose(key, tokens, start, end)
            if chosen == "none":
                return []
            if chosen:
                named_by_id = [e for e in entries if e.entity.id == chosen]
                return named_by_id + [e for e in ranked(entries, day, named) if e.entity.id != chosen]
        return ranked(entries, day, named)

    def items(self) -> ItemsView[str, list[Entry]]:
        """The folded forms of all names but those of persons, with what each may be."""
        return self._entries.items()

    def given_names(self) -> frozenset[str]:
        """First names of several persons of the tables."""
        return self._guard.given_names() if self._guard else frozenset()

    def entries(self, name: str) -> list[Entry]:
        """All that a whole name may be, whatever the day and the case, persons left out."""
        return self._entries.get(forms.key(name), [])

    def find(self, name: str, day: date | None = None, near: Collection[str] = ()) -> list[Entity]:
        """Whom a whole name stands for, best first, persons among them; case is not asked for."""
        return list(dict.fromkeys(e.entity for e in self.lookup(name, day, near)))

    def lookup(self, name: str, day: date | None = None, near: Collection[str] = ()) -> list[Entry]:
        """As `find`, with the form that the name is of each."""
        key = forms.key(name)
        entries = list(self._entries.get(key, []))
        if not entries and name.endswith(")") and " (" in name:
            return self._one_of_several(name, day)
        if self.people is not None:
            entries += self._whole_persons(self.people, key, day)
            if not entries or self.people.is_own(key):
                entries += self._short_persons(self.people, key, day)
        return [e for e in ranked(entries, day, set(near), keep=True) if e.form != BLOCK]

    @staticmethod
    def _whole_persons(persons: People, key: str, day: date | None) -> list[Entry]:
        def rank(at: int) -> int:
            return OWN if at < persons.own else int(persons.weight(at) <= MINOR)

        return [Entry(persons.on(at, day), "person", rank(at), key) for at in persons.named(key)]

    @staticmethod
    def _short_persons(persons: People, key: str, day: date | None) -> list[Entry]:
        def rank(at: int, common: bool) -> int:
            return OWN if at < persons.own and not common else int(common)

        found = [short for short in persons.shorts.get(key, ()) if persons.stands_alone(short, day)]
        return [Entry(persons.on(s.person, day), "short", rank(s.person, s.common), key) for s in found]

    def _one_of_several(self, title: str, day: date | None) -> list[Entry]:
        """An article's title with what tells it apart: Park Jin (politician), Ministry of Defence (Chad)."""
        bare, _, inside = title[:-1].partition(" (")
        states = {e.entity.country or "" for e in self.entries(inside) if e.form in ("name", "adjective")}
        found = self.lookup(bare, day, states)
        exact = [e for e in found if e.entity.wiki == title]
        if states:
            return exact or [e for e in found if e.entity.country in states]
        return exact or [e for e in found if e.form == "person"]


@cache
def _down(sizes: int) -> tuple[int, ...]:
    """The numbers of the bits that are set, the largest first."""
    return tuple(n for n in range(sizes.bit_length() - 1, 0, -1) if sizes >> n & 1)


def _with_own(ours: list[Entry]) -> Iterator[Entry]:
    """The user's names, and ours."""
    for entity, form, text in names_over(ours):
        found = entry(text, entity, form)
        yield found if found.rank else found._replace(rank=OWN)
    yield from ours


def _whole(tokens: Sequence[str], owner: list[int], start: int, end: int) -> bool:
    """Whether atoms from start to end are whole tokens, or parts of one that has a hyphen (``U.S.-led``)."""
    if start and owner[start - 1] == owner[start] and not _split(tokens[owner[start]]):
        return False
    return end == len(owner) or owner[end] != owner[end - 1] or _split(tokens[owner[end - 1]])


def _plainly_named(spans: list[Span], when: str) -> set[str]:
    """The countries of the names that have one owner on the day."""
    out = set()
    for _, _, _, entries in spans:
        living = [e for e in entries if e.rank < NEEDS_CONTEXT and not years_off(e.entity, when)]
        owners = {e.entity.country for e in living}
        if len(owners) == 1 and min(e.rank for e in living) <= 0:
            out.add(owners.pop() or "")
    return out


def _another(owner: Match, tokens: Sequence[str], start: int, key: str, entries: list[Entry]) -> bool:
    """Whether a body's plain words belong to another state: Chile's Defense Department is not of the US."""
    gap = tokens[owner.end : start]
    if owner.form not in OWNING or (gap and list(gap) not in (["'s"], ["’s"])):
        return False
    country = owner.entity.country
    return all(e.entity.country != country for e in entries) and sector_entry(key.split()) is not None


def _capital(words: list[str]) -> bool:
    """Whether words are written like a name: the first and one more with a capital (Kim Jong-un, al-Sisi)."""
    main = words[1:] if len(words) > 1 and words[0] in PARTICLES else words
    return main[0][:1].isupper() and (len(main) < 3 or any(w[:1].isupper() for w in main[1:]))


def _split(token: str) -> bool:
    return "-" in token or "–" in token or "/" in token


def ranked(entries: Sequence[Entry], day: date | None, named: Collection[str], keep: bool = False) -> list[Entry]:
    """The entries that count, best first: of the day, then by rank, then those whose country is named.

    With ``keep`` those that need their country nearby stay, behind the others.
    """

    def order(entry: Entry) -> tuple[bool, int, int, bool, bool]:
        inside = entry.entity.country in named
        rank = 0 if inside and entry.rank > 0 else entry.rank
        return (entry.form == BLOCK, years_off(entry.entity, when), rank, not inside, entry.form == "short")

    when = (day or date.today()).isoformat()

    kept = [e for e in entries if keep or e.rank < NEEDS_CONTEXT or e.entity.country in named]
    return sorted(kept, key=order) if len(kept) > 1 else kept


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read from the tables on the first call."""
    collecting = gc.isenabled()
    gc.disable()  # a hundred thousand objects are made and none thrown away: half the time went into looking
    try:
        return Gazetteer(persons=people())
    finally:
        if collecting:
            gc.enable()
