"""Which time expression of a sentence belongs to which of its acts.

A time hangs on a verb ("resigned on Monday") or stands in a noun phrase ("Monday's raid", "the 2018 attack
which killed three"); it belongs to the act of that verb or noun (:mod:`time_owner`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from detente.coding import grammar
from detente.coding.acts import Act
from detente.coding.same_time import share
from detente.coding.ties import supports
from detente.coding.time_owner import owner_of
from detente.event import TimeExpression
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
        tokens = [t for t in sentence if t.idx < time.end_char - offset and t.idx + len(t) > time.start_char - offset]
        token = next((t for t in tokens if all(t.head.i != o.i for o in tokens)), tokens[0] if tokens else None)
        if token is None or _hyphened(tokens):
            continue
        if time.kind == "duration":
            _backward(time, tokens, own, parsed, out)
        elif time.kind in ("date", "time") and time.start is not None:
            named = next((own[t.i] for t in tokens if t.i in own and t.ent_type_ != "DATE"), None)
            if named is not None:  # "the bombing of Hiroshima" is its own time, not that of what it is told with
                out.setdefault(named.token.i, []).append(time)
                continue
            _place(time, tokens[0], token, own, parsed, out)
            _when_clause(time, token, own, out)
    share(acts, out)
    return out


def _fixed_objects(act: Act) -> list[Token]:
    """Nouns that belong to the predicate: the "war" of "declared war" keeps no time to itself."""
    words = {w for c in act.frame.conditions if c.path == ("obj",) for w in c.words}
    return [c for c in act.token.children if c.dep_ == "dobj" and c.lemma_.lower() in words] if words else []


def _hyphened(tokens: Sequence[Token]) -> bool:
    """Part of a compound: a "dusk-to-dawn curfew"."""
    doc, last = tokens[0].doc, tokens[-1].i
    return bool(tokens[0].i and doc[tokens[0].i - 1].text == "-") or (last + 1 < len(doc) and doc[last + 1].text == "-")


def _when_clause(time: TimeExpression, token: Token, own: dict[int, Act], out: dict[int, list[TimeExpression]]) -> None:
    """ "Last June, when they signed ...": the act of the clause took place at that time."""
    following = token.doc[token.i + 1 : token.i + 3]
    when = next((t for t in following if t.lower_ == "when"), None)
    act = own.get(when.head.i) if when is not None and when.dep_ in ("advmod", "mark") else None
    if act is not None:
        out.setdefault(act.token.i, []).append(time)


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
        if act is not None:
            out.setdefault(act.token.i, []).append(time)
    published = parsed.article.published.day
    if since is None or published is None or _compares(since):
        return
    outer = own.get(since.head.i) or (owner_of(since, own, -1) if first.lower_ == "since" else None)
    if outer is not None and outer.token.i not in out:
        span = since_then(parsed.article.text, time, published)
        dated = time.model_copy(update={"start": span[0], "end": span[1]}) if span else time
        if span or first.lower_ == "since":
            out.setdefault(outer.token.i, []).append(dated)


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
    span = reach_back(time, published)
    if span is None:
        return
    word = tokens[-1]
    clause = word.head if word.dep_ == "mark" else None
    inner = clause or next((c for c in word.children if c.dep_ in ("pobj", "pcomp")), None)
    act = own.get(inner.i) if inner is not None else None
    if act is not None:
        dated = time.model_copy(update={"kind": "date", "start": span[0], "end": span[1], "grain": span[2]})
        out.setdefault(act.token.i, []).append(dated)
