"""Names of states, bodies and groups that are spelled nearly like one of the tables.

Only within a block: the first letter is the same.  Persons are compared in alike.py, by surname and given name.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from detente.knowledge.gazetteer import gazetteer

LETTERS_AN_EDIT = 5
"""A name may differ from one of the tables by an edit (a letter more, less, other or two swapped) for so many
of its letters: Kazahks.  With 4, Iran is Iraq."""
SWAPPED = 5
"""Letters from which two may be swapped (Dehli); for any other edit one more is asked for, or Sudan is Sedan."""
ONE_WORD = 7
"""Letters of a body or group of one word from which it is guessed: Vantara is not Antara, SpaDeX not SpaceX."""
FORMS = frozenset(("name", "adjective", "people", "capital"))


@cache
def _blocks(owners: bool) -> dict[tuple[str, int], list[str]]:
    """Keys by first letter and length: those of states, regions, peoples, adjectives and capitals, or of all else."""
    out: dict[tuple[str, int], list[str]] = defaultdict(list)
    for key, entries in gazetteer().items():
        if any(entry.form in FORMS for entry in entries) == owners and len(key) >= SWAPPED:
            out[key[0], len(key)].append(key)
    return dict(out)


@lru_cache(maxsize=10_000)
def nearest_state(key: str) -> str | None:
    """The name of a state, people or capital that a word misspells; None where it may be two states' (Irak)."""
    return _nearest(key, _blocks(owners=True), alone=True)


@lru_cache(maxsize=10_000)
def nearest_body(key: str) -> str | None:
    """The name of a body or group that is misspelled."""
    letters = len(key.replace(" ", ""))
    if " " not in key and letters < ONE_WORD:
        return None
    return _nearest(key, _blocks(owners=False), alone=False)


def _nearest(key: str, blocks: dict[tuple[str, int], list[str]], alone: bool) -> str | None:
    letters = len(key.replace(" ", ""))
    edits = letters // LETTERS_AN_EDIT
    if not edits:
        return None
    found: list[tuple[str, int, int]] = []
    for size in range(len(key) - edits, len(key) + edits + 1):
        keys = blocks.get((key[0], size))
        if keys:
            found += process.extract(key, keys, scorer=OSA.distance, score_cutoff=edits, limit=5)
    found.sort(key=lambda pair: pair[1])
    found = [pair for pair in found if pair[1] == found[0][1] and _by_words(key, pair[0])]
    if letters < LETTERS_AN_EDIT + 1:
        found = [pair for pair in found if sorted(pair[0]) == sorted(key)]
    if not found or (alone and len({_owner(name) for name, _, _ in found}) > 1):
        return None
    return str(found[0][0])


def _by_words(one: str, other: str) -> bool:
    """Whether no word is changed more than its own length allows: South American is not South African."""
    mine, theirs = one.split(" "), other.split(" ")
    if len(mine) != len(theirs):
        return True
    return all(OSA.distance(a, b) <= len(a) // LETTERS_AN_EDIT for a, b in zip(mine, theirs, strict=True))


def _owner(key: str) -> str | None:
    return next((e.entity.country for e in gazetteer().entries(key)), None)
