"""What the sides of a draft mean, before the empty ones are filled: whose a thing is, who acts with whom.

``arrange`` sets right what the grammar alone reads too literally: things of the doer's own or of the speaker's,
troops that are moved, parties that act with one another, a subject that the parser lost.
"""

from __future__ import annotations

from dataclasses import replace

from detente.coding import grammar
from detente.coding.anaphora import take_up
from detente.coding.constructions import speaker_of
from detente.coding.discourse import Discourse
from detente.coding.doers import left_behind
from detente.coding.draft import Draft
from detente.coding.guessed import better_known
from detente.coding.matching import mention_classes
from detente.coding.own_things import drop_own_ground, drop_own_side, drop_own_things, speakers_things
from detente.coding.parties import DYADIC, countries_of, only_where
from detente.knowledge.entity import Entity
from detente.language.parsed import Mention, Parsed

# Verbs by which several who act together act with one another, unless somebody else is named.
MUTUAL = frozenset(
    "agree sign initial conclude reach settle strike seal clinch hammer thrash meet talk negotiate come make establish "
    "restore normalise normalize bury iron patch bridge resume open exchange hold begin start continue end sever swap "
    "trade share".split()
)
# Types that several do with one another.
TOGETHER = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE"))
# Types that a state announces of itself in the passive.
ANNOUNCED = frozenset("ACCUSE AID SUPPORT AGREE MOBILIZE SANCTION CONCEDE COOPERATE CONSULT THREATEN REQUEST".split())


def arrange(draft: Draft, parsed: Parsed, discourse: Discourse) -> None:
    """Sets the sides of a draft right, in this order."""
    _as_before(draft, discourse)
    better_known(draft, parsed)
    take_up(draft, discourse)
    speakers_things(draft, discourse)
    _announced(draft, discourse)
    _only_announced(draft, parsed)
    _moved_troops(draft)
    _among_them(draft, parsed)
    _others(draft, discourse)
    drop_own_side(draft)
    drop_own_ground(draft)
    drop_own_things(draft)
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


_ANNOUNCING = frozenset("announce confirm welcome report hail celebrate secure".split())


def _only_announced(draft: Draft, parsed: Parsed) -> None:
    """ "Madrid announces the release of a nurse from a prison in Laos": Laos frees her."""
    support = draft.act.support
    if support is not None and support.lemma_ in _ANNOUNCING and (found := left_behind(draft, parsed)):
        draft.sides.source, draft.sides.source_rule = found, "whom they left"


def _moved_troops(draft: Draft) -> None:
    """ "20,000 Russian troops were massed": those who are moved are whose move it is."""
    sides = draft.sides
    if draft.act.type != "MOBILIZE" or sides.source or not sides.recipient:
        return
    if all({"MIL", "COP", "PRM"} & {s for a in m.actors for s in a.sectors[:1]} for m in sides.recipient):
        sides.source, sides.recipient = sides.recipient, []
        sides.source_rule = f"who was moved: {sides.recipient_rule}"


def _among_them(draft: Draft, parsed: Parsed) -> None:
    """ "Six people, including two Danes", "13 foreigners, mostly Danes": of whose country they are, as far as told."""
    sides = draft.sides
    if countries_of(sides.recipient) and not all(m.inherited for m in sides.recipient):
        return
    for mention in sides.recipient:
        if mention.kind not in ("people", "person", "group"):
            continue
        for prep in (*mention.head.children, *mention.head.head.children):
            if prep.lower_ not in _INCLUDING or prep.dep_ != "prep" or prep.i < mention.head.i:
                continue
            tokens = grammar.children(prep, frozenset(("pobj",)))
            found = [m for t in tokens if (m := parsed.mention_of(t)) is not None and m.countries and not m.inherited]
            if found:
                sides.recipient = found
                sides.recipient_rule += f", {prep.lower_}"
                return


_INCLUDING = frozenset(("including", "among"))
_REST = frozenset("other more another others".split())


def _others(draft: Draft, discourse: Discourse) -> None:
    """ "A Dane was held in Oslo and two others in Bergen": others of the same kind."""
    sides = draft.sides
    if countries_of(sides.recipient) or not (draft.act.frame.flags & _HARM or draft.act.type == "COERCE"):
        return
    token = draft.act.token
    if token.pos_ not in grammar.VERBAL or not any(t.lemma_.lower() in _REST for t in grammar.objects(token)):
        return
    for other in reversed(discourse.drafts):
        before = other.sentence.start == draft.sentence.start and other.act.token.i < token.i
        same = before and other.sentence.doc is draft.sentence.doc and other.act.type in ("ASSAULT", "COERCE")
        if same and (found := countries_of(other.sides.recipient)):
            draft.fill_recipient = found[0]
            sides.recipient_rule += f" as of {other.act.token.lower_}"
            return


_HARM = frozenset(("killed", "wounded", "detained"))


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
    noun = draft.act.frame.pos == "n" and sides.source_rule == "mod"  # "Serbian-Hungarian exercises"
    if sides.reciprocal and not sides.source and len(set(countries_of(sides.recipient))) > 1:
        found = parted(sides.recipient)  # "a summit of Greek and Turkish leaders"
        if found is not None:
            sides.source, sides.recipient = found
            sides.source_rule = f"the first of {sides.recipient_rule}"
        return
    together = draft.act.type in TOGETHER and (verb.lemma_ in MUTUAL or noun)
    if not (together or sides.reciprocal) or len(set(countries_of(sides.source))) < 2:
        return
    source = set(countries_of(sides.source))
    others = [m for m in sides.recipient if set(m.countries) - source]
    if any(not only_where(m) and m.form not in ("pronoun", "possessive", "adjective") for m in others):
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
        if draft.act.type != "CONSULT" or draft.act.frame.pos != "n":
            continue
        if countries_of(draft.sides.source) or countries_of(draft.sides.recipient):
            continue
        for other in drafts:
            sides = other.sides
            if other is draft or other.act.type not in ("SUPPORT", "AGREE", "CONSULT", "RETREAT", "CONCEDE"):
                continue
            parties = set(countries_of(sides.source)) | set(countries_of(sides.recipient))
            if len(parties) < 2 or not sides.source:
                continue
            split = (sides.source, sides.recipient) if sides.recipient else parted(sides.source)
            if split is not None:
                draft.sides.source, draft.sides.recipient = list(split[0]), list(split[1])
                draft.sides.source_rule = draft.sides.recipient_rule = f"those of {other.act.token.lower_}"
                break
