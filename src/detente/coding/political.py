"""Which acts are events, and what domestic acts say without words: the codebook's rules over drafts."""

from __future__ import annotations

from detente.coding.acts import ARMED, OFFICIAL, mention_classes
from detente.coding.draft import Draft
from detente.language.parsed import Mention, Parsed

# Types whose other side, where nobody is named, is the same country: arrests, trials, protests, resignations.
DOMESTIC = frozenset(("PROTEST", "COERCE", "SANCTION", "RETREAT", "CONCEDE", "REJECT", "ACCUSE", "MOBILIZE", "AID"))
# Types that state organs do where nobody is named as doing them ("20 people were arrested in Nairobi").
BY_THE_STATE = frozenset(("COERCE", "SANCTION", "PROTEST"))
_POLITICAL_SECTORS = ARMED | OFFICIAL | frozenset("PTY OPP PRE JRN REL REF LAB AGR".split())


def _countries(mentions: list[Mention]) -> list[str]:
    return [c for m in mentions for c in m.countries]


def where_country(draft: Draft) -> str | None:
    """The country of the place where an act happened."""
    if draft.where is None or draft.where.place is None:
        return None
    found = draft.where.countries
    return found[0] if found else draft.where.place.country


def fill(draft: Draft, parsed: Parsed) -> None:
    """Puts the country on a side that the text leaves to be understood: domestic acts, victims in a place."""
    source, recipient = _countries(draft.sides.source), _countries(draft.sides.recipient)
    here = where_country(draft)
    kind = draft.act.type
    draft.fill_recipient = None if recipient else _by_frame(draft.sides.recipient_special, here, source)
    if draft.fill_recipient:
        draft.sides.recipient_rule += " + the frame"
    elif not recipient:
        if here and kind in ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID", "SANCTION"):
            draft.fill_recipient = here
            draft.sides.recipient_rule += " + country of the place"
        elif source and (kind in DOMESTIC or "domestic" in draft.act.frame.flags):
            draft.fill_recipient = source[0]
            draft.sides.recipient_rule += " + domestic"
        elif source and kind == "ASSAULT" and draft.sides.recipient:
            draft.fill_recipient = source[0]
            draft.sides.recipient_rule += " + victims of the same country"
    draft.fill_source = None if source else _by_frame(draft.sides.source_special, here, recipient)
    if draft.fill_source:
        draft.sides.source_rule += " + the frame"
    elif not source and kind in BY_THE_STATE:
        other = here or (recipient[0] if recipient else draft.fill_recipient)
        if other:
            draft.fill_source = other
            draft.sides.source_rule += " + domestic"
    elif not source and draft.sides.source:
        other = here or (recipient[0] if recipient else draft.fill_recipient)
        if other:  # "gunmen", "protesters": somebody of the place
            draft.fill_source = other
            draft.sides.source_rule += " + country of the place"


def _by_frame(special: tuple[str, ...], here: str | None, other: list[str]) -> str | None:
    """The country that a frame puts on a side without words: that of the place or of the other side."""
    for name in special:
        if name == "place" and here:
            return here
        if name == "same" and other:
            return other[0]
    return None


def _is_political(mentions: list[Mention]) -> bool:
    """Whether somebody on a side is more than a private person."""
    for m in mentions:
        classes = mention_classes(m)
        if classes & {"country", "body", "group", "armed", "official"}:
            return True
        if any(set(a.sectors) & _POLITICAL_SECTORS for a in m.actors):
            return True
        if any(a.id.startswith(("person:", "group:", "body:", "country:", "organ:")) for a in m.actors):
            return True
    return False


def keep(drafts: list[Draft], parsed: Parsed) -> list[Draft]:
    """Drafts that are events: an actor of political weight on a side, or a public act of many."""
    out = []
    for draft in drafts:
        fill(draft, parsed)
        sides = draft.sides
        political = _is_political(sides.source), _is_political(sides.recipient)
        kind = draft.act.type
        weak = "weak" in draft.act.frame.flags
        known = bool(draft.countries("source")), bool(draft.countries("recipient"))
        draft.features = {
            "political_source": float(political[0]),
            "political_recipient": float(political[1]),
            "known_source": float(bool(_countries(sides.source))),
            "known_recipient": float(bool(_countries(sides.recipient))),
            "filled": float(bool(draft.fill_source)) + float(bool(draft.fill_recipient)),
            "weak": float(weak),
        }
        if not any(known):
            continue
        if weak and not (all(known) and any(political)):
            continue
        if kind != "PROTEST" and not any(political):
            continue
        out.append(draft)
    return out
