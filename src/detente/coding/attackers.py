"""Who attacks whom where the text names one side: the enemy of the article, of the sentence, of a war.

What the grammar and the article leave open the wars of the day may tell (:mod:`knowledge.wars`): strikes on Kharkiv
are Russia's.  An attack that no war explains is taken to be made at home.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from detente.coding import grammar
from detente.coding.discourse import Discourse
from detente.coding.draft import Draft
from detente.coding.parties import counterpart, only_where, speaks, where_country
from detente.knowledge import wars
from detente.language.parsed import Mention, Parsed

# The rule of a side that a war fills.
AT_WAR = "at war with it"
# Means of states at war: whoever used them and is not named is not taken to be at home.
FROM_AFAR = frozenset(("aerial", "drone", "heavy-weapons"))
# The other party of the article so far, and how much every dealing known with it brings it nearer; see :mod:`filling`.
SO_FAR, PER_DEALING = 12.0, 4.0
# Ground changes hands between enemies: who takes it and is not named is not taken to be at home.
_TAKING = frozenset("annex capture seize occupy invade conquer overrun retake recapture".split())
ENTERING = _TAKING | frozenset("take enter liberate storm regain reclaim penetrate advance".split())
# What is attacked and does not attack.
_TARGETS = frozenset(
    "embassy consulate mission school hospital ship vessel tanker freighter territory citizen national tourist village "
    "hostage victim crew capital city town border frontier".split()
)


def divided(mentions: list[Mention]) -> bool:
    """Somebody who fights or opposes his own state."""
    return any({"REB", "OPP", "UAF", "CVL", "PTY", "PRE"} & set(a.sectors[:1]) for m in mentions for a in m.actors)


def modes_of(draft: Draft) -> set[str]:
    """Modes of an act and of what was merged into it."""
    return {m for a in (draft.act, *draft.act.merged) for m in a.frame.modes}


# What comes from afar by itself ("drones struck a depot").
_FLYING = frozenset("drone missile rocket artillery airstrike warplane jet bomber".split())


def from_afar(draft: Draft) -> bool:
    """Whether an attack is one that states at war make: from the air, by shelling, with missiles."""
    if FROM_AFAR & modes_of(draft):
        return True
    token = draft.act.token
    return token.pos_ in grammar.VERBAL and any(t.lemma_.lower() in _FLYING for t in grammar.subjects(token))


def day_of(draft: Draft, parsed: Parsed) -> date | None:
    """The day by which a war is looked up: as the text dates the act, else that of publication."""
    return draft.when.start if draft.when is not None else parsed.article.published.day


def own_ground(draft: Draft, source: list[str]) -> bool:
    """ "Ukrainian troops recaptured the village": what is taken lies in the taker's own country."""
    return (
        draft.act.type == "ASSAULT"
        and draft.act.token.lemma_ in ENTERING
        and bool(draft.sides.recipient)
        and all(m.kind in ("place", "country") and set(m.countries) <= set(source) for m in draft.sides.recipient)
    )


def enemy(
    draft: Draft, source: list[str], here: str | None, parsed: Parsed, discourse: Discourse
) -> Mention | str | None:
    """Whom ground is taken from, or strikes from afar fall on, where the place is the doer's own or not named.

    A mention of the enemy, or the code of the country that the doer is at war with.
    """
    if draft.act.type != "ASSAULT" or not source or (here is not None and here not in source):
        return None
    if divided(draft.sides.source) and (here is not None or draft.act.token.lemma_ in ENTERING):
        return None  # rebels fight the state they live in
    people = any(m.kind in ("people", "person", "group") for m in draft.sides.recipient)
    taking = draft.act.token.lemma_ in ENTERING and not people
    afar = from_afar(draft)
    if not taking and not afar:
        return None
    named = counterpart(draft, set(source), parsed)
    if named is not None and not only_where(named[1]) and not speaks(named[1]):
        return named[1]
    known = discourse.partner(source, "source", draft)
    if known is not None and not set(known[0].countries) & set(source):
        return known[0]
    return wars.attacked(source[0], day_of(draft, parsed))


def _at_war(draft: Draft, other: Mention, recipient: list[str], discourse: Discourse) -> bool:
    """Whether one deed in a named place may be another's: they fight, or the means come from afar."""
    if FROM_AFAR & set(draft.act.frame.modes) or not recipient:
        return True
    return any(discourse.times(c, recipient[0]) + discourse.times(recipient[0], c) > 1 for c in other.countries)


# Countries without an army of their own: soldiers there are those of whoever is at war with them.
_NO_ARMY = frozenset(("PSE",))
_SOLDIERS = frozenset("soldier troop reservist serviceman".split())


def _soldiers(draft: Draft) -> bool:
    """Soldiers of no country by their own words."""
    victims = draft.sides.recipient
    return bool(victims) and all(
        m.head.lemma_.lower() in _SOLDIERS and (m.inherited or not m.countries) for m in victims
    )


def known_attacker(draft: Draft, home: str, recipient: list[str], parsed: Parsed, discourse: Discourse) -> None:
    """Who attacks where nobody is named as doing it: whoever does so in the article, or somebody at home."""
    sides = draft.sides
    named = counterpart(draft, {home, *recipient}, parsed)
    known = discourse.partner(recipient or [home], "recipient", draft)
    if known is None and sides.recipient and recipient:
        foreign = not set(recipient) & set(discourse.leading())
        if foreign or (discourse.home() is None and discourse.long):
            known = discourse.attacker(draft, recipient)  # a foreign reporter is killed by those who fight there
    there = draft.where is not None and recipient == [where_country(draft)]
    if known is not None and there and not _at_war(draft, known[0], recipient, discourse):
        known = None
    foe = wars.attacker(home, day_of(draft, parsed), afar=from_afar(draft))
    if home in _NO_ARMY and foe is not None and _soldiers(draft):
        draft.sides.recipient_rule += " + whose army is there"
        draft.fill_recipient, draft.fill_source = foe, home
        draft.sides.recipient = [replace(m, actors=()) for m in draft.sides.recipient]
        sides.source_rule += " + fights them"
        return
    if known is not None and (named is None or SO_FAR - PER_DEALING * known[1] < named[0]):
        sides.source = [known[0]]
        sides.source_rule = "the other party so far"
    elif named is not None and not speaks(named[1]) and named[1].head.lemma_ not in _TARGETS:
        sides.source = [named[1]]
        sides.source_rule += " + the other party named"
    elif foe is not None and foe not in recipient:
        draft.fill_source = foe
        sides.source_rule += f" + {AT_WAR}"
    elif draft.act.token.lemma_ in _TAKING or from_afar(draft):
        return
    else:
        draft.fill_source = home
        sides.source_rule += " + nobody named, an attack at home"
