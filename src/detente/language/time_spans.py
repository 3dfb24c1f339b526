"""From single times to the spans around them: "since", "by the end of", "early", "from X to Y".

Works on what ``times`` found, in the order of the text, and looks at the words between and before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from detente.language import dates
from detente.language.dates import Span
from detente.language.time_context import Around, Match, Value, counting, grain_of
from detente.language.time_lists import years_recalled
from detente.language.time_words import words


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
    r"early hours|small hours|week) of|(week) (?:beginning|starting))[ \n]+(?:on )?(?:the )?$"
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
# Rules that count from another time, which stands right behind or dates the event named there.
_COUNTED = frozenset(("relative", "relative-the", "eve-of", "unit-to", "anniversary"))
_EVENT = 70  # characters between "two days after" and the date of what it was after
_EVENT_GAP = re.compile(r"[ \n]+(?:[\w'-]+[ \n]+){1,8}(?:on|of|in)[ \n]+(?:the )?$")
_ATTRIBUTIVE_GAP = re.compile(r"[ \n]+(?:the|a|an|its|his|her|their|[\w-]+'s)[ \n]+$")
_CLOCKS = ("clock", "part-of-day")
_AFTER_NIGHT = re.compile(r"[ \n]+(?:(on|from|into|to)[ \n]+)?$")
_AFTER_DAY = re.compile(r"[ \n]+(?:on |the )*$")


def spans(around: Around, found: list[Found]) -> list[Found]:
    found = _pairs(around, [_with_edge(around, _with_part(around, f)) for f in found])
    return [_with_preposition(around, f) for f in found]


def _with_part(around: Around, f: Found) -> Found:
    """Such as "3 May" + "night"."""
    v = f.value
    if v.grain == "day" and v.kind == "date" and (m := _PART.match(around.low, f.end)):
        return Found(f.start, m.end(), f.rule, v._replace(kind="time"), f.match)
    return f


def _pairs(around: Around, found: list[Found]) -> list[Found]:
    merged: list[Found] = []
    for f in found:
        dated = merged and merged[-1].rule in _COUNTED and _counted_from_event(around, merged[-1], f)
        if dated:
            merged[-1:] = [dated, f]
        elif merged and (joined := _joined(around, merged[-1], f)):
            merged[-1] = joined
        else:
            merged.append(f)
    return merged


def _counted_from_event(around: Around, a: Found, b: Found) -> Found | None:
    """Such as "two days after the coup of 26 July": its day, beside that of the coup itself."""
    gap = around.low[a.end : b.start]
    attributive = _tells_which(around, b, gap)
    told = b.value.kind in ("date", "time") and (b.value.absolute or b.value.grain == "day")
    if not told or b.start - a.end > _EVENT or not (attributive or _EVENT_GAP.match(gap)):
        return None
    if a.rule == "anniversary":
        at = b.value.start and dates.plus_months(b.value.start, 12 * years_recalled(a.match))
        if not at:
            return None
        value = Value(at, at, "day") if b.value.grain == "day" else Value(None, None, "none")
        return Found(a.start, a.end, a.rule, value, a.match) if value.start else None
    counted = _counted_from(a, b)
    return Found(a.start, a.end, "counted", counted.value, a.match) if counted else None


def _tells_which(around: Around, b: Found, gap: str) -> bool:
    """Such as "the day after the 7 June raid", "a day after Sunday's vote": a date that tells which event."""
    words_of, after = around.low[b.start : b.end], around.following(b.end)
    if words_of.endswith("'s"):
        return not gap.strip()
    noun = after[:1].isalpha() and after not in words().classes["no-noun"]
    if words_of.startswith("the "):
        return noun and not gap.strip() and " of " not in words_of
    return noun and bool(_ATTRIBUTIVE_GAP.match(gap))


def _joined(around: Around, a: Found, b: Found) -> Found | None:
    """One time out of two neighbours, or None."""
    if b.start - a.end > 24:
        return None
    gap = around.low[a.end : b.start]
    if a.rule in _COUNTED and _AFTER_DAY.match(gap) and b.value.start:
        return _counted_from(a, b)
    if a.match.group() == "overnight" and b.value.grain == "day" and b.value.start and (m := _AFTER_NIGHT.match(gap)):
        return _overnight(around, a, b, m.group(1))
    if b.rule in _CLOCKS and a.value.grain == "day" and a.rule not in _CLOCKS and _DAY_THEN_CLOCK.match(gap):
        return Found(a.start, b.end, a.rule, a.value._replace(kind="time"), a.match)
    if a.rule in _CLOCKS and b.value.grain == "day" and b.rule not in _CLOCKS and _CLOCK_THEN_DAY.match(gap):
        return Found(a.start, b.end, b.rule, b.value._replace(kind="time"), b.match)
    return _range(around, a, b, gap)


def _overnight(around: Around, a: Found, b: Found, into: str | None) -> Found:
    """Such as "overnight into Sunday", "overnight from Saturday to Sunday", "overnight on Saturday"."""
    first, last = b.value.start, b.value.end
    if first and last and first == last:
        ends = into in ("into", "to") or last == around.base
        first, last = (dates.plus(first, -1), last) if ends else (first, dates.plus(last, 1))
    return Found(a.start, b.end, a.rule, Value(first, last, "day", "time", b.value.absolute), a.match)


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
    first, last = _same_run(a.value, b.value)
    if first and last and first > last:
        return None
    if not first or not last:
        first = last = None
    value = Value(first, last, b.value.grain, "date", a.value.absolute and b.value.absolute)
    both = a.rule if a.rule in _CLOCKS and b.rule in _CLOCKS else "range"
    return Found(start, b.end, both, value, b.match)


def _same_run(a: Value, b: Value) -> tuple[date | None, date | None]:
    """First and last day, where only one end has its year: "28 December to 4 January 2024"."""
    first, last = a.start, b.end
    if not first or not last or a.grain not in ("day", "month") or b.grain not in ("day", "month"):
        return first, last
    if a.absolute == b.absolute:
        return (_year_on(first, last, -1), last) if first > last and not a.absolute else (first, last)
    return (_year_on(first, last, -1), last) if b.absolute else (first, _year_on(last, first, 1))


def _year_on(day: date, other: date, way: int) -> date:
    """``day`` in the year that brings it next to ``other``: before it (way -1) or after it (1)."""
    for year in (other.year, other.year + way):
        found = dates.day(year, day.month, day.day)
        if found and (found - other).days * way >= 0:
            return found
    return day


def _counted_from(a: Found, b: Found) -> Found | None:
    """Such as "21 days after 7 August", "in the year to June 2023"."""
    amount = counting(a.match)
    if amount is None or b.value.start is None or b.value.end is None or a.rule == "anniversary":
        return None
    count, at_unit, way = amount
    if a.rule == "unit-to":
        return _up_to(a, b, count, at_unit)
    if at_unit in ("second", "minute", "hour") or way in ("since", "into", "to"):
        return None
    fine = {"month": ("month",), "year": ("year", "month"), "decade": ("year", "month")}.get(at_unit, ())
    if b.value.grain != "day" and b.value.grain not in fine:
        return None
    back = way in ("before", "prior to", "ahead of")
    at = dates.moved_by(b.value.start, at_unit, -count if back else count)
    if not at:
        return None
    exact = at_unit == "day" or (at_unit == "week" and b.value.grain == "day")
    span = (at, at) if exact else dates.unit_span(grain_of(at_unit), at)
    if not span:
        return None
    grain = "day" if exact else grain_of(at_unit)
    return Found(a.start, b.end, "counted", Value(*span, grain, "date", b.value.absolute), b.match)


def _up_to(a: Found, b: Found, count: float, at_unit: str) -> Found | None:
    """Such as "in the week to 10 March", "in the 12 months to June 2023"."""
    last = b.value.end
    start = last and dates.moved_by(dates.plus(last, 1) or last, at_unit, -count)
    if not last or not start or b.value.kind not in ("date", "time"):
        return None
    return Found(a.start, b.end, "counted", Value(start, last, b.value.grain, "date", b.value.absolute), b.match)


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
    if which in ("night", "morning", "evening", "afternoon", "early hours", "small hours"):
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
