"""States, peoples, capitals and other places as mentions by themselves: actor or place?"""

from __future__ import annotations

from detente.knowledge.entity import Entity
from detente.language.entities import country_entity, made
from detente.language.naming import POSSESSIVE, Name
from detente.language.nouns import MODIFIERS
from detente.language.scene import Scene
from detente.language.spots import unknown_place
from detente.language.words import words

# Verbs and nouns that have a town for their aim: "flew to Moscow", "the bombing of Kyiv".
REACHING = words("reaching")

AREA_WORDS = words("area-words")

DATELINE_MARKS = frozenset((",", ":", "(", "-", "–", "—", "--", "/"))


def state_or_place(scene: Scene, name: Name) -> None:
    """A state, its people, its adjective, its capital, or another place, as a mention by itself."""
    grid = scene.grid
    root = name.root
    possessive = name.end < grid.n and grid.lower[name.end] in POSSESSIVE
    modifier = grid.dep[root] in MODIFIERS and grid.head[root] >= name.end
    form = "possessive" if possessive else "name"
    entity = name.entity
    row = scene.places.get(name.start)
    if name.label == "place":
        place = row or unknown_place(_text(scene, name), None)
        actors = (country_entity(place.country),) if place.country else ()
        rule = "dateline" if _dateline(scene, name) else "place"
        scene.add(root, name.start, name.end - 1, form, "place", actors, rule, place)
        return
    if name.label == "norp" or entity is None:
        _people(scene, name, form)
        return
    rule = f"table:{name.label}"
    if name.label == "adjective":
        if not modifier and not possessive and not _stands_for_people(scene, name):
            modifier = grid.head[root] != root and grid.dep[root] in (
                "amod",
                "conj",
                "acomp",
                "nummod",
                "npadvmod",
                "dep",
            )
            if not modifier:
                return  # a language: "Persian is taught here"
        form = "adjective" if not possessive else form
        if not modifier and not possessive:
            scene.add(root, name.start, name.end - 1, "name", "people", (_citizens(entity),), rule)
            return
        scene.add(root, name.start, name.end - 1, form, "country", (entity,), rule, row)
        return
    if name.label == "people":
        form = "adjective" if modifier and not possessive else form
        scene.add(root, name.start, name.end - 1, form, "people", (_citizens(entity),), rule)
        return
    if _dateline(scene, name):
        scene.add(root, name.start, name.end - 1, form, "place", (entity,), "dateline", row)
        return
    located = scene.after_place_word(name.start) or _inside_chain(scene, name)
    if name.label == "capital" and not located:
        located = _reached(scene, name, possessive)
    if name.label == "capital" and modifier and not possessive and not _hyphen_pair(scene, name):
        located = True  # "the Hanoi summit"
    if modifier and not possessive:
        form = "adjective"
    if located and entity.country:
        entity = entity if name.label == "country" else country_entity(entity.country)
    scene.add(root, name.start, name.end - 1, form, "place" if located else "country", (entity,), rule, row)


def _dateline(scene: Scene, name: Name) -> bool:
    """ "BANGKOK, Sept 28: ..." at the front of a paragraph."""
    grid = scene.grid
    if name.start or name.end >= grid.n or not grid.text[0].isupper() or len(grid.text[0]) < 4:
        return False
    return grid.text[name.end] in DATELINE_MARKS


def _reached(scene: Scene, name: Name, possessive: bool) -> bool:
    """A capital that is gone to, attacked or lived in, not spoken to."""
    grid = scene.grid
    head = grid.head[name.root]
    if possessive:
        following = grid.lower[name.end + 1] if name.end + 1 < grid.n else ""
        other = scene.at[head]
        return (
            grid.lower[head] in AREA_WORDS or following in AREA_WORDS or (other is not None and other.label == "place")
        )
    if grid.dep[name.root] == "pobj":
        if grid.lower[head] not in ("to", "from", "on", "of", "for", "towards"):
            return False
        head = grid.head[head]
    elif grid.dep[name.root] != "dobj":
        return False
    return grid.lemma[head] in REACHING


def _text(scene: Scene, name: Name) -> str:
    return scene.grid.words(name.start, name.end)


def _hyphen_pair(scene: Scene, name: Name) -> bool:
    grid = scene.grid
    return (name.end < grid.n and grid.text[name.end] in "-–") or (name.start > 0 and grid.text[name.start - 1] in "-–")


def _inside_chain(scene: Scene, name: Name) -> bool:
    """The country of "Nairobi, Kenya", or joined to a place: "in Israel and Lebanon"."""
    before = name.start - 1
    if before < 1 or scene.grid.lower[before] not in (",", "and", "or"):
        return False
    other = scene.at[before - 1]
    if other is None:
        return False
    mention = scene.heads.get(other.root)
    if mention is None or mention.kind != "place":
        return False
    if scene.grid.lower[before] == ",":
        return mention.place is None or other.label in ("place", "capital") or bool(mention.place)
    return scene.grid.head[name.root] == other.root


def _stands_for_people(scene: Scene, name: Name) -> bool:
    """ "The British", "the Dutch": an adjective as a noun."""
    grid = scene.grid
    before = grid.lower[name.start - 1] if name.start else ""
    if before == "the":
        return grid.tag[name.root] != "NN"
    return before in ("a", "an", "another") or (name.start > 0 and grid.tag[name.start - 1] == "CD")


def _citizens(entity: Entity) -> Entity:
    """The people of a state."""
    if not entity.country:
        return entity
    return Entity(f"people:{entity.country}", None, "people", entity.country, ("CVL",), entity.sovereign)


def _people(scene: Scene, name: Name, form: str) -> None:
    """Peoples, faiths and movements that no table has: "Druze", "Sunnis"."""
    grid = scene.grid
    modifier = grid.dep[name.root] in MODIFIERS and grid.head[name.root] >= name.end
    if modifier:
        form = "adjective"
    actor = made(_text(scene, name), "people", None, ("CVL",), named=True)
    scene.add(name.root, name.start, name.end - 1, form, "people", (actor,) if not modifier else (), "name:norp")
