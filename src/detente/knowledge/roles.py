"""What an office is by its words (tables/roles.tsv): ``former deputy foreign minister``, ``Gov.``, ``MP``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from detente.knowledge.tsv import table

LONGEST = 10
"""Words of the longest row that is looked for."""

FORMER = frozenset({"former", "ex", "retired", "onetime", "erstwhile", "ousted", "deposed", "toppled", "past"})
DEPUTY = frozenset({"deputy", "vice", "assistant", "associate"})
ACTING = frozenset({"acting", "interim", "caretaker", "provisional"})
ELECT = frozenset({"elect", "designate", "incoming", "nominee"})
OTHER_MODIFIERS = frozenset(
    {"outgoing", "incumbent", "current", "then", "first", "second", "senior", "junior", "chief", "top", "new",
     "late", "longtime", "veteran", "principal", "special", "emeritus"}
)  # fmt: skip
"""Words before or after a title that change nothing of the office."""

_MODIFIERS = FORMER | DEPUTY | ACTING | ELECT | OTHER_MODIFIERS
_LINKS = frozenset({"of", "for", "to", "the", "and", "in", "at"})


@dataclass(frozen=True, slots=True)
class Role:
    """An office as a phrase names it.

    ``phrase`` is the row of roles.tsv that was found, ``office`` its code ("foreign_minister"), ``sectors``
    the codebook's sectors, best first: ELI before the others where ``former``.  ``deputy`` is true of vice
    presidents and undersecretaries too.  ``start`` and ``end`` are the words of the phrase (split at blanks)
    that name the office with its modifiers, end exclusive.
    """

    phrase: str
    office: str
    sectors: tuple[str, ...]
    former: bool = False
    deputy: bool = False
    acting: bool = False
    elect: bool = False
    start: int = 0
    end: int = 0


@cache
def _rows() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    rows: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for phrase, office, sectors in table("roles").rows:
        words = [part for word in phrase.split() for part in _parts(word)]
        rows.setdefault(" ".join(words), (phrase, office, tuple(sectors.split(";"))))
    return rows


def _parts(word: str) -> list[str]:
    """The parts of a word of a title: lower case, no dots and commas, hyphens apart (``vice-president``)."""
    word = word.lower().replace("’", "'")
    if word.endswith(("'s", "s'")):
        return [word]  # a possessor is no title: "the president's visit"
    return [part for part in word.replace(".", "").strip(",;:()\"'").replace("–", "-").split("-") if part]


@lru_cache(maxsize=20_000)
def role(phrase: str) -> Role | None:
    """The office that a phrase names, or None.

    What comes before (nationality, modifiers) and after it ("of the United States", a name) is left out; the
    first title in the phrase counts, the longest that starts there.

    >>> role("former deputy foreign minister of Russia").office
    'foreign_minister'
    """
    split = [(part, at) for at, word in enumerate(phrase.split()) for part in _parts(word)]
    words = [part for part, _ in split]
    rows = _rows()
    for start in range(len(words)):
        for end in range(min(len(words), start + LONGEST), start, -1):
            found = rows.get(" ".join(words[start:end]))
            if found and not (end - start == 1 and words[start] in DEPUTY and _title_follows(words, end)):
                return _role(found, words, split, start, end)
    return None


def _title_follows(words: Sequence[str], at: int) -> bool:
    """Whether another title starts at ``at``, so that "deputy" before it is no deputy of a parliament."""
    rows = _rows()
    return any(" ".join(words[at:end]) in rows for end in range(at + 1, min(len(words), at + 4) + 1)) or (
        at + 1 < len(words) and _title_follows(words, at + 1)
    )


def _role(
    found: tuple[str, str, tuple[str, ...]],
    words: Sequence[str],
    split: Sequence[tuple[str, int]],
    start: int,
    end: int,
) -> Role:
    phrase, office, sectors = found
    before = set(words[:start])
    after = set()
    while end < len(words) and words[end] in ELECT | {"emeritus"}:
        after.add(words[end])
        end += 1
    first = start
    while first and words[first - 1] in _MODIFIERS:
        first -= 1
    former = not FORMER.isdisjoint(before)
    if former and sectors[0] != "ELI":
        sectors = ("ELI", *(code for code in sectors if code != "ELI"))
    return Role(
        phrase=phrase,
        office=office,
        sectors=sectors,
        former=former,
        deputy=office.startswith("deputy_") or not DEPUTY.isdisjoint(before),
        acting=not ACTING.isdisjoint(before),
        elect=not ELECT.isdisjoint(before | after),
        start=split[first][1],
        end=split[end - 1][1] + 1,
    )


def _title_words() -> frozenset[str]:
    words = {word for phrase in _rows() for word in phrase.split()}
    return frozenset((words | _MODIFIERS) - _LINKS)


TITLE_WORDS: frozenset[str] = _title_words()
"""Lower-case words that can begin or continue a title before a name, "of" and the like left out."""
