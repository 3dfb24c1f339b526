"""Every form of every name in the tables of states, regions, organs, bodies and groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from detente.knowledge import forms
from detente.knowledge.entity import Entity
from detente.knowledge.tsv import Table, cell, table

OWN = -1
"""Rank of a form that a user wrote down: it goes before all of ours."""
NEEDS_CONTEXT = 2
"""Rank of a form that only counts where its country is named nearby (written ``?`` in the tables)."""
BLOCK = "block"
"""Form of a longer name that holds the name of a state and means no actor (``Persian Gulf``)."""
TABLES = ("countries", "regions", "bodies", "groups", "organs", "metonyms", "nonnames")
KINDS = {"regions": "country", "organs": "body", "bodies": "body", "groups": "group"}
PREFIX = {"regions": "region", "organs": "organ", "bodies": "body", "groups": "group"}


class Entry(NamedTuple):
    """One form of one entity.

    ``rank``: `OWN` (the user's), 0, 1 (behind others, ``~``) or 2 (needs its country nearby, ``?``).
    """

    entity: Entity
    form: str
    rank: int
    text: str


def years_off(entity: Entity, when: str) -> int:
    """How many years an ISO day lies outside those in which a thing existed; 0 inside, and for persons."""
    if entity.kind == "person":
        return 0
    if entity.since and entity.since > when[: len(entity.since)]:
        return 1 + int(entity.since[:4]) - int(when[:4])
    if entity.until and entity.until < when[: len(entity.until)]:
        return 1 + int(when[:4]) - int(entity.until[:4])
    return 0


def entries_of(tables: Sequence[str]) -> Iterator[Entry]:
    """The forms of some tables, in their order."""
    taken: set[str] = set()  # names of bodies and groups: an organ of the same name is the same thing
    known: dict[str, Entity] = {}
    for name in tables:
        if name == "countries":
            yield from _countries()
        elif name == "nonnames":
            nothing = Entity("none", None, "other", None)
            yield from (Entry(nothing, BLOCK, 0, row[0]) for row in table(name).rows)
        elif name == "metonyms":
            for text, ident, sector in table(name).rows:
                if ident in known:
                    sectors = (sector,) if sector else known[ident].sectors
                    yield entry(text, replace(known[ident], sectors=sectors), "metonym")
        else:
            rows = table(name)
            for found in _plain(rows, name, taken if name == "organs" else set()):
                known[found.entity.id] = found.entity
                yield found
            taken.update(forms.key(row[1]) for row in rows.rows)


def entry(text: str, entity: Entity, form: str) -> Entry:
    """An entry from a cell's text, with its mark of rank."""
    if text[0] == "~":
        return Entry(entity, form, 1, text[1:])
    if text[0] == "?":
        return Entry(entity, form, NEEDS_CONTEXT, text[1:])
    return Entry(entity, form, 0, text)


def _countries() -> Iterator[Entry]:
    for row in table("countries").dicts():
        base = Entity(
            id=f"country:{row['code'] if row['kind'] in ('state', 'territory') else slug(row['name'])}",
            name=row["name"],
            kind="country",
            country=row["code"],
            sectors=("PRE",) if row["kind"] == "breakaway" else (),
            sovereign=row["sovereign"] or None,
            wiki=row["wiki"] or None,
            wikidata=row["wikidata"] or None,
            since=row["since"] or None,
            until=row["until"] or None,
        )
        for text in (row["name"], *cell(row["aliases"])):
            yield entry(text, base, "name")
        if row["wiki"] and row["wiki"] != row["name"]:
            yield entry(row["wiki"], base, "name")
        for text in cell(row["adjectives"]):
            yield entry(text, base, "adjective")
        people = replace(base, kind="people")
        for text in cell(row["peoples"]):
            yield entry(text, people, "people")
        seat = replace(base, sectors=("GOV", *base.sectors))
        for text in cell(row["capital"]):
            yield entry(text, seat, "capital")
        for text in cell(row["seats"]):
            text, _, sector = text.partition("=")
            yield entry(text, replace(base, sectors=(sector, *base.sectors)) if sector else seat, "metonym")


@cache
def _capitals() -> dict[str, str]:
    return {row["code"]: cell(row["capital"])[0] for row in table("countries").dicts()
            if row["capital"] and row["kind"] != "former"}  # fmt: skip


def capital_of(ident: str) -> str | None:
    """The name of the capital of a state (``country:IRN``), as the article about it is called."""
    found = _capitals().get(ident.removeprefix("country:"))
    return found.lstrip("~?") if found else None


# What an article's title has behind a name to tell it from other things: "Time (magazine)", not "Labour Party (UK)".
_QUALIFIER = re.compile(r" \((?:[a-z]|TV )[^()]*\)$")


def slug(name: str) -> str:
    return "-".join(a for a in forms.atoms(name) if a.isalnum())


def _plain(rows: Table, name: str, taken: set[str]) -> Iterator[Entry]:
    """Tables with the columns id, name, aliases, country, sector and, if they have them, the rest."""
    for row in rows.dicts():
        if taken and forms.key(row["name"]) in taken:
            continue
        kind = KINDS[name]
        shown = _QUALIFIER.sub("", row["name"])
        entity = Entity(
            id=row["id"] if ":" in row["id"] else f"{PREFIX[name]}:{row['id']}",
            name=shown,
            kind=kind,
            country=row["country"].split(";")[0] or None,
            sectors=tuple(s for s in row["sector"].split(";") if s),
            sovereign=row.get("sovereign") or None,
            wiki=row.get("wiki") or (row["name"] if shown != row["name"] else None),
            wikidata=row.get("wikidata") or None,
            since=row.get("since") or None,
            until=row.get("until") or None,
        )
        form = "name" if kind == "country" else kind
        texts = dict.fromkeys((row["name"], *cell(row["aliases"]), row.get("wiki") or row["name"]))
        marked = {text[1:] for text in texts if text[0] in "~?"}
        for text in texts:
            if text not in marked:
                yield entry(text, entity, form)
        for text in cell(row.get("adjectives", "")):
            yield entry(text, entity, "adjective")
