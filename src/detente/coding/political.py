"""Which acts are events: the codebook's rules over drafts.  What their sides leave out is in :mod:`filling`."""

from __future__ import annotations

import functools

from detente.coding import judged
from detente.coding.attackers import AT_WAR
from detente.coding.discourse import Discourse
from detente.coding.draft import Draft
from detente.coding.filling import fill
from detente.coding.lexicon import lexicon
from detente.coding.matching import ARMED, OFFICIAL, mention_classes
from detente.coding.parties import countries_of
from detente.coding.understood import share
from detente.language.kept import within
from detente.language.parsed import Mention, Parsed

_POLITICAL_SECTORS = ARMED | OFFICIAL | frozenset("PTY OPP PRE JRN REL REF LAB AGR".split())


def _is_political(mentions: list[Mention]) -> bool:
    """Whether somebody on a side is more than a private person."""
    for m in mentions:
        classes = mention_classes(m)
        if classes & {"country", "body", "group", "armed", "official"}:
            return True
        if m.kind == "people" and m.form == "name":
            return True
        if any(set(a.sectors) & _POLITICAL_SECTORS for a in m.actors):
            return True
        if any(a.id.startswith(("person:", "group:", "body:", "country:", "organ:")) for a in m.actors):
            return True
    return False


# Means that nobody uses for private ends: an attack by them is an event though its doer is not named.
PUBLIC_MEANS = frozenset("explosives suicide-attack aerial drone heavy-weapons targeted".split())


@functools.lru_cache(maxsize=1)
def _accident_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words of accidents and disasters, and words of violence, from the frames' word classes."""
    classes = lexicon().classes
    return classes["accident"] | classes["crashing"], classes["attack"] | classes["weapon"] | classes["combatant"]


def _violent(draft: Draft) -> bool:
    """The sentence has a noun of attacks, weapons or fighters."""
    _, violence = _accident_words()
    return any(
        t.pos_ in ("NOUN", "VERB") and (t.lemma_.lower() in violence) and t.lemma_.lower() not in VICTIMS
        for t in within(draft.sentence)
    )


def _in_accident(draft: Draft) -> bool:
    """Harm told in a sentence of an accident that has no word of violence: "killed when their bus overturned"."""
    act = draft.act
    if any(not m.frame.flags & {"killed", "wounded"} for m in (act, *act.merged)) or _violent(draft):
        return False
    mishaps, _ = _accident_words()
    return any(
        t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ") and t.lemma_.lower() in mishaps for t in within(draft.sentence)
    )


VICTIMS = frozenset("pilot soldier troop marine serviceman commander operative combatant blast fighter".split())
# Types that are public acts whoever does them; for the others somebody political must stand on a side.
PUBLIC = frozenset(("PROTEST", "COERCE", "SANCTION"))


def _harm_without_doer(draft: Draft, political_victim: bool, doer: bool) -> bool:
    """ "Nine people were killed" by nobody and in nothing: an accident, unless the victims are political."""
    act = draft.act
    if not act.frame.flags & {"killed", "wounded"} or doer or political_victim:
        return False
    if draft.sides.source and (_violent(draft) or any(m.form == "name" for m in draft.sides.recipient)):
        return False  # somebody named nearby: not in an accident
    return not any(not m.frame.flags & {"killed", "wounded"} for m in act.merged)


def _came_to_nothing(draft: Draft) -> bool:
    """What was not done or is only wanted is no event, unless others waited for it: talks, a deal, an attack."""
    if draft.act.told or draft.act.frame.flags & {"negated", "wished"}:
        return False
    return draft.act.type in UNTOLD.get(draft.status, frozenset())


# Types that tell nothing when they were not done, or are only wanted; no reader of the training items coded them.
UNTOLD = {
    "negated": frozenset("COERCE RETREAT AID SUPPORT CONCEDE MOBILIZE PROTEST ACCUSE REQUEST".split()),
    "wished": frozenset("COERCE RETREAT CONCEDE MOBILIZE PROTEST ACCUSE SANCTION REJECT".split()),
}


def _plain_enough(draft: Draft, political: bool) -> bool:
    """A weak frame that asks much of its words, of a political doer in the grammar: no other side is needed."""
    asked = len(draft.act.frame.conditions) + len(draft.act.frame.after) + len(draft.act.frame.before)
    return political and asked >= 2 and bool(draft.countries("source"))


def keep(drafts: list[Draft], parsed: Parsed, discourse: Discourse) -> list[Draft]:
    """Drafts that are events: an actor of political weight on a side, or a public act of many."""
    out = []
    share(drafts)
    for draft in drafts:
        doer = bool(draft.sides.source)  # by the grammar: a country named nearby did not do it
        fill(draft, parsed, discourse)
        if (
            not discourse.long
        ):  # in an article the story tells who is meant: who F1 0.661 without the model, 0.647 with it
            judged.second(draft, parsed)
        sides = draft.sides
        political = _is_political(sides.source), _is_political(sides.recipient)
        kind = draft.act.type
        weak = "weak" in draft.act.frame.flags
        home = discourse.home() if discourse.long else None
        if home and draft.countries("source") == {home} == draft.countries("recipient"):
            political = True, True  # force and dissent in the country that the article is about
        if sides.source_rule.endswith(AT_WAR):
            political, doer = (True, True), True  # people killed where a war is on
        known = bool(draft.countries("source")), bool(draft.countries("recipient"))
        draft.features = {
            "political_source": float(political[0]),
            "political_recipient": float(political[1]),
            "known_source": float(bool(countries_of(sides.source))),
            "known_recipient": float(bool(countries_of(sides.recipient))),
            "filled": float(bool(draft.fill_source)) + float(bool(draft.fill_recipient)),
            "weak": float(weak),
            "long": float(discourse.long),
        }
        if not any(known):
            continue
        if (
            weak
            and not (all(known) and (any(political) or kind == "PROTEST"))
            and not _plain_enough(draft, political[0])
        ):
            continue
        public = kind in PUBLIC or PUBLIC_MEANS & {m for a in (draft.act, *draft.act.merged) for m in a.frame.modes}
        if not public and not any(political):
            continue
        if kind == "ASSAULT" and _in_accident(draft):
            continue
        if _harm_without_doer(draft, political[1], doer) or _came_to_nothing(draft):
            continue
        out.append(draft)
    return out
