"""A user's own actors: rows in a folder of theirs that go before our tables everywhere.

The folder is ``$DETENTE_HOME/knowledge``, else ``knowledge`` in the user's data folder
(``~/.local/share/detente`` on Linux); its file ``actors.tsv`` holds what `add` took, one fact a row, and may
be edited by hand.  It is read with the tables, on the first question; `reload` reads it again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from detente.knowledge.user_rows import COLUMNS, KINDS, Bad, Row, checked, raw_rows, unfit
from detente.knowledge.user_terms import contradiction
from detente.knowledge.withheld import forget

FILE = "actors.tsv"
HEAD = (
    "# Your own actors: they go before detente's tables. One fact a row; written by `detente knowledge add`, may be\n"
    "# edited by hand. aliases: | between, ~ ranks behind other owners of the words, ? needs its country named nearby.\n"
)


class Note(NamedTuple):
    """Something to tell of a row that was taken."""

    line: int
    text: str


@dataclass(slots=True)
class Added:
    """What came of `add`: rows of each kind, what was wrong, what there is to tell."""

    new: list[Row] = field(default_factory=list)
    same: list[Row] = field(default_factory=list)
    replaced: list[Row] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def folder() -> Path:
    """Where the user's own actors are kept; it need not be there."""
    home = os.environ.get("DETENTE_HOME")
    if home:
        return Path(home).expanduser() / "knowledge"
    from platformdirs import user_data_path

    return user_data_path("detente", appauthor=False) / "knowledge"


def path() -> Path:
    """The file of the user's own actors; it need not be there."""
    return folder() / FILE


@cache
def rows() -> tuple[Row, ...]:
    """The user's rows, none where there is no file; raises `Bad` or WrongFile for a broken one."""
    source = path()
    if not source.is_file():
        return ()
    found: list[Row] = []
    for line, cells in raw_rows(source):
        if isinstance(cells, str):
            raise Bad(str(source), line, cells)
        try:
            row = checked(cells, line)
        except ValueError as error:
            raise Bad(str(source), line, str(error)) from None
        if not _kind_of(row.id):
            raise Bad(
                str(source), line, f"id {row.id!r} is none like person:ken-jane-doe; detente knowledge add gives it"
            )
        found.append(row)
    return tuple(found)


def _kind_of(ident: str) -> str:
    """The kind that an id begins with, empty where it is none."""
    kind, mark, rest = ident.partition(":")
    return kind if mark and rest and kind in (*KINDS, "organ", "people") else ""


def reload() -> None:
    """Forgets all tables of this process, so that the user's file is read again on the next question."""
    forget()


# -- changing the file


def add(source: Path, *, replace: bool = False, check: bool = False) -> Added:
    """Check a file of rows and add the good ones to the user's; with ``check`` only look.

    A row that is there already is not added again.  With ``replace`` what the file says of an actor takes the
    place of all rows that were there of it.  Raises WrongFile for what is no file of actors, `Bad` for a
    broken file of the user's.
    """
    from detente.knowledge.user_identity import identified, is_told, told

    kept, out = list(rows()), Added()
    mine: list[Row] = []  # rows of the file that were taken
    for line, cells in raw_rows(source):
        try:
            if isinstance(cells, str):
                raise ValueError(cells)
            row = checked({**cells, "id": ""}, line)
            reason = unfit(row)
            if reason:
                raise ValueError(reason)
            row = identified(row, (*mine, *kept))
            if not is_told(row, (*mine, *kept)):
                raise ValueError("no sector" + (" and no office" if row.kind == "person" else ""))
            there = mine if replace else [*mine, *kept]
            if any(row.facts() == other.facts() for other in there):
                out.same.append(row)
                continue
            against = contradiction(row, [(o, "this file" if o in mine else str(path())) for o in there])
            if against:
                here = contradiction(row, [(o, "this file") for o in mine])
                raise ValueError(here or f"{against}; --replace takes what the file says")
        except ValueError as error:
            out.bad.append(Bad(str(source), line, str(error)))
            continue
        mine.append(row)
        out.notes.extend(Note(line, text) for text in told(row))
    ids = {row.id for row in mine} if replace else set()
    known = {row.facts() for row in kept}
    for row in mine:
        if row.facts() in known:
            out.same.append(row)
        elif replace and any(k.id == row.id for k in kept):
            out.replaced.append(row)
        else:
            out.new.append(row)
    if not check and (out.new or out.replaced):
        write([*(row for row in kept if row.id not in ids), *mine])
    return out


def remove(ident: str, *, check: bool = False) -> list[Row]:
    """Takes all rows of an actor out of the user's file and gives them; none where the id is not there."""
    found = [row for row in rows() if row.id == ident]
    if found and not check:
        write([row for row in rows() if row.id != ident])
    return found


def write(found: Sequence[Row]) -> None:
    """The user's file with these rows, an actor's together; in one step, so that no reader sees half of it."""
    target = path()
    target.parent.mkdir(parents=True, exist_ok=True)
    order = {ident: at for at, ident in enumerate(dict.fromkeys(row.id for row in found))}
    lines = ["\t".join(row.facts()) for row in sorted(found, key=lambda row: order[row.id])]
    text = HEAD + "\t".join(("id", *COLUMNS)) + "\n" + "".join(line + "\n" for line in lines)
    new = target.with_name(f"{FILE}.{os.getpid()}")
    try:
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)
    reload()


def by_id(found: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each actor."""
    out: dict[str, list[Row]] = {}
    for row in found:
        out.setdefault(row.id, []).append(row)
    return out
