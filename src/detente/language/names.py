"""Names in a paragraph: the gazetteer's, and what the tagger of names adds to them.

The longer name wins: "Turkish Airlines" over "Turkish", "Gaza City" over "Gaza".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from detente.knowledge.gazetteer import Match, gazetteer
from detente.knowledge.places import lookup_place
from detente.language.grid import Grid
from detente.language.lexicon import PLACE_NOUNS, describe, is_title
from detente.language.parsed import LOCATIVE
from detente.language.referents import gender_of
from detente.language.words import words

if TYPE_CHECKING:
    from collections.abc import Collection

    from detente.knowledge.entity import Entity
    from detente.language.parsed import Mention

POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
NAMED = {"PERSON": "person", "ORG": "org", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "norp"}
# Labels that the small model often gives to political bodies ("the Knesset", "the Security Council Act").
LOOSE = frozenset(("PRODUCT", "WORK_OF_ART", "EVENT", "LAW"))
OWNERS = frozenset(("name", "adjective", "people", "capital", "metonym", "country"))
# "Europe" and "European" stand for the European Union and those who act in it.
EUROPE = {"european": "adjective", "europeans": "people", "europe": "country"}
# A place that the tagger took for a person, or missed: known towns from this size on, or in a country of the text.
LARGE = 100_000
LANDMARKS = words("landmarks")
AREAS = frozenset(("admin1", "region", "country", "sea", "strait"))
BEFORE_PLACES = LOCATIVE | {"of", "on", "from", "to"}
# Words inside a span that PERSON never has.
NOT_A_PERSON = frozenset(("and", ",", "of", "the", "in", "on", "for", "to"))


@dataclass(slots=True, eq=False)
class Name:
    """Tokens ``start`` to ``end`` (exclusive) of a paragraph that are a name; ``root`` governs them.

    ``label``: country, adjective, people, capital, metonym, person, short, body, group (known to the
    tables), or person, org, place, norp (found by the tagger; ``entity`` is None then).
    ``owner`` is the known name inside it ("Turkish" in "Turkish Airlines").
    """

    start: int
    end: int
    root: int
    label: str
    entity: Entity | None = None
    others: tuple[Entity, ...] = ()
    owner: Name | None = None
    full: Name | None = None  # the full name in the article that this short one stands for
    text: str = ""  # of persons: the words, lower case
    mention: Mention | None = None  # what has been made of it
    used: bool = False  # part of a larger mention, no mention by itself


def names_of(grid: Grid, day: date | None, near: Collection[str] = ()) -> list[Name]:
    """All names of a paragraph in order, not overlapping."""
    known = [_known(grid, m) for m in gazetteer().match(grid.text, day, near) if _plausible(grid, m)]
    at: dict[int, Name] = {}
    for name in known:
        for i in range(name.start, name.end):
            at[i] = name
    found: list[Name] = []
    for start, end, label in grid.ents:
        kind = NAMED.get(label)
        if kind is not None:
            _add(grid, start, end, kind, at, found, near)
    for i, lower in enumerate(grid.lower):
        known = at.get(i)
        if (
            lower in EUROPE
            and (known is None or known.end - known.start == 1)
            and grid.lower[i - 1] not in ("eastern", "central", "western")
        ):
            at[i] = Name(i, i + 1, i, EUROPE[lower], _union())
    _capitals(grid, at, found, near)
    for name in sorted(set(at.values()), key=lambda n: n.start):
        _namesake(grid, name, at)
        _pieces(grid, name, at)
    everything = [n for n in dict.fromkeys(at.values())]
    everything.sort(key=lambda n: n.start)
    return everything


def _namesake(grid: Grid, name: Name, at: dict[int, Name]) -> None:
    """A longer name that ends in a known one is somebody else's: "Sani Mahamadou Issoufou"."""
    i = name.start - 1
    if name.label != "person" or name.entity is None or i < 0 or i in at or grid.pos[i] != "PROPN":
        return
    if (
        grid.dep[i] != "compound"
        or not name.start <= grid.head[i] < name.end
        or not grid.text[i][0].isupper()
    ):
        return
    if is_title(grid.lower[i]) or "." in grid.text[i] or describe(grid, i) is not None:
        return
    name.start, name.label, name.entity, name.others = i, "person", None, ()
    at[i] = name


