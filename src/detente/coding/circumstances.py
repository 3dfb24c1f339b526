"""When an act happened, and whether it is told as background: read off the clause that holds it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from detente.coding.acts import Act
from detente.event import TimeExpression, When

# An act older than this is background in a news text that does not make it its news: the digests of
# news/gold-train.jsonl give days up to two weeks back for acts that are the item's news.
BACKGROUND_DAYS = 30
GRAINS = frozenset(("day", "week", "month", "season", "year", "decade", "century", "era"))


def _inside(time: TimeExpression, outer: TimeExpression) -> bool:
    """A time of a finer grain that lies within another."""
    if time.start is None or time.end is None or outer.start is None or outer.end is None:
        return False
    shorter = time.end - time.start < outer.end - outer.start
    return shorter and outer.start <= time.start and time.end <= outer.end


def to_when(times: list[TimeExpression], text: str) -> When | None:
    """One interval for an act: coordinated expressions ("tomorrow and on Thursday") are joined."""
    dated = [t for t in times if t.start is not None and t.end is not None and t.grain in GRAINS]
    if not dated:
        return None
    first = dated[0]
    # "this week, reportedly tomorrow and on Thursday": the finer times inside the first say it more exactly
    inner = [t for t in dated[1:] if _inside(t, first)]
    if inner:
        dated, first = inner, inner[0]
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
