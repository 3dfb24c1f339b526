"""What a sentence leaves to be understood of who and whom: the other party, the country of domestic acts.

The codebook's rules: domestic events carry the country on both sides; victims in a place are of that place.
A side that the grammar leaves empty is looked for in the sentence and in what the article has told so far
(:mod:`discourse`), before it is taken to be domestic; the rule that filled it is kept for ``--explain``.
"""

from __future__ import annotations

from detente.coding import grammar
from detente.coding.attackers import PER_DEALING, SO_FAR, enemy, known_attacker, own_ground
from detente.coding.discourse import Discourse
from detente.coding.doers import acting_on, held_by, left_behind, of_its_own, suspect
from detente.coding.draft import Draft
from detente.coding.own_things import NOBODY
from detente.coding.parties import DYADIC, before, counterpart, countries_of, where_country
from detente.coding.understood import arrange
from detente.knowledge.entity import NO_STATES
from detente.language.parsed import LOCATIVE, Mention, Parsed

# What is said to somebody: promises and threats with nobody addressed are made at home.
PROMISED = frozenset(("AGREE", "THREATEN"))
# Types whose other side, where nobody else is named, is the same country: arrests, trials, protests, resignations.
DOMESTIC = PROMISED | frozenset(
    "PROTEST COERCE SANCTION RETREAT CONCEDE REJECT ACCUSE MOBILIZE AID ASSAULT REQUEST".split()
)
# Types that organs of the state do where nobody is named as doing them ("20 people were arrested in Nairobi").
BY_THE_STATE = frozenset(("COERCE", "SANCTION", "PROTEST"))
# Types by which a measure ends: whoever took it at a place ends it ("the curfew in Lagos was lifted").
ENDED = frozenset(("CONCEDE", "RETREAT"))
AT_A_PLACE = frozenset(("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID"))
# How far off the other of the two countries is that an article is about; whoever is further off is nobody.
OF_THE_ARTICLE = 24.0
# In a story of one country a dealing with another must be as near or as often told as this to be meant again.
ABROAD = 1.2
_NUMBERS = frozenset(
    "many some several dozen hundred thousand score other those most few they he she him them her".split()
)
# Nouns that name others in general: somebody else is meant than the other party of the story.
_OTHERS = frozenset(
    "country nation state world community ally government party power member partner leader people neighbour "
    "neighbor voter court citizen public everyone reporter journalist crowd audience".split()
)
_ANY = frozenset(
    "other others all many several foreign neighbouring neighboring international friendly every any".split()
)
# What somebody offers, asks or says, and another turns down.
_OFFERED = frozenset(
    "offer proposal demand request call appeal idea plan suggestion charge accusation claim invitation plea ultimatum "
    "it this that which allegation complaint report".split()
)


def fill(draft: Draft, parsed: Parsed, discourse: Discourse) -> None:
    """Puts somebody on a side that the grammar leaves empty, by the rules above."""
    arrange(draft, parsed, discourse)
    _fill_recipient(draft, parsed, discourse)
    _fill_source(draft, parsed, discourse)
    discourse.done[id(draft.act)] = draft


def _by_frame(special: tuple[str, ...], here: str | None, other: list[str]) -> str | None:
    """The country that a frame puts on a side without words: that of the place or of the other side."""
    for name in special:
        if name == "place" and here:
            return here
        if name == "same" and other:
            return other[0]
    return None


def _fill_recipient(draft: Draft, parsed: Parsed, discourse: Discourse) -> None:
    sides = draft.sides
    source, here, kind = countries_of(sides.source), where_country(draft), draft.act.type
    if draft.fill_recipient or (countries_of(sides.recipient) and not own_ground(draft, source)):
        return
    if _somebody_else(draft):
        return
    named = bool(sides.recipient) or _some(draft)  # people of no known country: "three hostages", "26 people"
    foe = enemy(draft, source, here, parsed, discourse)
    if foe is not None:
        sides.recipient_rule += " + the enemy"
        sides.recipient = [foe] if isinstance(foe, Mention) else []
        draft.fill_recipient = foe if isinstance(foe, str) else None
        return
    if countries_of(sides.recipient):
        return
    model = _same_target(draft, here, discourse) if not named else None
    if model is not None:
        sides.recipient = list(model.sides.recipient)
        sides.recipient_rule += " + as before"
        return
    if kind in AT_A_PLACE and here and (here not in source or not named or kind == "ASSAULT"):
        draft.fill_recipient = here
        sides.recipient_rule += " + country of the place"
        return
    dyadic = (
        kind in DYADIC
        or draft.dropped
        or {"withdraw", "ceasefire", "withhold"} & set(draft.act.frame.modes)
        or (kind == "ASSAULT" and not here)
    )
    if dyadic and not _alone(draft):
        found = _other(draft, source, parsed, discourse)
        if found is not None:
            other, rule = found
            if named and other.countries:
                draft.fill_recipient = other.countries[0]
            else:
                sides.recipient = [other]
            sides.recipient_rule += rule
            return
    if NOBODY in sides.recipient_special:
        return
    by_frame = _by_frame(sides.recipient_special, here, source)
    if by_frame:
        draft.fill_recipient = by_frame
        sides.recipient_rule += " + the frame"
    elif source and _at_home(draft, discourse.home() in source) and not _alone(draft) and not _outward(draft):
        draft.fill_recipient = source[0]
        sides.recipient_rule += " + domestic"
    elif not source and kind in AT_A_PLACE | BY_THE_STATE and (sides.source or named or kind in BY_THE_STATE):
        home = _nearby(draft, parsed) or discourse.home() or (discourse.lately(draft) if discourse.long else None)
        if home:
            draft.fill_recipient = home
            sides.recipient_rule += " + the country of the story"


