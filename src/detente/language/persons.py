"""Named persons with the words before them: "Kenyan health minister Jane Otieno"."""

from __future__ import annotations

from typing import NamedTuple

from detente.knowledge.entity import NO_STATES, Entity
from detente.language.compose import BEFORE, FROM, OF, STATES, Owner, owners_before, owners_behind
from detente.language.entities import made, with_country, with_sectors
from detente.language.lexicon import VICTIMS, is_title, title_sectors, word
from detente.language.naming import POSSESSIVE, Name
from detente.language.parsed import Mention
from detente.language.scene import HYPHENS, Scene

# Tokens that the words before a person may have: "Russia's foreign minister", "U.S. Secretary of State".
_BEFORE = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
FORMER = frozenset("former ex ousted deposed toppled overthrown late then-president".split())
# Sectors of words that say little beside the body that somebody works for ("director", "researcher").
PRIVATE = frozenset(("CVL", "SOC", "BUS", "LAB"))
# Words before a name that the longest title may have.
FARTHEST = 12


class Title(NamedTuple):
    """What stands before a person's name: where it begins, sectors, the words of the office, whose it is."""

    start: int
    words: tuple[str, ...]
    sectors: tuple[str, ...]
    former: bool
    owners: list[Owner]
    pronoun: int  # index of "his", "its" before it, -1 if none


def title_of(scene: Scene, name: Name) -> Title:
    """Read backwards from a name: titles, nationalities and owners that lead up to it."""
    grid = scene.grid
    floor = max(grid.start_of_sentence(name.start), name.start - FARTHEST)
    words: list[str] = []
    owned: Name | None = None
    first = name.start
    titled = -1
    pronoun = -1
    j = name.start - 1
    while j >= floor:
        other = scene.at[j]
        if other is not None:
            if other.label in ("person", "short") and grid.lower[other.end] not in POSSESSIVE:
                break
            if not words and other.label == "body" and other.end == name.start and is_title(grid.lower[j]):
                words.append(grid.lower[j])  # "U.S. District Judge Ann Lee"
                titled = j
                first = other.start
                j = other.start - 1
                continue
            if not words and other.label in ("body", "org", "country") and (head := _heads(scene, other)) >= 0:
                owned = other  # "Secretary of Homeland Security Ann Lee", "President of Peru Ann Lee"
                j = head
                continue
            if not words and other.label not in ("adjective", "country", "people"):
                break  # "in Texas John Smith": no title between
            if words and titled < 0 and other.label not in STATES:
                break
            first = other.start
            j = other.start - 1
            continue
        lower = grid.lower[j]
        if lower in POSSESSIVE:
            if not words:
                break
        elif lower in HYPHENS:
            words.append("-")
        elif lower == "of":
            if not words or j == floor or not is_title(grid.lower[j - 1]):
                break
            words.append("of")
        elif lower == "and" and words and j > floor and is_title(word(grid, j - 1)):
            words.append("and")
        elif grid.pos[j] in _BEFORE and not (grid.pos[j] == "NUM" and not words):
            if grid.head[j] < j and grid.dep[j] not in ("amod", "compound", "pobj", "nmod", "conj", "appos"):
                break
            words.append(word(grid, j))
            if is_title(words[-1]):
                titled = j
                first = j
            elif titled > 0 or lower in FORMER:
                first = j
        else:
            if grid.tag[j] == "PRP$" and words:
                pronoun = j
            break
        j -= 1
    words.reverse()
    spoken = tuple(w for w in words if w != "-")
    entry = title_sectors(spoken) if spoken else None
    if entry is None and titled >= 0:
        # The title stands further off: "President elect Donald X", "prime minister designate Y".
        single = grid.lower[titled]
        entry = title_sectors((single.rstrip("."),))
    if entry is None:
        kept = [o for o in owners_before(scene, first, name.start, name.end - 1, strict=False) if o.state]
        direct = [o for o in kept if o.how == "adjective" and _calls(scene, o.at + 1, name)]
        return Title(direct[0].at if direct else name.start, (), (), False, direct, -1)
    owners = owners_before(scene, first, name.start, name.end - 1, strict=False)
    if owned is not None:
        owners.sort(key=lambda o: o.name is not owned)
    former = entry.former or any(w in FORMER for w in spoken)
    return Title(first, spoken, entry.sectors, former, owners, pronoun)


def _calls(scene: Scene, start: int, name: Name) -> bool:
    """Whether only common nouns that say what somebody is stand up to the name: "Danish rider Ann Lee"."""
    grid = scene.grid
    for i in range(start, name.start):
        noun = grid.pos[i] in ("NOUN", "ADJ") and grid.tag[i] in ("NN", "JJ") and grid.text[i].islower()
        if scene.at[i] is not None or not (noun and i < grid.head[i] < name.end):
            return False
    return start == name.start or grid.pos[name.start - 1] == "NOUN"