def _pieces(grid: Grid, name: Name, at: dict[int, Name]) -> None:
    """A person's name that the tagger cut into a body and a place: "Jihad Kamal" "Salem" "Najjar"."""
    if name.entity is not None or name.label not in ("org", "person") or at.get(name.start) is not name:
        return
    end = name.end
    while end < grid.n and end - name.start < 5 and grid.pos[end] == "PROPN" and grid.text[end][0].isupper():
        other = at.get(end)
        if other is not None and (other.entity is not None or other.label not in ("org", "person", "place")):
            break
        end = other.end if other is not None else end + 1
    if end == name.end or end - name.start < 3:
        return
    if any(describe(grid, i, i) is not None or is_title(grid.lower[i]) for i in range(name.start, end)):
        return
    if any(i not in at and i + 1 == end for i in range(name.end, end)):
        return
    name.end, name.label, name.owner = end, "person", None
    name.root = grid.root_of(name.start, end)
    for i in range(name.start, end):
        at[i] = name


@cache
def _union() -> Entity:
    return gazetteer().find("European Union")[0]


def _known_place(text: str, near: Collection[str]) -> bool:
    """Whether a name is that of a large place, or of one in a country that the text names."""
    rows = lookup_place(text, near=near)
    if not rows:
        return False
    row = rows[0]
    return row.population >= LARGE or row.kind in AREAS or row.country in near


def _known(grid: Grid, match: Match) -> Name:
    label = match.form
    if label == "name":
        label = "country" if match.entity.kind == "country" else match.entity.kind
    root = match.start if match.end - match.start == 1 else grid.root_of(match.start, match.end)
    return Name(match.start, match.end, root, label, match.entity, match.others)


def _plausible(grid: Grid, match: Match) -> bool:
    """No adjective form for a verb ("Polish the ..."), no surname in lower case."""
    if match.end - match.start > 1:
        return True
    i = match.start
    if i > 1 and grid.lower[i] == "state" and grid.lower[i - 1] == "of":
        return False  # "Secretary of State"
    return grid.pos[i] in ("PROPN", "ADJ", "NOUN", "X", "NUM") or grid.text[i][0].isupper()


def _trim(grid: Grid, start: int, end: int, kind: str) -> tuple[int, int]:
    """A tagged span without article, titles and possessive ending."""
    while end > start and (grid.lower[end - 1] in POSSESSIVE or grid.pos[end - 1] == "PUNCT"):
        end -= 1
    while start < end and (
        grid.tag[start] in ("DT", "PRP$", "CD", "HYPH")
        or grid.pos[start] == "PUNCT"
        or grid.lower[start] in POSSESSIVE
    ):
        start += 1
    if kind == "person":
        while start < end - 1 and _before_name(grid, start):
            start += 1
    return start, end


def _before_name(grid: Grid, i: int) -> bool:
    """Titles, hyphens and small adjectives at the front of a tagged person: "Colonel-Major", "former"."""
    if is_title(grid.lower[i]) or grid.pos[i] == "PUNCT" or grid.tag[i] == "HYPH":
        return True
    return grid.pos[i] == "ADJ" and grid.text[i].islower()


