"""Words in and around the names of places (tables/place_words.tsv), and the patterns made of them."""

from __future__ import annotations

import re
from functools import cache

from detente.knowledge.tsv import cell, table


@cache
def words(kind: str) -> frozenset[str]:
    """The words of a kind: state, district, facility, side, in, locative, word, name, given ..."""
    return frozenset(w for name, row in table("place_words").rows if name == kind for w in cell(row))


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviated states and provinces, as they stand after a comma ("Calif", "ON"), to their names."""
    return dict(pair.split("=") for pair in words("short"))


@cache
def facility() -> re.Pattern[str]:
    """A blank or hyphen, and the words of a facility at the end of a name."""
    longest_first = sorted(words("facility"), key=lambda w: (-len(w), w))
    return re.compile(rf"[ –-](?:{'|'.join(longest_first)})$", re.I)


@cache
def last_words() -> frozenset[str]:
    """Words that can end the longer name of a place: "Borno State", "Goma airport"."""
    return words("state") | words("district") | {w.split()[-1] for w in words("facility")}


SIDES = re.compile(
    r"(?:(?:far |the )?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?|"
    r"central|coastal|downtown|upper|lower|greater|inner|outer|mainland|rural|occupied|government-held|rebel-held|"
    r"Russian-occupied|Israeli-occupied|Turkish-occupied|old|metropolitan)"
    r"(?:[ -](?:and|to) (?:north|south|east|west|central)(?:ern)?)? "
    r"(?:part of |parts of |half of |of )?(?:the )?",
    re.I,
)
PREFIXES = re.compile(
    r"(?:just )?(?:(?:near|outside|around|inside|in|at|from|to|off|over|across|beyond|throughout) |"
    r"(?:to )?the (?:north|south|east|west)(?:ern)? (?:part )?of |"
    r"(?:north|south|east|west)(?:east|west)? of )"
    r"(?:the )?(?:coast of |outskirts of |suburbs of |city of |town of |village of |vicinity of )?"
    r"|(?:the )?(?:outskirts|suburbs?|city|town|village|port|district|province|region|state|governorate|"
    r"republic|territory|islands?|gates|edge|streets|coast|waters|capital|centre|center|heart|border|bay) "
    r"(?:of|with|off) (?:the )?(?:city of |town of )?"
    r"|(?:Mount|Lake|Fort|Port|Camp|Province|Provincia|Wilayat|Muhafazat) (?:of )?",
    re.I,
)
