"""What a sentence leaves to be understood of who and whom: the other party, the country of domestic acts.

The codebook's rules: domestic events carry the country on both sides; victims in a place are of that place.
A side that the grammar leaves empty is looked for in the sentence and in what the article has told so far
(:mod:`discourse`), before it is taken to be domestic; the rule that filled it is kept for ``--explain``.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import mention_classes
from detente.coding.constructions import speaker_of
from detente.coding.discourse import Discourse
from detente.coding.draft import Draft
from detente.language.parsed import LOCATIVE, Mention, Parsed

# Types between two parties: where the grammar gives one, the other is somebody else named nearby.
DYADIC = frozenset(
    "ACCUSE AGREE AID CONCEDE CONSULT COOPERATE MOBILIZE REJECT REQUEST SANCTION SUPPORT THREATEN".split()
)
# Types in which several who act together act with one another, unless somebody else is named.
MUTUAL = frozenset(("AGREE", "CONSULT", "SUPPORT"))
# Types whose other side, where nobody else is named, is the same country: arrests, trials, protests, resignations.
DOMESTIC = frozenset("PROTEST COERCE SANCTION RETREAT CONCEDE REJECT ACCUSE MOBILIZE AID ASSAULT REQUEST".split())
# Types that organs of the state do where nobody is named as doing them ("20 people were arrested in Nairobi").
BY_THE_STATE = frozenset(("COERCE", "SANCTION", "PROTEST"))
# Types that a state announces of itself in the passive.
ANNOUNCED = frozenset("AID SUPPORT AGREE MOBILIZE SANCTION CONCEDE COOPERATE CONSULT THREATEN REQUEST".split())
# Means of states at war: whoever used them and is not named is not taken to be at home.
FROM_AFAR = frozenset(("aerial", "drone", "heavy-weapons"))
AT_A_PLACE = frozenset(("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID"))

# How far a mention is from being the other party, in tokens of distance: a place where it happens, words that
# only modify a noun, somebody outside the act's own phrase, a speaker, and whoever is only said to have helped
# or asked. Chosen by hand on news/gold-train.jsonl.
PLACE, MODIFIER, OUTSIDE, BEFORE, SPEAKER, HELPER = 14.0, 8.0, 15.0, 6.0, 8.0, 12.0
# The same for the other party of the article so far, less for every dealing known with it, and for the other of
# the two countries that an article is about. Whoever is further off than that is nobody.
SO_FAR, PER_DEALING, OF_THE_ARTICLE = 12.0, 4.0, 24.0
# Ground changes hands between enemies: who takes it and is not named is not taken to be at home.
_TAKING = frozenset("annex capture seize occupy invade conquer overrun retake recapture".split())
_BACKED = frozenset(
    "backed led made brokered mediated sponsored aligned held occupied controlled funded trained born style run owned "
    "built based allied supported linked affiliated".split()
)
# What is attacked and does not attack.
_TARGETS = frozenset(
    "embassy consulate mission school hospital ship vessel tanker freighter territory citizen national tourist village "
    "hostage victim crew capital city town border frontier".split()
)
# People whom a state sends and calls home.
_SENT = frozenset("envoy ambassador diplomat consul delegation staff peacekeeper adviser advisor expert".split())
# Nouns that name others in general: somebody else is meant than the other party of the story.
_OTHERS = frozenset(
    "country nation state world community ally government party power member partner leader people neighbour "
    "neighbor voter court citizen public everyone reporter journalist crowd audience".split()
)
_SAYING = frozenset(("say", "report", "tell", "state", "claim", "announce", "confirm"))
_HELPING = frozenset("request help support behalf mediation auspices invitation backing assistance initiative".split())


def countries_of(mentions: list[Mention]) -> list[str]:
    """Country codes of mentions, in order."""
    return [c for m in mentions for c in m.countries]


def where_country(draft: Draft) -> str | None:
    """The country of the place where an act happened."""
    if draft.where is None or draft.where.place is None:
        return None
    found = draft.where.countries
    return found[0] if found else draft.where.place.country


def fill(draft: Draft, parsed: Parsed, discourse: Discourse) -> None:
    """Puts somebody on a side that the grammar leaves empty, by the rules above."""
    _speakers_things(draft, discourse)
    _announced(draft, discourse)
    _moved_troops(draft)
    _drop_own_things(draft)
    _leading(draft, parsed)
    _one_another(draft)
    _main_pair(draft, discourse)
    _fill_recipient(draft, parsed, discourse)
    _fill_source(draft, parsed, discourse)


def _by_frame(special: tuple[str, ...], here: str | None, other: list[str]) -> str | None:
    """The country that a frame puts on a side without words: that of the place or of the other side."""
    for name in special:
        if name == "place" and here:
            return here
        if name == "same" and other:
            return other[0]
    return None


def counterpart(draft: Draft, taken: set[str], parsed: Parsed) -> tuple[float, Mention] | None:
    """Somebody of another country in the act's sentence, with how far off it is; the nearest argument first."""
    token = draft.act.token
    sentence = draft.sentence
    heads = {t.i for t in (token, draft.act.support, *(m.token for m in draft.act.merged)) if t is not None}
    best: tuple[float, Mention] | None = None
    for mention in parsed.mentions_in(draft.act.doc_index, sentence.start, sentence.end - 1):
        own = set(mention.countries)
        if not own or own & taken or mention.form == "pronoun" or _backs(mention):
            continue
        head = mention.head
        score = abs(head.i - token.i) + (0 if head.i > token.i else BEFORE)
        if not any(a.i in heads for a in head.ancestors):
            score += OUTSIDE
        if _speaks(mention):
            score += SPEAKER
        if _only_where(mention):
            score += PLACE
        elif _modifies(mention):
            score += MODIFIER
        if _helps(mention):
            score += HELPER
        if best is None or score < best[0]:
            best = (score, mention)
    return best


