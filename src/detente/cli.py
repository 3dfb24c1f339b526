"""The command line: thin, it calls what the Python interface calls.

Data go to stdout, progress and notes to stderr.  Exit status: 0 done; 1 something was refused (named on
stderr, the rest done); 2 the call is wrong.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from detente.article import Article
    from detente.coding.coder import Coder
    from detente.coding.lexicon import Lexicon
    from detente.event import Event, Explanation

T = TypeVar("T")
app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reads news and keeps the record of who did what to whom, who says so, when, where and how sure.",
)
frames_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The frame lexicon, and a researcher's own frames.")
app.add_typer(frames_app, name="frames")

# Work that takes longer than this many seconds shows its progress.
PROGRESS_AFTER = 1.0


class Format(StrEnum):
    """How events are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    plover = "plover"
    icews = "icews"


class CoderName(StrEnum):
    """Ways of coding."""

    hybrid = "hybrid"
    syntax = "syntax"


class Expand(StrEnum):
    """Ways of spreading events over rows."""

    dyads = "dyads"


class Scheme(StrEnum):
    """Names for the answers of relate."""

    plover = "plover"
    cameo = "cameo"


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


def note(message: str) -> None:
    """A line on stderr."""
    print(f"detente: {message}", file=sys.stderr)


def wrong(message: str) -> NoReturn:
    """Ends the command: the call is wrong."""
    note(message)
    raise typer.Exit(2)


def _day(text: str | None, option: str) -> str | None:
    """An ISO day, checked."""
    from datetime import date

    if not text or text == "today":
        return date.today().isoformat() if text == "today" else None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        wrong(f"{option} {text!r} is no day; write it as YYYY-MM-DD")


