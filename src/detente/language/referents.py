"""Who has been talked of so far in an article, and how well each fits a pronoun."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from detente.language.lexicon import is_title
from detente.language.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.knowledge.entity import Entity
    from detente.language.grid import Grid
    from detente.language.parsed import Mention
    from detente.language.scene import Scene

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "agent"))
SAYING = words("saying")
# Referents that are kept in mind; pronouns of news hardly ever reach further back.
MEMORY = 48
MALE_WORDS = words("male-words")
FEMALE_WORDS = words("female-words")
# These count only as they stand in a dictionary: "Son", "Man" are parts of names as well.
MALE_KIN = words("male-kin")
FEMALE_KIN = words("female-kin")
# Nouns of one body that news takes up again with "they".
MANY = words("many")


@cache
def _genders() -> dict[str, str]:
    path = files("detente.language") / "tables" / "given_names.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:2] != "# ")
    return {row[0]: row[1] for row in rows if len(row) == 2 and row[1] in "mf"}


def gender_of(words: Sequence[str]) -> str:
    """``m``, ``f`` or nothing, by titles, words of kinship and given names among the words of a mention."""
    known = _genders()
    for word in words:
        lower = word.lower()
        if lower in MALE_WORDS or word in MALE_KIN:
            return "m"
        if lower in FEMALE_WORDS or word in FEMALE_KIN:
            return "f"
    for word in words:
        lower = word.lower()
        if word[0].isupper() and not is_title(lower):
            found = known.get(lower.split("-")[0], "")
            if found:
                return found
    return ""


def subjects_over(grid: Grid, i: int) -> list[int]:
    """Subjects of the verb that governs a phrase, at most three words up."""
    verb = next((j for j in grid.chain(i, 3)[1:] if grid.pos[j] in ("VERB", "AUX")), None)
    return [k for k in grid.kids[verb] if grid.dep[k] in SUBJECTS] if verb is not None else []


@dataclass(slots=True, eq=False)
class Referent:
    """A mention that can be referred to: in which sentence of the article, and how it can be taken up."""

    mention: Mention
    actors: tuple[Entity, ...]
    sentence: int
    token: int
    governor: int
    subject: bool
    gender: str
    person: bool
    plural: bool
    thing: bool  # can be "it"
    weight: float
    scene: int = 0
    quoted: bool = False
    speaks: bool = False  # subject of a verb of saying
    joined: bool = False  # one of several that "and" joins


@dataclass(slots=True)
class Memory:
    """What an article has spoken of so far; ``article`` counts countries over all of it."""

    referents: deque[Referent] = field(default_factory=lambda: deque(maxlen=MEMORY))
    countries: Counter[str] = field(default_factory=Counter)
    offices: dict[str, list[tuple[Entity, Mention]]] = field(default_factory=dict)
    nouns: dict[str, tuple[Mention, int]] = field(default_factory=dict)  # noun -> last with a country, its sentence
    leaders: dict[str, Entity] = field(default_factory=dict)  # country -> its leader whom the article names
    genders: dict[str, str] = field(default_factory=dict)  # entity id -> gender, once it is seen
    deeds: dict[int, str] = field(default_factory=dict)  # id of a mention -> whether it did harm or suffered it
    persons: dict[str, Entity] = field(default_factory=dict)  # full name, lower case -> who it is

    def lately(self, sentence: int, back: int) -> list[Referent]:
        """Referents of this and the ``back`` sentences before it, the latest first."""
        out = []
        for referent in reversed(self.referents):
            if sentence - referent.sentence > back:
                break
            out.append(referent)
        return out


def refer(scene: Scene, mention: Mention, sentence: int, memory: Memory) -> Referent | None:
    """Take a mention into memory; None when nobody is known by it."""
    if not mention.actors:
        return None
    grid = scene.grid
    i = mention.head.i
    actor = mention.actors[0]
    person = mention.kind == "person"
    tag = grid.tag[i]
    plural = len(mention.actors) > 1 or mention.kind == "people" or tag in ("NNS", "NNPS")
    if mention.form == "noun" and grid.lower[i] in MANY:
        plural = True
    if mention.kind in ("group", "country", "body") and mention.form == "name":
        plural = plural or mention.kind == "group"
    dep, governor = grid.dep[i], grid.head[i]
    top = i
    while dep in ("conj", "appos") and governor != top:
        top = governor
        dep, governor = grid.dep[top], grid.head[top]
    gender = ""
    if person:
        gender = memory.genders.get(actor.id, "")
        if not gender:
            gender = gender_of(grid.text[mention.first : mention.last + 1])
            if not gender and actor.name:
                gender = gender_of(actor.name.split())
            if gender:
                memory.genders[actor.id] = gender
    subject = dep in SUBJECTS
    weight = 3.0 if subject else 1.5 if dep in ("dobj", "attr") else 1.0
    if mention.form in ("adjective", "possessive"):
        weight = 0.5
    if mention.kind == "place":
        weight = 0.0
    if mention.form == "noun" and mention.kind == "people":
        weight -= 0.5
    if person and mention.form == "name":
        weight += 0.8
    elif person and grid.lower[governor] == "as":
        weight = -3.0  # "fought as a guerrilla" says what, not who
    thing = (not person and tag not in ("NNS", "NNPS")) or (
        mention.form == "name" and mention.kind in ("country", "body", "group")
    )
    referent = Referent(
        mention, mention.actors, sentence, i, governor, subject, gender, person, plural, thing, weight,
        scene.index,
        scene.quoted(i), subject and grid.lemma[governor] in SAYING,
        grid.dep[i] == "conj" or any(grid.dep[k] == "conj" for k in grid.kids[i]),
    )  # fmt: skip
    memory.referents.append(referent)
    return referent