def _backs(mention: Mention) -> bool:
    """ "An American-backed offensive": somebody behind another, who is not the other party."""
    doc, after = mention.head.doc, mention.last + 1
    return after + 1 < len(doc) and doc[after].text in ("-", "–") and doc[after + 1].lower_ in _BACKED


def _speaks(mention: Mention) -> bool:
    """The mention only says or reports what is told."""
    head = mention.head
    return head.dep_ == "nsubj" and head.head.lemma_ in _SAYING


def _only_where(mention: Mention) -> bool:
    """The mention only tells where something happens."""
    head = mention.head
    located = head.dep_ == "pobj" and head.head.lower_ in LOCATIVE
    return (mention.kind == "place" and not _goal(head)) or (located and mention.kind != "person")


def _goal(head: Token) -> bool:
    """ "Was in Kyiv to promise help", "flew to Ankara": the place stands for its government."""
    verb = head.head.head if head.dep_ == "pobj" else head.head
    if head.lower_ == "visit" or verb.lemma_ in ("visit", "fly", "travel", "arrive", "land", "return"):
        return True
    return verb.lemma_ == "be" and head.dep_ == "pobj" and any(c.tag_ == "VB" for c in verb.children)


def _modifies(mention: Mention) -> bool:
    """The mention only says of what kind a thing is ("the European embargo", "a UN resolution")."""
    head = mention.head
    return head.dep_ in ("compound", "amod", "nmod", "npadvmod") or mention.form == "adjective"


def _helps(mention: Mention) -> bool:
    """Somebody at whose request or with whose help it is done."""
    head = mention.head
    if head.dep_ == "poss":
        return head.head.lemma_ in _HELPING
    return head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_ in _HELPING


def _before(draft: Draft, taken: set[str], parsed: Parsed) -> Mention | None:
    """Somebody of another country in the sentence before, the subject first."""
    doc, start = draft.sentence.doc, draft.sentence.start
    if start == 0:
        return None
    previous = doc[start - 1].sent
    found = [
        m
        for m in parsed.mentions_in(draft.act.doc_index, previous.start, previous.end - 1)
        if m.countries and not set(m.countries) & taken and m.form != "pronoun"
    ]
    return min(found, key=lambda m: (_only_where(m), m.head.dep_ != "nsubj", -m.head.i), default=None)


