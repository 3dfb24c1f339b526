"""Working with frames: listing, checking, trying them on sentences, adding a file of one's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.article import Article, Paragraph
from detente.coding.acts import candidates
from detente.coding.coder import Coder
from detente.coding.lexicon import NONE, Frame, FrameError, Lexicon, lexicon, read_frames
from detente.event import Event, Explanation
from detente.language.pipeline import parse


@dataclass(frozen=True, slots=True)
class Trial:
    """What a sentence gave: the frames that fit at its words, and the events that came of them."""

    sentence: str
    fits: list[tuple[str, str, str]]  # word, type, file:line
    events: list[tuple[Event, Explanation]]


def sentence_article(sentence: str, key: str = "sentence") -> Article:
    """An article of one sentence."""
    return Article(id=key, text=sentence, paragraphs=[Paragraph(part="body", start=0, end=len(sentence))])


def listed(book: Lexicon, type: str | None = None, word: str | None = None) -> list[Frame]:
    """Frames of a type, or with a word in their predicate, by type and predicate."""
    found = [
        f
        for f in book.all()
        if (type is None or f.type == type) and (word is None or word.lower() in f.predicate[2:].split())
    ]
    return sorted(found, key=lambda f: (f.type, f.predicate, f.where))


def try_sentences(sentences: list[str], frames: Path | None = None) -> Iterator[Trial]:
    """Which frames fit in each sentence and which events come of it."""
    coder = Coder(frames)
    articles = [sentence_article(s, str(i)) for i, s in enumerate(sentences)]
    for sentence, parsed in zip(sentences, parse(articles), strict=True):
        fits = [
            (a.token.text, a.type, a.frame.where) for doc in parsed.docs for a in candidates(doc, parsed, coder.book)
        ]
        yield Trial(sentence, fits, coder.explained(parsed))


def failing(frames: list[Frame], folder: Path | None = None) -> list[tuple[Frame, Trial]]:
    """Frames whose own example does not give an event of their type (NONE: gives one at their word)."""
    unique: dict[tuple[str, str], Frame] = {}
    for frame in frames:
        if frame.example:
            unique.setdefault((frame.where, frame.example), frame)
    wanted = list(unique.values())
    out = []
    for frame, trial in zip(wanted, try_sentences([f.example for f in wanted], folder), strict=True):
        heads = {f.head for f in frames if f.where == frame.where}
        if frame.type == NONE:
            bad = any(e.trigger.text.lower().split()[0][:4] in {h[:4] for h in heads} for e, _ in trial.events)
        else:
            bad = frame.type not in {e.type for e, _ in trial.events}
        if bad:
            out.append((frame, trial))
    return out


def check(folder: Path | None = None) -> tuple[Lexicon, list[FrameError], list[tuple[Frame, Trial]]]:
    """Reads a folder of frames (None: the project's own): its lexicon, its errors, and the examples that fail."""
    base = Lexicon()
    if folder is not None:
        read_frames(None, base)
    own = Lexicon(classes=dict(base.classes))
    errors: list[FrameError] = []
    try:
        read_frames(folder, own, errors)
    except FrameError as error:
        errors.append(error)
    if errors:
        return own, errors, []
    return own, errors, failing(own.all(), folder)


def add(file: Path, folder: Path) -> list[Frame]:
    """Checks a file of frames and copies it into a user's folder; FrameError where it cannot be used."""
    if not file.is_file():
        raise FrameError(str(file), 1, "there is no such file")
    target = folder / file.name
    if target.exists() and target.read_bytes() != file.read_bytes():
        raise FrameError(str(target), 1, "a file of this name with other frames is there already")
    folder.mkdir(parents=True, exist_ok=True)
    before = target.exists()
    shutil.copyfile(file, target)
    try:
        lexicon.cache_clear()
        book = lexicon(str(folder))
    except FrameError:
        if not before:
            target.unlink()
        raise
    return [f for f in book.all() if f.where.startswith(f"{file.name}:")]
