"""Which sector a noun phrase belongs to: ``security forces`` MIL, ``retired judge`` ELI, ``union boss`` LAB.

The lexicon is ``tables/sectors.tsv``, with the words for offices of ``tables/roles.tsv`` behind it.  It is
asked with the lemmas of a noun phrase, modifiers before the head; the longest row at the end of it counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from detente.knowledge.tsv import table

LONGEST = 8
"""Words of the longest row that is looked for (``undersecretary of state for political affairs``)."""

FORMER = frozenset(
    {"former", "ex", "retire", "onetime", "erstwhile", "oust", "depose", "topple", "disgrace", "overthrow",
     "past"}
)  # fmt: skip
"""Words, as `words_of` gives them, that make an official a former one; oppositions too are ``exiled``."""

OFFICIAL = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "ELI"})
"""Sectors whose people hold an office: only they become ELI when it is over (a former rebel stays one)."""

RANKS = frozenset(
    {"soldier", "trooper", "marine", "sailor", "conscript", "serviceman", "policeman", "policewoman", "cop",
     "guard", "agent", "employee"}
)  # fmt: skip
"""Heads that are in those sectors without an office: a former soldier is no former official."""

STATE = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
"""Not added to a head that only takes a second sector: a police detainee is no policeman."""

_MARKS = "'’‘`´"
_SPELLINGS = {
    "armour": "armor", "armoured": "armored", "archeologist": "archaeologist", "centre": "center",
    "councillor": "councilor", "defence": "defense", "guerilla": "guerrilla", "honour": "honor",
    "labour": "labor", "labourer": "laborer", "madrassa": "madrasa", "mechanised": "mechanized",
    "neighbour": "neighbor", "neighbourhood": "neighborhood", "neighbouring": "neighboring",
    "organisation": "organization", "organised": "organized", "organiser": "organizer",
    "protestor": "protester", "recognised": "recognized", "stabilisation": "stabilization",
    "mobilisation": "mobilization", "sympathiser": "sympathizer", "traveler": "traveller",
    "unrecognised": "unrecognized", "worshiper": "worshipper",
}  # fmt: skip
_PLURALS = {"men": "man", "media": "medium", "women": "woman", "children": "child", "wives": "wife",
            "alumni": "alumnus"}  # fmt: skip
_STEMS = {
    "accused": "accuse", "allied": "ally", "armed": "arm", "armored": "armor", "backed": "back",
    "banned": "ban", "captured": "capture", "condemned": "condemn", "convicted": "convict",
    "declared": "declare", "deposed": "depose", "disabled": "disable", "disgraced": "disgrace",
    "displaced": "displace", "elected": "elect", "exiled": "exile", "fallen": "fall", "governing": "govern",
    "injured": "injure", "invading": "invade", "kidnapped": "kidnap", "masked": "mask",
    "mechanized": "mechanize", "missing": "miss", "occupying": "occupy", "organized": "organize",
    "ousted": "oust", "outlawed": "outlaw", "overthrown": "overthrow", "owned": "own",
    "proclaimed": "proclaim", "retired": "retire", "ruling": "rule", "striking": "strike",
    "toppled": "topple", "warring": "war", "wounded": "wound",
}  # fmt: skip
"""Participles that a parser takes for adjectives here and for verbs there: both are looked up as the verb."""


@dataclass(frozen=True, slots=True)
class SectorEntry:
    """A row of the lexicon as it applies to a phrase.

    ``sectors`` are those of the whole phrase, best first, with what its modifiers add ("former",
    "opposition", "army" before "accountant"); empty where the words name none ("boat").  ``kind``: person,
    group, body or people.  ``note``: object (a machine that stands for the force), place (a building),
    weak (often no actor at all: "side", "market"), or empty.  ``size``: how many words at its end it covers.
    """

    phrase: str
    sectors: tuple[str, ...]
    kind: str
    note: str = ""
    size: int = 1


class _Row(NamedTuple):
    phrase: str
    sectors: tuple[str, ...]
    kind: str
    head: str
    gives: tuple[str, ...]
    note: str


def words_of(text: str) -> list[str]:
    """The words of a phrase as the lexicon compares them.

    Lower case, singular, in one spelling, participles as their verb; no hyphens, dots or possessives.
    """
    text = text.lower().replace("-", " ").replace("–", " ").replace(".", "")
    return [word for word in map(_word, text.split()) if word]


@lru_cache(maxsize=50_000)
def _word(word: str) -> str:
    last, before = word[-1], word[-2:-1]
    if (last in _MARKS and before == "s") or (last == "s" and before and before in _MARKS):
        word = word[:-2]
    word = word.strip(_MARKS)
    if not word or word == "s":
        return ""
    word = singular(_SPELLINGS.get(word, word))
    return _STEMS.get(word, word)


def singular(word: str) -> str:
    """The word without its plural ending, by rule; the word itself where none applies."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("ches", "shes", "sses", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _SPELLINGS.get(word, word)


