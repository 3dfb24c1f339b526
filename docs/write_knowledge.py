"""Writes the tables of docs/knowledge.md from `detente knowledge stats`; with --speed those of benchmarks/names.py too.

Each stands between two comments, ``<!-- table: NAME -->`` and ``<!-- end -->``; the text around stays.

usage: .venv/bin/python docs/write_knowledge.py [--speed]
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from detente.knowledge.stats import statistics

TARGET = Path(__file__).with_name("knowledge.md")
BENCH = TARGET.parent.parent / "benchmarks" / "names.py"
WHAT = {
    "persons": "persons.tsv", "offices": "offices.tsv", "organisations": "groups.tsv, bodies.tsv, organs.tsv",
    "states_and_regions": "countries.tsv, regions.tsv", "words": "roles.tsv, sectors.tsv ...",
    "places": "cities.tsv, divisions.tsv, places.tsv",
}  # fmt: skip
FROM = {
    "wikidata-2023": "Wikidata (CC0), by the lists of every-politician-scrapers, 2001 to 2021-2023",
    "wikidata-2025": "Wikidata (CC0), by peppercatorg, who held what in January 2025",
    "reign": "REIGN (OEFDataScience, March 2021): leaders since 1945",
    "by hand": "written by hand from general knowledge (`training/knowledge/`)",
}


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [columns, ["---"] * len(columns), *([_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value).replace("|", "\\|")


def counts(found: dict[str, Any]) -> str:
    """How many of each kind."""
    rows = []
    for part, file in WHAT.items():
        told = [f"{name.replace('_', ' ')} {value:,}" for name, value in found[part].items() if name != "all"]
        rows.append((part.replace("_", " "), file, found[part].get("all", ""), ", ".join(told)))
    return table(("what", "tables", "all", "of them"), rows)


def _beside(found: dict[str, Any], what: str, kinds: str) -> str:
    persons, bodies = found[f"persons_by_{kinds}"], found[f"organisations_by_{kinds}"]
    names = list(dict.fromkeys((*persons, *bodies)))
    return table((what, "persons", "organisations"), [(n, persons.get(n, 0), bodies.get(n, 0)) for n in names])


def sources(found: dict[str, Any]) -> str:
    """Rows of offices.tsv by source, and the other tables."""
    rows = [(FROM.get(name, name), f"{count:,} terms of office") for name, count in found["offices_by_source"].items()]
    rows.append(("written by hand from general knowledge", "states, regions, groups, bodies, organs, words"))
    return table(("source", "what is from it"), rows)


def age(found: dict[str, Any]) -> str:
    """To which month the tables reach."""
    told = found["age"]
    return f"The tables know changes of office until **{told['as_of']}**; the latest begins on {told['latest_office_begins']}."


TABLES: dict[str, Callable[[dict[str, Any]], str]] = {
    "counts": counts,
    "sectors": lambda found: _beside(found, "sector", "sector"),
    "regions": lambda found: _beside(found, "region", "region"),
    "sources": sources,
    "age": age,
}


def filled(text: str) -> str:
    """The page with its tables as they are now."""
    found = statistics()

    def fresh(match: re.Match[str]) -> str:
        return f"{match[1]}\n\n{TABLES[match[2]](found)}\n\n{match[3]}"

    return re.sub(r"(<!-- table: (\w+) -->)\n.*?(<!-- end -->)", fresh, text, flags=re.DOTALL)


def speed(text: str) -> str:
    """The page with the figures of a run of benchmarks/names.py."""
    run = subprocess.run([sys.executable, str(BENCH), "--json"], capture_output=True, text=True, check=True)
    rows = [(name.replace("_", " "), value) for name, value in json.loads(run.stdout).items()]
    size = statistics()["size"]
    rows += [(name.replace("_kB", ""), f"{value:,} kB") for name, value in size.items()]
    written = table(("figure", "value"), rows)
    return re.sub(
        r"(<!-- kept: speed -->)\n.*?(<!-- end -->)", lambda m: f"{m[1]}\n\n{written}\n\n{m[2]}", text, flags=re.DOTALL
    )


if __name__ == "__main__":
    page = filled(TARGET.read_text("utf-8"))
    TARGET.write_text(speed(page) if "--speed" in sys.argv[1:] else page, "utf-8")
