"""Cuts a text into blocks: the stretches that stand apart on the page, with their offsets.

Three layouts are told apart: paragraphs with blank lines between, a paragraph a line, and lines broken at a
fixed width (old wires, mail), where only a line that had room for the next word ends its paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

# \x0b \x0c \x85 and the two Unicode separators break lines in pages saved by various programs.
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[•‣▪●◦·*➤►]|[-–—](?=\s+\w)|\(?\d{1,2}[.)](?=\s))\s*")
# Zero-width spaces and direction marks count as blanks: they stand around words copied from the web.
_EDGES = re.compile(r"^[\s\u200b\u200e\u200f\ufeff\u2060]+|[\s\u200b\u200e\u200f\ufeff\u2060]+$")

# Fixed-width text is broken between 50 and 100 columns; wider lines are paragraphs, narrower ones lists.
MIN_WIDTH, MAX_WIDTH = 50, 100
# Share of lines inside a block that are full when the text is broken at a fixed width; by chance (a paragraph
# a line, random lengths) it is under 0.3.
FULL_SHARE = 0.6
# ... and of lines that end with a sentence: a paragraph a line nearly all, broken lines one in eight.
ENDED_SHARE = 0.5
# Fewer joints than this prove nothing.
MIN_JOINTS = 3


@dataclass(frozen=True, slots=True)
class Block:
    """``text`` is the stretch [start, end) of the whole text, without blanks around it."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def bullet(self) -> int:
        """Length of the bullet mark ("- ", "• ", "2. ") that the block begins with, 0 for none."""
        mark = _BULLET.match(self.text)
        return mark.end() if mark and mark.end() < len(self.text) else 0


def split(text: str) -> list[Block]:
    """The blocks of a text, in order, never overlapping, none empty."""
    lines = list(_lines(text))
    width = _width(lines)
    blocks: list[Block] = []
    start = end = -1
    previous: Block | None = None
    for line, after_blank in lines:
        joined = (
            previous is not None
            and width is not None
            and not after_blank
            and not line.bullet
            and _full(previous, line, width)
        )
        if joined:
            end = line.end
        else:
            if previous is not None:
                blocks.append(Block(start, end, text[start:end]))
            start, end = line.start, line.end
        previous = line
    if previous is not None:
        blocks.append(Block(start, end, text[start:end]))
    return blocks


def _lines(text: str) -> list[tuple[Block, bool]]:
    """Every line with words on it, and whether a blank line stands before it."""
    found: list[tuple[Block, bool]] = []
    last_end = 0
    for match in _LINE.finditer(text):
        stripped = _EDGES.sub("", match.group())
        if not stripped:
            continue
        start = match.start() + match.group().index(stripped)
        breaks = len(_BREAK.findall(text, last_end, start))
        found.append((Block(start, start + len(stripped), stripped), breaks > 1))
        last_end = start + len(stripped)
    return found


def _full(line: Block, following: Block, width: int) -> bool:
    """Whether the line had no room for the first word of the following one."""
    first = following.text.split(None, 1)[0]
    return (line.end - line.start) + 1 + len(first) > width


def _width(lines: list[tuple[Block, bool]]) -> int | None:
    """The width at which the lines were broken; None where they were not."""
    joints = [(a, b) for (a, _), (b, blank) in pairwise(lines) if not blank]
    if len(joints) < MIN_JOINTS:
        return None
    width = max(line.end - line.start for line, _ in lines)
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return None
    full = sum(_full(a, b, width) for a, b in joints)
    ended = sum(a.text.rstrip("\"'”’")[-1:] in ".!?" for a, _ in joints)
    broken = full >= FULL_SHARE * len(joints) and ended <= ENDED_SHARE * len(joints)
    return width if broken else None
