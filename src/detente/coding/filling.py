"""What a sentence leaves to be understood of who and whom: the other party, the country of domestic acts.

The codebook's rules: domestic events carry the country on both sides; victims in a place are of that place.
A side that the grammar leaves empty is looked for in the sentence, then in the one before, before it is
taken to be domestic; the rule that filled it is kept for ``--explain``.
"""

from __future__ import annotations

from collections import Counter

from detente.coding import grammar
from detente.coding.draft import Draft
from detente.language.parsed import Mention, Parsed

# Types between two parties: where the grammar gives one, the other is somebody else named nearby.
DYADIC = frozenset(
    "ACCUSE AGREE AID CONCEDE CONSULT COOPERATE MOBILIZE REJECT REQUEST SANCTION SUPPORT THREATEN".split()
)
# Types whose other side, where nobody else is named, is the same country: arrests, trials, protests, resignations.
DOMESTIC = frozenset(
    "PROTEST COERCE SANCTION RETREAT CONCEDE REJECT ACCUSE MOBILIZE AID ASSAULT REQUEST".split()
)
# Types that organs of the state do where nobody is named as doing them ("20 people were arrested in Nairobi").
BY_THE_STATE = frozenset(("COERCE", "SANCTION", "PROTEST"))
# Means of states at war: whoever used them and is not named is not taken to be at home.
FROM_AFAR = frozenset(("aerial", "drone", "heavy-weapons"))
AT_A_PLACE = frozenset(("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID"))


def countries_of(mentions: list[Mention]) -> list[str]:
    """Country codes of mentions, in order."""
    return [c for m in mentions for c in m.countries]


def where_country(draft: Draft) -> str | None:
    """The country of the place where an act happened."""
    if draft.where is None or draft.where.place is None:
        return None
    found = draft.where.countries
    return found[0] if found else draft.where.place.country


def _by_frame(special: tuple[str, ...], here: str | None, other: list[str]) -> str | None:
    """The country that a frame puts on a side without words: that of the place or of the other side."""
    for name in special:
        if name == "place" and here:
            return here
        if name == "same" and other:
            return other[0]
    return None


def counterpart(draft: Draft, taken: set[str], parsed: Parsed) -> Mention | None:
    """Somebody of another country in the act's sentence: under the act first, then the nearest behind it."""
    token = draft.act.token
    sentence = draft.sentence
    index = draft.act.doc_index
    heads = {t.i for t in (token, draft.act.support, *(m.token for m in draft.act.merged)) if t is not None}
    best: tuple[float, Mention] | None = None
    for mention in parsed.mentions_in(index, sentence.start, sentence.end - 1):
        own = set(mention.countries)
        if not own or own & taken or mention.form == "pronoun":
            continue
        under = any(a.i in heads for a in mention.head.ancestors)
        distance = abs(mention.head.i - token.i) + (0 if mention.head.i > token.i else 6)
        score = distance + (0 if under else 15) + (8 if _speaks(mention) else 0)
        if best is None or score < best[0]:
            best = (score, mention)
    return best[1] if best is not None else None


def _speaks(mention: Mention) -> bool:
    """The mention only says or reports what is told."""
    head = mention.head
    return head.dep_ == "nsubj" and head.head.lemma_ in ("say", "report", "tell", "state", "claim")


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
    return min(found, key=lambda m: (m.head.dep_ != "nsubj", -m.head.i), default=None)


def fill(draft: Draft, parsed: Parsed, partners: Partners) -> None:
    """Puts somebody on a side that the grammar leaves empty, by the rules above."""
    _drop_own_things(draft)
    _leading(draft, parsed)
    _fill_recipient(draft, parsed, partners)
    _fill_source(draft, parsed, partners)
    partners.learn(draft)


