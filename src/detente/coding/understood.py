"""What the sides of a draft mean, before the empty ones are filled: whose a thing is, who acts with whom.

``arrange`` sets right what the grammar alone reads too literally: things of the doer's own or of the speaker's,
troops that are moved, parties that act with one another, a subject that the parser lost.
"""

from __future__ import annotations

from dataclasses import replace

from detente.coding import grammar
from detente.coding.constructions import speaker_of
from detente.coding.discourse import Discourse
from detente.coding.draft import Draft
from detente.coding.matching import mention_classes
from detente.coding.parties import countries_of, only_where
from detente.knowledge.entity import Entity
from detente.language.parsed import Mention, Parsed

# Types between two parties: where the grammar gives one, the other is somebody else named nearby.
DYADIC = frozenset(
    "ACCUSE AGREE AID CONCEDE CONSULT COOPERATE MOBILIZE REJECT REQUEST SANCTION SUPPORT THREATEN".split()
)
# Verbs by which several who act together act with one another, unless somebody else is named.
MUTUAL = frozenset(
    "agree sign initial conclude reach settle strike seal clinch hammer thrash meet talk negotiate come make establish "
    "restore normalise normalize bury iron patch bridge resume open exchange hold begin start continue end sever swap "
    "trade share".split()
)
# Types that a state announces of itself in the passive.
ANNOUNCED = frozenset("ACCUSE AID SUPPORT AGREE MOBILIZE SANCTION CONCEDE COOPERATE CONSULT THREATEN REQUEST".split())
_CAPTIVES = frozenset("pilot crew soldier sailor officer men captain".split())
# People whom a state sends and calls home.
_SENT = frozenset("envoy ambassador diplomat consul delegation staff peacekeeper adviser advisor expert".split())


def arrange(draft: Draft, parsed: Parsed, discourse: Discourse) -> None:
    """Sets the sides of a draft right, in this order."""
    _as_before(draft, discourse)
    _speakers_things(draft, discourse)
    _announced(draft, discourse)
    _moved_troops(draft)
    _drop_own_things(draft)
    _leading(draft, parsed)
    _one_another(draft)
    _main_pair(draft, discourse)


def _as_before(draft: Draft, discourse: Discourse) -> None:
    """ "Canada followed": to whom the act before was done."""
    model = discourse.done.get(id(draft.act.like)) if draft.act.like is not None else None
    if model is not None and not countries_of(draft.sides.recipient):
        draft.sides.recipient = [m for m in model.sides.recipient if m not in draft.sides.source]
        draft.fill_recipient = model.fill_recipient
        draft.sides.recipient_rule = f"as before: {model.sides.recipient_rule}"


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


def _announced(draft: Draft, discourse: Discourse) -> None:
    """ "Thailand announces that refugees will be granted permits": what nobody does is done by the state that says so."""
    sides = draft.sides
    token = draft.act.support or draft.act.token
    spoken = draft.act.frame.pos == "n" and draft.act.support is None and draft.act.type in ("ACCUSE", "SUPPORT")
    passive = token.pos_ in grammar.VERBAL and grammar.is_passive(token)
    if sides.source or draft.act.type not in ANNOUNCED or not (passive or spoken):
        return
    taken = set(countries_of(sides.recipient))
    speakers = [
        m
        for m in speaker_of(draft.act.token, discourse.said)
        if m.countries and not set(m.countries) & taken and mention_classes(m) & {"official", "country"}
    ]
    if speakers:
        sides.source, sides.source_rule = speakers, "who announces it"


def _moved_troops(draft: Draft) -> None:
    """ "20,000 Russian troops were massed": those who are moved are whose move it is."""
    sides = draft.sides
    if draft.act.type != "MOBILIZE" or sides.source or not sides.recipient:
        return
    if all({"MIL", "COP", "PRM"} & {s for a in m.actors for s in a.sectors[:1]} for m in sides.recipient):
        sides.source, sides.recipient = sides.recipient, []
        sides.source_rule = f"who was moved: {sides.recipient_rule}"


def _drop_own_things(draft: Draft) -> None:
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
            for m in recipient
        )
    if own:
        draft.sides.recipient = []
        draft.dropped = True


def _of_state(mention: Mention) -> bool:
    """A state, its government or its army."""
    return all(a.sectors[:1] in ((), ("GOV",), ("MIL",)) for a in mention.actors)


def _owned_thing(mention: Mention) -> bool:
    if mention.form in ("pronoun", "possessive", "adjective") or mention.kind == "place":
        return True
    owned = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in mention.head.children)
    return owned and (mention.head.lemma_ in _SENT or any({"MIL", "REB"} & set(a.sectors[:1]) for a in mention.actors))


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


def _only(mention: Mention, pairs: list[tuple[Mention, Entity]]) -> Mention:
    """The mention as standing for some of its actors."""
    actors = tuple(a for _, a in pairs)
    return mention if actors == mention.actors else replace(mention, actors=actors)


def _one_another(draft: Draft) -> None:
    """ "The two leaders agreed to meet", "A and B signed a treaty": with one another, where nobody else is named."""
    sides = draft.sides
    verb = draft.act.support or draft.act.token
    together = draft.act.type in ("AGREE", "CONSULT", "SUPPORT", "COOPERATE") and verb.lemma_ in MUTUAL
    if not (together or sides.reciprocal) or len(set(countries_of(sides.source))) < 2:
        return
    source = set(countries_of(sides.source))
    if any(not only_where(m) for m in sides.recipient if set(m.countries) - source):
        return
    found = parted(sides.source)
    if found is not None:
        sides.source, sides.recipient = found
        sides.recipient_rule = f"one another: {sides.source_rule}"
        sides.reciprocal = True


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
