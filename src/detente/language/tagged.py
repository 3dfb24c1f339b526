"""Names that spaCy's tagger of names finds and no table has: trimmed, joined, and of the right kind.

The small model takes towns for persons, persons for bodies, and titles for parts of names.
"""

from __future__ import annotations

from detente.knowledge.place_context import doubt
from detente.knowledge.places import lookup_place
from detente.language.grid import Grid
from detente.language.lexicon import PLACE_NOUNS, describe, is_title
from detente.language.naming import LARGE, OWNERS, POSSESSIVE, Finding, Name
from detente.language.parsed import LOCATIVE
from detente.language.referents import gender_of
from detente.language.words import words

LANDMARKS = words("landmarks")
BEFORE_PLACES = LOCATIVE | {"of", "on", "from", "to"}
PARTS_OF = words("parts-of")
SOME = 50_000  # people of a town that is one after "in" or "from", however the tagger takes its name
HYPHENS = frozenset("-–‑‐")
# Kinds of places of which no body is called: towns and provinces, not palaces and parliaments.
SETTLEMENTS = frozenset(("city", "town", "village", "camp", "neighbourhood", "district", "admin1", "region"))
# No name ends in these: "Public Investment Fund of" goes on behind.
ENDLESS = frozenset(("PUNCT", "ADP", "CCONJ", "DET"))
# Words inside a span that PERSON never has.
NOT_A_PERSON = frozenset(("and", ",", "of", "the", "in", "on", "for", "to"))


def add_tagged(finding: Finding, start: int, end: int, kind: str) -> None:
    """A tagged span becomes a name unless the tables know it better."""
    grid = finding.grid
    start, end = _trim(grid, start, end, kind)
    comma = next((i for i in range(start + 1, end - 1) if grid.text[i] == ","), -1)
    if comma > 0 and kind != "norp":
        for left, right in ((start, comma), (comma + 1, end)):  # "Springfield, Lake County"
            place = finding.is_place(grid.words(left, right)) or grid.lower[right - 1] in PLACE_NOUNS
            add_tagged(finding, left, right, "place" if place else kind)
        return
    if not _is_name(finding, start, end, kind):
        return
    inside = finding.inside(start, end)
    for name in inside:
        whole = name.start <= start and name.end >= end
        if whole or name.start < start or name.end > end or name.entity is None:
            return  # the tables have it all, or they cross it: trust the tables
    if inside and inside[0].start == start and _leads(grid, inside[0], end):
        # "Turkey's Republican People's Party": the country goes before the name.
        start = inside.pop(0).end + 1
        if start >= end or (inside and inside[0].start <= start and inside[0].end >= end):
            return
    if kind == "person" and inside and _of_state(grid, start, end, inside):
        start = inside.pop(0).end  # "President of" "Peru Ann Lee"
    if (inside and not _contains(finding, start, end, kind, inside)) or _of_title(grid, start, end, kind):
        return
    kind = _mended(finding, start, end, kind)
    upper = end < grid.n and end not in finding.at and finding.capital(end)
    if kind in ("person", "org") and upper and grid.lower[end] in PLACE_NOUNS:
        kind, end = "place", end + 1
    start, end = _extended(finding, start, end, kind)
    finding.put(start, end, kind, inside[0] if inside else None)


def _is_name(finding: Finding, start: int, end: int, kind: str) -> bool:
    grid = finding.grid
    if start >= end or not any(finding.capital(i) for i in range(start, end)):
        return False
    if grid.lower[start] == "state" and start and grid.lower[start - 1] == "of":
        return False  # "Secretary of State"
    return kind != "person" or not any(grid.lower[i] in NOT_A_PERSON for i in range(start, end))


def _of_title(grid: Grid, start: int, end: int, kind: str) -> bool:
    """A title alone, or the first half of one: "Home" in "Home Secretary"."""
    if end - start == 1 and is_title(grid.lower[start]):
        return True
    if kind != "org" or end >= grid.n or not is_title(grid.lower[end]):
        return False
    phrase = describe(grid, end, start)
    return phrase is not None and phrase.start <= start


