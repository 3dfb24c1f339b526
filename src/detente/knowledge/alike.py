"""Persons whose name is like one that is written otherwise: transliterated, turned round, shortened, misspelled.

Compared are only persons with a surname that sounds the same, or, where nobody's does, one that is spelled
nearly so and begins with the same letter; and the given names must go together too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from detente.knowledge.gazetteer import gazetteer
from detente.knowledge.offices import FAMILY_FIRST
from detente.knowledge.people import People, people
from detente.knowledge.spelling import ARTICLES, SUFFIXES, essential, forms_of, same_given, sound, sounds

TURNED = FAMILY_FIRST | {"JPN", "HUN"}
"""Where names also stand family name first: Abe Shinzo, Orbán Viktor."""
ROMAN = frozenset("i ii iii iv v vi vii viii ix xii xiii xiv xv xvi xxiii".split())
MARKED = re.compile(r"abd|[^\w ]|\b(?:" + "|".join(sorted(ARTICLES | SUFFIXES)) + r")\b")
SAME, SOUND, FORM, INITIAL, NEAR, MIDDLE = 1.0, 0.97, 0.93, 0.9, 0.88, 0.85
"""How alike two parts are: the same; by sound; short forms of one name; an initial; nearly spelled so; the
middle name used as first."""
LONGER, LEFT_OUT, NAME_OUT, OTHER_MIDDLE, TURN, SPELLED = 0.9, 0.98, 0.92, 0.75, 0.95, 0.88
"""What is lost by one more surname, a middle initial left out, a middle name left out, another middle name, the
order, a misspelled surname."""
MOTHERS = 0.75
TWO_SURNAMES = frozenset(
    "ARG BOL CHL COL CRI CUB DOM ECU ESP GNQ GTM HND MEX NIC PAN PER PRI PRY SLV URY VEN PHL".split()
)
"""Where the father's surname stands before the mother's, and the last one alone is nobody's name."""
PORTUGUESE = frozenset(["BRA", "PRT", "AGO", "MOZ", "CPV", "GNB", "STP", "TLS"])
"""Where more surnames stand behind the one that is known, too."""
OTHER_ORDER = TURNED | TWO_SURNAMES | PORTUGUESE
ALIKE = ("kqgcx", "yjiuea", "haeiou", "sczt", "vwfb", "pf", "dt", "jdgz")
"""Letters that one sound begins with in several spellings."""
LIKE = 0.78
"""From which two names may be one person's."""
GIVEN_NEAR = 0.9
"""Jaro-Winkler similarity of given names that are one misspelled (Emanuel); Ron and John have 0.53, Mark and Marc 0.87."""
LONG_NAME = 6
"""Letters from which surnames of one sound may differ in two: Lukashenka, Kadhafi; Jenin is not Heinen."""
MANY = 20
"""Bearers of a surname from which it is a common one: Khan, Smith, Park."""
EDIT, EDITS = 5, 9
"""Letters of a surname's sound from which it may differ by one edit, and by two."""


class Like(NamedTuple):
    """A person of the tables and how alike the names are, 1 being the same."""

    score: float
    person: int


Spelling = tuple[int, str]  # a person, and the essential atoms of one of the names


