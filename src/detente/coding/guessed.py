"""Sides whose country is only a guess from what stands nearby, where the words themselves tell better.

The language rooms give a bare noun the country of an actor or place around it.  What stands right behind the noun
("the government in Lima"), whom a relative clause is about ("Angola, whose government") and what a word always
means ("peacekeepers") are surer than that guess.
"""

from __future__ import annotations

from dataclasses import replace

from detente.coding import grammar
from detente.coding.draft import Draft
from detente.knowledge.entity import Entity
from detente.language.parsed import Mention, Parsed

# Soldiers of the United Nations, where no other body or state is named as theirs.
_UN_SOLDIERS = frozenset(("peacekeeper", "helmet"))
# Settlers in these lands are of another state than the land.
_SETTLERS, _SETTLED = frozenset(("settler",)), {"PSE": "ISR"}
_WITHIN = frozenset(("in", "at"))
# Bodies of a state that sit in a place; a crowd or a traveller in a place may come from anywhere.
_SEATED = frozenset(("country", "body", "group"))


def better_known(draft: Draft, parsed: Parsed) -> None:
    """Puts on both sides what the words tell in the place of what was guessed."""
    sides = draft.sides
    sides.source = [_better(m, draft, parsed) for m in sides.source]
    sides.recipient = [_better(m, draft, parsed) for m in sides.recipient]


def _better(mention: Mention, draft: Draft, parsed: Parsed) -> Mention:
    if mention.form != "noun" or not (mention.inherited or not mention.actors):
        return mention
    country = _of_relative(mention, parsed) or _seat(mention, parsed) or _by_word(mention, draft)
    if country is None or country in mention.countries[:1]:
        return mention
    old = mention.actors[0] if mention.actors else None
    sectors = old.sectors if old is not None else ("CVL",)
    entity = Entity(f"?:{country}:{mention.head.lemma_.lower()}", None, mention.kind, country, sectors)
    return replace(mention, actors=(entity,), rule="noun: its own words")


def _of_relative(mention: Mention, parsed: Parsed) -> str | None:
    """ "Angola, whose government threatened": the government of whom the clause is about."""
    head = mention.head
    if not any(c.dep_ == "poss" and c.lower_ == "whose" for c in head.children):
        return None
    clause = head
    for _ in range(grammar.MAX_CLIMB):
        if clause.dep_ == "relcl":
            found = parsed.mention_of(clause.head) or parsed.mention_over(clause.head)
            return found.countries[0] if found is not None and found.countries else None
        if clause.head == clause:
            break
        clause = clause.head
    return None


def _seat(mention: Mention, parsed: Parsed) -> str | None:
    """ "Recognised the new government in Lima": the place right behind the noun, wherever the parser hung it."""
    doc, i = mention.head.doc, mention.last + 1
    if mention.kind not in _SEATED or mention.last != mention.head.i or i + 1 >= len(doc):
        return None
    if doc[i].lower_ not in _WITHIN:
        return None
    noun = next((t for t in grammar.children(doc[i], frozenset(("pobj",)))), None)
    place = parsed.mention_of(noun) if noun is not None else None
    if place is None or place.first != i + 1 or not place.countries or place.kind not in ("place", "country"):
        return None
    return place.countries[0]


def _by_word(mention: Mention, draft: Draft) -> str | None:
    """What a word means by itself: peacekeepers are the United Nations', settlers no people of the land."""
    word = mention.head.lemma_.lower()
    if word in _UN_SOLDIERS:
        return "UNO"
    if word in _SETTLERS:
        lands = {c for m in (*draft.sides.recipient, *((draft.where,) if draft.where else ())) for c in m.countries}
        return next((_SETTLED[c] for c in lands if c in _SETTLED), None)
    return None