def _add(
    grid: Grid, start: int, end: int, kind: str, at: dict[int, Name], found: list[Name], near: Collection[str]
) -> None:
    """A tagged span becomes a name unless the tables know it better."""
    start, end = _trim(grid, start, end, kind)
    for comma in range(start + 1, end - 1):
        if grid.text[comma] == "," and kind != "norp":
            # Two names in one span: "Nanyuki, Laikipia County".
            for left, right in ((start, comma), (comma + 1, end)):
                place = _known_place(grid.words(left, right), near) or grid.lower[right - 1] in PLACE_NOUNS
                _add(grid, left, right, "place" if place else kind, at, found, near)
            return
    if grid.lower[start : start + 1] == ["state"] and start and grid.lower[start - 1] == "of":
        return  # "Secretary of State"
    if start >= end or not any(grid.text[i][0].isupper() for i in range(start, end)):
        return
    inside = list(dict.fromkeys(at[i] for i in range(start, end) if i in at))
    if kind == "person" and any(grid.lower[i] in NOT_A_PERSON for i in range(start, end)):
        return
    owner: Name | None = None
    for name in inside:
        if name.start <= start and name.end >= end:
            return  # the tables have the whole
        if name.start < start or name.end > end or name.entity is None:
            return  # they cross: trust the tables
    if inside:
        first = inside[0]
        if first.start == start and _leads(grid, first, end):
            # "Turkey's Republican People's Party", "Israeli Benjamin Gantz": the country goes before the name.
            start = first.end + (grid.lower[first.end] in POSSESSIVE)
            inside = inside[1:]
            if start >= end:
                return
            if inside and inside[0].start <= start and inside[0].end >= end:
                return
        if inside and not _contains(grid, start, end, kind, inside):
            return
        owner = inside[0] if inside else None
        if owner is None and kind == "org" and first.end <= start:
            owner = None
    if end - start == 1 and is_title(grid.lower[start]):
        return
    if kind == "org" and end < grid.n:
        phrase = describe(grid, end, start)
        if phrase is not None and phrase.start <= start and is_title(grid.lower[end]):
            return  # "Home Secretary"
    kind = _mended(grid, start, end, kind, near)
    if kind in ("person", "org") and end < grid.n and end not in at and grid.text[end][0].isupper():
        if grid.lower[end] in PLACE_NOUNS:
            kind, end = "place", end + 1
    start, end = _extended(grid, start, end, kind, at)
    root = grid.root_of(start, end)
    name = Name(start, end, root, kind, owner=owner)
    for i in range(start, end):
        at[i] = name
    found.append(name)


def _extended(grid: Grid, start: int, end: int, kind: str, at: dict[int, Name]) -> tuple[int, int]:
    """A tagged place or person with the capitalised words that belong to it: "Nir Oz", "Ali Hassan Khan"."""
    if kind not in ("place", "person"):
        return start, end
    while end < grid.n and _continues(grid, end, at) and not is_title(grid.lower[end]):
        end += 1
    while (
        kind == "person"
        and start > 0
        and _continues(grid, start - 1, at)
        and not is_title(grid.lower[start - 1])
    ):
        if describe(grid, start - 1) is not None or grid.head[start - 1] not in range(start, end):
            break
        start -= 1
    return start, end


def _continues(grid: Grid, i: int, at: dict[int, Name]) -> bool:
    text = grid.text[i]
    if i in at or grid.pos[i] != "PROPN" or not text[0].isupper() or grid.tag[i] == "NNPS":
        return False
    return describe(grid, i) is None and any(s <= i < e for s, e, _ in grid.ents) is False


def _mended(grid: Grid, start: int, end: int, kind: str, near: Collection[str]) -> str:
    """The kind of a tagged name: towns tagged as persons, persons tagged as bodies."""
    if kind not in ("person", "org"):
        return kind
    given = gender_of((grid.text[start],)) if end - start > 1 else ""
    if kind == "org":
        if (
            start
            and end - start < 3
            and is_title(grid.lower[start - 1])
            and grid.text[start - 1][0].isupper()
        ):
            if start <= grid.head[start - 1] < end and describe(grid, end - 1, start) is None:
                return "person"  # "Lord Steyn"
        if end - start == 1 and not grid.text[start].isupper() and describe(grid, start, start) is None:
            located = start > 0 and grid.lower[start - 1] in BEFORE_PLACES
            rows = lookup_place(grid.text[start], near=near)
            if rows and (rows[0].country in near or (located and rows[0].population >= LARGE)):
                return "place"
        if given and 2 <= end - start <= 3 and not any(describe(grid, i, start) for i in range(start, end)):
            return "person"
        return kind
    if given or (start and is_title(grid.lower[start - 1])):
        return kind
    if end - start > 1 and grid.lower[end - 1] in LANDMARKS:
        return "place"
    return "place" if _known_place(grid.words(start, end), near) else kind


