"""When an act happened, and whether it is told as background: read off the clause that holds it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from spacy.tokens import Span, Token

from detente.coding.acts import Act
from detente.event import TimeExpression, When
from detente.language.parsed import Parsed

# An act older than this is background in a news text that does not make it its news: the digests of
# news/gold-train.jsonl give days up to two weeks back for acts that are the item's news.
BACKGROUND_DAYS = 30
GRAINS = frozenset(("day", "week", "month", "season", "year", "decade", "century", "era"))


def _expression_token(time: TimeExpression, sentence: Span, offset: int) -> Token | None:
    """The token of a time expression by which it hangs on its clause."""
    start, end = time.start_char - offset, time.end_char - offset
    tokens = [t for t in sentence if t.idx < end and t.idx + len(t) > start]
    return next((t for t in tokens if t.head not in tokens), tokens[0] if tokens else None)


def _owner(token: Token, acts: list[Act]) -> Act | None:
    """The act in whose clause a token stands: the first predicate met on the way up."""
    by_token = {t.i: a for a in acts for t in (*a.tokens, *((a.support,) if a.support is not None else ()))}
    current = token
    for _ in range(12):
        if current.i in by_token:
            return by_token[current.i]
        if current.head == current:
            return None
        current = current.head
    return None


def times_of(sentence: Span, parsed: Parsed, acts: list[Act]) -> dict[int, list[TimeExpression]]:
    """The time expressions of a sentence by the act (its token's index) that they belong to."""
    offset = int(sentence.doc.user_data["offset"])
    start, end = offset + sentence.start_char, offset + sentence.end_char
    out: dict[int, list[TimeExpression]] = {}
    for time in parsed.times:
        if not (start <= time.start_char < end) or time.kind not in ("date", "time") or time.start is None:
            continue
        token = _expression_token(time, sentence, offset)
        owner = _owner(token, acts) if token is not None else None
        if owner is None and len(acts) == 1:
            owner = acts[0]
        elif owner is None and acts:
            owner = min(acts, key=lambda a: a.token.i)
        if owner is not None:
            out.setdefault(owner.token.i, []).append(time)
    return out


def to_when(times: list[TimeExpression], text: str) -> When | None:
    """One interval for an act: coordinated expressions ("tomorrow and on Thursday") are joined."""
    dated = [t for t in times if t.start is not None and t.end is not None and t.grain in GRAINS]
    if not dated:
        return None
    first = dated[0]
    group = [first]
    for time in dated[1:]:
        between = text[group[-1].end_char : time.start_char].strip(" ,").lower()
        if between in ("and", "and on", "or", "or on", "on", "in", "", "of", "until", "to"):
            group.append(time)
    start = min(t.start for t in group if t.start is not None)
    end = max(t.end for t in group if t.end is not None)
    last = group[-1]
    return When(
        start=start, end=end, grain=first.grain, text=text[first.start_char : last.end_char],  # type: ignore[arg-type]
        start_char=first.start_char, end_char=last.end_char,
    )  # fmt: skip


def _past_perfect(act: Act) -> bool:
    verb = act.support or act.token
    return any(c.lower_ in ("had", "'d") and c.dep_ == "aux" for c in verb.children) and verb.tag_ == "VBN"


def is_background(act: Act, when: When | None, published: date | None, reported: bool) -> bool:
    """Whether an act is told as what went before, not as the news."""
    if when is not None:
        if when.grain in ("era", "decade", "century"):
            return True
        if published is not None:
            return when.end < published - timedelta(days=BACKGROUND_DAYS)
        return when.grain in ("year",) or _past_perfect(act)
    return _past_perfect(act) and not reported


def best_day(
    when: When | None, background: bool, published: date | None, status: str
) -> tuple[date | None, Literal["text", "published", "none"]]:
    """The best single day for a series and where it is from: text, published or none."""
    if when is not None:
        if when.start == when.end:
            return when.start, "text"
        if published is not None and when.start <= published <= when.end and not background:
            return published, "text"
        return when.start + (when.end - when.start) // 2, "text"
    if background or published is None or status in ("planned", "wished", "hypothetical"):
        return None, "none"  # what has not happened has no day unless the text names one
    return published, "published"
