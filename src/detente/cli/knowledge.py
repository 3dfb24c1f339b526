"""``detente knowledge``: a user's own actors, and what is in the tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.common import note, wrong

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.knowledge.user_rows import Row

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Your own actors, and what is in the tables.")
Json = Annotated[bool, typer.Option("--json", help="As one JSON object.")]
Check = Annotated[bool, typer.Option("--check", help="Only look: say what would be done.")]


def check_own() -> None:
    """Ends the command where the user's own actors cannot be read; a broken line is named."""
    from detente.knowledge.user import path

    if not path().is_file():
        return
    from detente.knowledge.user import rows
    from detente.knowledge.user_rows import Bad, WrongFile

    try:
        rows()
    except (Bad, WrongFile) as error:
        wrong(f"{error} (your own actors: mend the line, or take the file away)")


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="Rows of actors: TSV, CSV or JSONL.")],
    replace: Annotated[
        bool,
        typer.Option("--replace", help="What the file says of an actor takes the place of all that was there of it."),
    ] = False,
    check: Check = False,
) -> None:
    """Check a file of actors and add them to your own, which go before ours.

    Columns: name, kind (person, group, body, country, region), aliases (| between), country, sector, office,
    since, until, wiki, wikidata, source.  A row with an error is named and left out (exit status 1), the
    others are added.
    """
    from detente.knowledge.user import add as added
    from detente.knowledge.user import path
    from detente.knowledge.user_rows import WrongFile

    check_own()
    try:
        found = added(file, replace=replace, check=check)
    except WrongFile as error:
        wrong(str(error))
    for line, text in found.notes:
        note(f"{file}:{line}: {text}")
    for bad in found.bad:
        note(str(bad))
    would = " (only checked)" if check else f" in {path()}"
    counts = (len(found.new), len(found.replaced), len(found.same), len(found.bad))
    print("{} added, {} replaced, {} there already, {} refused".format(*counts) + would)
    if found.bad:
        raise typer.Exit(1)


@app.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="A row a line as JSON.")] = False) -> None:
    """Your own actors, a row a line: id, name, country, sector, office, since, until, aliases."""
    from detente.knowledge.user import path, rows
    from detente.knowledge.user_rows import COLUMNS

    check_own()
    found = rows()
    for row in found:
        if as_json:
            print(json.dumps(dict(zip(("id", *COLUMNS), row.facts(), strict=True)), ensure_ascii=False))
        else:
            print("\t".join(_cells(row)))
    if not found:
        note(f"no actors of your own in {path()}")


def _cells(row: Row) -> Sequence[str]:
    sector = ";".join(row.sector)
    return (row.id, row.name, row.country, sector, row.office, row.since, row.until, "|".join(row.aliases))


@app.command()
def remove(
    id: Annotated[str, typer.Argument(help="The id, as detente knowledge list shows it: person:ken-jane-doe.")],
    check: Check = False,
) -> None:
    """Take one of your own actors out again, with all rows."""
    from detente.knowledge.user import path
    from detente.knowledge.user import remove as removed

    check_own()
    found = removed(id, check=check)
    if not found:
        note(f"no {id!r} in {path()}")
        raise typer.Exit(1)
    rows = f"{len(found)} row{'s' if len(found) > 1 else ''}"
    print(f"{rows} of {found[0].name} {'would be ' if check else ''}removed")


@app.command()
def stats(as_json: Json = False) -> None:
    """What is in the tables: how many, by kind, sector and region, from where, how old, how large."""
    from detente.knowledge.stats import statistics

    check_own()
    found = statistics()
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for title, part in found.items():
        if isinstance(part, dict):
            print(f"{title.replace('_', ' ')}")
            for name, value in part.items():
                print(f"  {name.replace('_', ' '):32s} {_shown(value)}")
        else:
            print(f"{title.replace('_', ' '):34s} {_shown(part)}")


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:>9,}" if isinstance(value, int) else str(value)
