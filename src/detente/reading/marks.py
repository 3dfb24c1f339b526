"""The patterns of ``tables/furniture.tsv`` and ``tables/agencies.tsv``, compiled when first asked."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

# A block with more words than this is text, whatever it begins with.
MAX_WORDS = 45


class Pattern(NamedTuple):
    """A row of ``furniture.tsv``."""

    kind: str
    regex: str
    example: str


def table(name: str) -> list[list[str]]:
    """The rows of a TSV table of this room, without its comments and header line."""
    text = files("detente.reading").joinpath("tables", name).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return rows[1:]


@cache
def words(name: str) -> frozenset[str]:
    """A set of ``words.tsv``, in lower case."""
    return frozenset(word for row in table("words.tsv") if row[0] == name for word in row[1].split())


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns with their examples, in the order of the table."""
    return tuple(Pattern(*row) for row in table("furniture.tsv"))


@cache
def _compiled(kind: str) -> re.Pattern[str]:
    joined = "|".join(f"(?:{p.regex})" for p in patterns() if p.kind == kind)
    return re.compile(joined, re.IGNORECASE | re.DOTALL)


@cache
def agencies() -> str:
    """Alternation of the names of agencies, for use inside a larger pattern; case matters."""
    return "(?:" + "|".join(row[0] for row in table("agencies.tsv")) + ")"


def is_kind(kind: str, text: str) -> bool:
    """Whether the block is of this kind of the table as a whole."""
    return len(text) < 1000 and len(text.split()) <= MAX_WORDS and _compiled(kind).match(text) is not None


def caption_lead(text: str) -> int:
    """Length of the words before a caption ("Caption: ", "FILE - "), 0 where there are none."""
    match = _compiled("caption").match(text)
    return match.end() if match else 0
