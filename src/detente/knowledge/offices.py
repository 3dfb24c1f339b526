"""Who held an office on a day, and which persons a name may mean.

holder("president", "RUS", date(2019, 4, 23))    # Vladimir Putin
person("Clinton", date(1999, 1, 1))              # Bill Clinton first
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache, lru_cache

from detente.knowledge import forms
from detente.knowledge.entity import Entity
from detente.knowledge.people import People, Term, people
from detente.knowledge.titles import HEADS, office_for, office_of
from detente.knowledge.tsv import table

__all__ = ["holder", "leader_role", "office_of", "person", "role_of"]

BY_SURNAME = 5
"""Weight of the least office (justice ministers, speakers) by which a surname alone is known."""
MOST = 5
"""How many persons `person` gives at most."""
LEADER_WORDS = frozenset({"leader", "ruler", "strongman", "dictator", "head", "head of state and government"})


@cache
def _leaders() -> dict[str, str]:
    return {row["code"]: row["leader"] for row in table("countries").dicts() if row["leader"]}


def leader_role(country: str) -> str:
    """The role that "the leader" of a state means: president, prime minister, monarch or supreme leader."""
    return _leaders().get(country, "president")


CODES = {
    "head of state": "president", "head of government": "prime minister",
    "secretary of state": "foreign minister",
    "deputy head of government": "deputy prime minister", "chief of defence": "army chief", "pope": "pope",
    "central bank": "central bank governor", "un secretary general": "secretary-general",
    "igo head": "secretary-general", "agency head": "head of agency", "adviser": "national security adviser",
}  # fmt: skip
"""The codes of roles.tsv that offices.tsv spells otherwise."""


@lru_cache(maxsize=4_000)
def role_of(words: str) -> str:
    """The role that words name, as offices.tsv spells it: ``Foreign Secretary`` -> ``foreign minister``.

    Codes of roles.tsv (``head_of_state``) are taken as well.
    """
    if "_" in words or words in CODES:
        code = words.replace("_", " ")
        return CODES.get(code, code)
    words = " ".join(words.lower().replace("-", " ").split())
    for lead in ("the ", "acting ", "interim ", "current "):
        words = words.removeprefix(lead)
    if words in LEADER_WORDS:
        return "leader"
    return office_of(words).role


@lru_cache(maxsize=20_000)
def holder(role: str, country: str, day: date | None = None) -> Entity | None:
    """Who held a role of a country on a day (today where none is given); None where the tables do not know.

    ``role`` is in any words: president, king, foreign secretary, leader.  Of two holders on one day (a
    change of government, rival governments) the one who came later is given.
    """
    wanted = role_of(role)
    roles = [wanted]
    if wanted == "leader":
        first = leader_role(country)
        roles = [first, "leader", *(r for r in ("president", "prime minister", "monarch") if r != first)]
    elif role == "head_of_state":
        roles += ["monarch", "supreme leader", "leader"]
    elif role == "head_of_government":
        roles += ["president", "leader"]
    elif wanted in HEADS:
        roles.append("leader")
    store = people()
    when = (day or date.today()).isoformat()
    for name in roles:
        held = [(at, term) for at, term in _held(name, country) if term.covers(when)]
        if held:
            at, _ = max(held, key=lambda p: (p[0] < store.own, _plain(p[1], name, country), p[1].since))
            return store.on(at, day)
    return None


@lru_cache(maxsize=2_000)
def _held(role: str, country: str) -> tuple[tuple[int, Term], ...]:
    return tuple(people().holders(role, country))


def chief(role: str, body: Entity, day: date | None = None) -> Entity | None:
    """Who held a role of a body on a day: ``president`` of the European Council."""
    if not body.name or not body.country:
        return None
    store = people()
    when = (day or date.today()).isoformat()
    name = body.name.lower()
    wanted = {role_of(role), role_of(f"{role} of the {name}")}
    for kind in sorted(wanted):
        terms = [(at, t) for at, t in _held(kind, body.country) if name in t.title.lower()]
        held = [(t.since, at) for at, t in terms if t.covers(when)]
        if held:
            return store.on(max(held)[1], day)
    return None


def titled(office: Entity, day: date | None = None) -> Entity | None:
    """Who held an office that is in the tables of bodies: ``Secretary-General of the United Nations``."""
    if not office.name or office.country not in ("UNO", "EUR", "IGO", "VAT"):
        return None
    when = (day or date.today()).isoformat()
    name = office.name.lower()
    held = [(t.since, at) for at, t in _held(role_of(name), office.country) if t.covers(when)]
    held = [pair for pair in held if any(name.startswith(t.title.lower()) for t in people().terms(pair[1]))]
    return people().on(max(held)[1], day) if held else None


def _plain(term: Term, role: str, country: str) -> int:
    """How plain a title is: Prime Minister before one with a bracket (a faction); the chief of all the UN."""
    title = term.title.lower()
    above = country == "UNO" and title == f"{role} of the united nations"
    return ("(" not in title) + above + (title == role)


def person(name: str, day: date | None = None, country: str | None = None) -> list[Entity]:
    """Persons that a name may mean, best first, as they were on the day; at most `MOST`.

    ``name`` is a full name, an alias or a surname; titles before it ("President", "Mr") are passed over.
    A surname alone gives those who held a greater office, or any of ``country`` where it is given.
    """
    store = people()
    key = forms.key(name)
    found = list(store.named(key)) or list(store.named(_untitled(key)))
    if not found:
        key = _untitled(key)
        shorts = [s.person for s in store.shorts.get(key, []) if s.always or store.stands_alone(s, day)]
        found = list(dict.fromkeys([*shorts, *_by_surname(store, key, country)]))
    order = {at: i for i, at in enumerate(found)}
    found.sort(key=lambda at: _order(store, at, order[at], day, country))
    return [store.on(at, day) for at in found[:MOST]]


def _untitled(key: str) -> str:
    from detente.knowledge.guard import TITLES

    words = key.split()
    while len(words) > 1 and (words[0] in TITLES or words[0] in ("prime", "foreign", "the")):
        words = words[1:]
    return " ".join(words)


def _order(store: People, at: int, place: int, day: date | None, country: str | None) -> tuple[object, ...]:
    """In the country that is asked for, the user's own, in office on the day, of the greater office, of late."""
    when = (day or date.today()).isoformat()
    terms = store.terms(at)
    held = [office_for(t.role).weight for t in terms if t.covers(when)]
    here = bool(country) and (store.country(at) == country or any(t.country == country for t in terms))
    last = max((int(t.until[:4] or 9999) for t in terms if t.since <= when), default=0)
    return (not here, at >= store.own, -max(held, default=0), -store.weight(at), -last, place)