def _heads(scene: Scene, other: Name) -> int:
    """The title of which a body's or state's name is the end: "secretary of", "president of the"; -1 for none."""
    lower = scene.grid.lower
    at = other.start - 1 - (other.start > 0 and lower[other.start - 1] == "the")
    return at - 1 if at > 0 and lower[at] == "of" and is_title(lower[at - 1]) else -1


def owner_country(owners: list[Owner]) -> tuple[str | None, Owner | None]:
    """The country that the nearest kind of owner gives."""
    for owner in sorted(owners, key=lambda o: o.rank):
        if owner.entity.country:
            return owner.entity.country, owner
    return None, None


def role_sectors(sectors: tuple[str, ...], owners: list[Owner], victim: bool) -> tuple[str, ...]:
    """The sectors of a role; "leader", "spokesman", "member" take those of the body they belong to."""
    if sectors and sectors[0] in PRIVATE:
        for owner in owners:
            if not owner.state and owner.entity.kind in ("body", "group") and owner.entity.sectors and not victim:
                return tuple(dict.fromkeys((*owner.entity.sectors, *sectors)))
    if sectors and sectors[0] != "UNK":
        return sectors
    for owner in owners:
        if not owner.state and owner.entity.sectors and not victim and owner.entity.kind != "person":
            return owner.entity.sectors
    for owner in owners:
        if owner.entity.sectors and not victim:
            return owner.entity.sectors
    return ()


def compose_person(scene: Scene, name: Name) -> Mention:
    """One mention of a named person and the words that lead up to the name."""
    grid = scene.grid
    title = title_of(scene, name)
    owners = list(title.owners)
    if title.words:
        owners += [o for o in owners_behind(scene, name.start, name.root, name.end - 1) if o.rank in (OF, FROM)]
    country, source = owner_country(owners)
    victim = bool(title.words) and title.words[-1] in VICTIMS
    if victim and source is not None and not source.state:
        country, source = None, None
    sectors = role_sectors(title.sectors, owners, victim)
    if title.former and sectors and sectors[0] != "ELI":
        sectors = ("ELI", *sectors)
    text = grid.words(name.start, name.end)
    actor: Entity
    if name.entity is not None and not _of_another_state(name, source, sectors):
        actor = _known(name, country, sectors, title)
        rule = f"table:{name.label}"
    else:
        actor = made(text, "person", country, sectors, named=True)
        rule = "title" if title.words else "name"
        if source is not None:
            rule += f"+{source.how}"
    for owner in owners:
        if (owner.rank == BEFORE and owner.name is not None and owner.entity.kind != "person") or (
            owner.rank == OF and owner.name is not None and owner.name.label in STATES
        ):
            owner.name.used = True
    mention = scene.add(name.root, title.start, name.end - 1, "name", "person", (actor,), rule)
    name.mention = mention
    scene.used.update(range(title.start, name.end))
    if title.pronoun >= 0:
        scene.possessors[name.root] = title.pronoun
    if title.words:
        scene.roles[name.root] = title.words
    return mention


# States of the past whose offices the people of their successors held.
PAST = frozenset(("SUN", "YUG", "SCG", "CSK", "DDR"))
OFFICES = frozenset(("GOV", "MIL", "LEG", "JUD"))


def _of_another_state(name: Name, source: Owner | None, sectors: tuple[str, ...]) -> bool:
    """ "The Colombian defence minister": who holds an office of one state is no namesake of another's."""
    if source is None or not source.state or source.rank > OF or not OFFICES.intersection(sectors[:1]):
        return False
    known = [e for e in (name.entity, *name.others) if e is not None]
    owners = {c for e in (*known, source.entity) for c in (e.country, e.sovereign)}
    if any(not e.country or e.country == source.entity.country for e in known) or owners & (NO_STATES | PAST):
        return False
    return source.entity.country not in {e.sovereign for e in known} and not source.entity.sovereign


def _known(name: Name, country: str | None, sectors: tuple[str, ...], title: Title) -> Entity:
    """The table's person; what the text says of the office goes first, its country where none is known."""
    assert name.entity is not None
    actor = name.entity
    if country and actor.country != country and title.words:
        for other in name.others:
            if other.country == country:
                actor = other
                break
    if not actor.country and country:
        actor = with_country(actor, country)
    if sectors and sectors[0] != "UNK":
        actor = with_sectors(actor, sectors)
    return actor