# Measures at the border: whom they hit and is not named is abroad.
_BORDER = frozenset(
    "tariff duty import export levy treaty accord pact agreement convention organisation organization".split()
)


def _outward(draft: Draft) -> bool:
    """Tariffs, and leaving a treaty or a body, are done to somebody abroad, or to all."""
    act = draft.act
    if act.type in ("CONSULT", "SUPPORT") or (act.type == "SANCTION" and "withdraw" in act.frame.modes):
        return True
    if act.type != "SANCTION" or "convict" in act.frame.modes:
        return False
    near = [act.token, *act.token.children, *(c for t in grammar.objects(act.token) for c in t.subtree)]
    return any(t.lemma_.lower() in _BORDER for t in near)


def _at_home(draft: Draft, story: bool) -> bool:
    """Whether an act with nobody on the other side is done at home; `story`: the article is about that country."""
    flags = draft.act.frame.flags
    if draft.act.type in PROMISED and "weak" in flags and not story:
        return False  # a vague word needs somebody to whom it is said
    return draft.act.type in DOMESTIC or "domestic" in flags or (story and "weak" not in flags)


def _other(draft: Draft, source: list[str], parsed: Parsed, discourse: Discourse) -> tuple[Mention, str] | None:
    """The other party of an act whose source is known: named in the sentence, dealt with so far, or named before."""
    choices: list[tuple[float, Mention, str]] = []
    if draft.act.type == "REJECT" and _answers(draft):
        asker = discourse.asker(draft, source)
        if asker is not None:
            return asker, " + who asked for it"
    if _by_court(draft):
        return None
    named = counterpart(draft, set(source), parsed)
    if named is not None:
        choices.append((*named, " + the other party named"))
    if source:
        known = discourse.partner(source, "source", draft, abroad=draft.dropped and discourse.home() not in source)
        at_home = discourse.home() in source
        if known is not None and at_home and not set(known[0].countries) & set(source) and known[1] < ABROAD:
            known = None  # one dealing with others in a story of one country
        if known is not None:
            choices.append((SO_FAR - PER_DEALING * known[1], known[0], " + the other party so far"))
        main = discourse.main_other(source) if not at_home else None
        mention = discourse.last_mention(main, draft) if main else None
        if mention is not None:
            choices.append((OF_THE_ARTICLE, mention, " + the other party of the article"))
        if at_home and (not choices or min(choices, key=lambda c: c[0])[0] > OF_THE_ARTICLE):
            return None
    if choices:
        best = min(choices, key=lambda c: c[0])
        return best[1], best[2]
    last = before(draft, set(source), parsed) if draft.act.type in DYADIC else None
    return (last, " + the other party of the sentence before") if last is not None else None


def _some(draft: Draft) -> bool:
    """ "Many were beaten", "arrested hundreds": people whom only their number names."""
    token = draft.act.token
    return token.pos_ in grammar.VERBAL and any(t.lemma_.lower() in _NUMBERS for t in grammar.objects(token))


def _answers(draft: Draft) -> bool:
    """ "Brazil dismissed the idea": a refusal of what somebody said before."""
    return (
        any(t.lemma_.lower() in _OFFERED for t in grammar.objects(draft.act.token))
        if (draft.act.token.pos_ in grammar.VERBAL)
        else False
    )


def _by_court(draft: Draft) -> bool:
    """Courts judge at home."""
    actors = [a for m in draft.sides.source for a in m.actors]
    return bool(actors) and all(a.sectors[:1] == ("JUD",) and a.country not in NO_STATES for a in actors)


def _somebody_else(draft: Draft) -> bool:
    """The act is done to others in general, whom nobody knows by name ("appealed to other countries")."""
    token = draft.act.token
    for name in ("obj", "to", "on", "with"):
        found = [t for t in grammar.slot(token, name) if t.pos_ == "NOUN" and t.lemma_ in _OTHERS]
        if found:
            return not draft.sides.recipient or any(c.lower_ in _ANY for t in found for c in t.children)
    return False


