"""What an office is, by its title: ``Minister of Foreign Affairs`` and ``foreign secretary`` are one role."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from detente.knowledge.tsv import table

HEADS = frozenset({"president", "prime minister", "monarch", "supreme leader", "leader"})
"""Roles of heads of state and government; ``leader`` where the source does not say which."""


class Office(NamedTuple):
    """A role, the codebook's sector of its holder, how much it counts beside others (9 most, 1 least)."""

    role: str
    sector: str
    weight: int


OTHER = Office("official", "GOV", 1)
LEADER = Office("leader", "GOV", 9)
OWN = "own "
"""Begins a role that only says what somebody was, with its sector behind it: terms that a user wrote down."""
OWN_WEIGHT = 6


@cache
def _patterns() -> list[tuple[re.Pattern[str], Office]]:
    rows = table("titles").rows
    return [(re.compile(p, re.IGNORECASE), Office(role, sector, int(w))) for p, role, sector, w in rows]


@lru_cache(maxsize=20_000)
def office_of(title: str) -> Office:
    """The office that a title names; `OTHER` for one that no pattern of titles.tsv knows."""
    title = " ".join(title.replace("-elect", "").split())
    for pattern, office in _patterns():
        if pattern.search(title):
            return office
    return OTHER


@cache
def office_by_role() -> dict[str, Office]:
    """Role -> office, for the rows of offices.tsv, which name roles."""
    found = {office.role: office for _, office in reversed(_patterns())}
    found["leader"] = LEADER
    return found


def office_for(role: str) -> Office:
    """The office of a role as offices.tsv names it; parts of states count for less."""
    if role.startswith("regional "):
        base = office_by_role().get(role[len("regional ") :], OTHER)
        return Office(role, base.sector, min(base.weight, 3))
    if role.startswith(OWN):
        return Office(role, role[len(OWN) :] or OTHER.sector, OWN_WEIGHT)
    return office_by_role().get(role, OTHER)


def own_role(sector: str) -> str:
    """The role of a term of which only the sector is known."""
    return OWN + sector