FAMILY_FIRST = frozenset({"CHN", "HKG", "MAC", "TWN", "KOR", "PRK", "VNM", "KHM", "SGP"})
"""Where the family name stands first, as English articles write it."""


@cache
def _surnames() -> dict[str, list[int]]:
    """Family names -> persons: the last atom of each spelling, the first where that is the family name."""
    store = people()
    out: dict[str, list[int]] = defaultdict(list)
    for key, at in store.keys.items():
        for person_at in at if isinstance(at, tuple) else (at,):
            out[key.rsplit(" ", 1)[-1]].append(person_at)
            if store.country(person_at) in FAMILY_FIRST:
                out[key.split(" ", 1)[0]].append(person_at)
    return dict(out)


def _by_surname(store: People, key: str, country: str | None) -> list[int]:
    found = _surnames().get(key.rsplit(" ", 1)[-1], [])
    found = [at for at in dict.fromkeys(found) if _bears(store, at, key)]
    if country:
        near = [at for at in found if store.country(at) == country]
        if near:
            return near
    return [at for at in found if store.weight(at) >= BY_SURNAME]


def _bears(store: People, at: int, key: str) -> bool:
    """Whether a name of a person ends in these atoms (Van der Bellen), or begins with them (Moon Jae-in)."""
    names = store.names(at)
    if store.country(at) in FAMILY_FIRST and any(f"{name} ".startswith(f"{key} ") for name in names):
        return True
    return any(f" {name}".endswith(f" {key}") for name in names)
