"""The user's actors laid over our tables: rows of persons and offices, and forms of names, that go first.

Of somebody who is in our tables too our spellings stay, and what the user says takes the place of the rest:
an office of the same role and country the place of ours, a president who begins ends the one of ours
who has no end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from detente.knowledge import forms
from detente.knowledge.entity import Entity
from detente.knowledge.titles import office_of, own_role
from detente.knowledge.user import by_id, rows
from detente.knowledge.user_rows import MARKS, Row
from detente.knowledge.user_terms import SINGLE

ENTITY_KINDS = {"region": "country"}
FORMS = {"country": "name", "region": "name", "group": "group", "body": "body"}


def _last(rows_of: list[Row], column: str) -> str:
    """The last filled cell of an actor's rows."""
    return next((value for row in reversed(rows_of) if (value := getattr(row, column))), "")


# -- persons and offices


def persons() -> dict[str, list[Row]]:
    """The user's persons: their rows by id as persons.tsv has it."""
    return {i.removeprefix("person:"): found for i, found in by_id(r for r in rows() if r.kind == "person").items()}


@cache
def wikidata_ids() -> dict[str, str]:
    """Wikidata ids that the user gives to persons who go by another id."""
    return {ident: found for ident, own in persons().items() if (found := _last(own, "wikidata")) and found != ident}


def persons_over(ours: Sequence[list[str]]) -> tuple[list[list[str]], int]:
    """The rows of persons.tsv with the user's before them, and how many those are."""
    own = persons()
    if not own:
        return list(ours), 0
    theirs = {row[0]: row for row in ours if row[0] in own}
    first = [_person(ident, found, theirs.get(ident)) for ident, found in own.items()]
    return [*first, *(row for row in ours if row[0] not in own)], len(first)


def _person(ident: str, found: list[Row], theirs: list[str] | None) -> list[str]:
    name = found[-1].name
    names = dict.fromkeys(form for row in found for form in (row.name, *row.aliases))
    keys = dict.fromkeys(forms.key(form.lstrip(MARKS)) for form in names)
    whole = [key for key in keys if " " in key]
    short = [f"{forms.key(f.lstrip(MARKS))}{'?' if f[0] in MARKS else ''}!" for f in names if " " not in forms.key(f)]
    base = next((row for row in reversed(found) if row.sector and not (row.office or row.since or row.until)), None)
    country, sector = found[-1].country, ";".join(base.sector) if base else ""
    wiki = _last(found, "wiki")
    if theirs is not None:
        whole = list(dict.fromkeys([*whole, *filter(None, theirs[2].split("|"))]))
        had = {form.rstrip("?!") for form in short}
        short += [form for form in theirs[5].split("|") if form and form.rstrip("?!") not in had]
        sector = sector or theirs[4]
        wiki = wiki or (theirs[1] if theirs[6] == "=" else theirs[6])
    return [ident, name, "|".join(whole), country, sector, "|".join(short), wiki, "1"]


def offices_over(ours: list[str]) -> list[str]:
    """The lines of offices.tsv with the user's terms: an actor's lines together."""
    own = persons()
    terms = {ident: [line for row in found for line in _term(ident, row)] for ident, found in own.items()}
    if not any(terms.values()):
        return ours
    taken = {ident: {tuple(line.split("\t")[i] for i in (1, 3)) for line in lines} for ident, lines in terms.items()}
    begins: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for ident, lines in terms.items():
        for line in lines:
            _, role, _, country, since, *_ = line.split("\t")
            if role in SINGLE and since:
                begins.setdefault((role, country), []).append((since, ident))
    kept: list[str] = []
    for line in ours:
        ident, role, title, country, since, until, *rest = line.split("\t")
        if ident in taken:
            if (role, country) not in taken[ident]:
                terms[ident].append(line)
            continue
        later = [day for day, who in begins.get((role, country), ()) if who != ident and day > since]
        if later and not until:
            line = "\t".join((ident, role, title, country, since, min(later), *rest))
        kept.append(line)
    return [line for lines in terms.values() for line in sorted(lines, key=lambda x: x.split("\t")[4])] + kept


def _term(ident: str, row: Row) -> Iterator[str]:
    """The term that a row tells of, none where it has neither office nor days."""
    if not (row.office or row.since or row.until):
        return
    office = office_of(row.office) if row.office else None
    sector = row.sector[0] if row.sector else ""
    role = office.role if office and sector in ("", office.sector) else own_role(sector)
    yield "\t".join((ident, role, row.office, row.country, row.since, row.until, row.source or "own"))


# -- names of groups, bodies and states


def names_over(ours: Iterable[tuple[Entity, str, int, str]]) -> Iterator[tuple[Entity, str, str]]:
    """Entity, form and text of the user's groups, bodies and states, under our names for them too.

    ``ours`` are the entries of our tables (entity, form, rank, text).
    """
    own = by_id(row for row in rows() if row.kind != "person")
    if not own:
        return
    theirs: dict[str, dict[str, tuple[Entity, str]]] = {ident: {} for ident in own}
    for entity, form, rank, text in ours:
        if entity.id in theirs:
            theirs[entity.id].setdefault("~?"[rank - 1] + text if rank > 0 else text, (entity, form))
    for ident, found in own.items():
        base = next(iter(theirs[ident].values()), (None, ""))[0]
        for row in found:
            entity = _entity(ident, row, base)
            for text in dict.fromkeys((row.name, *row.aliases)):
                yield entity, FORMS[row.kind], text
            if row.kind != "country":
                for text, (_, form) in theirs[ident].items():
                    yield entity, form, text


def _entity(ident: str, row: Row, base: Entity | None) -> Entity:
    if row.kind == "country" and base is not None:
        return replace(base, sectors=row.sector or base.sectors)
    return Entity(
        id=ident,
        name=row.name,
        kind=ENTITY_KINDS.get(row.kind, row.kind),
        country=row.country,
        sectors=row.sector or (base.sectors if base else ()),
        sovereign=base.sovereign if base else None,
        wiki=row.wiki or (base.wiki if base else None) or None,
        wikidata=row.wikidata or (base.wikidata if base else None) or None,
        since=row.since or None,
        until=row.until or None,
    )
