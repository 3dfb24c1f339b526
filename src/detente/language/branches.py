"""Branches of groups that work in several countries: "Taliban militants" in a text about Pakistan alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from detente.knowledge.gazetteer import gazetteer
from detente.language.words import rows

if TYPE_CHECKING:
    from detente.knowledge.entity import Entity
    from detente.language.scene import Scene


@cache
def _branches() -> dict[str, dict[str, str]]:
    """Group -> country -> the branch there, empty where no table has it."""
    out: dict[str, dict[str, str]] = {}
    for group, country, branch in rows("branches.tsv"):
        out.setdefault(group, {})[country] = branch
    return out


def take_branches(scenes: list[Scene], named: Counter[str]) -> None:
    """Give names of such groups their branch where the article names its country and not the group's own."""
    known = _branches()
    found = [n for s in scenes for n in s.names if n.entity is not None and n.entity.id in known]
    own = Counter(n.entity.country for n in found if n.entity is not None)
    for name in found:
        entity = name.entity
        assert entity is not None
        if entity.country and named[entity.country] > own[entity.country]:
            continue
        here = [c for c, _ in named.most_common() if c in known[entity.id]]
        if here:
            name.entity = _branch(entity, here[0])


def _branch(group: Entity, country: str) -> Entity:
    ident = _branches()[group.id][country]
    title = ident.removeprefix("group:").replace("-", " ")
    found = next((e for e in gazetteer().find(title) if e.id == ident), None) if ident else None
    return found or replace(group, country=country)