def _drop_own_things(draft: Draft) -> None:
    """ "Threatened to close its airspace", "warned that his fighters": what the source owns is not the other party."""
    source = set(countries_of(draft.sides.source))
    recipient = draft.sides.recipient
    if not source or not recipient or not all(set(m.countries) <= source for m in recipient):
        return
    if draft.act.type in DYADIC:
        own = all(_owned_thing(m) for m in recipient)
    else:
        own = draft.act.type in ("ASSAULT", "COERCE") and all(m.form in ("pronoun", "possessive") for m in recipient)
    if own:
        draft.sides.recipient = []
        draft.dropped = True


def _owned_thing(mention: Mention) -> bool:
    if mention.form in ("pronoun", "possessive", "adjective") or mention.kind == "place":
        return True
    owned = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in mention.head.children)
    return owned and (mention.head.lemma_ in _SENT or any({"MIL", "REB"} & set(a.sectors[:1]) for a in mention.actors))


def _announced(draft: Draft, discourse: Discourse) -> None:
    """ "Thailand announces that refugees will be granted permits": what nobody does is done by the state that says so."""
    sides = draft.sides
    token = draft.act.support or draft.act.token
    if (
        sides.source
        or draft.act.type not in ANNOUNCED
        or token.pos_ not in grammar.VERBAL
        or not grammar.is_passive(token)
    ):
        return
    taken = set(countries_of(sides.recipient))
    speakers = [
        m
        for m in speaker_of(draft.act.token, discourse.said)
        if m.countries and not set(m.countries) & taken and mention_classes(m) & {"official", "country"}
    ]
    if speakers:
        sides.source, sides.source_rule = speakers, "who announces it"


def _speakers_things(draft: Draft, discourse: Discourse) -> None:
    """ "Norway says that Russia violated its airspace": what the doer harms is not its own but the speaker's."""
    sides = draft.sides
    source = set(countries_of(sides.source))
    if draft.act.type not in ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION") or not source or not sides.recipient:
        return
    if not all(set(m.countries) <= source and _is_possessed(m) for m in sides.recipient):
        return
    speakers = [m for m in speaker_of(draft.act.token, discourse.said) if m.countries and not set(m.countries) & source]
    if speakers:
        sides.recipient = speakers
        sides.recipient_rule += " of the speaker"


def _is_possessed(mention: Mention) -> bool:
    """The words are "its" or "their", or begin with them."""
    head = mention.head
    return head.tag_ == "PRP$" or any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in head.children)


def _moved_troops(draft: Draft) -> None:
    """ "20,000 Russian troops were massed": those who are moved are whose move it is."""
    sides = draft.sides
    if draft.act.type != "MOBILIZE" or sides.source or not sides.recipient:
        return
    if all({"MIL", "COP", "PRM"} & {s for a in m.actors for s in a.sectors[:1]} for m in sides.recipient):
        sides.source, sides.recipient = sides.recipient, []
        sides.source_rule = f"who was moved: {sides.recipient_rule}"


def _leading(draft: Draft, parsed: Parsed) -> None:
    """An active verb whose subject the parser lost: whoever the sentence begins with."""
    token = draft.act.token
    verb = token if token.pos_ in grammar.VERBAL else draft.act.support
    if draft.sides.source or verb is None or grammar.is_passive(verb) or draft.act.type not in DYADIC:
        return
    taken = set(countries_of(draft.sides.recipient))
    for mention in parsed.mentions_in(draft.act.doc_index, draft.sentence.start, verb.i - 1):
        if mention.countries and mention.form != "adjective":
            if not set(mention.countries) & taken:
                draft.sides.source = [mention]
                draft.sides.source_rule += " + the sentence begins with it"
            return


