"""Short names completed in the article: "Jong-un" and "Moon" are whoever bears that name in full here."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from detente.language.lexicon import HONORIFICS
from detente.language.naming import Name
from detente.language.words import words

if TYPE_CHECKING:
    from detente.language.scene import Scene

# Parts of names that name nobody alone.
PARTICLES = words("particles")
# Labels that the tagger of names gives to surnames by mistake.
MISTAKEN = frozenset(("org", "place", "norp", "short", "person"))


def _parts(text: str) -> list[str]:
    parts = text.replace("’", "'").lower().split()
    while len(parts) > 1 and parts[0] in HONORIFICS:
        parts.pop(0)  # "Ms Lee"
    return parts


def complete_short_names(scenes: list[Scene]) -> None:
    """Set ``name.full`` of every short name to the fullest name of that person in the article."""
    full: dict[str, list[tuple[int, int, Name]]] = defaultdict(list)
    given: dict[str, list[tuple[int, int, Name]]] = defaultdict(list)
    for number, scene in enumerate(scenes):
        for name in scene.names:
            if name.label != "person":
                continue
            parts = _parts(scene.grid.words(name.start, name.end))
            if len(parts) < 2:
                continue
            name.text = " ".join(parts)
            place = (number, name.start, name)
            full[parts[-1]].append(place)
            if len(parts) > 2:
                full[" ".join(parts[-2:])].append(place)
            if parts[0] not in PARTICLES:
                given[parts[0]].append(place)
    if not full:
        return
    settled: dict[str, Name] = {}
    for number, scene in enumerate(scenes):
        _complete(scene, number, full, given, settled)


def complete_initials(scenes: list[Scene]) -> None:
    """Make names of capitals that are the initials of a body named in full: "LFU" of the Lagos Fishers Union."""
    known: set[str] = set()
    for scene in scenes:
        grid = scene.grid
        for name in scene.names:
            if name.label in ("org", "body", "group") and name.end - name.start >= SHORTEST:
                known.add("".join(t[0] for t in grid.text[name.start : name.end] if t[0].isupper()))
    known = {k for k in known if len(k) >= SHORTEST}
    for scene in scenes if known else ():
        grid, found = scene.grid, []
        for i, text in enumerate(grid.text):
            if text in known and scene.at[i] is None:
                found.append(Name(i, i + 1, i, "org"))
                scene.at[i] = found[-1]
        if found:
            scene.names = sorted((*scene.names, *found), key=lambda n: n.start)


# Letters of initials that stand for a body; two are too many things.
SHORTEST = 3


def agree_on_places(scenes: list[Scene]) -> None:
    """A name that is a place somewhere in the article is one everywhere, whatever the tagger says."""
    places = {scene.grid.words(n.start, n.end) for scene in scenes for n in scene.names if n.label == "place"}
    if not places:
        return
    for scene in scenes:
        for name in scene.names:
            unknown = name.entity is None and name.label in ("org", "person") and name.full is None
            if unknown and scene.grid.words(name.start, name.end) in places:
                name.label = "place"


def _complete(
    scene: Scene,
    number: int,
    full: dict[str, list[tuple[int, int, Name]]],
    given: dict[str, list[tuple[int, int, Name]]],
    settled: dict[str, Name],
) -> None:
    for name in scene.names:
        if name.label == "body" and _namesake(scene, name, full):
            name.label, name.entity, name.others = "short", None, ()
        if name.label not in MISTAKEN or (name.label in ("org", "place", "norp") and name.entity is not None):
            continue
        text = scene.grid.words(name.start, name.end)
        parts = _parts(text)
        if name.label == "person" and len(parts) > 1:
            continue
        bearers = full.get(" ".join(parts)) or (given.get(parts[0]) if len(parts) == 1 else None)
        if not bearers:
            continue
        best = _nearest(bearers, number, name.start)
        if len(bearers) > 1:
            key = " ".join(parts)
            best = settled.get(key) or _foremost(bearers) or best
            settled.setdefault(key, best)
        if best is name:
            continue
        if name.label == "short" and name.entity is not None and not _replaces(name, best, bearers):
            continue
        if name.label in ("org", "place", "norp") and not _alone(scene, name):
            continue
        name.label, name.full = "short", best
        if best.entity is not None:
            name.entity, name.others = best.entity, best.others
        else:
            name.entity = None
    _untagged(scene, number, full)


def _namesake(scene: Scene, name: Name, full: dict[str, list[tuple[int, int, Name]]]) -> bool:
    """A company of one word that is the surname of a person named here before, and nowhere called a company."""
    grid = scene.grid
    if name.end - name.start > 1 or grid.lower[name.start] not in full or grid.text[name.start].isupper():
        return False
    return (
        name.entity is not None
        and name.entity.sectors[:1] == ("BUS",)
        and grid.dep[name.root] not in ("compound", "appos")
    )


def _alone(scene: Scene, name: Name) -> bool:
    """No other name touches it, and no preposition of place before it."""
    return not scene.after_place_word(name.start)


def _replaces(name: Name, best: Name, bearers: list[tuple[int, int, Name]]) -> bool:
    """Whether a bearer in the article is meant rather than the one whom the tables know by that name."""
    assert name.entity is not None
    if any(n.entity is not None and n.entity.id == name.entity.id for _, _, n in bearers):
        return False
    return best.entity is None or best.entity.id != name.entity.id


def _nearest(bearers: list[tuple[int, int, Name]], number: int, start: int) -> Name:
    """The last bearer before this place, else the first after it."""
    before = [b for b in bearers if (b[0], b[1]) < (number, start)]
    return before[-1][2] if before else bearers[0][2]


def _foremost(bearers: list[tuple[int, int, Name]]) -> Name | None:
    """Of several of one surname the one in office, the most named of them; None when all are one person."""
    counts: Counter[str] = Counter()
    first: dict[str, Name] = {}
    for _, _, name in bearers:
        ident = name.entity.id if name.entity is not None else name.text
        counts[ident] += 1
        first.setdefault(ident, name)
    if len(first) < 2:
        return None
    office = [i for i, n in first.items() if n.entity is not None and n.entity.sectors[:1] == ("GOV",)]
    return first[max(office, key=lambda i: counts[i])] if office else None


def _untagged(scene: Scene, number: int, full: dict[str, list[tuple[int, int, Name]]]) -> None:
    """Surnames that neither the tables nor the tagger took for names."""
    grid = scene.grid
    added = False
    for i in range(grid.n):
        if grid.pos[i] != "PROPN" or scene.at[i] is not None or grid.lower[i] not in full:
            continue
        best = _nearest(full[grid.lower[i]], number, i)
        name = Name(i, i + 1, i, "short", best.entity, best.others)
        name.full = best
        scene.at[i] = name
        scene.names.append(name)
        added = True
    if added:
        scene.names.sort(key=lambda n: n.start)
