"""Who is mentioned in an article: names, common nouns and pronouns, each with the words that belong to it.

"Israeli troops", "Pakistani defence minister Khawaja Asif" and "police in Nairobi" are one mention each;
"Israeli" in "Israeli airstrikes" is one by itself, because an airstrike is nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from detente.knowledge.entity import Entity
from detente.language.appositions import join_appositions
from detente.language.entities import country_entity, made
from detente.language.grid import grid_of
from detente.language.names import POSSESSIVE, Name, names_of
from detente.language.nouns import MODIFIERS, body_name, compose_noun, counted_by, org_entity, same_as
from detente.language.persons import compose_person
from detente.language.scene import Scene, scene_of
from detente.language.shortnames import agree_on_places, complete_short_names
from detente.language.spots import find_places, unknown_place
from detente.language.words import words

if TYPE_CHECKING:
    from datetime import date

    from detente.language.parsed import Parsed

PERSONS = frozenset(("person", "short"))
BODIES = frozenset(("body", "group", "org"))
# Countries of the article that decide between places of one name: the most named ones.
NEAREST = 6
NO_COUNT = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"))
ROLES_OF_NUMBERS = frozenset(("dobj", "nsubj", "nsubjpass", "pobj", "conj", "attr"))


def find_mentions(parsed: Parsed) -> list[Scene]:
    """All mentions of the article, in text order, into ``parsed.mentions``; references are not yet resolved.

    The scenes (a paragraph each) are handed on to `coreference`.
    """
    day = parsed.article.published.day
    scenes = _scenes(parsed, day)
    complete_short_names(scenes)
    agree_on_places(scenes)
    near = frozenset(c for c, _ in parsed.countries.most_common(NEAREST))
    for scene in scenes:
        find_places(scene, near)
        read_scene(scene)
    return scenes


def _scenes(parsed: Parsed, day: date | None) -> list[Scene]:
    """Names first, over all paragraphs: what is named decides what other names mean."""
    scenes = []
    named: Counter[str] = Counter()
    for doc in parsed.docs:
        grid = grid_of(doc)
        names = names_of(grid, day, named.keys())
        for name in names:
            if name.entity is not None and name.entity.country:
                named[name.entity.country] += 1
        scenes.append(scene_of(grid, names, day))
    parsed.countries = named
    return scenes


def read_scene(scene: Scene) -> None:
    """The mentions of one paragraph."""
    for name in scene.names:
        if name.label == "org":
            scene.orgs[name.start] = org_entity(scene, name)[0]
    for name in scene.names:
        if name.label in PERSONS:
            compose_person(scene, name)
    pos, at, used, heads = scene.grid.pos, scene.at, scene.used, scene.heads
    for i in range(scene.grid.n - 1, -1, -1):
        if pos[i] in ("NOUN", "PROPN") and at[i] is None and i not in used and i not in heads:
            compose_noun(scene, i)
    for name in scene.names:
        if name.used or name.label in PERSONS or name.root in heads:
            continue
        if name.label in BODIES:
            if name.root not in used:
                body_name(scene, name)
        else:
            _state(scene, name)
    _pronouns_and_numbers(scene)
    join_appositions(scene)
    scene.mentions.sort(key=lambda m: (m.head.i, m.start))


def publish(parsed: Parsed, scenes: list[Scene]) -> None:
    """Put the mentions of all paragraphs into the parsed article, and count its countries."""
    parsed.countries = Counter()
    for scene in scenes:
        index = scene.index
        parsed.mentions.extend(scene.mentions)
        for head, mention in scene.heads.items():
            parsed.by_head[index, head] = mention
        spans = [(m, m.first, m.last) for m in scene.mentions] + scene.extra
        spans.sort(key=lambda s: s[1] - s[2])
        for mention, first, last in spans:  # the widest first, so that inner ones stand on top
            for i in range(first, last + 1):
                parsed.by_token[index, i] = mention
        for mention in scene.mentions:
            if mention.form != "pronoun" and not mention.rule.startswith("inherit"):
                for country in mention.countries:
                    parsed.countries[country] += 1


def _state(scene: Scene, name: Name) -> None:
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
                return  # a language: "Russian became compulsory"
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


# Verbs and nouns that have a town for their aim: "flew to Moscow", "the bombing of Kyiv".
REACHING = words("reaching")
AREA_WORDS = words("area-words")


def _dateline(scene: Scene, name: Name) -> bool:
    """ "BANGKOK, Sept 28: ..." at the front of a paragraph."""
    grid = scene.grid
    if name.start or name.end >= grid.n or not grid.text[0].isupper() or len(grid.text[0]) < 4:
        return False
    return grid.text[name.end] in DATELINE_MARKS


DATELINE_MARKS = frozenset((",", ":", "(", "-", "–", "—", "--", "/"))


def _reached(scene: Scene, name: Name, possessive: bool) -> bool:
    """A capital that is gone to, attacked or lived in, not spoken to."""
    grid = scene.grid
    head = grid.head[name.root]
    if possessive:
        following = grid.lower[name.end + 1] if name.end + 1 < grid.n else ""
        other = scene.at[head]
        return (
            grid.lower[head] in AREA_WORDS
            or following in AREA_WORDS
            or (other is not None and other.label == "place")
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
    return (name.end < grid.n and grid.text[name.end] in "-–") or (
        name.start > 0 and grid.text[name.start - 1] in "-–"
    )


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
    scene.add(
        name.root, name.start, name.end - 1, form, "people", (actor,) if not modifier else (), "name:norp"
    )


def _pronouns_and_numbers(scene: Scene) -> None:
    grid = scene.grid
    counted: Collection[int] | None = None
    heads = scene.heads
    for i, tag in enumerate(grid.tag):
        if tag == "PRP" or tag == "PRP$":
            if i not in scene.heads:
                scene.add(i, i, i, "pronoun", "other", (), "")
        elif (
            tag == "CD"
            and grid.lower[i] == "two"
            and grid.dep[i] in ROLES_OF_NUMBERS
            and grid.lower[i - 1] == "the"
        ):
            scene.add(i, i, i, "pronoun", "other", (), "")
        elif (
            tag == "CD"
            and i not in heads
            and grid.dep[i] in ROLES_OF_NUMBERS
            and (same := counted_by(scene, i))
        ):
            same_as(scene, i, same)
        elif tag == "CD" and grid.dep[i] in ROLES_OF_NUMBERS and i not in scene.heads and scene.at[i] is None:
            if counted is None:
                counted = {j for s, e, label in grid.ents if label in NO_COUNT for j in range(s, e)}
            if i not in counted and i not in scene.used and _counts_people(scene, i):
                scene.add(i, i, i, "noun", "people", (made("people", "people", None, ("CVL",)),), "number")
        elif (
            tag == "DT" and grid.lower[i] == "both" and grid.dep[i] in ("nsubj", "dobj", "pobj", "nsubjpass")
        ):
            scene.add(i, i, i, "pronoun", "other", (), "")


HARMING = words("harming")


def _counts_people(scene: Scene, i: int) -> bool:
    """A number that stands for people: "killing 12", "five of them were freed"."""
    grid = scene.grid
    head = grid.head[i]
    if grid.dep[i] == "conj":
        head = grid.head[head]
    return grid.lemma[head] in HARMING
