"""Which time expression of a sentence belongs to which of its acts.

A time hangs on a verb ("resigned on Monday") or stands in a noun phrase ("Monday's raid", "the 2018 attack
which killed three"); it belongs to the act of that verb or noun (:mod:`time_owner`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Span, Token

from detente.coding import grammar
from detente.coding.acts import Act
from detente.coding.same_time import share
from detente.coding.ties import supports
from detente.coding.time_owner import inner_of, owner_of, spoken
from detente.event import TimeExpression
from detente.language import dates
from detente.language.kept import within
from detente.language.parsed import Parsed
from detente.language.times import reach_back, since_then

_CLIMB = 10


def times_of(sentence: Span, parsed: Parsed, acts: Sequence[Act]) -> dict[int, list[TimeExpression]]:
    """The time expressions of a sentence by the act (its token's index) that they belong to."""
    offset = int(sentence.doc.user_data["offset"])
    start, end = offset + sentence.start_char, offset + sentence.end_char
    own = {t.i: a for a in acts for t in (*_fixed_objects(a), *a.tokens, *supports(a))}
    out: dict[int, list[TimeExpression]] = {}
    for time in parsed.times:
        if not start <= time.start_char < end:
            continue
        tokens = [
            t for t in within(sentence) if t.idx < time.end_char - offset and t.idx + len(t) > time.start_char - offset
        ]
        token = next((t for t in tokens if all(t.head.i != o.i for o in tokens)), tokens[0] if tokens else None)
        if token is None or _hyphened(tokens):
            continue
        if time.kind == "duration":
            if time.start is None:
                _backward(time, tokens, own, parsed, out)
            elif "hour" not in time.text.lower():  # "for the second time in 24 hours" is no time of an act
                _in_a_row(time, token, own, out)
        elif time.kind in ("date", "time") and time.start is not None:
            named = next((own[t.i] for t in tokens if t.i in own and t.ent_type_ != "DATE"), None)
            if named is not None:  # "the bombing of Hiroshima" is its own time, not that of what it is told with
                out.setdefault(named.token.i, []).append(time)
                continue
            _place(time, tokens[0], token, own, parsed, out)
            _when_clause(time, tokens[-1], own, out)
    share(acts, out)
    return out


def _in_a_row(time: TimeExpression, token: Token, own: dict[int, Act], out: dict[int, list[TimeExpression]]) -> None:
    """ "Arrested dozens on the third day of protests": the protests of three days, the arrests of the last."""
    rows = [own[t.i] for c in token.children if c.lower_ == "of" for t in c.children if t.i in own]
    for act in rows:
        out.setdefault(act.token.i, []).append(time.model_copy(update={"kind": "date"}))
    owner = owner_of(token, own, -1)
    if owner is not None and owner not in rows:
        start = time.start if token.dep_ == "pobj" and token.head.lower_ == "for" and not rows else time.end
        out.setdefault(owner.token.i, []).append(time.model_copy(update={"kind": "date", "start": start}))


def _fixed_objects(act: Act) -> list[Token]:
    """Nouns that belong to the predicate: the "war" of "declared war" keeps no time to itself."""
    words = {w for c in act.frame.conditions if c.path == ("obj",) for w in c.words}
    return [c for c in act.token.children if c.dep_ == "dobj" and c.lemma_.lower() in words] if words else []


def _hyphened(tokens: Sequence[Token]) -> bool:
    """Part of a compound: a "dusk-to-dawn curfew"."""
    doc, last = tokens[0].doc, tokens[-1].i
    return bool(tokens[0].i and doc[tokens[0].i - 1].text == "-") or (last + 1 < len(doc) and doc[last + 1].text == "-")


def _when_clause(time: TimeExpression, last: Token, own: dict[int, Act], out: dict[int, list[TimeExpression]]) -> None:
    """ "Last June, when they signed ...": the act of the clause took place at that time."""
    following = last.doc[last.i + 1 : last.i + 3]
    when = next((t for t in following if t.lower_ == "when"), None)
    act = own.get(when.head.i) if when is not None and when.dep_ in ("advmod", "mark") else None
    if act is not None:
        out.setdefault(act.token.i, []).append(_without_since(time))


def _without_since(time: TimeExpression) -> TimeExpression:
    """Of "since January" January alone."""
    if not time.text.lower().startswith("since ") or time.start is None:
        return time
    span = dates.unit_span(time.grain, time.start)
    return time.model_copy(update={"end": span[1]}) if span else time


def _place(
    time: TimeExpression,
    first: Token,
    token: Token,
    own: dict[int, Act],
    parsed: Parsed,
    out: dict[int, list[TimeExpression]],
) -> None:
    """Gives a time to its act; "since the coup in June" is June for the coup, and from then on for what
    governs it."""
    since = first if first.lower_ == "since" else _since_over(token)
    if since is None or first.lower_ != "since":
        act = owner_of(token, own, since.i if since is not None else -1)
        published = parsed.article.published.day
        act = inner_of(act, token, time, own, published) if act is not None else spoken(token, own)
        if act is not None:
            out.setdefault(act.token.i, []).append(_begun(time, token, act, published))
    published = parsed.article.published.day
    if since is None or published is None or _compares(since):
        return
    outer = own.get(since.head.i) or (owner_of(since, own, -1) if first.lower_ == "since" else None)
    if outer is not None and outer.token.i not in out:
        span = since_then(parsed.article.text, time, published)
        dated = time.model_copy(update={"start": span[0], "end": span[1]}) if span else time
        if span or first.lower_ == "since":
            out.setdefault(outer.token.i, []).append(dated)


def _begun(time: TimeExpression, token: Token, act: Act, published: date | None) -> TimeExpression:
    """ "The war, which began in 1964, has killed ...": from then on."""
    verb = next((t for t in token.ancestors if t.pos_ in grammar.VERBAL), None)
    if verb is None or verb.i == act.token.i or verb.lemma_ not in ("begin", "start") or verb.dep_ != "relcl":
        return time
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" and c.lower_ != "had" for c in act.token.children)
    if not perfect or published is None or time.start is None or time.start > published:
        return time
    return time.model_copy(update={"end": published})


def _since_over(token: Token) -> Token | None:
    """The "since" in whose phrase or clause a time stands."""
    current = token
    for _ in range(_CLIMB):
        if current.lower_ == "since" and current.dep_ in ("prep", "mark"):
            return current
        mark = next(
            (c for c in current.children if c.lower_ == "since" and c.dep_ in ("mark", "prep") and c.i < token.i),
            None,
        )
        if mark is not None and current.pos_ in grammar.VERBAL and mark.dep_ == "mark":
            return current
        if current.head.i == current.i:
            return None
        current = current.head
    return None


def _compares(since: Token) -> bool:
    """ "For the first time since 2024", "the largest since May": a time that only ranks the act."""
    doc = since.doc
    index = since.i if since.lower_ == "since" else next((t.i for t in since.lefts if t.lower_ == "since"), since.i)
    before = doc[max(0, index - 6) : index]
    return any(
        t.lower_ in ("first", "time", "only") or (t.tag_ in ("JJS", "RBS") and t.lower_ != "least") for t in before
    )


def _backward(
    time: TimeExpression,
    tokens: Sequence[Token],
    own: dict[int, Act],
    parsed: Parsed,
    out: dict[int, list[TimeExpression]],
) -> None:
    """ "Returned four days after he resigned": he resigned four days before the return, on the day of the
    news."""
    published = parsed.article.published.day
    if published is None or not tokens:
        return
    word = tokens[-1]
    clause = word.head if word.dep_ == "mark" else None
    inner = clause or next((c for c in word.children if c.dep_ in ("pobj", "pcomp")), None)
    act = own.get(inner.i) if inner is not None else None
    over = [own[t.i] for t in (clause or word).ancestors if t.i in own]
    told = [t for t in out.get(over[0].token.i, []) if t.start and t.start == t.end] if over else []
    span = reach_back(time, told[0].start if told and told[0].start else published)
    if span is None:
        return
    if act is not None:
        dated = time.model_copy(update={"kind": "date", "start": span[0], "end": span[1], "grain": span[2]})
        out.setdefault(act.token.i, []).append(dated)
