"""Who did it and who suffered, where the act's own grammar is silent: the clause above a noun, its maker, its means.

Every rule is asked by :func:`roles.find_sides` with the sides found so far, and fills what is empty in them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import Act, contained_in
from detente.coding.whose import FORCEFUL, owned, party
from detente.knowledge.entity import Entity
from detente.language.parsed import Mention, Parsed

if TYPE_CHECKING:
    from detente.coding.roles import Sides

# Types whose doer the clauses around tell less surely: force hangs on the verbs of those who tell of it.
FORCE = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_SUFFERING = frozenset("flee die suffer escape perish cower live collapse crumble shelter survive".split())
# Verbs whose object somebody else did.
_OF_OTHERS = frozenset(
    "condemn report say denounce describe mark follow see face avenge mourn protest investigate deplore survive "
    "acknowledge recognise recognize close mediate broker criticise criticize oppose reject bring lament regret bemoan "
    "rue bewail decry deride applaud hail welcome".split()
)
# Verbs by which somebody answers for what a preposition behind them tells ("jailed for kidnappings").
_PUNISHING = frozenset(
    "sentence convict jail imprison charge arrest detain indict try prosecute fine punish execute hang extradite deport "
    "sanction accuse suspect condemn acquit sue".split()
)
# Verbs by which a deed is laid at somebody's door ("attributed the attack to", "blamed it on").
_LAID_AT = frozenset("attribute ascribe pin blame trace impute".split())
_CHARGES = frozenset(("for", "of", "over", "with", "on"))
# Measures of a state, which it alone eases, suspends or calls off.
_MEASURES = frozenset(
    "tariff sanction ban embargo restriction duty levy curb aid funding deportation airstrike strike offensive operation "
    "patrol flight delivery shipment supply".split()
)
# What is given away is whoever's it was ("Danish tanks were delivered to Chad").
_GIVING = frozenset(("AID", "COOPERATE"))
_EASING = frozenset(("CONCEDE", "RETREAT", "SANCTION"))
# Nouns by which one act answers another: the subject of the verb above did the answer.
_ANSWERS = frozenset("response reaction retaliation answer reply protest".split())
# Prepositions by which a harm hangs on what did it ("killed in a raid by the army").
MEANS = ("in", "during", "by", "from", "with", "after", "under")


def informative(mentions: list[Mention]) -> bool:
    return any(a.country for m in mentions for a in m.actors)


def suffering(act: Act, parsed: Parsed, sides: Sides) -> None:
    """ "Thousands fled under bombing": who suffers is the subject of the verb that the deed hangs on."""
    token = act.token
    if act.frame.pos != "n" or act.type != "ASSAULT" or sides.recipient or token.dep_ != "pobj":
        return
    verb = token.head.head
    if token.head.lower_ in ("under", "from", "amid", "in", "after", "during") and verb.lemma_ in _SUFFERING:
        found = [m for t in grammar.surface_subjects(verb) for m in party(t, parsed) if m not in sides.source]
        if found:
            sides.recipient, sides.recipient_rule = found, f"subject of {verb.lemma_}"


def from_maker(act: Act, parsed: Parsed, sides: Sides) -> None:
    """ "A ban announced by the president", "a case brought by farmers": whoever made it."""
    for child in act.token.children:
        if child.dep_ == "acl" and child.pos_ in grammar.VERBAL:
            found = [m for t in grammar.agents(child) for m in party(t, parsed) if m not in sides.recipient]
            if informative(found):
                sides.source, sides.source_rule = found, f"who {child.lower_} it"
                return


def _countryman(mention: Mention, others: list[Mention]) -> Mention:
    """Somebody of no known country, as of the country of those who judge him."""
    judge = next((a for m in others for a in m.actors if a.country), None)
    if judge is None:
        return mention
    entity = Entity(f"?:{judge.country}:{mention.head.lemma_}", None, "person", judge.country, ("CVL",))
    return replace(mention, actors=(entity,), rule="inherit:judge")


def whose_measure(act: Act, parsed: Parsed, sides: Sides) -> None:
    """ "French tariffs would be delayed": what nobody is named as ending is ended by whose it is."""
    token = act.token
    given = act.type in _GIVING
    if sides.source or not (given or act.type in _EASING):
        return
    if token.pos_ not in grammar.VERBAL or not grammar.is_passive(token):
        return
    for noun in grammar.objects(token):
        found = _goods_of(noun, parsed) if given else owned(noun, parsed) if noun.lemma_ in _MEASURES else []
        if found:
            sides.source, sides.source_rule = found, f"whose {noun.lower_} it was"
            sides.recipient = [m for m in sides.recipient if m not in found]
            return


def _goods_of(noun: Token, parsed: Parsed) -> list[Mention]:
    """Whose goods something is; people who are handed over are nobody's."""
    over = parsed.mention_over(noun)
    if over is not None and over.kind in ("person", "people", "country"):
        return []
    return [m for m in party(noun, parsed) if m.countries and not m.inherited]


def from_above(act: Act, parsed: Parsed, sides: Sides) -> None:
    """A noun's act without a doer, told in the clause of one ("vowed retaliation", "resumed after strikes")."""
    if act.frame.pos != "n":
        return
    verb = grammar.governor(act.token)
    if verb is None or not contained_in(act.token, verb):
        return
    if act.token.dep_ == "pobj" and act.token.head.head.lemma_ in _ANSWERS:
        return
    if verb.lemma_ in _PUNISHING and act.token.dep_ in ("pobj", "conj"):
        found = [m for t in grammar.objects(verb) for m in party(t, parsed) if m not in sides.recipient]
        if found and act.token.head.lower_ in _CHARGES:
            judges = [m for t in grammar.subjects(verb) for m in party(t, parsed)]
            sides.source = found if informative(found) else [_countryman(found[0], judges), *found[1:]]
            sides.source_rule = f"object of {verb.lemma_}"
        return
    if verb.lemma_ in _LAID_AT and act.token in grammar.objects(verb):
        found = [m for w in ("to", "on") for t in grammar.prepositional(verb, w) for m in party(t, parsed)]
        sides.source = [m for m in found if m not in sides.recipient]
        sides.source_rule = f"to whom it is {verb.lemma_}"
        return
    if verb.lemma_ in _OF_OTHERS:
        return
    found = [m for t in grammar.subjects(verb) for m in party(t, parsed) if m not in sides.recipient]
    if found and act.token.dep_ in ("dobj", "conj", "pobj") and act.support_role in ("", "source"):
        if act.token.dep_ == "pobj" and act.token.head.lower_ in (
            "in",
            "during",
            "after",
            "amid",
            "from",
            "by",
        ):
            return
        sides.source, sides.source_rule = found, f"subject of {verb.lemma_}"


def from_means(act: Act, parsed: Parsed, sides: Sides) -> None:
    """The owner of the operation in which, or of the weapon with which, somebody was attacked."""
    for token in act.tokens:
        nouns = [
            t
            for word in MEANS
            for t in grammar.prepositional(token, word)
            if word != "with" or t.lemma_.lower() in FORCEFUL
        ]
        if token.pos_ in grammar.VERBAL:
            nouns.extend(t for t in grammar.objects(token) if t.lemma_.lower() in FORCEFUL)
        for noun in nouns:
            found = [m for m in owned(noun, parsed) if m not in sides.recipient]
            if found:
                sides.source, sides.source_rule = found, f"whose {noun.lower_} it was"
                return