class Partners:
    """Who has dealt with whom so far in the article, as the grammar said it."""

    def __init__(self) -> None:
        self._seen: dict[str, Counter[str]] = {}
        self._mentions: dict[str, Mention] = {}

    def learn(self, draft: Draft) -> None:
        """Notes the dyads of a draft whose both sides the grammar filled."""
        source, recipient = countries_of(draft.sides.source), countries_of(draft.sides.recipient)
        for mention in (*draft.sides.source, *draft.sides.recipient):
            for country in mention.countries:
                self._mentions[country] = mention
        for a in set(source):
            for b in set(recipient) - {a}:
                self._seen.setdefault(a, Counter())[b] += 1
                self._seen.setdefault(b, Counter())[a] += 1

    def of(self, countries: list[str]) -> Mention | None:
        """The mention of the country that the first of these has dealt with most."""
        for country in countries:
            others = [(n, c) for c, n in self._seen.get(country, Counter()).items() if c not in countries]
            if others:
                return self._mentions[max(others)[1]]
        return None


def _drop_own_things(draft: Draft) -> None:
    """ "Threatened to close its airspace": a possession of the source is not the other party."""
    if draft.act.type not in DYADIC:
        return
    source = set(countries_of(draft.sides.source))
    own = [
        m for m in draft.sides.recipient if m.form in ("pronoun", "possessive") and set(m.countries) <= source
    ]
    if source and own and len(own) == len(draft.sides.recipient):
        draft.sides.recipient = []


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


def _fill_recipient(draft: Draft, parsed: Parsed, partners: Partners) -> None:
    sides = draft.sides
    source, here, kind = countries_of(sides.source), where_country(draft), draft.act.type
    if countries_of(sides.recipient):
        return
    named = bool(sides.recipient)  # people of no known country: "three hostages", "26 people"
    if kind in AT_A_PLACE and here and (here not in source or not named):
        draft.fill_recipient = here
        sides.recipient_rule += " + country of the place"
        return
    if (kind in DYADIC or (kind == "ASSAULT" and not here)) and not _alone(draft):
        other = counterpart(draft, set(source), parsed)
        rule = " + the other party named"
        if other is None or not _under(other, draft):
            known = partners.of(source)
            if known is not None:
                other, rule = known, " + the other party so far"
        if other is None and kind in DYADIC:
            other, rule = _before(draft, set(source), parsed), " + the other party of the sentence before"
        if other is not None:
            if named:
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


def _alone(draft: Draft) -> bool:
    """A test of weapons has nobody on the other side unless the grammar names one."""
    return draft.act.type == "MOBILIZE" and "weapons" in draft.act.frame.modes


def _under(mention: Mention, draft: Draft) -> bool:
    """The mention stands below the act in the sentence's tree."""
    heads = {t.i for t in (draft.act.token, draft.act.support) if t is not None}
    return mention.head.doc is draft.act.token.doc and any(a.i in heads for a in mention.head.ancestors)


def _nearby(draft: Draft, parsed: Parsed) -> str | None:
    """The country of the place that the act's clause or sentence names, for people without a country."""
    if not draft.sides.source or draft.act.type not in AT_A_PLACE:
        return None
    found = parsed.place_of(draft.act.token)
    return found.countries[0] if found is not None and found.countries else None


def _fill_source(draft: Draft, parsed: Parsed, partners: Partners) -> None:
    sides = draft.sides
    if countries_of(sides.source):
        return
    here, kind = where_country(draft), draft.act.type
    recipient = countries_of(sides.recipient) or ([draft.fill_recipient] if draft.fill_recipient else [])
    by_frame = _by_frame(sides.source_special, here, recipient)
    home = here or _nearby(draft, parsed) or (recipient[0] if recipient else None)
    if by_frame:
        draft.fill_source = by_frame
        sides.source_rule += " + the frame"
    elif kind in BY_THE_STATE and home:
        draft.fill_source = home
        sides.source_rule += " + domestic"
    elif sides.source and home:  # "gunmen", "protesters": somebody of the place
        draft.fill_source = home
        sides.source_rule += " + country of the place"
    elif kind == "ASSAULT" and home:
        other = counterpart(draft, {home, *recipient}, parsed)
        known = partners.of(recipient) if other is None or _speaks(other) else None
        if known is not None or other is not None:
            sides.source = [known or other]  # type: ignore[list-item]
            sides.source_rule += " + the other party so far" if known else " + the other party named"
            return
        if FROM_AFAR & {m for a in (draft.act, *draft.act.merged) for m in a.frame.modes}:
            return
        draft.fill_source = home
        sides.source_rule += " + nobody named, an attack at home"
