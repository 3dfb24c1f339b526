"""``detente frames``: the lexicon, and a researcher's own frames."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.common import Frames, note, wrong

if TYPE_CHECKING:
    from detente.coding.lexicon import Lexicon

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The frame lexicon, and a researcher's own frames.")


def _book(folder: Path | None) -> Lexicon:
    from detente.coding.lexicon import FrameError, lexicon

    if folder is not None and not folder.is_dir():
        wrong(f"--frames {folder} is no folder")
    try:
        return lexicon(str(folder) if folder else None)
    except FrameError as error:
        wrong(str(error))


@app.command("list")
def list_(
    type: Annotated[str | None, typer.Option(help="Only frames of this event type.")] = None,
    word: Annotated[str | None, typer.Option(help="Only frames with this word in their predicate.")] = None,
    frames: Frames = None,
) -> None:
    """Frames as lines: type, predicate, file and line, example."""
    from detente.coding.frametools import listed

    found = listed(_book(frames), type, word)
    for frame in found:
        print(f"{frame.type}\t{frame.predicate}\t{frame.where}\t{frame.example}")
    if not found:
        note("no such frames")


@app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder of frames; the project's own where it is left out.")
    ] = None,
) -> None:
    """Check every line of a frame folder and code every example; exit status 1 where one fails."""
    from detente.coding.frametools import check as checked

    if folder is not None and not folder.is_dir():
        wrong(f"{folder} is no folder")
    book, errors, failing = checked(folder)
    for error in errors:
        note(str(error))
    for frame, trial in failing:
        got = ", ".join(sorted({e.type for e, _ in trial.events})) or "no event"
        note(f"{frame.where}: {frame.type} {frame.predicate}: the example gives {got}: {frame.example}")
    predicates = {(f.pos, f.before, f.head, f.after) for f in book.all()}
    counts = (len(book.all()), len(predicates), len(errors), len(failing))
    print("{} frames, {} predicates, {} errors, {} examples fail".format(*counts))
    if errors or failing:
        raise typer.Exit(1)


@app.command("test")
def try_(
    text: Annotated[str, typer.Argument(help="A sentence, or a file with a sentence a line.")],
    frames: Frames = None,
) -> None:
    """Try frames on sentences: which fit at which word, and the events that come of them."""
    from detente.coding.frametools import try_sentences
    from detente.views.words import who

    _book(frames)
    for trial in try_sentences(_sentences(text), frames):
        print(trial.sentence)
        for word, kind, where in trial.fits:
            print(f"  fits: {word} -> {kind} ({where})")
        for event, _ in trial.events:
            print(f"  event: {event.type} {event.status}: {who(event.source)} > {who(event.recipient)}")
        if not trial.events:
            print("  no event")


def _sentences(text: str) -> list[str]:
    """The sentence, or those of the file of that name."""
    try:
        is_file = Path(text).is_file()
    except OSError:  # a sentence too long to be a name
        is_file = False
    if not is_file:
        return [text]
    from detente.reading.decode import decode

    try:
        return [line.strip() for line in decode(Path(text).read_bytes()).splitlines() if line.strip()]
    except ValueError as error:
        wrong(f"{text}: {error}")


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="A TSV file of frames.")],
    to: Annotated[Path, typer.Option(help="Your folder of frames, made where it is not there.")] = Path("frames"),
) -> None:
    """Check a file of frames and put it into your folder; use it with --frames."""
    from detente.coding.frametools import add as added
    from detente.coding.lexicon import FrameError

    try:
        frames = added(file, to)
    except FrameError as error:
        wrong(str(error))
    print(f"{len(frames)} frames added to {to}; use them with: detente code PATH --frames {to}")
