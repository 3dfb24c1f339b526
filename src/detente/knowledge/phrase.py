"""An actor's words taken apart: names and places in them, the noun phrase, the role that heads it.

For words without a parse (``detente resolve``, rows of actors); texts are taken apart by the language room.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from detente.knowledge import forms
from detente.knowledge.entity import Entity
from detente.knowledge.gazetteer import Match, gazetteer
from detente.knowledge.place_words import words as words_of_places
from detente.knowledge.places import lookup_place
from detente.knowledge.roles import TITLE_WORDS, Role, role
from detente.knowledge.sectors import sector_entry, singular, words_of
from detente.knowledge.tsv import words

LEADING = words("leading")
"""Words before a noun phrase that say nothing of who it is."""
COUNTED = re.compile(r"(?i)^(a |the )?(group|number|crowd|handful|pair|couple|dozens|hundreds|thousands|scores) of ")
JOINTS = words("joints")
"""Words that end the noun phrase before them."""
OUTWARD = frozenset(["to", "with", "against", "towards", "toward"])
"""What follows these is somebody else: Russia's ambassador to Poland."""
BELONGING = frozenset(["of", "for"])
"""What stands before these belongs to whom stands after them."""
NOT_OF = re.compile(
    r"(?i)-(backed|aligned|linked|allied|supported|sponsored|funded|occupied|born|trained|friendly|speaking)$"
)
"""After a name and a hyphen: a Turkish-backed group is no group of Turkey."""
AGAINST = re.compile(r"(?i)^(anti|pro|non)-")
OWNERS = frozenset(("name", "adjective", "people", "capital", "metonym", "place"))
TOWN = 15_000
"""Inhabitants from which a place is known by its name alone: GeoNames' own step for cities in its lists."""
LONGEST_PLACE = 4
"""Words of the longest name that is looked up among places."""
LONGEST_PERSON = 4
"""Words of a name that begins with a given name and is not looked up among places."""
PARTICLES = frozenset(
    "al el as ash bin ben ibn abu umm ould de da das do dos del della di du la le van von der den ter ten y e af zu".split()
)
"""Small words inside names of persons."""
ARTICLE = re.compile(r"(al|el|as|ash|ad|ar|an|at|az|es|ul|d|l|o)[-'’](?=[A-Z])")
"""Before a name with a capital: al-Assad, d'Estaing."""
_WORD = re.compile(r"[^\s,;:()\"“”]+|[,;:()]")
_BREAKS = ",;:("


@dataclass(slots=True)
class Phrase:
    """The words, the names and places found in them, and the noun phrase before the first joint.

    ``plain`` are the words without names, ``np`` how many of them belong to that noun phrase, ``nouns`` its
    words with the last in the singular (``plural``: it was none).  ``unknown`` are words with a capital that
    no table has; ``lower`` says that there are no capitals at all.
    """

    words: list[str]
    matches: list[Match]
    plain: list[str] = field(default_factory=list)
    np: int = 0
    plural: bool = False
    lower: bool = False
    nouns: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def owner(self) -> Match | None:
        """The first name of a state, place or people that is not somebody else ("to Poland")."""
        return next((m for m in self.matches if m.form in OWNERS and not self._outward(m)), None)

    def body(self) -> Match | None:
        """The first body or group that is named."""
        return next((m for m in self.matches if m.form in ("body", "group") and not self._outward(m)), None)

    def person(self) -> Match | None:
        """The person that the words are about: named at their end, or before a comma; not "supporters of Navalny"."""
        people = [m for m in self.matches if m.form in ("person", "short")]
        if not people:
            return None
        last = people[-1]
        if last.start and self.words[last.start - 1].lower() in BELONGING:
            return None
        word = self.words[last.end - 1]
        if last.form == "short" and "-" in word and not ARTICLE.match(word):  # Souss-Massa
            return None
        rest = self.words[last.end :]
        return last if not rest or rest[0] in _BREAKS else None

    def master(self) -> Match | None:
        """The person to whom somebody else belongs: "Putin's spokesman", "supporters of Navalny"."""
        people = [m for m in self.matches if m.form in ("person", "short") and not self._outward(m)]
        return people[0] if people else None

    def role(self) -> Role | None:
        """The office that heads the words, None where another noun does ("the president's office")."""
        found = role(" ".join(self.plain))
        return found if found and found.start < self.np <= found.end else None

    def _outward(self, match: Match) -> bool:
        if any(NOT_OF.search(w) or AGAINST.search(w) for w in self.words[match.start : match.end]):
            return True
        at = match.start - 1
        while at >= 0 and self.words[at].lower() in LEADING - OUTWARD:
            at -= 1
        return at >= 0 and self.words[at].lower() in OUTWARD


