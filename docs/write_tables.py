"""Writes the tables of docs/codebook.md from the ontology: types, contexts, the way from and to CAMEO.

Each stands between two comments, ``<!-- table: NAME -->`` and ``<!-- end -->``; the text around stays.

usage: .venv/bin/python docs/write_tables.py
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from detente import ontology

TARGET = Path(__file__).with_name("codebook.md")


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [
        columns,
        ["---"] * len(columns),
        *([str(cell).replace("|", "\\|") for cell in row] for row in rows),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def types() -> str:
    """Every type with its quad, score and modes."""
    book = ontology.ontology()
    rows = []
    for name, kind in book.types.items():
        modes = ", ".join(f"{m.name} {m.score:g}" for m in book.modes_by_type.get(name, {}).values())
        rows.append((name, kind.quad, f"{kind.score:g}", kind.what, modes))
    return table(("type", "quad", "score", "what", "modes (score)"), rows)


def contexts() -> str:
    """The contexts with what they are about."""
    return table(("context", "what it is about"), ontology.context_meanings().items())


def _named(type: str | None, mode: str | None) -> str:
    return f"{type} {mode}" if type and mode else type or "no event"


def differences() -> str:
    """Where the crosswalk departs from PLOVER's own file; codes with one answer and reason share a line."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for d in ontology.differences():
        key = (_named(d.plover_type, d.plover_mode), _named(d.type, d.mode), d.reason)
        groups.setdefault(key, []).append(d.code)
    rows = ((" ".join(codes), theirs, ours, why) for (theirs, ours, why), codes in groups.items())
    return table(("CAMEO", "CAMEO2PLOVER-2021.txt", "detente", "why"), rows)


def back() -> str:
    """The one CAMEO code for each type and mode."""
    rows = []
    for name in ontology.type_names():
        for mode in ("", *ontology.modes(name)):
            code = ontology.plover_to_cameo(name, [mode] if mode else [])
            rows.append((name, mode, code, ontology.cameo(code).name))
    return table(("type", "mode", "CAMEO", "its name"), rows)


TABLES: dict[str, Callable[[], str]] = {
    "types": types,
    "contexts": contexts,
    "differences": differences,
    "back": back,
}


def filled(text: str) -> str:
    """A page with its tables as they are now."""

    def fresh(match: re.Match[str]) -> str:
        return f"{match[1]}\n\n{TABLES[match[2]]()}\n\n{match[3]}"

    return re.sub(r"(<!-- table: (\w+) -->)\n.*?(<!-- end -->)", fresh, text, flags=re.DOTALL)


if __name__ == "__main__":
    TARGET.write_text(filled(TARGET.read_text("utf-8")), "utf-8")