class Index:
    """Persons by the sound of their surnames."""

    def __init__(self, store: People) -> None:
        self.store = store
        self.by_sound: dict[str, list[Spelling]] = defaultdict(list)
        heard = sounds({atom for key in store.keys for atom in key.split(" ")[1:]})
        for key, owners in store.keys.items():
            atoms = essential(key.split(" ")) if MARKED.search(key) else key.split(" ")
            if len(atoms) < 2:
                continue
            for at in owners if isinstance(owners, tuple) else (owners,):
                spelling = (at, " ".join(atoms) if len(atoms) <= key.count(" ") else key)
                for atom in (atoms[0], atoms[-1]) if store.country(at) in FAMILY_FIRST else atoms[1:]:
                    if len(atom) > 1 and atom not in ROMAN:
                        self.by_sound[heard.get(atom) or sound(atom)].append(spelling)
        self.by_letter: dict[tuple[str, int], list[str]] = defaultdict(list)
        for name in self.by_sound:
            if len(name) >= EDIT - 1:
                self.by_letter[name[0], len(name)].append(name)

    def near(self, surname: str) -> list[str]:
        """Sounds of surnames that are spelled nearly like one, with the same first letter."""
        heard = sound(surname)
        edits = 2 if len(heard) >= EDITS else 1
        if len(heard) < EDIT:
            return []
        found: list[tuple[str, int, int]] = []
        for size in range(len(heard) - edits, len(heard) + edits + 1):
            names = self.by_letter.get((heard[0], size))
            if names:
                found += process.extract(heard, names, scorer=OSA.distance, score_cutoff=edits, limit=5)
        return [name for name, _, _ in found if name != heard]


@cache
def index() -> Index:
    """The index of all persons, made on the first call."""
    return Index(people())


def alike(atoms: Sequence[str]) -> tuple[Like, ...]:
    """Persons whose name may be this one, best first; none for a surname alone (see `bearers`)."""
    return _alike(tuple(essential(atoms)))


@lru_cache(maxsize=10_000)
def _alike(asked: tuple[str, ...]) -> tuple[Like, ...]:
    if len(asked) < 2 or not all(atom[0].isalpha() for atom in asked):
        return ()
    known = index()
    sounds(asked)
    found = _best(_scored(asked, known, _sounds_of(asked), SAME))
    if not found:
        found = _best(_scored(asked, known, known.near(asked[-1]), SPELLED))
    return tuple(found)


def _sounds_of(asked: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(sound(atom) for atom in (asked[-1], *asked[:-1]) if len(atom) > 1))


def _best(found: Iterable[Like]) -> list[Like]:
    best: dict[int, float] = {}
    for score, at in found:
        best[at] = max(best.get(at, 0.0), score)
    return sorted(
        (Like(round(score, 3), at) for at, score in best.items()), key=lambda like: (-like.score, like.person)
    )


def _scored(asked: Sequence[str], known: Index, heard: Sequence[str], factor: float) -> Iterator[Like]:
    letters = {letter for atom in asked for letter in _letters(atom)}
    last = sound(asked[-1])
    for name in heard:
        for at, key in known.by_sound.get(name, ()):
            country = known.store.country(at)
            if factor == SAME and name != last and country not in OTHER_ORDER:
                continue
            theirs = key.split(" ")
            if theirs[0][0] not in letters and theirs[1][0] not in letters:
                continue  # no given name that they could share
            score = likeness(asked, theirs, country, factor < SAME) * factor
            if score >= LIKE:
                yield Like(score, at)


@lru_cache(maxsize=20_000)
def _letters(atom: str) -> frozenset[str]:
    """With which letters the forms of a name may begin, in any spelling."""
    firsts = {atom[0], *(name[0] for name in forms_of(atom))}
    return frozenset(letter for first in firsts for group in ALIKE if first in group for letter in group) | firsts


def likeness(asked: Sequence[str], theirs: Sequence[str], country: str, spelled: bool = False) -> float:
    """How alike two names are, from 0 to 1; ``spelled``: the surnames are known to be nearly the same."""
    if sound(asked[0])[0] == sound(theirs[0])[0] and "".join(map(sound, asked)) == "".join(map(sound, theirs)):
        return SAME if list(asked) == list(theirs) else SOUND
    if sum(len(atom) > 1 for atom in asked) > len(theirs) + 1 + (country in TWO_SURNAMES):
        return 0.0
    best = _ordered(asked, theirs, spelled, country)
    if country in TURNED:
        turned = (*asked[1:], asked[0])
        back = (asked[-1], *asked[:-1])
        best = max(best, *(TURN * _ordered(way, theirs, spelled, country) for way in (turned, back)))
    return best


