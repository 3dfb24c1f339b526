"""The command line: thin, it calls what the Python interface calls.

Data go to stdout, progress and notes to stderr.  Exit status: 0 done; 1 something was refused (named on
stderr, the rest done); 2 the call is wrong.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from detente.cli import ask, code, evaluate, frames, knowledge
from detente.cli.common import note, version

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reads news and keeps the record of who did what to whom, who says so, when, where and how sure.",
)


# Commands that ask no table of actors, or look at the user's own themselves.
WITHOUT_TABLES = ("schema", "knowledge", "when")


@app.callback()
def _main(
    context: typer.Context,
    show_version: Annotated[
        bool,
        typer.Option("--version", callback=version, is_eager=True, help="The versions of program and model."),
    ] = False,
) -> None:
    """Reads news and keeps the record of who did what to whom, who says so, when, where and how sure."""
    if context.invoked_subcommand not in WITHOUT_TABLES:
        knowledge.check_own()


for command in (
    code.code,
    ask.statements,
    ask.resolve,
    ask.relate,
    ask.when,
    ask.places,
    ask.schema,
    evaluate.evaluate,
):
    app.command()(command)
app.add_typer(frames.app, name="frames")
app.add_typer(knowledge.app, name="knowledge")


def main() -> None:
    """Entry point: stdout is UTF-8, and a file error that nobody foresaw is one line and status 1."""
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty() and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="detente")
    except OSError as error:
        note(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
        raise SystemExit(1) from None
