"""Writes docs/reference.md: every command with its own help, and the Python interface.

usage: .venv/bin/python docs/write_reference.py
"""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path
from typing import Any

import typer

import detente
from detente.article import Article, Outlet, Paragraph, Published
from detente.cli import app
from detente.event import Actor, Event, Harm, Place, Resolution, Statement, TimeExpression, When

TARGET = Path(__file__).with_name("reference.md")
MODELS = (
    Article,
    Paragraph,
    Published,
    Outlet,
    Event,
    Actor,
    Place,
    When,
    Harm,
    Statement,
    Resolution,
    TimeExpression,
)


def commands(command: Any, name: str) -> list[str]:
    """Names of a command and of those below it."""
    found = [name]
    for key, sub in getattr(command, "commands", {}).items():
        found.extend(commands(sub, f"{name} {key}"))
    return found


def help_of(name: str) -> str:
    """The help of a command, as a user sees it on 100 columns."""
    program = [sys.executable, "-m", "detente.cli", *name.split()[1:], "--help"]
    done = subprocess.run(
        program, capture_output=True, text=True, check=True, env={"COLUMNS": "100", "NO_COLOR": "1"}
    )
    return done.stdout.replace("python -m detente.cli", "detente").replace("Usage:  ", "Usage: ").rstrip()


def functions() -> str:
    """The Python interface with its docstrings."""
    out = []
    for name in detente.__all__:
        function = getattr(detente, name)
        signature = str(inspect.signature(function)).replace("'", "").replace("detente.article.", "")
        out.append(
            f"### `detente.{name}`\n\n```python\n{name}{signature}\n```\n\n{inspect.getdoc(function)}\n"
        )
    return "\n".join(out)


def models() -> str:
    """The fields of what comes in and goes out."""
    out = []
    for model in MODELS:
        lines = [f"### `{model.__name__}`\n\n{inspect.getdoc(model)}\n", "| field | type |", "|---|---|"]
        for key, field in model.model_fields.items():
            kind = (
                str(field.annotation)
                .replace("typing.", "")
                .replace("detente.event.", "")
                .replace("detente.article.", "")
            )
            kind = kind.replace("<class '", "").replace("'>", "").replace("datetime.", "").replace("|", "\\|")
            lines.append(f"| `{key}` | {kind} |")
        out.append("\n".join(lines) + "\n")
    return "\n".join(out)


def main() -> None:
    sections = [
        f"## `{n}`\n\n```console\n$ {n} --help\n{help_of(n)}\n```\n"
        for n in commands(typer.main.get_command(app), "detente")
    ]
    TARGET.write_text(
        "# Reference\n\nWritten by `docs/write_reference.py` from the program itself. Exit status: 0 done; 1 something was "
        "refused (named on stderr, the rest done); 2 the call is wrong. Data go to stdout, progress and notes to stderr.\n\n"
        "# Command line\n\n"
        + "\n".join(sections)
        + "\n# Python\n\n"
        + functions()
        + "\n# What comes in and goes out\n\n"
        "`detente schema` prints the JSON Schema. Offsets count characters of `Article.text`; an end is exclusive.\n\n"
        + models(),
        "utf-8",
    )


if __name__ == "__main__":
    main()