def parted(mentions: list[Mention]) -> tuple[list[Mention], list[Mention]] | None:
    """Two sides out of those who act together: the first actor, and the others; None where there is but one."""
    pairs = [(m, a) for m in mentions for a in m.actors]
    first = pairs[0][1] if pairs else None
    rest = [(m, a) for m, a in pairs if first is not None and a.id != first.id]
    if not rest:
        return None
    one = [_only(pairs[0][0], pairs[:1])]
    others = [_only(m, [p for p in rest if p[0] is m]) for m in dict.fromkeys(m for m, _ in rest)]
    return one, others


def _only(mention: Mention, pairs: list) -> Mention:  # type: ignore[type-arg]
    """The mention as standing for some of its actors."""
    actors = tuple(a for _, a in pairs)
    return mention if actors == mention.actors else replace(mention, actors=actors)


def _main_pair(draft: Draft, discourse: Discourse) -> None:
    """ "Since the talks began": between the two whom the article is about."""
    sides = draft.sides
    truce = "ceasefire" in draft.act.frame.modes
    if (
        not (draft.act.type in ("AGREE", "CONSULT") or truce)
        or countries_of(sides.source)
        or countries_of(sides.recipient)
    ):
        return
    pair = discourse.main_pair()
    if pair is not None and not sides.source and not sides.recipient:
        sides.source, sides.recipient = [pair[0]], [pair[1]]
        sides.source_rule = sides.recipient_rule = "the two of the article"
        sides.reciprocal = True


def _one_another(draft: Draft) -> None:
    """ "The two leaders agreed to meet", "A and B signed a treaty": with one another, where nobody else is named."""
    sides = draft.sides
    mutual = draft.act.type in MUTUAL or sides.reciprocal
    if not mutual or len(set(countries_of(sides.source))) < 2:
        return
    source = set(countries_of(sides.source))
    if any(not _only_where(m) for m in sides.recipient if set(m.countries) - source):
        return
    found = parted(sides.source)
    if found is not None:
        sides.source, sides.recipient = found
        sides.recipient_rule = f"one another: {sides.source_rule}"
        sides.reciprocal = True