@cache
def _rows() -> dict[str, _Row]:
    out: dict[str, _Row] = {}
    for phrase, sectors, kind, _plural, head, gives, note in table("sectors").rows:
        key = " ".join(words_of(phrase))
        out.setdefault(key, _Row(phrase, _codes(sectors), kind, head, _codes(gives), note))
    for phrase, office, sectors in table("roles").rows:
        if office != "honorific":
            out.setdefault(" ".join(words_of(phrase)), _Row(phrase, _codes(sectors), "person", "", (), ""))
    return out


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def _find(words: Sequence[str], end: int) -> tuple[int, _Row] | None:
    """The longest row that ends before ``end``, and where it starts."""
    rows = _rows()
    for start in range(max(0, end - LONGEST), end):
        row = rows.get(" ".join(words[start:end]))
        if row is not None:
            return start, row
    return None


def _given(words: Sequence[str], end: int) -> tuple[str, ...]:
    """The sector that the modifiers before a head give to it, of the nearest that gives one."""
    while end > 0:
        found = _find(words, end)
        if found is None:
            end -= 1
            continue
        start, row = found
        codes = row.gives or (row.sectors if row.kind in ("body", "group") else ())
        if codes:
            return codes
        end = start
    return ()


@lru_cache(maxsize=50_000)
def _entry(lemmas: tuple[str, ...]) -> SectorEntry | None:
    words = [word for lemma in lemmas for word in words_of(lemma)]
    found = _find(words, len(words)) if words else None
    if found is None or found[1].kind == "modifier":
        return None
    start, row = found
    sectors = row.sectors
    if start and row.head:
        given = _given(words, start)
        if row.head == "adds":
            sectors = tuple(dict.fromkeys((*sectors, *(code for code in given if code not in STATE))))
        elif given:
            sectors = given
    if not sectors and row.kind == "person":
        sectors = ("UNK",)
    before = words[:start]
    if "opposition" in before and "OPP" not in sectors:
        sectors = (*sectors, "OPP")
    held = row.kind == "person" and words[-1] not in RANKS and OFFICIAL.intersection(sectors[:1])
    if held and not FORMER.isdisjoint(before):
        sectors = tuple(dict.fromkeys(("ELI", *sectors)))
    return SectorEntry(row.phrase, sectors, row.kind, row.note, len(words) - start)


def sector_entry(lemmas: Sequence[str]) -> SectorEntry | None:
    """The entry for a noun phrase given as lemmas, or None where its head is in no row.

    >>> sector_entry(["former", "opposition", "lawmaker"]).sectors
    ('ELI', 'LEG', 'OPP')
    """
    return _entry(tuple(lemmas))


def sector_of(lemmas: Sequence[str]) -> tuple[str, ...] | None:
    """The sectors of a noun phrase given as lemmas, best first; None where it names none.

    >>> sector_of(["security", "force"])
    ('MIL', 'COP')
    """
    entry = _entry(tuple(lemmas))
    return entry.sectors or None if entry else None
