"""What is in the tables: counts by kind, sector and region, where the rows are from, how old, how large."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from detente.knowledge import AS_OF
from detente.knowledge.people import people
from detente.knowledge.titles import office_for
from detente.knowledge.tsv import FOLDER, lines, table
from detente.knowledge.user import path, rows

SOURCES = {"hand": "by hand"}
OLD_AFTER = 3
"""Months from which the tables are called old: in a year one office of head of state or government in eight changes hands."""
ORGANISATIONS = ("bodies", "groups", "organs")
"""Tables of organisations."""
Counts = dict[str, Any]


def statistics() -> Counts:
    """All figures in the order in which they are shown; counts are rows unless their name says otherwise."""
    persons, offices = table("persons").rows, lines("offices")
    return {
        "persons": _persons(persons, offices),
        "persons_by_sector": _sectors(persons),
        "persons_by_region": _regions(row[3] for row in persons),
        "offices": _offices(offices),
        "offices_by_source": _sources(offices),
        "organisations": _organisations(),
        "organisations_by_sector": _organisation_sectors(),
        "organisations_by_region": _regions(
            row["country"].split(";")[0] for name in ORGANISATIONS for row in _rows(name)
        ),
        "states_and_regions": {**_kinds(), "regions": len(_rows("regions"))},
        "words": {
            name: len(table(name).rows) for name in ("roles", "sectors", "titles", "metonyms", "nonnames", "contexts")
        },
        "places": {name: len(table(name).rows) for name in ("cities", "divisions", "places")},
        "your_own": {"rows": len(rows()), "actors": len({row.id for row in rows()}), "file": str(path())},
        "age": age(),
        "size": _size(),
    }


@cache
def _rows(name: str) -> list[dict[str, str]]:
    return table(name).dicts()


def _persons(persons: list[list[str]], offices: list[str]) -> Counts:
    held = {line[: line.index("\t")] for line in offices}
    return {
        "all": len(persons),
        "names_and_spellings": sum(row[2].count("|") + 1 for row in persons if row[2]),
        "with_office": sum(row[0] in held for row in persons),
        "with_article": sum(bool(row[6]) for row in persons),
        "with_wikidata": sum(row[0][0] == "Q" and row[0][1:].isdigit() for row in persons),
        "by_hand": sum(bool(row[7]) for row in persons),
    }


def _sectors(persons: list[list[str]]) -> Counts:
    """Persons by what they are now, as far as the tables reach."""
    store, day = people(), date.fromisoformat(f"{AS_OF}-28")
    ours = [at for row in persons if (at := store.index(row[0])) is not None]
    found = Counter((store.on(at, day).sectors or ("none",))[0] for at in ours)
    return dict(found.most_common())


@cache
def _region_of() -> dict[str, str]:
    return {code: region for region, codes in table("world").rows for code in codes.split()}


def _regions(codes: Iterable[str]) -> Counts:
    found = Counter(_region_of().get(code, "no country") for code in codes)
    order = dict.fromkeys((*_region_of().values(), "no country"))
    return {region: found[region] for region in order if found[region]}


def _offices(offices: list[str]) -> Counts:
    cells = [line.split("\t") for line in offices]
    roles = Counter(row[1] for row in cells)
    main = [role for role, _ in roles.most_common() if office_for(role).weight >= 5]
    return {"all": len(cells), "still_held": sum(not row[5] for row in cells), **{role: roles[role] for role in main}}


def _sources(offices: list[str]) -> Counts:
    found = Counter(line.rsplit("\t", 1)[1] for line in offices)
    return {SOURCES.get(name, name) or "not said": count for name, count in found.most_common()}


def _organisations() -> Counts:
    ids = {name: {row["id"] for row in _rows(name)} for name in ORGANISATIONS}
    return {
        "all": sum(map(len, ids.values())),
        **{name: len(found) for name, found in ids.items()},
        "names_and_spellings": sum(1 + row["aliases"].count("|") for name in ORGANISATIONS for row in _rows(name)),
        "with_article": len({row["id"] for name in ORGANISATIONS for row in _rows(name) if row["wiki"]}),
    }


def _organisation_sectors() -> Counts:
    firsts = {(n, r["id"]): r["sector"].split(";")[0] for n in ORGANISATIONS for r in _rows(n)}
    return dict(Counter(sector or "none" for sector in firsts.values()).most_common())


def _kinds() -> Counts:
    names = {"state": "states", "territory": "territories", "former": "former_states", "breakaway": "breakaway_regions"}
    found = Counter(row["kind"] for row in _rows("countries"))
    return {names.get(kind, kind): count for kind, count in found.items()}


def age() -> Counts:
    """To which month the tables know changes of office, and how many months ago that was."""
    year, month = map(int, AS_OF.split("-"))
    today = date.today()
    months = max(0, (today.year - year) * 12 + today.month - month)
    newest = max(line.split("\t")[4] for line in lines("offices"))
    return {"as_of": AS_OF, "months_ago": months, "old": months > OLD_AFTER, "latest_office_begins": newest}


def _size() -> Counts:
    sizes = {item.name: _bytes(item) for item in FOLDER.iterdir() if item.name.endswith(".tsv")}
    big = sorted(sizes, key=lambda name: -sizes[name])[:5]
    return {"all_kB": round(sum(sizes.values()) / 1000), **{f"{n}_kB": round(sizes[n] / 1000) for n in big}}


def _bytes(item: Traversable) -> int:
    return len(item.read_bytes())