def take_apart(text: str, day: date | None, near: Collection[str] = ()) -> Phrase:
    """The parts of an actor's words."""
    parts = split(COUNTED.sub("", text))
    matches = gazetteer().match(parts, day, near)
    lower = text == text.lower()
    if not matches and lower:
        raised = [w if w in words_of_places("word") else w[:1].upper() + w[1:] for w in parts]
        matches = gazetteer().match(raised, day, near)
        matches = [m for m in matches if m.form not in ("person", "short")]
    phrase = Phrase(parts, matches, lower=lower)
    _places(phrase, near)
    _noun_phrase(phrase)
    return phrase


def split(text: str) -> list[str]:
    """Words, with ``'s`` apart as spaCy has it."""
    out: list[str] = []
    for word in _WORD.findall(text):
        found = re.fullmatch(r"(.+?)(['’]s|(?<=s)['’])", word)
        out.extend(found.groups() if found else (word,))
    return out


def _covered(phrase: Phrase) -> set[int]:
    return {i for m in phrase.matches for i in range(m.start, m.end)}


def _places(phrase: Phrase, near: Collection[str]) -> None:
    """Add the places among words with a capital that no other name covers; keep the rest as unknown."""
    covered = _covered(phrase)
    at, parts = 0, phrase.words
    while at < len(parts):
        end = at
        while end < len(parts) and end not in covered and _joins(parts, at, end, phrase.lower):
            end += 1
        person = _of_person(parts, at, end)
        found = _place(parts, at, end, near, whole=person)
        if person and not found:
            phrase.unknown.append(parts[at])
            at = end
        elif found:
            phrase.matches.append(found)
            at = found.end
        else:
            if end > at:
                phrase.unknown.append(parts[at])
            at += 1
    phrase.matches.sort(key=lambda m: m.start)


def _joins(parts: list[str], start: int, at: int, lower: bool) -> bool:
    """Whether a word is unknown, or stands small inside an unknown name (Mohammed bin Salman)."""
    if at > start and parts[at] in PARTICLES:
        return at + 1 < len(parts) and _unknown(parts[at + 1], lower)
    return _unknown(parts[at], lower)


def _unknown(word: str, lower: bool) -> bool:
    """Whether a word with a capital (any, where the text has none) is no title and no noun for an actor."""
    low = word.lower()
    if not (word[:1].isupper() or ARTICLE.match(word) or (lower and word.isalpha())) or low in words_of_places("word"):
        return False
    return not (low in TITLE_WORDS or low in LEADING or low in JOINTS or known_noun(low))


@lru_cache(maxsize=20_000)
def known_noun(word: str) -> bool:
    """Whether a word is a noun for actors by itself: ``police``, ``Farmers``."""
    return sector_entry(words_of(word)) is not None


def _of_person(parts: list[str], start: int, end: int) -> bool:
    """Whether words are a given name with a name behind it, of which no part is a place: Michael Pompeo."""
    return 2 <= end - start <= LONGEST_PERSON and parts[start].lower() in gazetteer().given_names()


def _place(parts: list[str], start: int, limit: int, near: Collection[str], whole: bool = False) -> Match | None:
    limit = min(limit, start + LONGEST_PLACE)
    for end in range(limit, limit - 1 if whole else start, -1):
        name = " ".join(parts[start:end])
        rows = lookup_place(name, near=near)
        if whole and rows and forms.key(rows[0].name) != forms.key(name):
            return None
        if rows and rows[0].country and (rows[0].kind != "city" or rows[0].population >= TOWN):
            place = Entity(f"place:{rows[0].geonameid}", rows[0].name, "other", rows[0].country)
            return Match(start, end, place, "place")
    return None


def _noun_phrase(phrase: Phrase) -> None:
    """Fill in the words without names, and the lemmas of the noun phrase before the first joint."""
    covered = _covered(phrase)
    ended = False
    for i, word in enumerate(phrase.words):
        low = word.lower()
        if i in covered or low in ("'s", "’s", "'", "’"):
            continue
        if phrase.plain and (low in JOINTS or word in _BREAKS):
            ended = True
        if not low[0].isalnum() or (low in LEADING and not phrase.plain):
            continue
        phrase.plain.append(word)
        if not ended:
            phrase.np = len(phrase.plain)
            phrase.nouns.append(low)
    if phrase.nouns:
        last = phrase.nouns[-1]
        phrase.nouns[-1] = singular(last)
        phrase.plural = phrase.nouns[-1] != last
