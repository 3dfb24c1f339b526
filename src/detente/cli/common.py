"""What the commands share: notes on stderr, refusals, days, articles in English, progress, the coder."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from rich.progress import Progress

    from detente.article import Article
    from detente.coding.coder import Coder

# Work that takes longer than this many seconds shows its progress.
PROGRESS_AFTER = 1.0


class CoderName(StrEnum):
    """Ways of coding."""

    hybrid = "hybrid"
    syntax = "syntax"


Paths = Annotated[list[str], typer.Argument(help="Pages, files of rows, folders; - is standard input.")]
Day = Annotated[
    str | None,
    typer.Option("--published", help="Day of publication where the source states none, YYYY-MM-DD."),
]
Frames = Annotated[Path | None, typer.Option(help="Folder of your own frames and event types, laid over ours.")]
Named = Annotated[
    CoderName | None,
    typer.Option("--coder", help="hybrid (default): frames and the trained model; syntax: frames alone, faster."),
]
Least = Annotated[
    float | None,
    typer.Option(
        min=0.0,
        max=1.0,
        help="Leave out events of which the coder is less sure; without it the coder's own threshold.",
    ),
]


def note(message: str) -> None:
    """A line on stderr, without the control characters of a hostile text or name."""
    from detente.views.words import clean

    print(f"detente: {clean(message)}", file=sys.stderr)


def wrong(message: str) -> NoReturn:
    """Ends the command: the call is wrong."""
    note(message)
    raise typer.Exit(2)


def version(asked: bool) -> None:
    """Prints the versions that events carry in ``coder``."""
    if asked:
        from detente.coding.coder import hybrid_version
        from detente.coding.encoder import MODELS, ModelError, card

        try:
            print(hybrid_version(card(MODELS)))
        except ModelError as error:
            wrong(str(error))
        raise typer.Exit


class Refused:
    """Counts what was refused and names each on stderr."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: Exception) -> None:
        self.count += 1
        note(str(error))

    def finish(self) -> None:
        """Ends the command with status 1 where something was refused."""
        if self.count:
            raise typer.Exit(1)


def day_of(text: str | None, option: str) -> str | None:
    """An ISO day, checked; "today" is one."""
    from datetime import date

    if not text or text == "today":
        return date.today().isoformat() if text else None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        wrong(f"{option} {text!r} is no day; write it as YYYY-MM-DD")


class Steps:
    """A progress line on stderr that shows itself only after a second, and only to a person."""

    def __init__(self, label: str, total: int | None = None) -> None:
        self.started = time.monotonic()
        self.bar: Progress | None = None
        if not sys.stderr.isatty():
            return
        from rich.console import Console

        console = Console(stderr=True)
        if console.is_dumb_terminal:
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        many = [BarColumn(), MofNCompleteColumn()] if total else [TextColumn("{task.completed:,}")]
        self.bar = Progress(
            TextColumn("{task.description}"), *many, TimeElapsedColumn(), console=console,
            transient=True, redirect_stdout=False,
        )  # fmt: skip
        self.task = self.bar.add_task(label, total=total, visible=False)
        self.bar.start()

    def step(self) -> None:
        """One more is done."""
        if self.bar is not None:
            self.bar.update(self.task, advance=1, visible=time.monotonic() - self.started > PROGRESS_AFTER)

    def stop(self) -> None:
        """The line goes: the work is done, or its results now come on the same terminal."""
        if self.bar is not None:
            self.bar.stop()
            self.bar = None

    def __enter__(self) -> Steps:
        return self

    def __exit__(self, *_: Any) -> None:
        self.stop()


def articles_of(paths: Iterable[str], published: str | None, refused: Refused) -> Iterator[Article]:
    """Articles of the sources, in English; what cannot be read or is in another language is refused."""
    from detente.reading import foreign, iter_articles

    for path in paths:
        for article in iter_articles(path, published=published, on_error=refused):
            reason = foreign(article.text)
            if reason is None:
                yield article
            else:
                refused(ValueError(f"{place_of(article)}: set aside, {reason}"))


def place_of(article: Article) -> str:
    """Where an article comes from: the file, and in a file of rows which of them."""
    from detente.views.words import ROWS, label

    path = article.path or "article"
    return f"{path} ({label(article)})" if Path(path).suffix.lower() in ROWS or path.startswith("<") else path


def coder_of(frames: Path | None, least: float | None, name: CoderName | None) -> Coder:
    """The coder that the options ask for."""
    from detente.coding.coder import make
    from detente.coding.encoder import ModelError
    from detente.coding.lexicon import FrameError

    if frames is not None and not frames.is_dir():
        wrong(f"--frames {frames} is no folder")
    try:
        return make(name or CoderName.hybrid, frames, least)
    except (FrameError, ModelError) as error:
        wrong(str(error))