def _fill_recipient(draft: Draft, parsed: Parsed, discourse: Discourse) -> None:
    sides = draft.sides
    source, here, kind = countries_of(sides.source), where_country(draft), draft.act.type
    if countries_of(sides.recipient):
        return
    if not sides.recipient and _somebody_else(draft):
        return
    named = bool(sides.recipient)  # people of no known country: "three hostages", "26 people"
    if kind in AT_A_PLACE and here and (here not in source or not named or kind == "ASSAULT"):
        draft.fill_recipient = here
        sides.recipient_rule += " + country of the place"
        return
    dyadic = (
        kind in DYADIC
        or draft.dropped
        or {"withdraw", "ceasefire"} & set(draft.act.frame.modes)
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
    by_frame = _by_frame(sides.recipient_special, here, source)
    if by_frame:
        draft.fill_recipient = by_frame
        sides.recipient_rule += " + the frame"
    elif source and (kind in DOMESTIC or "domestic" in draft.act.frame.flags) and not _alone(draft):
        draft.fill_recipient = source[0]
        sides.recipient_rule += " + domestic"
    elif not source and kind in AT_A_PLACE | BY_THE_STATE and (sides.source or named or kind in BY_THE_STATE):
        home = _nearby(draft, parsed) or discourse.home()
        if home:
            draft.fill_recipient = home
            sides.recipient_rule += " + the country of the story"


def _other(draft: Draft, source: list[str], parsed: Parsed, discourse: Discourse) -> tuple[Mention, str] | None:
    """The other party of an act whose source is known: named in the sentence, dealt with so far, or named before."""
    choices: list[tuple[float, Mention, str]] = []
    named = counterpart(draft, set(source), parsed)
    if named is not None:
        choices.append((*named, " + the other party named"))
    if source:
        known = discourse.partner(source, "source", draft)
        if known is not None:
            choices.append((SO_FAR - PER_DEALING * known[1], known[0], " + the other party so far"))
        main = discourse.main_other(source)
        mention = discourse.last_mention(main, draft) if main else None
        if mention is not None:
            choices.append((OF_THE_ARTICLE, mention, " + the other party of the article"))
    if choices:
        best = min(choices, key=lambda c: c[0])
        return best[1], best[2]
    before = _before(draft, set(source), parsed) if draft.act.type in DYADIC else None
    return (before, " + the other party of the sentence before") if before is not None else None


def _somebody_else(draft: Draft) -> bool:
    """The act is done to others in general, whom nobody knows by name ("appealed to other countries")."""
    token = draft.act.token
    for name in ("obj", "to", "on", "with"):
        found = grammar.slot(token, name)
        if found:
            return any(t.lemma_ in _OTHERS and t.pos_ == "NOUN" for t in found)
    return False


def _alone(draft: Draft) -> bool:
    """A test of weapons has nobody on the other side unless the grammar names one."""
    return draft.act.type == "MOBILIZE" and "weapons" in draft.act.frame.modes


def _nearby(draft: Draft, parsed: Parsed) -> str | None:
    """The country of the place that the act's clause or sentence names, for people without a country."""
    if draft.act.type not in AT_A_PLACE:
        return None
    found = parsed.place_of(draft.act.token)
    return found.countries[0] if found is not None and found.countries else None


def _fill_source(draft: Draft, parsed: Parsed, discourse: Discourse) -> None:
    sides = draft.sides
    if countries_of(sides.source):
        return
    here, kind = where_country(draft), draft.act.type
    recipient = countries_of(sides.recipient) or ([draft.fill_recipient] if draft.fill_recipient else [])
    by_frame = _by_frame(sides.source_special, here, recipient)
    near = _nearby(draft, parsed) if sides.source else None
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
    elif kind == "ASSAULT" and home:
        _attacker(draft, home, recipient, parsed, discourse)


def _usual(draft: Draft, recipient: list[str], discourse: Discourse) -> Mention | None:
    """Whoever else the article tells of doing the same to the recipient."""
    if "convict" in draft.act.frame.modes or draft.where is not None:
        return None
    known = discourse.partner(recipient, "recipient", draft, same=True)
    return known[0] if known is not None and not set(known[0].countries) & set(recipient) else None


def _attacker(draft: Draft, home: str, recipient: list[str], parsed: Parsed, discourse: Discourse) -> None:
    """Who attacks where nobody is named as doing it: whoever does so in the article, or somebody at home."""
    sides = draft.sides
    named = counterpart(draft, {home, *recipient}, parsed)
    known = discourse.partner(recipient or [home], "recipient", draft)
    if known is not None and (named is None or SO_FAR - PER_DEALING * known[1] < named[0]):
        sides.source = [known[0]]
        sides.source_rule = "the other party so far"
    elif named is not None and not _speaks(named[1]) and named[1].head.lemma_ not in _TARGETS:
        sides.source = [named[1]]
        sides.source_rule += " + the other party named"
    elif draft.act.token.lemma_ in _TAKING or FROM_AFAR & {
        m for a in (draft.act, *draft.act.merged) for m in a.frame.modes
    }:
        return
    else:
        draft.fill_source = home
        sides.source_rule += " + nobody named, an attack at home"


def share(drafts: list[Draft]) -> None:
    """ "After days of talks, A and B signed": talks without parties are between those whom the sentence joins."""
    for draft in drafts:
        if draft.act.type != "CONSULT" or draft.act.frame.pos != "n" or countries_of(draft.sides.source):
            continue
        for other in drafts:
            sides = other.sides
            if other is draft or other.act.type not in ("SUPPORT", "AGREE", "CONSULT", "RETREAT", "CONCEDE"):
                continue
            parties = set(countries_of(sides.source)) | set(countries_of(sides.recipient))
            if len(parties) < 2 or not sides.source or set(countries_of(draft.sides.recipient)) - parties:
                continue
            split = (sides.source, sides.recipient) if sides.recipient else parted(sides.source)
            if split is not None:
                draft.sides.source, draft.sides.recipient = list(split[0]), list(split[1])
                draft.sides.source_rule = draft.sides.recipient_rule = f"those of {other.act.token.lower_}"
                break
