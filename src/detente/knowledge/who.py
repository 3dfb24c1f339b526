"""Which of the persons that a name may mean: by what is said of them, the day, the country and who is named beside."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from detente.knowledge.people import MINOR, People, Term, people
from detente.knowledge.titles import office_for, office_of
from detente.knowledge.told import NOTHING, Told

ROLE_NOW, ROLE_ONCE, SECTOR, COUNTRY, BESIDE, OFFICE, WEIGHT = 0.3, 0.2, 0.12, 0.3, 0.15, 0.1, 0.1
"""What speaks for a person: the office that is told, held on the day; held at another time; the sector; the country
that is told; one that is named beside; any office on the day; the greatest office ever held, as a share of `TOP`."""
WRONG_COUNTRY, WRONG_SECTOR, LONG_AGO = -0.4, -0.12, -0.2
TOP = 9
GONE = 30
"""Years after the last office from which somebody is no longer the one meant, where others are."""
CLOSE = 0.1
"""Two persons whose fits differ by less are a close call: less than what one sector or the office of a day tells apart."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a person of the tables fits, the likeness of the names times what speaks for him or her added."""

    score: float
    person: int
    like: float
    role: bool = False
    here: bool = False
    elsewhere: bool = False

    @property
    def sure(self) -> bool:
        """Whether something beside the name speaks for this person."""
        return self.role or self.here


def fits(
    found: Iterable[tuple[float, int]], told: Told = NOTHING, day: date | None = None, near: Collection[str] = ()
) -> list[Fit]:
    """The persons, best first; ``found`` are likenesses of names and persons."""
    store, when = people(), (day or date.today()).isoformat()
    out = [_fit(store, like, at, told, when, near) for like, at in found]
    return sorted(out, key=lambda fit: (fit.person >= store.own, -fit.score, fit.person))


def _fit(store: People, like: float, at: int, told: Told, when: str, near: Collection[str]) -> Fit:
    terms = store.terms(at)
    now = [term for term in terms if term.covers(when)]
    countries = {store.country(at), *(term.country for term in terms)} - {""}
    score, role = _office(terms, now, told)
    here = told.country is not None and told.country in countries
    elsewhere = told.country is not None and bool(countries) and not here
    score += COUNTRY if here else WRONG_COUNTRY if elsewhere else 0.0
    score += BESIDE if not countries.isdisjoint(near) else 0.0
    weight = store.weight(at)
    score += WEIGHT * weight / TOP + (OFFICE * max(office_for(t.role).weight for t in now) / TOP if now else 0.0)
    if terms and not now:
        last = max((term.until[:4] or term.since[:4] for term in terms), default="")
        score += LONG_AGO if last and int(when[:4]) - int(last) > GONE else 0.0
    own = _sectors(store, at, now)
    if told.sectors and own:
        score += SECTOR if told.sectors[0] in own else WRONG_SECTOR if not role else 0.0
    return Fit(round(like + score, 3), at, like, role, here or not countries.isdisjoint(near), elsewhere)


def _office(terms: list[Term], now: list[Term], told: Told) -> tuple[float, bool]:
    """What the office that is told adds, and whether it was held."""
    if told.role is None:
        return 0.0, False
    wanted = {office_of(told.role.phrase).role, told.role.office.replace("_", " ")}
    if any(term.role in wanted for term in (terms if told.role.former else now)):
        return ROLE_NOW, True
    return (ROLE_ONCE, True) if any(term.role in wanted for term in terms) else (0.0, False)


def _sectors(store: People, at: int, now: list[Term]) -> set[str]:
    own = set(filter(None, store.sector(at).split(";")))
    return own | {office_for(term.role).sector for term in now or store.terms(at)}


def close(found: list[Fit]) -> list[Fit]:
    """Those behind the first that fit nearly as well."""
    return [fit for fit in found[1:] if found[0].score - fit.score < CLOSE]


def known_well(at: int) -> bool:
    """Whether a person is known for more than a small office, or the user's own."""
    store = people()
    return at < store.own or store.weight(at) > MINOR
