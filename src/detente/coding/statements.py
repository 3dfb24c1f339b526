"""Who says what: quotations and reported speech, each with its speaker, words and cue.

Speech is found from its cue (:mod:`reported`) or from quotation marks (:mod:`quotes`); here its speakers are
resolved in the order of the text, so that a quotation without a cue, and "he added", go to the last speaker.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.coding import parenthesis, phrases, quotes, reported
from detente.coding.clauses import Found
from detente.coding.said import Said
from detente.coding.speakers import Speaker, follows, speaker_of
from detente.language.kept import sentences_of, tokens_of
from detente.language.parsed import Parsed

__all__ = ["Said", "find_claimed", "find_statements"]

# A quotation that makes up this share of a reported clause is the clause, told in quotation marks.
QUOTED_SHARE = 0.8
_SPEAKING_PARTS = frozenset(("body", "headline"))


class _Order:
    """Speakers resolved in text order."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.last: Said | None = None

    def _near(self, said: Said) -> bool:
        """Whether the last statement stands in this sentence, the one before, or the paragraph's before."""
        last = self.last
        if last is None:
            return False
        sentence = tokens_of(said.doc)[said.first].sent
        if last.doc is said.doc:
            before = tokens_of(said.doc)[max(0, sentence.start - 1)].sent
            return last.last >= before.start
        there = int(last.doc.user_data["index"])
        here = int(said.doc.user_data["index"])
        return here == there + 1 and sentence.start == 0 and last.last >= sentences_of(last.doc)[-1].start

    def _within(self, speaker: Speaker, said: Said) -> bool:
        """Whether a pronoun was resolved to somebody inside the very words that it is to have said."""
        mention = speaker.mention
        found = mention.antecedent if mention is not None else None
        for _ in range(3):
            if found is None or found.form != "pronoun":
                break
            found = found.antecedent
        return found is not None and said.covers(found.head)

    def _leading(self, cue: Token) -> Speaker:
        """Whoever the sentence begins with, where the parser lost the subject of a participle."""
        index = int(cue.doc.user_data["index"])
        for mention in self.parsed.mentions_in(index, cue.sent.start, cue.i - 1):
            if mention.kind in ("person", "body", "group", "country") and mention.form == "name":
                return Speaker(mention.head, [mention])
        return Speaker()

    def settle(self, said: Said, speaker: Speaker) -> None:
        """Gives a statement its speaker."""
        last = self.last
        if not speaker and said.cue is not None and said.cue.tag_ == "VBG":
            speaker = self._leading(said.cue)
        token = speaker.token
        if token is not None and last is not None and token.pos_ == "PRON" and follows(token, last):
            if said.parenthetical:
                same = self._near(said) or self._within(speaker, said) or not speaker.mentions
            else:  # "Officials point out that ... They say": nobody whom the speaker only spoke of
                same = self._near(said) and (self._within(speaker, last) or _unknown(speaker))
            if same:
                speaker = Speaker(token, last.speakers or speaker.mentions)
        said.speaker, said.speakers, said.mention = speaker.token, speaker.mentions, speaker.mention
        if said.speaker is not None:
            self.last = said

    def carry_on(self, said: Said) -> None:
        """A quotation that stands alone goes on with the last speaker's words."""
        last = self.last
        if last is not None:
            said.speaker, said.speakers, said.mention = last.speaker, last.speakers, last.mention


def _unknown(speaker: Speaker) -> bool:
    """A pronoun of which nothing was found out."""
    return all(m.antecedent is None and not m.actors for m in speaker.mentions)


def find_statements(parsed: Parsed) -> list[Said]:
    """The statements of an article in text order, quotations beside the clauses that report them."""
    return [s for s in find_claimed(parsed) if s.kind != "named"]


def find_claimed(parsed: Parsed) -> list[Said]:
    """Statements, and the events named as what somebody reports ("reported airstrikes"), in text order."""
    out: list[Said] = []
    order = _Order(parsed)
    for doc in parsed.docs:
        if parsed.paragraphs[int(doc.user_data["index"])].part not in _SPEAKING_PARTS:
            continue
        found = [*reported.by_verbs(doc, parsed), *reported.by_lost_verbs(doc, parsed)]
        found.extend([*phrases.by_nouns(doc), *parenthesis.by_source(doc)])
        found.extend(phrases.by_objects(doc))
        told = [(said, speaker_of(tokens, parsed), False) for said, tokens in _distinct(found)]
        if quotes.has_marks(doc.text):
            for quotation in quotes.find(doc, parsed):
                speaker = speaker_of(quotation.subjects, parsed)
                told = [t for t in told if not _repeats(t[0], quotation.said)]
                if _taken_up(quotation.said, speaker, [s for s, _, _ in told]):
                    continue
                told.append((quotation.said, speaker, quotation.whole))
        told.sort(key=lambda t: (t[0].start, t[0].end))
        for said, speaker, whole in told:
            if not speaker and said.quoted and whole:
                order.carry_on(said)
            else:
                order.settle(said, speaker)
            out.append(said)
    return [s for s in out if s.speaker is not None or s.quoted]


def _distinct(found: list[Found]) -> list[Found]:
    """Statements of the same words by two cues once: the one with a speaker, else the first."""
    out: dict[tuple[int, int, bool], Found] = {}
    for said, tokens in found:
        key = (said.first, said.last, said.kind == "denial")
        known = out.get(key)
        if known is None or (tokens and (not known[1] or _nearer(said, known[0]))):
            out[key] = (said, tokens)
    return list(out.values())


def _nearer(said: Said, known: Said) -> bool:
    """Whether the cue of one statement stands nearer to the words than the other's."""
    if said.cue is None or known.cue is None:
        return known.cue is None
    return abs(said.cue.i - said.first) < abs(known.cue.i - known.first)


def _repeats(told: Said, quote: Said) -> bool:
    """Whether a clause is the words of a quotation, marks left off, by the same cue."""
    inside = quote.start <= told.start and told.end <= quote.end
    return inside and told.cue is not None and not quote.covers(told.cue) and not told.covers(told.cue)


def _taken_up(quote: Said, speaker: Speaker, told: list[Said]) -> bool:
    """Whether a quotation is part of a statement found by the same cue; a whole one marks it quoted."""
    for said in told:
        inside = said.start <= quote.start + 1 and quote.end <= said.end + 1
        if (
            not inside
            or said.quoted
            or (quote.cue is not None and said.cue is not None and quote.cue != said.cue and said.covers(quote.cue))
        ):
            continue
        if quote.end - quote.start > QUOTED_SHARE * (said.end - said.start):
            said.quoted = True
            said.start, said.end = min(said.start, quote.start), max(said.end, quote.end)
            said.first, said.last = min(said.first, quote.first), max(said.last, quote.last)
        return True
    return False
