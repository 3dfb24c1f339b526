"""Who a user's row is about: somebody of the user's, somebody of our tables, or somebody new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from detente.knowledge import forms
from detente.knowledge.names import TABLES, Entry, entries_of, slug
from detente.knowledge.titles import OTHER, office_of
from detente.knowledge.tsv import table
from detente.knowledge.user_rows import MARKS, QID, Row

__all__ = ["identified", "is_told", "told"]

TOLD = 3
"""Owners of a name that are named when it is told that a row goes before them."""


def identified(row: Row, known: Sequence[Row]) -> Row:
    """The row with its id: that of the user's actor or ours with the same Wikidata id, article, or name and country."""
    if row.kind == "country":
        return row._replace(id=f"country:{row.country}")
    same = _same_row(row, known)
    return row._replace(id=same.id if same else _ours(row) or _new(row))


def _same_row(row: Row, known: Sequence[Row]) -> Row | None:
    mine = [other for other in known if other.kind == row.kind]
    for column in ("wikidata", "wiki"):
        value = getattr(row, column)
        found = next((o for o in mine if value and getattr(o, column) == value and _alike(o, row)), None)
        if found:
            return found
    return next((o for o in mine if forms.key(o.name) == forms.key(row.name) and o.country == row.country), None)


def _alike(one: Row, other: Row) -> bool:
    """Whether two rows share a name: an id alone may have been copied wrongly."""
    return not one.names().isdisjoint(other.names())


def _new(row: Row) -> str:
    name = slug(row.name) or "-".join(f"{ord(char):x}" for char in row.name if char.isalnum())
    return f"{row.kind}:{row.country.lower()}-{name}"


def _ours(row: Row) -> str | None:
    """The id of the one of our tables that a row is about."""
    return _person(row) if row.kind == "person" else _body(row)


@cache
def _persons() -> tuple[dict[str, str], dict[str, str], dict[str, list[tuple[str, str]]]]:
    """Ids of our persons; by article; and (country, id) by folded name."""
    idents: dict[str, str] = {}
    wikis: dict[str, str] = {}
    keys: dict[str, list[tuple[str, str]]] = {}
    for ident, name, names, country, _, _, wiki, _ in table("persons").rows:
        idents[ident] = name
        if wiki:
            wikis[name if wiki == "=" else wiki] = ident
        for key in names.split("|"):
            keys.setdefault(key, []).append((country, ident))
    return idents, wikis, keys


def _person(row: Row) -> str | None:
    idents, wikis, keys = _persons()
    if row.wikidata in idents:
        bearers = {ident for key in row.names() for _, ident in keys.get(key, ())}
        if row.wikidata not in bearers:
            raise ValueError(f"wikidata {row.wikidata} is {idents[row.wikidata]} in our tables: add that as an alias")
        return f"person:{row.wikidata}"
    if row.wiki in wikis:
        return f"person:{wikis[row.wiki]}"
    same = [ident for country, ident in keys.get(forms.key(row.name), ()) if country in (row.country, "")]
    if row.wikidata:  # another id is another person
        same = [ident for ident in same if not QID.fullmatch(ident)]
        return f"person:{same[0]}" if len(same) == 1 else f"person:{row.wikidata}"
    return f"person:{same[0]}" if len(same) == 1 else None


@cache
def _entries() -> dict[str, list[Entry]]:
    out: dict[str, list[Entry]] = {}
    for entry in entries_of(TABLES):
        out.setdefault(forms.key(entry.text), []).append(entry)
    return out


def _body(row: Row) -> str | None:
    kinds = {"region": ("country",)}.get(row.kind, ("group", "body"))
    found = [e.entity for e in _entries().get(forms.key(row.name), ()) if e.entity.kind in kinds]
    if row.kind == "region":
        found = [e for e in found if e.id.startswith("region:")]
    for entity in found:
        if (row.wikidata and entity.wikidata == row.wikidata) or (row.wiki and entity.wiki == row.wiki):
            return entity.id
    same = dict.fromkeys(e.id for e in found if e.country == row.country)
    return next(iter(same)) if len(same) == 1 else None


def told(row: Row) -> Iterable[str]:
    """What a user should know of a row: whom it goes before, and an office that is read as none in particular."""
    idents, _, keys = _persons()
    if row.kind != "country" and _is_ours(row):
        yield f"goes before ours: {row.name} ({row.id}) is in our tables"
    for form in (row.name, *row.aliases):
        key = forms.key(form.lstrip(MARKS))
        owners = [f"{idents[i]} ({c or '?'})" for c, i in keys.get(key, ()) if f"person:{i}" != row.id]
        entities = {e.entity.id: e.entity for e in _entries().get(key, ()) if e.entity.id != row.id}
        owners += [f"{e.name} ({e.country or '?'})" for e in entities.values() if e.name]
        if owners:
            more = f" and {len(owners) - TOLD} more" if len(owners) > TOLD else ""
            yield f"goes before ours: {form.lstrip(MARKS)} is also {', '.join(owners[:TOLD])}{more}"
    if row.office and not row.sector and office_of(row.office) == OTHER:
        yield f"office {row.office!r} is none that we know: taken for an official's (GOV)"


def is_told(row: Row, known: Iterable[Row]) -> bool:
    """Whether it is known what an actor is: by the row, another of the user's rows, or our tables."""
    if row.sector or row.office or row.kind in ("country", "region") or _is_ours(row):
        return True
    return any(other.id == row.id and (other.sector or other.office) for other in known)


def _is_ours(row: Row) -> bool:
    if row.kind == "person":
        return row.id.removeprefix("person:") in _persons()[0]
    return any(e.entity.id == row.id for e in _entries().get(forms.key(row.name), ()))