@contextmanager
def progress(label: str, total: int | None) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr that shows itself only after a second, and only to a person."""
    import time

    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    started = time.monotonic()
    with Progress(console=Console(stderr=True), transient=True, disable=False) as bar:
        task = bar.add_task(label, total=total, visible=False)

        def step() -> None:
            bar.update(task, advance=1, visible=time.monotonic() - started > PROGRESS_AFTER)

        yield step


def _articles(paths: list[str], published: str | None, refused: Refused) -> Iterator[Article]:
    from detente.reading import iter_articles
    from detente.reading.errors import Refusal

    for path in paths:
        try:
            yield from iter_articles(path, published=published, on_error=refused)
        except Refusal as error:
            refused(error)


def _english(articles: Iterable[Article], refused: Refused) -> Iterator[Article]:
    """Articles in English; others are set aside with a reason."""
    from detente.reading.tongue import foreign

    for article in articles:
        reason = foreign(article.text)
        if reason is None:
            yield article
        else:
            refused(ValueError(f"{article.path or article.id}: set aside, {reason}"))


@app.command()
def code(
    paths: Annotated[list[str], typer.Argument(help="Pages, files of rows, folders; - is standard input.")],
    published: Annotated[str | None, typer.Option(help="Day of publication where the source states none, YYYY-MM-DD.")] = None,
    format: Annotated[Format | None, typer.Option(help="table (the default at a terminal), jsonl, csv, parquet, plover or icews.")] = None,
    expand: Annotated[Expand | None, typer.Option(help="dyads: a row for every source x recipient.")] = None,
    out: Annotated[Path | None, typer.Option(help="File to write to; standard output where it is left out.")] = None,
    coder: Annotated[CoderName, typer.Option(help="hybrid uses a trained model where one is installed; syntax never does.")] = CoderName.hybrid,
    frames: Annotated[Path | None, typer.Option(help="Folder of your own frames and event types.")] = None,
    min_confidence: Annotated[float | None, typer.Option(min=0.0, max=1.0, help="Leave out events of which the coder is less sure (default: the threshold that serves best, see docs/figures.md).")] = None,
    sentences: Annotated[bool, typer.Option("--sentences", help="With the table: the sentence below each event.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="For every event the frame and the rule that gave each field.")] = False,
) -> None:
    """Code news: who did what to whom, an event a line."""
    day = _day(published, "--published")
    chosen = format or (Format.table if out is None and sys.stdout.isatty() else Format.jsonl)
    if chosen is Format.parquet and out is None:
        wrong("--format parquet needs --out FILE")
    if out is not None and not out.resolve().parent.is_dir():
        wrong(f"--out {out}: there is no folder {out.resolve().parent}")
    refused = Refused()
    working = _coder(frames, min_confidence, coder)
    found = list(_coded(paths, day, working, refused))
    if explain:
        _print_explanations([(e, x) for _, pairs in found for e, x in pairs])
    else:
        _write([e for _, pairs in found for e, _ in pairs], [a for a, _ in found], chosen, expand is not None, out, sentences)
    refused.finish()


def _coder(frames: Path | None, min_confidence: float | None, name: CoderName) -> Coder:
    """The coder that the options ask for."""
    from detente.coding.coder import DEFAULT_CONFIDENCE, Coder
    from detente.coding.lexicon import FrameError

    if frames is not None and not frames.is_dir():
        wrong(f"--frames {frames} is no folder")
    try:
        return Coder(frames, DEFAULT_CONFIDENCE if min_confidence is None else min_confidence)
    except FrameError as error:
        wrong(str(error))


def _coded(
    paths: list[str], day: str | None, coder: Coder, refused: Refused
) -> Iterator[tuple[Article, list[tuple[Event, Explanation]]]]:
    from detente.language.pipeline import parse

    articles = _english(_articles(paths, day, refused), refused)
    with progress("coding", None) as step:
        for parsed in parse(articles):
            yield parsed.article, coder.explained(parsed)
            step()


def _print_explanations(pairs: list[tuple[Event, Explanation]]) -> None:
    from detente.views.table import who

    for event, explanation in pairs:
        print(f"{event.type} {event.status}  {who(event.source)} > {who(event.recipient)}  [{event.id}]")
        print(f"  sentence: {event.sentence.strip()}")
        for field, why in explanation.fields.items():
            print(f"  {field}: {why}")
        print()


def _write(
    events: list[Event], articles: list[Article], chosen: Format, expand: bool, out: Path | None, sentences: bool
) -> None:
    from detente.record import exports

    rows = list(exports.dyads(events)) if expand or chosen is Format.icews else events
    if chosen is Format.table:
        from detente.views.table import show

        if out is None:
            show(rows, {a.id: a for a in articles}, sentences)
            return
        wrong("--format table is for the terminal; choose another --format for --out")
    if chosen is Format.parquet:
        assert out is not None
        exports.write_parquet([exports.flat(e) for e in rows], out)
        return
    if chosen is Format.jsonl:
        text = "".join(exports.jsonl(e) + "\n" for e in rows)
    elif chosen is Format.csv:
        text = exports.table([exports.flat(e) for e in rows])
    else:
        layout = exports.plover if chosen is Format.plover else exports.icews
        text = exports.table([layout(e) for e in rows], "\t" if chosen is Format.icews else ",")
    _emit(text, out)


def _emit(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, "utf-8")
        note(f"written to {out}")


@app.command()
def statements(
    paths: Annotated[list[str], typer.Argument(help="Pages, files of rows, folders; - is standard input.")],
    published: Annotated[str | None, typer.Option(help="Day of publication where the source states none, YYYY-MM-DD.")] = None,
) -> None:
    """Who says what: a statement a line as JSON, with speaker, words, cue and offsets."""
    from detente.coding.builder import statement
    from detente.coding.statements import find_statements
    from detente.language.pipeline import parse

    refused = Refused()
    for parsed in parse(_english(_articles(paths, _day(published, "--published"), refused), refused)):
        for said in find_statements(parsed):
            row = {"article_id": parsed.article.id, **statement(said, parsed).model_dump(mode="json")}
            print(json.dumps(row, ensure_ascii=False))
    refused.finish()


def _json_rows(path: Path, needed: tuple[str, ...], refused: Refused) -> Iterator[dict[str, Any]]:
    """Objects of a JSONL file that have the columns needed; others are named and left out."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        wrong(f"{path}: {getattr(error, 'strerror', None) or error}")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            refused(ValueError(f"{path}:{number}: broken JSON, {error.msg}"))
            continue
        missing = [c for c in needed if not isinstance(row, dict) or c not in row]
        if missing:
            refused(ValueError(f"{path}:{number}: no {' or '.join(missing)}"))
            continue
        yield row


@app.command()
def resolve(
    name: Annotated[str | None, typer.Argument(help="A name or a role: 'the Russian president'.")] = None,
    date: Annotated[str | None, typer.Option(help="The day it was said, YYYY-MM-DD.")] = None,
    context: Annotated[str, typer.Option(help="The sentence that it stands in.")] = "",
    jsonl: Annotated[Path | None, typer.Option(help="File of rows with name (or actor), and id, context, date.")] = None,
) -> None:
    """Who a name or a role stands for on a day, as JSON; null where nobody is known."""
    import detente

    if (name is None) == (jsonl is None):
        wrong("give a NAME or --jsonl FILE")
    if name is not None:
        found = detente.resolve(name, date=_day(date, "--date"), context=context)
        print(json.dumps(found.model_dump(mode="json") if found else None, ensure_ascii=False))
        return
    assert jsonl is not None
    refused = Refused()
    for row in _json_rows(jsonl, (), refused):
        print(json.dumps(_resolution(row), ensure_ascii=False))
    refused.finish()


