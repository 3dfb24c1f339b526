"""``detente code``: events of pages and rows, in one of six formats."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.common import (
    Day,
    Frames,
    Least,
    Named,
    Paths,
    Refused,
    Steps,
    articles_of,
    coder_of,
    day_of,
    note,
    wrong,
)

if TYPE_CHECKING:
    from detente.cli.work import Coded
    from detente.event import Event


class Format(StrEnum):
    """How events are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    plover = "plover"
    icews = "icews"


class Expand(StrEnum):
    """Ways of spreading events over rows."""

    dyads = "dyads"


SUFFIXES = {".csv": Format.csv, ".parquet": Format.parquet}


def code(
    paths: Paths,
    published: Day = None,
    format: Annotated[
        Format | None,
        typer.Option(
            help="table (default at a terminal), jsonl (default elsewhere), csv, parquet, plover or icews; "
            "without it the suffix of --out counts."
        ),
    ] = None,
    expand: Annotated[Expand | None, typer.Option(help="dyads: a row for every source x recipient.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="File to write to, whole or not at all; standard output where it is left out."),
    ] = None,
    coder: Named = None,
    frames: Frames = None,
    min_confidence: Least = None,
    sentences: Annotated[
        bool, typer.Option("--sentences", help="With the table: the sentence below its events.")
    ] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="For every event the frame and the rule that gave each field; as text, or in jsonl.",
        ),
    ] = False,
) -> None:
    """Code news: who did what to whom, an event a line."""
    from detente.cli.work import coded

    day = day_of(published, "--published")
    chosen = _chosen(format, out, explain)
    refused = Refused()
    working = coder_of(frames, min_confidence, coder)
    seen = Seen()
    with ExitStack() as stack:
        steps = stack.enter_context(Steps("articles coded"))
        target = Screen(steps) if out is None else _opened(out, stack)
        found = seen.counted(coded(articles_of(paths, day, refused), working, refused), steps)
        _write(found, chosen, expand is not None, explain, sentences, target)
    if seen.articles and not seen.events:
        sure = f" of {min_confidence:.0%} or more" if min_confidence else ""
        note(f"no events{sure} in {seen.articles:,} article{'s' if seen.articles > 1 else ''}")
    if out is not None:
        note(f"{seen.events:,} events of {seen.articles:,} articles written to {out}")
    refused.finish()


def _chosen(format: Format | None, out: Path | None, explain: bool) -> Format:
    """The format that the options come to; a call that cannot be done ends here, before any work."""
    if format is None and out is not None:
        format = SUFFIXES.get(out.suffix.lower(), Format.jsonl)
    chosen = format or (Format.table if explain or sys.stdout.isatty() else Format.jsonl)
    if chosen is Format.parquet and out is None:
        wrong("--format parquet needs --out FILE")
    if chosen is Format.table and out is not None:
        wrong("--format table is for the terminal; choose another --format for --out")
    if explain and chosen not in (Format.table, Format.jsonl):
        wrong(f"--explain goes with the formats table and jsonl, not with {chosen}")
    return chosen


def _opened(path: Path, stack: ExitStack) -> Path:
    """The file to write to, made before any work so that a wrong one is known at once."""
    from detente.record.files import whole_file

    if path.is_dir():
        wrong(f"--out {path} is a folder; name a file")
    try:
        return stack.enter_context(whole_file(path))
    except OSError as error:
        wrong(f"--out {path} cannot be written: {error.strerror}")


class Screen:
    """Standard output; the progress line goes when the first results come."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps

    def write(self, text: str) -> int:
        """As that of a text file."""
        self.steps.stop() if sys.stdout.isatty() else None
        return sys.stdout.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(sys.stdout, name)


class Seen:
    """How much was coded."""

    def __init__(self) -> None:
        self.articles = self.events = 0

    def counted(self, found: Iterable[Coded], steps: Steps) -> Iterator[Coded]:
        """The same, counted."""
        for article, pairs in found:
            self.articles += 1
            self.events += len(pairs)
            steps.step()
            yield article, pairs


def _write(
    found: Iterable[Coded],
    chosen: Format,
    expand: bool,
    explain: bool,
    sentences: bool,
    target: Path | Screen,
) -> None:
    """Writes what comes, as it comes."""
    from detente.record import exports, files

    if chosen is Format.table and not isinstance(target, Path):
        _show(found, expand, explain, sentences, target)
        return
    events: Iterable[Event] = _explained(found) if explain else (event for _, pairs in found for event, _ in pairs)
    if expand or chosen is Format.icews:
        events = exports.dyads(events)
    if not isinstance(target, Path):
        files.write(events, target, chosen)  # type: ignore[arg-type]
    elif chosen is Format.parquet:
        files.write_parquet(events, target)
    else:
        with target.open("w", encoding="utf-8", newline="") as stream:
            files.write(events, stream, chosen)


def _explained(found: Iterable[Coded]) -> Iterator[Event]:
    """Events that carry their explanation: ``explain`` in the line of JSON."""
    for _, pairs in found:
        for event, why in pairs:
            yield event.model_copy(update={"explain": why.fields})


def _show(found: Iterable[Coded], expand: bool, explain: bool, sentences: bool, screen: Screen) -> None:
    from detente.record.exports import dyads
    from detente.views.explained import print_explained
    from detente.views.table import show, terminal

    console = terminal(screen)  # type: ignore[arg-type]
    if explain:
        for _, pairs in found:
            print_explained(pairs, console)
        return
    show(
        ((a, list(dyads(e for e, _ in p)) if expand else [e for e, _ in p]) for a, p in found),
        console,
        sentences,
    )
