"""The frame lexicon: which words name which act, with the grammar of who does it to whom.

Frames are lines of TSV files (``coding/frames/*.tsv`` and a user's own folder), one predicate group a
line; docs/frames.md explains every column.  This module reads and checks them; it knows no grammar.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

COLUMNS = ("predicate", "type", "modes", "source", "recipient", "if", "unless", "flags", "example")
NONE = "NONE"
CORE_TYPES = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "SANCTION MOBILIZE COERCE ASSAULT".split()
)
FLAGS = frozenset(
    "reciprocal swallow claims planned ongoing wished negated domestic killed wounded detained displaced weak".split()
)
# What the mentions of an article can be; a word class of the same name may not be defined in a file.
MENTION_CLASSES = frozenset("actor country person body group people armed official civilian place several".split())
PREPOSITIONS = frozenset(
    "about above across after against ahead along alongside amid amidst among around as at before behind below "
    "beneath beside between beyond by concerning despite down during following for from in inside into like near of "
    "off on onto opposite out outside over past per regarding since through throughout to toward towards under until "
    "unto up upon versus via with within without".split()
)
SLOTS = (
    frozenset("subj obj iobj comp inf poss mod head by prt place same attr self stated aux neg".split())
    | frozenset("when because while if unless".split())  # the clause that the word opens
    | PREPOSITIONS
)


class FrameError(ValueError):
    """A frame file that cannot be used: names file, line and reason."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path, self.line, self.reason = path, line, reason


Path_ = tuple[str, ...]  # one role path: steps from the predicate, ("obj", "of")


@dataclass(frozen=True, slots=True)
class Condition:
    """``obj=deal|@talks``: the slot at the path holds one of the words or classes (``*``: anything)."""

    path: Path_
    words: frozenset[str]
    classes: frozenset[str]  # word classes resolved into `words`; what is left are mention classes
    anything: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate with its type and grammar; ``where`` is file:line for ``--explain``."""

    pos: str  # v, n or a
    head: str  # lemma that is looked up
    before: tuple[str, ...]  # lemmas of modifiers that must stand before a noun
    after: tuple[str, ...]  # particle or preposition that must depend on a verb or adjective
    type: str
    modes: tuple[str, ...]
    source: tuple[tuple[Path_, ...], ...]  # alternatives, each a union of paths
    recipient: tuple[tuple[Path_, ...], ...]
    conditions: tuple[Condition, ...]
    exceptions: tuple[Condition, ...]
    flags: frozenset[str]
    example: str
    where: str

    @property
    def predicate(self) -> str:
        """The predicate as the file writes it."""
        return f"{self.pos}:{' '.join((*self.before, self.head, *self.after))}"

    @property
    def specificity(self) -> tuple[int, int, int]:
        """Longer predicates and more conditions beat fewer, then NONE a type, then more exceptions fewer."""
        length = len(self.before) + len(self.after) + len(self.conditions)
        return length, int(self.type == NONE), len(self.exceptions)


@dataclass
class Lexicon:
    """Frames by part of speech and lemma, most specific first, and the word classes they use."""

    frames: dict[tuple[str, str], list[Frame]] = field(default_factory=dict)
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    types: frozenset[str] = CORE_TYPES
    parents: dict[str, str] = field(default_factory=dict)  # a user's own type -> the PLOVER type it is scored as

    def get(self, pos: str, lemma: str) -> list[Frame]:
        """Frames for a lemma (``pos`` v, n or a), most specific first; empty where there are none."""
        return self.frames.get((pos, lemma), [])

    def all(self) -> list[Frame]:
        """Every frame once, in file order of its lemma."""
        return [f for frames in self.frames.values() for f in frames]


def _rows(text: str, path: str, columns: tuple[str, ...]) -> Iterable[tuple[int, dict[str, str]]]:
    header: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")]
        if header is None:
            header = cells
            missing = [c for c in columns if c not in header]
            if missing:
                raise FrameError(path, number, f"the header lacks the column(s) {', '.join(missing)}")
            continue
        if len(cells) > len(header):
            raise FrameError(path, number, f"{len(cells)} cells where the header has {len(header)}")
        cells += [""] * (len(header) - len(cells))
        yield number, {h: "" if c == "-" else c for h, c in zip(header, cells, strict=True)}


def _path(text: str) -> Path_:
    steps = tuple(text.split("."))
    bad = [s for s in steps if s not in SLOTS]
    if bad:
        raise ValueError(f"no slot is called {bad[0]!r}")
    return steps


def _roles(cell: str) -> tuple[tuple[Path_, ...], ...]:
    return tuple(tuple(_path(p) for p in alt.split("+")) for alt in cell.replace(" ", "").split("|") if alt)


def _conditions(cell: str, classes: dict[str, frozenset[str]]) -> tuple[Condition, ...]:
    out = []
    for part in cell.split():
        slot, equals, values = part.partition("=")
        if not equals or not values:
            raise ValueError(f"the condition {part!r} is not slot=words")
        words: set[str] = set()
        left: set[str] = set()
        for value in values.split("|"):
            if not value.startswith("@"):
                words.add(value.replace("_", " "))
            elif value[1:] in MENTION_CLASSES:
                left.add(value[1:])
            elif value[1:] in classes:
                words |= classes[value[1:]]
            else:
                raise ValueError(f"no word class is called {value!r}")
        out.append(Condition(_path(slot), frozenset(words), frozenset(left), "*" in words))
    return tuple(out)


def _predicates(cell: str) -> Iterable[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    pos, colon, words = cell.partition(":")
    if not colon or pos not in ("v", "n", "a") or not words.strip():
        raise ValueError(f"the predicate {cell!r} is not v:, n: or a: with words")
    for alternative in words.split("|"):
        tokens = alternative.strip().lower().split()
        if not tokens:
            raise ValueError(f"an empty alternative in the predicate {cell!r}")
        if pos == "n":
            yield pos, tokens[-1], tuple(tokens[:-1]), ()
        else:
            yield pos, tokens[0], (), tuple(tokens[1:])


def _frames(row: dict[str, str], where: str, lexicon: Lexicon) -> Iterable[Frame]:
    if row["type"] != NONE and row["type"] not in lexicon.types:
        raise ValueError(f"{row['type']!r} is no event type")
    flags = frozenset(f.strip() for f in row["flags"].replace(",", ";").split(";") if f.strip())
    if flags - FLAGS:
        raise ValueError(f"no flag is called {sorted(flags - FLAGS)[0]!r}")
    modes = tuple(m.strip() for m in row["modes"].replace(",", ";").split(";") if m.strip())
    source, recipient = _roles(row["source"]), _roles(row["recipient"])  # read once for all alternatives
    conditions, exceptions = _conditions(row["if"], lexicon.classes), _conditions(row["unless"], lexicon.classes)
    for pos, head, before, after in _predicates(row["predicate"]):
        yield Frame(
            pos, head, before, after, row["type"], modes, source, recipient,
            conditions, exceptions, flags, row["example"], where,
        )  # fmt: skip


def _sources(folder: Path | None) -> list[tuple[str, str]]:
    """(name, text) of the TSV files of the package, or of a user's folder."""
    if folder is None:
        root = files("detente.coding") / "frames"
        found = sorted((f.name, f.read_text("utf-8")) for f in root.iterdir() if f.name.endswith(".tsv"))
        return found
    return [(str(p), p.read_text("utf-8")) for p in sorted(folder.glob("*.tsv"))]