def _resolution(row: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to one row of `resolve --jsonl`; every field null where nobody is known."""
    import detente

    words = str(row.get("name") or row.get("actor") or "")
    found = detente.resolve(words, date=_row_day(str(row.get("date") or "")), context=str(row.get("context") or ""))
    answer = found.model_dump(mode="json") if found else None
    keys = ("country", "sector", "sectors", "name", "wiki", "wikidata", "confidence", "candidates")
    return {"id": row.get("id"), **{k: answer[k] if answer else None for k in keys}}


def _row_day(text: str) -> str | None:
    from datetime import date

    if text.lower() == "today":
        return date.today().isoformat()
    try:
        return date.fromisoformat(text[:10]).isoformat() if text else None
    except ValueError:
        return None


@app.command()
def relate(
    path: Annotated[Path, typer.Argument(help="JSONL with id, text, source, recipient, and source_spans, recipient_spans.")],
    scheme: Annotated[Scheme, typer.Option(help="plover, or cameo's root classes as the PLV data name them.")] = Scheme.plover,
) -> None:
    """What the source does to the recipient of each row: id, type, quad, probabilities."""
    from detente.coding.relate import relate_rows

    refused = Refused()
    rows = list(_json_rows(path, ("text",), refused))
    with progress("relating", len(rows)) as step:
        for answer in relate_rows(rows, scheme.value):
            print(json.dumps(answer, ensure_ascii=False))
            step()
    refused.finish()


def _text(text: str) -> str:
    return sys.stdin.read() if text == "-" else text


@app.command()
def when(
    text: Annotated[str, typer.Argument(help="The text; - is standard input.")],
    date: Annotated[str | None, typer.Option(help="The day from which relative times count, YYYY-MM-DD.")] = None,
) -> None:
    """All time expressions of a text, a line of JSON each."""
    import detente

    for found in detente.when(_text(text), date=_day(date, "--date")):
        print(json.dumps(found.model_dump(mode="json"), ensure_ascii=False))


@app.command()
def places(text: Annotated[str, typer.Argument(help="The text; - is standard input.")]) -> None:
    """All places of a text with country and coordinates, a line of JSON each."""
    import detente

    for found in detente.places(_text(text)):
        print(json.dumps(found.model_dump(mode="json"), ensure_ascii=False))


@app.command()
def schema() -> None:
    """The JSON Schema of articles, events and statements."""
    from detente.article import Article
    from detente.event import Event, Statement

    models = {m.__name__: m.model_json_schema() for m in (Article, Event, Statement)}
    print(json.dumps(models, indent=2, ensure_ascii=False))

@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Gold: events (JSONL), an article's JSON, a relate or a resolve file.")],
    predicted: Annotated[Path | None, typer.Option(help="Score this file of events instead of coding the gold's texts.")] = None,
    coder: Annotated[CoderName, typer.Option(help="hybrid uses a trained model where one is installed; syntax never does.")] = CoderName.hybrid,
    frames: Annotated[Path | None, typer.Option(help="Folder of your own frames.")] = None,
    min_confidence: Annotated[float | None, typer.Option(min=0.0, max=1.0, help="Leave out events of which the coder is less sure.")] = None,
    rows: Annotated[bool, typer.Option("--rows", help="Every miss and false alarm with its cause guessed.")] = False,
    folds: Annotated[int, typer.Option(min=0, help="Folds by story with figures of their own; 0 for none.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as one JSON object.")] = False,
) -> None:
    """Figures against gold: type and who, per type, per field, per fold."""
    from detente.evaluate import GoldError, read_predictions, score_predictions
    from detente.evaluate import evaluate as run
    from detente.evaluate.report import print_report

    try:
        if predicted is not None:
            found = score_predictions(gold, read_predictions(predicted), folds=folds)
        else:
            working = _coder(frames, min_confidence, coder)
            found = run(
                gold, lambda texts: _events_of(texts, working), relate=_related, resolve=_resolved, folds=folds,
                known=_known_trigger(working),
            )  # fmt: skip
    except GoldError as error:
        wrong(str(error))
    if as_json:
        print(json.dumps({**found.figures, **found.extra, "folds": found.folds}, ensure_ascii=False, default=str))
    else:
        print_report(found, rows=rows)


def _events_of(texts: Iterable[tuple[str, str, str | None]], coder: Coder) -> Iterator[dict[str, Any]]:
    from datetime import date

    from detente.language.pipeline import parse
    from detente.reading import from_text

    pages = list(texts)
    articles = [
        from_text(text, published=date.fromisoformat(day) if day else None).model_copy(update={"id": key})
        for key, text, day in pages
    ]
    with progress("coding", len(articles)) as step:
        for parsed in parse(articles):
            for event in coder.code_parsed(parsed):
                yield event.model_dump(mode="json")
            step()


def _related(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    from detente.coding.relate import relate_rows

    return list(relate_rows(rows, "cameo"))


def _resolved(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [_resolution(row) for row in rows]


def _known_trigger(coder: Coder) -> Callable[[str], bool]:
    """Whether the lexicon has a frame for one of a trigger's words, for the guesses at causes."""
    heads = {head for _, head in coder.book.frames}
    stems = {h[: max(4, len(h) - 2)] for h in heads}
    return lambda words: any(w in heads or w[: max(4, len(w) - 3)] in stems for w in words.lower().split())


def _book(folder: Path | None) -> Lexicon:
    from detente.coding.lexicon import FrameError, lexicon

    if folder is not None and not folder.is_dir():
        wrong(f"--frames {folder} is no folder")
    try:
        return lexicon(str(folder) if folder else None)
    except FrameError as error:
        wrong(str(error))


@frames_app.command("list")
def frames_list(
    type: Annotated[str | None, typer.Option(help="Only frames of this event type.")] = None,
    word: Annotated[str | None, typer.Option(help="Only frames with this word in their predicate.")] = None,
    frames: Annotated[Path | None, typer.Option(help="Folder of your own frames, laid over ours.")] = None,
) -> None:
    """Frames as lines: type, predicate, file and line, example."""
    from detente.coding.frametools import listed

    for frame in listed(_book(frames), type, word):
        print(f"{frame.type}\t{frame.predicate}\t{frame.where}\t{frame.example}")


@frames_app.command("check")
def frames_check(
    folder: Annotated[Path | None, typer.Argument(help="Folder of frames; the project's own where it is left out.")] = None,
) -> None:
    """Check every line of a frame folder and code every example; exit status 1 where one fails."""
    from detente.coding.frametools import check

    if folder is not None and not folder.is_dir():
        wrong(f"{folder} is no folder")
    book, errors, failing = check(folder)
    for error in errors:
        note(str(error))
    for frame, trial in failing:
        got = ", ".join(sorted({e.type for e, _ in trial.events})) or "no event"
        note(f"{frame.where}: {frame.type} {frame.predicate}: the example gives {got}: {frame.example}")
    predicates = {(f.pos, f.before, f.head, f.after) for f in book.all()}
    print(f"{len(book.all())} frames, {len(predicates)} predicates, {len(errors)} errors, {len(failing)} examples fail")
    if errors or failing:
        raise typer.Exit(1)


@frames_app.command("test")
def frames_test(
    text: Annotated[str, typer.Argument(help="A sentence, or a file with a sentence a line.")],
    frames: Annotated[Path | None, typer.Option(help="Folder of your own frames, laid over ours.")] = None,
) -> None:
    """Try frames on sentences: which fit at which word, and the events that come of them."""
    from detente.coding.frametools import try_sentences
    from detente.views.table import who

    _book(frames)
    path = Path(text)
    is_file = len(text) < 1000 and path.is_file()
    sentences = [s for s in path.read_text("utf-8").splitlines() if s.strip()] if is_file else [text]
    for trial in try_sentences(sentences, frames):
        print(trial.sentence)
        for word, kind, where in trial.fits:
            print(f"  fits: {word} -> {kind} ({where})")
        for event, _ in trial.events:
            print(f"  event: {event.type} {event.status}: {who(event.source)} > {who(event.recipient)}")


@frames_app.command("add")
def frames_add(
    file: Annotated[Path, typer.Argument(help="A TSV file of frames.")],
    to: Annotated[Path, typer.Option(help="Your folder of frames, made where it is not there.")] = Path("frames"),
) -> None:
    """Check a file of frames and put it into your folder; use it with --frames."""
    from detente.coding.frametools import add
    from detente.coding.lexicon import FrameError

    try:
        added = add(file, to)
    except FrameError as error:
        wrong(str(error))
    print(f"{len(added)} frames added to {to}; use them with: detente code PATH --frames {to}")


def main() -> None:
    """Entry point: unforeseen file errors become one line and status 1."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(1) from None
    except OSError as error:
        note(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
