"""From single times to the spans around them: "since", "by the end of", "early", "from X to Y".

Works on what ``times`` found, in the order of the text, and looks at the words between and before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from detente.language import dates
from detente.language.dates import Span
from detente.language.time_context import Around, Match, Value, grain_of, group, number, unit


@dataclass(slots=True)
class Found:
    """A time in the text: offsets into it, the rule that found it and its value."""

    start: int
    end: int
    rule: str
    value: Value
    match: Match


_LOOK_BACK = 56  # characters before a time that can belong to it
_PART = re.compile(r"[ \n](?:at )?(night|morning|afternoon|evening|dawn|noon|midday|midnight)(?!\w)")
_FUZZY = re.compile(r"(?<!\w)(?:(early|mid|middle|late)(?:-to-(late))?(?: on| in)?[ \n-]+)$")
_EDGE = re.compile(
    r"(?<!\w)(?:the )?(?:very )?(?:(start|beginning|end|middle|close|turn|night|morning|evening|afternoon|"
    r"early hours|week) of|(week) (?:beginning|starting))[ \n]+(?:on )?(?:the )?$"
)
_PREPOSITION = re.compile(
    r"(?<!\w)(since|until|till|through|up to|no later than|not later than|by|before)[ \n]+"
    r"(?:at least |about |around |on |at |in |noon |midnight |dawn |the |as early as |as late as )*$"
)
_UNTIL = ("until", "till", "through")
# "postponed until Tuesday": it comes on Tuesday, nothing lasts until then.
_MOVED = re.compile(
    r"(?<!\w)(?:postpon|delay|reschedul|deferr?|push(?:ed|es)|put(?:s|ting)? (?:off|back)|moved?)[^.;]*$"
)
_BETWEEN = re.compile(r"[ \n]*(?:(to|through|until|till|and|-)[ \n]*(?:on |the |in )*)$")
_RANGE_START = re.compile(r"(?<!\w)(from|between)[ \n]+(?:on |the |in )*$")
_CLOCK_THEN_DAY = re.compile(r",?[ \n]+(?:on )?(?:the )?$")
_DAY_THEN_CLOCK = re.compile(r",?[ \n]+(?:at |around |just |shortly |about |from |after |before )*$")
_AFTER_DAY = re.compile(r"[ \n]+(?:on |the )*$")


def spans(around: Around, found: list[Found]) -> list[Found]:
    found = _pairs(around, [_with_part(around, f) for f in found])
    return [_with_preposition(around, _with_edge(around, f)) for f in found]


def _with_part(around: Around, f: Found) -> Found:
    """Such as "3 May" + "night"."""
    v = f.value
    if v.grain == "day" and v.kind == "date" and (m := _PART.match(around.low, f.end)):
        return Found(f.start, m.end(), f.rule, v._replace(kind="time"), f.match)
    return f


def _pairs(around: Around, found: list[Found]) -> list[Found]:
    merged: list[Found] = []
    for f in found:
        if merged and (joined := _joined(around, merged[-1], f)):
            merged[-1] = joined
        else:
            merged.append(f)
    return merged


def _joined(around: Around, a: Found, b: Found) -> Found | None:
    """One time out of two neighbours, or None."""
    if b.start - a.end > 24:
        return None
    gap = around.low[a.end : b.start]
    if a.rule.startswith("relative") and _AFTER_DAY.match(gap) and b.value.start:
        return _counted_from(a, b)
    clocks = ("clock", "part-of-day")
    if b.rule in clocks and a.value.grain == "day" and a.rule not in clocks and _DAY_THEN_CLOCK.match(gap):
        return Found(a.start, b.end, a.rule, a.value._replace(kind="time"), a.match)
    if a.rule in clocks and b.value.grain == "day" and b.rule not in clocks and _CLOCK_THEN_DAY.match(gap):
        return Found(a.start, b.end, b.rule, b.value._replace(kind="time"), b.match)
    return _range(around, a, b, gap)


def _range(around: Around, a: Found, b: Found, gap: str) -> Found | None:
    """Such as "from 3 May to Friday", "between October 2023 and last week"."""
    between = _BETWEEN.match(gap)
    if not between or {a.value.kind, b.value.kind} & {"set", "duration"}:
        return None
    opened = _RANGE_START.search(around.low, max(0, a.start - _LOOK_BACK), a.start)
    word = between.group(1)
    if (word == "and" and not (opened and opened.group(1) == "between")) or (
        not opened and a.value.grain != b.value.grain
    ):
        return None
    start = opened.start(1) if opened else a.start
    first, last = a.value.start, b.value.end
    if first and last and first > last:
        return None
    if not first or not last:
        first = last = None
    value = Value(first, last, b.value.grain, "date", a.value.absolute and b.value.absolute)
    return Found(start, b.end, "range", value, b.match)


def _counted_from(a: Found, b: Found) -> Found | None:
    """Such as "21 days after 7 August"."""
    count, way, at_unit = number(group(a.match, "n")), group(a.match, "way"), unit(a.match)
    if at_unit in ("second", "minute", "hour") or way in ("since", "into", "to"):
        return None
    fits = b.value.grain == "day" or (at_unit in ("year", "decade") and b.value.grain in ("year", "month"))
    if count is None or b.value.start is None or not fits:
        return None
    back = way in ("before", "prior to", "ahead of")
    at = dates.moved_by(b.value.start, at_unit, -count if back else count)
    if not at:
        return None
    exact = at_unit in ("day", "hour") or (at_unit == "week" and b.value.grain == "day")
    span = (at, at) if exact else dates.unit_span(grain_of(at_unit), at)
    if not span:
        return None
    grain = "day" if exact else grain_of(at_unit)
    return Found(a.start, b.end, "counted", Value(*span, grain, "date", b.value.absolute), b.match)


def _with_edge(around: Around, f: Found) -> Found:
    """Such as "early 2024", "the end of June", "the night of 3 May", "the week of 12 May"."""
    v, left = f.value, max(0, f.start - _LOOK_BACK)
    if v.kind not in ("date", "time") or f.rule in ("range", "within-rel", "edge"):
        return f
    m = _FUZZY.search(around.low, left, f.start)
    if m and v.grain != "day":
        grain, third = v.grain, m.group(2) or m.group(1)
        v = _part_of(around, v, lambda whole: dates.third(whole, grain, third))
        f = Found(m.start(), f.end, f.rule, v, f.match)
    m = _EDGE.search(around.low, left, f.start)
    if not m:
        return f
    which = m.group(1) or m.group(2)
    if which in ("night", "morning", "evening", "afternoon", "early hours"):
        return Found(m.start(), f.end, f.rule, v._replace(kind="time"), f.match) if v.grain == "day" else f
    if which == "week":
        week = dates.unit_span("week", v.start) if v.start and v.grain == "day" else None
        if v.grain != "day" or not week:
            return f
        return Found(m.start(), f.end, f.rule, Value(*week, "week", "date", v.absolute), f.match)
    if v.grain == "day":
        return f
    v = _part_of(around, v, lambda whole: dates.edge(whole, v.grain, which))
    return Found(m.start(), f.end, "edge", v, f.match)


def _part_of(around: Around, v: Value, part: Callable[[Span], Span]) -> Value:
    """A part of the whole month or year; one told of the past that is still to come is last year's."""
    if v.start is None or v.end is None:
        return v
    base, whole = around.base, (v.start, v.end)
    if base and v.end == base and not v.absolute and v.grain in ("month", "year"):
        whole = dates.unit_span(v.grain, v.start) or whole
        if part(whole)[0] > base:
            whole = dates.unit_span(v.grain, v.start, -12 if v.grain == "month" else -1) or whole
    start, end = part(whole)
    if base and v.end == base and not v.absolute and start <= base:
        end = min(end, base)
    return v._replace(start=start, end=end)


