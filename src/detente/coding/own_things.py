"""What is the doer's own, or the speaker's, and so no other party: "its airspace", "his fighters", "three hospitals"."""

from __future__ import annotations

from detente.coding.attackers import divided
from detente.coding.constructions import speaker_of
from detente.coding.discourse import Discourse
from detente.coding.draft import Draft
from detente.coding.matching import mention_classes
from detente.coding.parties import DYADIC, countries_of
from detente.knowledge.entity import NO_STATES
from detente.language.parsed import Mention

_CAPTIVES = frozenset("pilot crew soldier sailor officer men captain".split())
# People whom a state sends and calls home.
_SENT = frozenset("envoy ambassador diplomat consul delegation staff peacekeeper adviser advisor expert".split())
# What stands for a side that nobody fills: a boat of no known country.
NOBODY = "nobody"
_VESSELS = frozenset("boat ship vessel tanker freighter aircraft plane jet helicopter submarine speedboat".split())
# Inheritance from whoever else is named, which may be the attacker.
_GUESSED = frozenset(("inherit:article", "inherit:previous", "inherit:actor"))


def speakers_things(draft: Draft, discourse: Discourse) -> None:
    """ "Norway says that Russia violated its airspace": what the doer harms is not its own but the speaker's."""
    sides = draft.sides
    source = set(countries_of(sides.source))
    if draft.act.type not in ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION") or not source or not sides.recipient:
        return
    if not all(set(m.countries) <= source and (_is_possessed(m) or _taken_over(m)) for m in sides.recipient):
        return
    guess = not all(_is_possessed(m) for m in sides.recipient)
    speakers = [m for m in speaker_of(draft.act.token, discourse.said) if m.countries and not set(m.countries) & source]
    if guess and (
        draft.act.type not in ("ASSAULT", "MOBILIZE")
        or not all(mention_classes(m) & {"official", "country"} and not NO_STATES & set(m.countries) for m in speakers)
    ):
        return
    if speakers:
        sides.recipient = speakers
        sides.recipient_rule += " of the speaker"


def _taken_over(mention: Mention) -> bool:
    """Its country is that of whoever stands nearby: "three hospitals", "the country"."""
    return mention.inherited or (mention.rule.startswith("coref") and mention.head.lemma_ in ("country", "nation"))


def _is_possessed(mention: Mention) -> bool:
    """The words are "its" or "their", or begin with them."""
    head = mention.head
    return head.tag_ == "PRP$" or any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in head.children)


def drop_own_side(draft: Draft) -> None:
    """ "Fired rockets at Haifa and its port": of several recipients those of the doer's own country, as such, fall out."""
    sides = draft.sides
    source = set(countries_of(sides.source))
    foreign = [m for m in sides.recipient if set(m.countries) - source]
    if not source or not foreign or len(foreign) == len(sides.recipient):
        return
    keep = [m for m in sides.recipient if m in foreign or (not m.inherited and (divided(sides.source) or divided([m])))]
    sides.recipient = keep


def drop_own_ground(draft: Draft) -> None:
    """A boat that took its country from who strikes it, troops sent to one's own island."""
    sides = draft.sides
    source = set(countries_of(sides.source))
    if not source or not sides.recipient:
        return
    if draft.act.type == "ASSAULT" and all(set(m.countries) <= source for m in sides.recipient):
        if all(m.inherited and m.head.lemma_.lower() in _VESSELS for m in sides.recipient):
            sides.recipient = []
            sides.recipient_special = (NOBODY,)
    elif draft.act.type == "MOBILIZE" and any(a.sovereign in source for m in sides.recipient for a in m.actors):
        sides.recipient = []
        draft.dropped = True


def drop_own_things(draft: Draft) -> None:
    """ "Threatened to close its airspace", "warned that his fighters": what the source owns is not the other party."""
    source = set(countries_of(draft.sides.source))
    recipient = draft.sides.recipient
    if not source or not recipient or not all(set(m.countries) <= source for m in recipient):
        return
    if draft.act.type in DYADIC:
        own = all(_owned_thing(m) for m in recipient)
    else:
        own = draft.act.type in ("ASSAULT", "COERCE") and all(
            m.form in ("pronoun", "possessive")
            or (_is_possessed(m) and m.head.lemma_ in _CAPTIVES)
            or (m.inherited and _of_state(m) and all(_of_state(s) for s in draft.sides.source))
            or (m.inherited and m.rule in _GUESSED and all(_bare_state(s) for s in draft.sides.source))
            for m in recipient
        )
    if own:
        draft.sides.recipient = []
        draft.dropped = True


def _bare_state(mention: Mention) -> bool:
    """ "A Russian attack": the state as such."""
    return mention.kind == "country" and mention.form == "adjective"


def _of_state(mention: Mention) -> bool:
    """A state, its government or its army."""
    return all(a.sectors[:1] in ((), ("GOV",), ("MIL",)) for a in mention.actors)


def _owned_thing(mention: Mention) -> bool:
    if mention.form in ("pronoun", "possessive", "adjective") or mention.kind == "place":
        return True
    owned = _is_possessed(mention)
    if owned and mention.kind in ("other", "place") and mention.rule.startswith("noun+possessor"):
        return True
    return owned and (mention.head.lemma_ in _SENT or any({"MIL", "REB"} & set(a.sectors[:1]) for a in mention.actors))