def _alone(draft: Draft) -> bool:
    """A test of weapons has nobody on the other side unless the grammar names one."""
    return draft.act.type == "MOBILIZE" and "weapons" in draft.act.frame.modes


def _nearby(draft: Draft, parsed: Parsed) -> str | None:
    """The country of the place that the act's clause or sentence names, for people without a country."""
    if draft.act.type not in AT_A_PLACE:
        return None
    found = parsed.place_of(draft.act.token) or _street(draft, parsed)
    return found.countries[0] if found is not None and found.countries else None


# Parts of a place that "of" leads on from.
_PARTS = frozenset(
    "street square gate outskirt suburb centre center heart city town capital port part district province region north "
    "south east west coast road village island".split()
)


def _street(draft: Draft, parsed: Parsed) -> Mention | None:
    """ "On the streets of Oran", "outside the gates of Turin": the place within the place."""
    for token in draft.act.token.subtree:
        part = token.head
        if token.lower_ != "of" or part.lemma_ not in _PARTS or part.dep_ != "pobj" or part.head.lower_ not in LOCATIVE:
            continue
        for noun in grammar.children(token, frozenset(("pobj",))):
            found = parsed.mention_of(noun)
            if found is not None and found.kind in ("place", "country") and found.countries:
                return found
    return None


def _same_target(draft: Draft, here: str | None, discourse: Discourse) -> Draft | None:
    """ "Protests also took place in Oran": a protest told beside another is against the same, where nobody is named."""
    if draft.act.type != "PROTEST":
        return None
    for other in reversed(discourse.drafts):
        near = draft.at - 1 <= other.at <= draft.at and other is not draft
        if near and other.act.type == "PROTEST" and id(other.act) in discourse.done:
            against = set(countries_of(other.sides.recipient))
            if against and here not in against and other.countries("source") == {here}:
                return other
    return None


def _fill_source(draft: Draft, parsed: Parsed, discourse: Discourse) -> None:
    sides = draft.sides
    if countries_of(sides.source):
        return
    here, kind = where_country(draft), draft.act.type
    recipient = countries_of(sides.recipient) or ([draft.fill_recipient] if draft.fill_recipient else [])
    if _told(draft, recipient, parsed, discourse):
        return
    by_frame = _by_frame(sides.source_special, here, recipient)
    near = _nearby(draft, parsed) if sides.source or kind == "PROTEST" else None
    home = here or near or (recipient[0] if recipient else None)
    if by_frame:
        draft.fill_source = by_frame
        sides.source_rule += " + the frame"
    elif kind in ("SANCTION", "COERCE") and (known := _usual(draft, recipient, discourse)) is not None:
        sides.source = [known]
        sides.source_rule += " + who does so in the article"
    elif kind in BY_THE_STATE and home:
        draft.fill_source = home
        sides.source_rule += " + domestic"
    elif sides.source and home:  # "gunmen", "protesters": somebody of the place
        draft.fill_source = home
        sides.source_rule += " + country of the place"
    elif kind in ENDED and home and not sides.source and _at_a_place(draft):
        draft.fill_source = home
        sides.source_rule += " + who imposed it there"
    elif kind == "ASSAULT" and home:
        known_attacker(draft, home, recipient, parsed, discourse)


def _at_a_place(draft: Draft) -> bool:
    """All that is known of the other side is a place."""
    if not draft.sides.recipient:
        return bool(draft.fill_recipient)
    return all(m.kind == "place" or m.rule.startswith("table:capital") for m in draft.sides.recipient)


def _told(draft: Draft, recipient: list[str], parsed: Parsed, discourse: Discourse) -> bool:
    """Puts on the empty side whom the text names elsewhere as the doer; see :mod:`doers`."""
    sides = draft.sides
    found = left_behind(draft, parsed)
    rule = "whom they left"
    if not found and (holder := held_by(draft, discourse)) is not None:
        found, draft.fill_source, rule = list(holder.sides.source), holder.fill_source, "who held them"
        if not found and draft.fill_source:
            sides.source_rule += " + who held them"
            return True
    if not found:
        found, rule = of_its_own(draft, discourse), "who tells of its own"
    if not found and not sides.source and (culprit := suspect(draft, parsed)) is not None:
        found, rule = [culprit], "the suspect"
    if not found and draft.act.type in ("SANCTION", "COERCE"):
        other = acting_on(draft, recipient, parsed, discourse)
        found, rule = ([other] if other is not None else []), "who deals with them"
    if found:
        sides.source = found
        sides.source_rule = rule
    return bool(found)


def _usual(draft: Draft, recipient: list[str], discourse: Discourse) -> Mention | None:
    """Whoever else the article tells of doing the same to the recipient."""
    if "convict" in draft.act.frame.modes or draft.where is not None:
        return None
    known = discourse.partner(recipient, "recipient", draft, same=True)
    return known[0] if known is not None and not set(known[0].countries) & set(recipient) else None