def _add_classes(lexicon: Lexicon, sources: list[tuple[str, str]]) -> None:
    for name, text in sources:
        if not Path(name).name.startswith("classes"):
            continue
        for line, row in _rows(text, name, ("name", "words")):
            label = row["name"].lstrip("@")
            if label in MENTION_CLASSES:
                raise FrameError(name, line, f"@{label} is a class of mentions and cannot be redefined")
            words = {w.strip().lower() for w in row["words"].replace("|", ",").split(",") if w.strip()}
            lexicon.classes[label] = lexicon.classes.get(label, frozenset()) | words


def _add_types(lexicon: Lexicon, sources: list[tuple[str, str]]) -> None:
    for name, text in sources:
        if Path(name).name != "types.tsv":
            continue
        for line, row in _rows(text, name, ("type", "parent", "what")):
            if row["parent"] not in CORE_TYPES:
                raise FrameError(name, line, f"the parent {row['parent']!r} is no PLOVER type")
            lexicon.parents[row["type"]] = row["parent"]
    lexicon.types = lexicon.types | frozenset(lexicon.parents)


def read_frames(folder: Path | None, lexicon: Lexicon, errors: list[FrameError] | None = None) -> None:
    """Adds the frames of a folder (None: the package's own) to `lexicon`; errors are raised, or collected."""
    sources = _sources(folder)
    _add_types(lexicon, sources)
    _add_classes(lexicon, sources)
    for name, text in sources:
        base = Path(name).name
        if base.startswith("classes") or base in ("types.tsv", "support.tsv", "weights.tsv"):
            continue
        for line, row in _rows(text, name, COLUMNS[:-1]):
            row.setdefault("example", "")
            try:
                for frame in _frames(row, f"{base}:{line}", lexicon):
                    lexicon.frames.setdefault((frame.pos, frame.head), []).append(frame)
            except ValueError as error:
                problem = FrameError(name, line, str(error))
                if errors is None:
                    raise problem from None
                errors.append(problem)
    for frames in lexicon.frames.values():
        frames.sort(key=lambda f: f.specificity, reverse=True)


@functools.lru_cache(maxsize=4)
def lexicon(folder: str | None = None) -> Lexicon:
    """The project's frames, with those of a user's folder before them: where one of theirs fits, it wins."""
    book = Lexicon()
    if folder is not None:
        own = Lexicon()
        read_frames(None, own)
        book.classes = dict(own.classes)
        read_frames(Path(folder), book)
        for key, frames in own.frames.items():
            book.frames.setdefault(key, []).extend(frames)
        return book
    read_frames(None, book)
    return book


def main() -> int:
    """Checks the package's frames: prints every error, then counts by type."""
    book, errors = Lexicon(), list[FrameError]()
    read_frames(None, book, errors)
    for error in errors:
        print(error)
    counts: dict[str, int] = {}
    for frame in book.all():
        counts[frame.type] = counts.get(frame.type, 0) + 1
    print(len(book.all()), dict(sorted(counts.items())))
    return int(bool(errors))


if __name__ == "__main__":
    raise SystemExit(main())
