"""Tells the parts of a news page apart, as a reader app, a wire or a copied page prints them.

``divide(text)`` labels stretches of the text and leaves the text alone.  What is in no paragraph is nothing:
blanks, the separator after a dateline, a bullet, the reader app's broken picture marks, and whatever stands
on the page a second time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from detente.article import Outlet, Paragraph, Part
from detente.reading.blocks import Block, split
from detente.reading.caption import read_caption, sign_off
from detente.reading.dateline import read_dateline
from detente.reading.dates import Stated, find_dates
from detente.reading.labels import label, outlet_name
from detente.reading.outlet import read_outlet

_ABOUT_DAY = re.compile(r"\b(?:published|posted|issued|updated|modified)\b", re.IGNORECASE)


@dataclass(slots=True)
class DayLine:
    """A day that the page states of itself, and where: dateline, date line, byline, masthead or update."""

    where: str
    words: str
    stated: Stated


@dataclass(slots=True)
class Page:
    """A text with its parts, in order and never overlapping."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    headline: str | None = None
    dateline: str | None = None
    outlet: Outlet = field(default_factory=Outlet)
    days: list[DayLine] = field(default_factory=list)


def divide(text: str, *, headline: str | None = None) -> Page:
    """The parts of a page.  headline: what the page's metadata give as its headline, to be found in it."""
    blocks = split(text)
    if not blocks:
        return Page()
    kinds, first = label(blocks, headline)
    return _Writer(text, blocks, kinds, first).page()


class _Writer:
    """Turns labelled blocks into paragraphs, cutting datelines, credits and bullets off the body."""

    def __init__(self, text: str, blocks: list[Block], kinds: list[str], first: int) -> None:
        self.text, self.blocks, self.kinds, self.first = text, blocks, kinds, first
        self.result = Page()
        self.bodies = 0

    def page(self) -> Page:
        for i, (block, kind) in enumerate(zip(self.blocks, self.kinds, strict=True)):
            self._write(i, block, kind)
        result = self.result
        parts = defaultdict(list)
        for paragraph in result.paragraphs:
            parts[paragraph.part].append(self.text[paragraph.start : paragraph.end])
        result.headline = next(iter(parts["headline"]), None)
        masthead = next(iter(parts["masthead"]), None)
        name = outlet_name(masthead) if masthead else None
        result.outlet = read_outlet(name, parts["masthead"] + parts["furniture"])
        return result

    def _add(self, part: Part, start: int, end: int) -> None:
        if end > start:
            self.result.paragraphs.append(Paragraph(part=part, start=start, end=end))

    def _write(self, i: int, block: Block, kind: str) -> None:
        if kind == "copy":
            return
        if kind == "caption":
            self._caption(block)
        elif kind == "body":
            self._body(block)
        elif kind == "dateline":
            self._dateline(block, alone=True)
        elif kind in ("masthead", "headline", "byline", "credit"):
            self._add(kind, block.start, block.end)  # type: ignore[arg-type]
        else:
            self._add("dateline" if kind == "day" else "furniture", block.start, block.end)
        if kind in ("masthead", "byline", "day", "furniture"):
            self._day(i, block, kind)

    def _caption(self, block: Block) -> None:
        caption = read_caption(block.text)
        if caption is None:  # no mark of its own: it stood twice
            self._add("caption", block.start, block.end)
            return
        pieces: list[tuple[Part, int, int]] = [("caption", caption.start, caption.end)]
        if caption.credit:
            pieces.append(("credit", *caption.credit))
        for part, start, end in sorted(pieces, key=lambda piece: piece[1]):
            self._add(part, block.start + start, block.start + end)

    def _dateline(self, block: Block, *, alone: bool = False) -> int:
        """Writes the dateline that a block begins with; the offset where its first sentence begins."""
        found = read_dateline(block.text, alone=alone)
        if found is None:
            return 0
        self._add("dateline", block.start, block.start + found.end)
        self.result.dateline = self.result.dateline or found.place
        if found.stated is not None:
            words = block.text[: found.end]
            self.result.days.append(DayLine("dateline", words, found.stated))
        return found.body

    def _body(self, block: Block) -> None:
        begin = block.bullet
        if self.bodies < 2 and self.result.dateline is None and not begin:
            begin = self._dateline(block)
        self.bodies += 1
        ending = sign_off(block.text)
        if ending is not None and ending[0] > begin:
            self._add("body", block.start + begin, block.start + ending[0])
            self._add("credit", block.start + ending[1], block.start + ending[2])
        else:
            self._add("body", block.start + begin, block.end)

    def _day(self, i: int, block: Block, kind: str) -> None:
        """Notes the day that a line about the page states, near its top or in its imprint."""
        if i > self.first and not _ABOUT_DAY.search(block.text):
            return
        where = {"day": "date line", "furniture": "date line"}.get(kind, kind)
        for found in find_dates(block.text):
            if found.year is None:
                continue
            words = _ABOUT_DAY.findall(block.text[: found.start].lower())
            later = bool(words) and words[-1] in ("updated", "modified")
            self.result.days.append(DayLine("update" if later else where, block.text, found))
