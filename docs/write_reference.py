"""Writes docs/reference.md: every command with its own help, and the Python interface.

usage: .venv/bin/python docs/write_reference.py
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import typer
from typer.testing import CliRunner

import detente
from detente.article import Article, Outlet, Paragraph, Published
from detente.cli import app
from detente.event import (
    Actor,
    Event,
    Harm,
    Place,
    Quote,
    Resolution,
    Statement,
    TimeExpression,
    Trigger,
    When,
)
from detente.record import exports

TARGET = Path(__file__).with_name("reference.md")
COMES_IN = (Article, Paragraph, Published, Outlet)
GOES_OUT = (Event, Actor, Trigger, When, Place, Quote, Harm, Statement, Resolution, TimeExpression)
# Parts of a type's name that a reader of the reference needs not.
NOISE = (
    "typing.",
    "datetime.",
    "pathlib.",
    "detente.event.",
    "detente.article.",
    "<class '",
    "'>",
    "'",
)

HEAD = """\
# Reference
Written by `docs/write_reference.py` from the program itself. What the fields of an event mean is in the
[codebook](codebook.md), how it feels to use it in the [tour](tour.md).

# Command line
Data go to stdout, progress and notes to stderr. Exit status: 0 done; 1 something was refused (named on
stderr with file, line and reason; the rest is done); 2 the call is wrong. `-` is standard input. What goes to
a pipe or a file is UTF-8.
"""
ROWS = """\
# Rows
## What comes in
Rows (JSONL, JSON, CSV, TSV, Parquet; each also as `.gz`) need a column `text` (or `event_text`) and may have
`id`, `date` (or `pub_date`), `headline`, `publisher`, `url`. Any other column is carried through to every
event of the row; where an event has a column of that name already, it is called `row_` and its name.

## What goes out
`jsonl` has the fields of `Event` below as they are. `csv` and `parquet` have a row an event and these
columns, then the carried ones: a field of a field is joined with `_`, a list with `;` in its order (the
first of `source_country` is that of the first of `source_name`), a list in a list with `/`. With
`--expand dyads` there is a row for every source x recipient, all with the event's `id`.
"""
LAYOUTS = """\
`plover` and `icews` have columns named as POLECAT and ICEWS name theirs, separated by tabs, and behind them
some that those data sets do not have: status and claims above all, for an event that was denied or only
planned is no fact. `plover` writes the type that a planned act folds to, and all sides of a reciprocal event
as actors. `icews` has a dyad a row, CAMEO codes, and codes for the countries' names. Intensity is PLOVER's
score in both. Columns of the row that was read are carried to `jsonl`, `csv` and `parquet` only.
"""
FIELDS = """\
# Fields
`detente schema` prints the JSON Schema. Offsets count characters of `Article.text`, ends are exclusive.
"""


def commands(command: Any, name: str) -> list[str]:
    """Names of a command and of those below it."""
    found = [name]
    for key, sub in getattr(command, "commands", {}).items():
        found.extend(commands(sub, f"{name} {key}"))
    return found


def help_of(name: str) -> str:
    """The help of a command as a section."""
    done = CliRunner(env={"COLUMNS": "100"}).invoke(app, [*name.split()[1:], "--help"], prog_name="detente")
    assert done.exit_code == 0, done.output
    return f"## `{name}`\n\n```console\n$ {name} --help\n{done.stdout.strip()}\n```\n"


def plain(kind: object) -> str:
    """The name of a type, short."""
    text = str(kind)
    for word in NOISE:
        text = text.replace(word, "")
    return text.replace("_date", "date")


def functions() -> str:
    """The Python interface with its docstrings."""
    out = []
    for name in detente.__all__:
        function = getattr(detente, name)
        signature = plain(inspect.signature(function))
        out.append(f"### `detente.{name}`\n\n```python\n{name}{signature}\n```\n\n{inspect.getdoc(function)}\n")
    return "\n".join(out)


def models(classes: tuple[Any, ...]) -> str:
    """The fields of what comes in or goes out."""
    out = []
    for model in classes:
        lines = [f"### `{model.__name__}`\n", "| field | type |", "|---|---|"]
        if "pydantic" not in (inspect.getdoc(model) or "pydantic"):
            lines.insert(1, f"{inspect.getdoc(model)}\n")
        lines += [
            f"| `{k}` | {plain(f.annotation).replace('|', chr(92) + '|')} |" for k, f in model.model_fields.items()
        ]
        out.append("\n".join(lines) + "\n")
    return "\n".join(out)


def columns() -> str:
    """The columns of flat rows by kind."""
    kinds: dict[str, list[str]] = {}
    for name, kind in exports.columns().items():
        kinds.setdefault(kind, []).append(f"`{name}`")
    rows = [f"| {kind} | {' '.join(names)} |" for kind, names in kinds.items()]
    return "\n".join(["| kind in Parquet | columns |", "|---|---|", *rows]) + "\n"


def text() -> str:
    """The whole reference."""
    shell = "\n".join(help_of(name) for name in commands(typer.main.get_command(app), "detente"))
    parts = (models(COMES_IN), models(GOES_OUT))
    fields = f"{FIELDS}\n## What comes in\n\n{parts[0]}\n## What goes out\n\n{parts[1]}"
    return "\n".join((HEAD, shell, ROWS, columns(), LAYOUTS, f"# Python\n\n{functions()}", fields))


if __name__ == "__main__":
    TARGET.write_text(text(), "utf-8")