def _leads(grid: Grid, first: Name, end: int) -> bool:
    """A country at the head of a tagged span that is no part of the name."""
    if first.label not in OWNERS or first.end >= end:
        return False
    if grid.lower[first.end] in POSSESSIVE:
        return True
    return False


def _contains(grid: Grid, start: int, end: int, kind: str, inside: list[Name]) -> bool:
    """The tagged span is a name of its own though known names stand in it."""
    rest = [i for i in range(start, end) if not any(n.start <= i < n.end for n in inside)]
    words = [i for i in rest if grid.pos[i] in ("PROPN", "NOUN", "ADJ") and grid.lower[i] not in POSSESSIVE]
    if inside[0].label in ("person", "short"):
        words = [i for i in words if not is_title(grid.lower[i])]
    if not words:
        return False
    if len(inside) > 1 and kind != "org":
        return False
    first = inside[0]
    if kind == "person":
        # "Donald Trump Jr.", "Jean Moreau" (a known surname in it); a body or state is no person.
        return first.label in ("person", "short") and any(grid.text[i][0].isupper() for i in words)
    if kind == "place":
        return first.label in OWNERS and any(grid.text[i][0].isupper() for i in words)
    if kind == "norp":
        return False
    if first.label == "person" and first.end - first.start > 1:
        return False
    return any(grid.text[i][0].isupper() for i in words)


def _capitals(grid: Grid, at: dict[int, Name], found: list[Name], near: Collection[str]) -> None:
    """Runs of capitalised nouns that nothing has taken: a body by its head word, a person after a title."""
    i, n = 0, grid.n
    while i < n:
        if grid.pos[i] != "PROPN" or i in at or not grid.text[i][0].isupper():
            i += 1
            continue
        start = i
        while i < n and i not in at and _joins(grid, i):
            i += 1
        end = i
        if end == start:
            i += 1
            continue
        _run(grid, start, end, at, found, near)


def _joins(grid: Grid, i: int) -> bool:
    if grid.pos[i] == "PROPN":
        return True
    text = grid.text[i]
    return text in ("-", "–") and i + 1 < grid.n and grid.pos[i + 1] == "PROPN" and grid.pos[i - 1] == "PROPN"


def _run(
    grid: Grid, start: int, end: int, at: dict[int, Name], found: list[Name], near: Collection[str]
) -> None:
    """One run: titles in front are cut off; what is left is a person, a body by its head word, or nothing."""
    titled = False
    first = start
    while first < end and (is_title(grid.lower[first]) or (titled and grid.text[first] in "-–")):
        first += 1
        titled = True
    if first == end:
        return
    kind = ""
    if grid.lower[end - 1] in PLACE_NOUNS and end - first > 1:
        kind, first = "place", start
    described = None if kind else describe(grid, end - 1)
    if described is not None and not described.person and end - first > 1:
        kind, first = "org", start
    elif (titled and first > start) or (
        start and is_title(grid.lower[start - 1]) and grid.head[start - 1] in range(start, end)
    ):
        kind = "person"
    elif start and not titled and grid.lower[start - 1] in BEFORE_PLACES:
        if _known_place(grid.words(start, end), near):
            kind = "place"
    if not kind:
        return
    name = Name(first, end, grid.root_of(first, end), kind)
    for i in range(first, end):
        at[i] = name
    found.append(name)