def _attributive(around: Around, f: Found) -> bool:
    """Such as "since the 2022 invasion": the year tells which invasion, and is no time by itself."""
    noun = around.low[f.end : f.end + 2].strip()
    named = around.previous(f.start) in ("the", "its", "a") and noun.isalpha()
    return named and f.rule in ("year", "month-year")


def _with_preposition(around: Around, f: Found) -> Found:
    """Such as "since 2016" runs to the day of the text, "until 14 May" and "by Friday" from it."""
    v, base = f.value, around.base
    m = _PREPOSITION.search(around.low, max(0, f.start - _LOOK_BACK), f.start)
    if not m or v.kind not in ("date", "time") or f.rule in ("relative", "relative-vague"):
        return f
    word = m.group(1)
    moved = word in _UNTIL and _MOVED.search(around.low, max(0, m.start() - 200), m.start())
    if moved or f.match.group().startswith("overnight"):
        return f
    if v.start is None or v.end is None:
        return Found(m.start(), f.end, f.rule, v, f.match) if word in ("since", "until", "till") else f
    if word == "since":
        if (base and v.start > base) or _attributive(around, f):
            return f
        return Found(m.start(), f.end, "since", v._replace(start=v.start, end=base, kind="date"), f.match)
    if base is None:
        return f
    if word == "before" and (around.low.startswith("'s", f.end) or around.low.startswith("'s", f.end - 2)):
        return f  # "before Sunday's vote"
    if word == "before" and f.rule not in ("edge", "edge-short"):
        last = dates.plus(v.start, -1)
        first = base if last and last >= base else None
        return Found(m.start(), f.end, "before", v._replace(start=first, end=last), f.match)
    if v.end < base:
        return f
    return Found(m.start(), f.end, "until", v._replace(start=base, kind="date"), f.match)