def _trim(grid: Grid, start: int, end: int, kind: str) -> tuple[int, int]:
    """A tagged span without article, titles and possessive ending."""
    while end > start and (grid.lower[end - 1] in POSSESSIVE or grid.pos[end - 1] in ENDLESS):
        end -= 1
    while start < end and (
        grid.tag[start] in ("DT", "PRP$", "CD", "HYPH") or grid.pos[start] == "PUNCT" or grid.lower[start] in POSSESSIVE
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


def _extended(finding: Finding, start: int, end: int, kind: str) -> tuple[int, int]:
    """A tagged place or person with the capitalised words that belong to it: "Port Royal"."""
    grid = finding.grid
    if kind not in ("place", "person"):
        return start, end
    while end < grid.n and _continues(finding, end):
        end += 1
    while kind == "person" and start > 0 and _continues(finding, start - 1):
        if grid.head[start - 1] not in range(start, end):
            break
        start -= 1
    return start, end


def _continues(finding: Finding, i: int) -> bool:
    """A capitalised word that no name and no lexicon has."""
    grid = finding.grid
    if i in finding.at or grid.pos[i] != "PROPN" or not finding.capital(i) or grid.tag[i] == "NNPS":
        return False
    if is_title(grid.lower[i]) or describe(grid, i) is not None:
        return False
    return not any(s <= i < e for s, e, _ in grid.ents)


def _mended(finding: Finding, start: int, end: int, kind: str) -> str:
    """The kind of a tagged name: towns tagged as persons, persons tagged as bodies."""
    grid = finding.grid
    if kind in ("org", "norp", "person") and _is_settlement(finding, start, end):
        return "place"
    if kind == "org":
        return _mended_body(finding, start, end)
    if kind != "person" or (end - start > 1 and gender_of((grid.text[start],))):
        return kind
    if start and is_title(grid.lower[start - 1]):
        return kind
    if end - start > 1 and grid.lower[end - 1] in LANDMARKS:
        return "place"
    return "place" if finding.is_place(grid.words(start, end)) else kind


def _is_settlement(finding: Finding, start: int, end: int) -> bool:
    """A town or camp that the tagger took for a body, a people or somebody: "El Fasher", "Belgorod", "al-Mawasi"."""
    grid = finding.grid
    text = grid.words(start, end)
    before = grid.lower[start - 1] if start else ""
    if is_title(before) or before in HYPHENS or grid.text[start].isupper() or doubt(text):
        return False
    if end - start > 1 and gender_of((grid.text[start],)):
        return False
    called = before in ("of", "in") and start > 1 and grid.lower[start - 2] in PARTS_OF  # "the city of X"
    near = {n.entity.country for n in finding.at.values() if n.entity is not None and n.entity.country}
    rows = lookup_place(text, near=finding.near or near)
    if not rows or rows[0].kind not in SETTLEMENTS:
        return False
    row = rows[0]
    if row.kind != "city" or row.country in finding.near or called:
        return row.kind != "admin1" or row.country in finding.near or row.country in near
    located = before in BEFORE_PLACES
    if located and row.country in near:
        return True
    return row.population >= (SOME if located else LARGE) and (located or len(rows) == 1)


def _mended_body(finding: Finding, start: int, end: int) -> str:
    grid = finding.grid
    if end - start > 3 or any(describe(grid, i, start) is not None for i in range(start, end)):
        return "org"
    if end - start > 1 and gender_of((grid.text[start],)):
        return "person"
    titled = start > 0 and is_title(grid.lower[start - 1]) and finding.capital(start - 1)
    if titled and start <= grid.head[start - 1] < end and end - start < 3:
        return "person"  # "Lord Grey"
    if end - start == 1 and not grid.text[start].isupper():
        located = start > 0 and grid.lower[start - 1] in BEFORE_PLACES
        rows = lookup_place(grid.text[start], near=finding.near)
        if rows and (rows[0].country in finding.near or (located and rows[0].population >= LARGE)):
            return "place"
    return "org"


def _of_state(grid: Grid, start: int, end: int, inside: list[Name]) -> bool:
    """Whether a tagged person begins with the state of the title before it: "President of" "Peru Ann Lee"."""
    first = inside[0]
    of = start > 1 and grid.lower[start - 1] == "of" and is_title(grid.lower[start - 2])
    return of and len(inside) == 1 and first.start == start and first.label in OWNERS and end - first.end > 1


def _leads(grid: Grid, first: Name, end: int) -> bool:
    """A country with a possessive at the head of a tagged span is no part of the name."""
    return first.label in OWNERS and first.end < end and grid.lower[first.end] in POSSESSIVE


def _contains(finding: Finding, start: int, end: int, kind: str, inside: list[Name]) -> bool:
    """The tagged span is a name of its own though known names stand in it."""
    grid = finding.grid
    rest = [i for i in range(start, end) if not any(n.start <= i < n.end for n in inside)]
    extra = [i for i in rest if grid.pos[i] in ("PROPN", "NOUN", "ADJ") and grid.lower[i] not in POSSESSIVE]
    first = inside[0]
    if first.label in ("person", "short"):
        extra = [i for i in extra if not is_title(grid.lower[i])]
    if not any(finding.capital(i) for i in extra) or (len(inside) > 1 and kind != "org"):
        return False
    if kind == "person":
        # "Donald Trump Jr.", "Jean Moreau" (a known surname in it); a body or state is no person.
        firm = first.label == "body" and first.end == end and first.end - first.start == 1 and first.start > start
        return first.label in ("person", "short") or (firm and bool(gender_of((grid.text[start],))))
    if kind == "place":
        return first.label in OWNERS
    return kind == "org" and not (first.label == "person" and first.end - first.start > 1)
