"""Who is mentioned in an article: names, common nouns and pronouns, each with the words that belong to it.

"Israeli troops", "Pakistani defence minister Khawaja Asif" and "police in Nairobi" are one mention each;
"Israeli" in "Israeli airstrikes" is one by itself, because an airstrike is nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from detente.language.appositions import join_appositions
from detente.language.bodies import body_name, org_entity
from detente.language.branches import take_branches
from detente.language.called import noun_before
from detente.language.entities import made
from detente.language.grid import grid_of
from detente.language.minorities import take_minorities
from detente.language.names import names_of
from detente.language.namesakes import disown_namesakes
from detente.language.nouns import compose_noun, counted_by, same_as
from detente.language.persons import compose_person
from detente.language.scene import Scene, scene_of
from detente.language.shortnames import agree_on_places, complete_initials, complete_short_names
from detente.language.spots import find_places
from detente.language.states import state_or_place
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
    complete_initials(scenes)
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
    take_branches(scenes, named)
    take_minorities(scenes, named)
    disown_namesakes(scenes, named)
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
        if pos[i] in ("NOUN", "PROPN") and at[i] is None and i not in used and i not in heads and not _calls(scene, i):
            compose_noun(scene, i)
    for name in scene.names:
        if name.used or name.label in PERSONS or name.root in heads:
            continue
        if name.label in BODIES:
            if name.root not in used:
                body_name(scene, name)
        else:
            state_or_place(scene, name)
    _pronouns_and_numbers(scene)
    join_appositions(scene)
    scene.mentions.sort(key=lambda m: (m.head.i, m.start))


def _calls(scene: Scene, i: int) -> bool:
    """Whether a noun only says what the unknown body is whose name stands behind it: "mining company Eramet"."""
    name = scene.at[i + 1] if i + 1 < scene.grid.n else None
    if name is None or name.label != "org" or name.entity is not None or name.start != i + 1:
        return False
    return noun_before(scene.grid, name.start, name.end) is not None


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


def _pronouns_and_numbers(scene: Scene) -> None:
    grid = scene.grid
    counted: Collection[int] | None = None
    heads = scene.heads
    for i, tag in enumerate(grid.tag):
        if tag == "PRP" or tag == "PRP$":
            if i not in scene.heads:
                scene.add(i, i, i, "pronoun", "other", (), "")
        elif tag == "CD" and grid.lower[i] == "two" and grid.dep[i] in ROLES_OF_NUMBERS and grid.lower[i - 1] == "the":
            scene.add(i, i, i, "pronoun", "other", (), "")
        elif tag == "CD" and i not in heads and grid.dep[i] in ROLES_OF_NUMBERS and (same := counted_by(scene, i)):
            same_as(scene, i, same)
        elif tag == "CD" and grid.dep[i] in ROLES_OF_NUMBERS and i not in scene.heads and scene.at[i] is None:
            if counted is None:
                counted = {j for s, e, label in grid.ents if label in NO_COUNT for j in range(s, e)}
            if i not in counted and i not in scene.used and _counts_people(scene, i):
                scene.add(i, i, i, "noun", "people", (made("people", "people", None, ("CVL",)),), "number")
        elif tag == "DT" and grid.lower[i] == "both" and grid.dep[i] in ("nsubj", "dobj", "pobj", "nsubjpass"):
            scene.add(i, i, i, "pronoun", "other", (), "")


HARMING = words("harming")


def _counts_people(scene: Scene, i: int) -> bool:
    """A number that stands for people: "killing 12", "five of them were freed"."""
    grid = scene.grid
    head = grid.head[i]
    if grid.dep[i] == "conj":
        head = grid.head[head]
    return grid.lemma[head] in HARMING