def _ordered(asked: Sequence[str], theirs: Sequence[str], spelled: bool, country: str) -> float:
    """As `likeness`, for names in the same order."""
    surname = _surname(asked, theirs, spelled, country)
    if not surname:
        return 0.0
    given = _given(asked[0], theirs[0])
    if not given and len(theirs) > 2 and not spelled and country not in FAMILY_FIRST:
        given = MIDDLE if _given(asked[0], theirs[1]) >= SOUND else 0.0
    if not given:
        return 0.0
    middle = _middle(asked[1:-1], theirs[1:-1])
    if country in TWO_SURNAMES and _mothers(asked, theirs):
        middle *= MOTHERS
    if given < SOUND and middle == NAME_OUT:  # John-Patrick Smith is no Jack Smith
        return 0.0
    return surname * given * middle


def _surname(asked: Sequence[str], theirs: Sequence[str], spelled: bool, country: str) -> float:
    mine, last = asked[-1], theirs[-1]
    if mine == last:
        return SAME
    heard = sound(mine)
    if heard == sound(last):
        return SOUND
    if spelled:
        near = mine[0] == last[0] and OSA.distance(mine, last) <= (2 if len(mine) >= EDITS else 1)
        return SOUND if near else 0.0
    if any(sound(atom) == heard for atom in theirs[1:-1]):
        return LONGER
    more = country in TWO_SURNAMES or country in PORTUGUESE
    return LONGER if more and any(sound(atom) == sound(last) for atom in asked[1:-1]) else 0.0


def _mothers(asked: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether only the second surname is shared: Iván Márquez is not Iván Duque Márquez."""
    if len(theirs) < 3 or theirs[-2] in asked or asked[-1] != theirs[-1]:
        return False
    return theirs[-2] not in gazetteer().given_names() and len(theirs[-2]) > 1


def _given(mine: str, other: str) -> float:
    if mine == other:
        return SAME
    if len(mine) == 1 or len(other) == 1:
        return INITIAL if mine[0] == other[0] else 0.0
    if sound(mine) == sound(other):
        return SOUND
    if same_given(mine, other):
        return FORM
    return NEAR if min(len(mine), len(other)) > 3 and JaroWinkler.similarity(mine, other) >= GIVEN_NEAR else 0.0


def _middle(mine: Sequence[str], other: Sequence[str]) -> float:
    if not mine and not other:
        return SAME
    if not mine or not other:
        return NAME_OUT if any(len(atom) > 1 for atom in (*mine, *other)) else LEFT_OUT
    few, many = sorted((mine, other), key=len)
    if not all(any(_given(a, b) for b in many) for a in few):
        return OTHER_MIDDLE
    return SAME if len(few) == len(many) else LEFT_OUT


def given_alike(one: str, other: str) -> bool:
    """Whether two given names may be one: the same, one by sound, or forms of one name."""
    return len(one) > 1 < len(other) and _given(one, other) >= FORM


def bearers(surname: str) -> dict[int, bool]:
    """Persons whose surname sounds like this one, and whether it is spelled nearly so too.

    The surname is the last of their name, the first where that is the family's.
    """
    known, heard = index(), sound(surname)
    out: dict[int, bool] = {}
    for at, key in known.by_sound.get(heard, ()):
        atoms = key.split(" ")
        family = atoms[0] if known.store.country(at) in FAMILY_FIRST else atoms[-1]
        if sound(family) == heard:
            out[at] = out.get(at, False) or spelled_alike(surname, family)
    return out


def spelled_alike(one: str, other: str) -> bool:
    """Whether two surnames of one sound are spelled so alike that they may be one without a word beside them."""
    return one == other or (min(len(one), len(other)) >= LONG_NAME and OSA.distance(one, other) <= 2)


def common(atoms: Sequence[str]) -> bool:
    """Whether a name's surname is borne by so many that a part left out leaves nobody in particular."""
    asked = essential(atoms)
    return bool(asked) and len(index().by_sound.get(sound(asked[-1]), ())) >= MANY
