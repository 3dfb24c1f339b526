"""Times told from the day of the text, or from another time, to their days.

"yesterday", "last week", "three days ago", "the past 24 hours", "on Thursday"; also durations and sets.
Handlers as in time_absolute.py.  Without a day of publication they give a kind and a grain, and no days.
"""

from __future__ import annotations

import re
from datetime import date

from detente.language import dates
from detente.language.time_context import (
    Around,
    Match,
    Value,
    grain_of,
    group,
    named,
    number,
    single,
    unit,
    until_now,
    value,
)
from detente.language.time_words import words

# Told on a Sunday, "last week" is the one that ended the day before (3 of 4 such items of gold-train).
SUNDAY = 6


def today(m: Match, around: Around) -> Value | None:
    """Such as "earlier today", "hours earlier": the day of the text, or of the story."""
    told = around.told(m.start())
    at = told.start if told and told.grain == "day" and "today" not in m.group() else around.base
    return single(at, "time")


def deictic(m: Match, around: Around) -> Value | None:
    word, part, base = group(m, "word") or "", group(m, "part"), around.base
    if word in ("last", "yester") and part not in ("night", "evening", "afternoon"):
        return None
    kind = "time" if part or word in ("tonight", "overnight") else "date"
    if base is None:
        return Value(None, None, "day", kind)
    if word == "overnight":
        return Value(dates.plus(base, -1), base, "day", kind)
    shift = {"today": 0, "this": 0, "tonight": 0, "tomorrow": 1, "the day after tomorrow": 2}
    past = {"yesterday": -1, "yester": -1, "last": -1, "the day before yesterday": -2}
    return single(dates.plus(base, shift.get(word, past.get(word, 0))), kind)


def next_day(m: Match, around: Around) -> Value | None:
    """Such as "the next morning", "the day before": from the date told before, else the text's."""
    rel, at_unit = group(m, "rel") or "", unit(m) if group(m, "unit") else "day"
    night = group(m, "part") or group(m, "unit") == "night"
    back = rel in ("before", "prior", "earlier", "previous", "preceding")
    if rel.startswith("that") and around.story is None:
        return Value(None, None, "day", "time")  # "that morning" of a day that another paragraph told
    shift = 0 if rel in ("same", "that", "that same") else -1 if back else 1
    return stepped(m, around, at_unit, shift, "time" if night else "date")


def stepped(m: Match, around: Around, at_unit: str, shift: int, kind: str = "date") -> Value:
    """So many units from the date told before.

    Without one they count back from the day of the text, and ahead from it only in the future.
    """
    told = around.told(m.start())
    grain = grain_of(at_unit)
    fits = {"day": ("day",), "week": ("day", "week"), "month": ("day", "month")}.get(grain)
    start = told.start if told and (fits is None or told.grain in fits) else None
    ahead = around.previous(m.start()) == "for" or around.future(m.start(), m.end())
    if start is None and (shift <= 0 or ahead):
        start = around.base
    if start is None or at_unit in ("second", "minute"):
        return Value(None, None, grain, kind)
    if at_unit == "hour":
        return single(start, "time")
    span = dates.unit_span(at_unit, start, shift)
    return value(span, grain, kind, absolute=bool(told and told.absolute and start == told.start))


def since_then(m: Match, around: Around) -> Value | None:
    """From the last date told to the day of the text."""
    start = around.last.start if around.last else None
    return Value(start, around.base if start else None, around.last.grain if around.last else "day")


def shifted(m: Match, around: Around) -> Value | None:
    """Such as "two days earlier", "three years later"."""
    way, count, at_unit = group(m, "way") or "", number(group(m, "n")), unit(m) if group(m, "unit") else ""
    if not at_unit:
        bare = group(m, "bare") or ""
        return Value(None, None, grain_of(words().get("unit", bare) or bare))
    if count is None or way == "on":
        return Value(None, None, grain_of(at_unit), "duration" if way == "on" else "date")
    back = way in ("earlier", "prior", "before", "previously", "beforehand")
    months = round(count * 12) if at_unit == "year" else 0
    if group(m, "half"):
        count += 0.5
    if months and count != int(count):
        at_unit, count = "month", count * 12
    return stepped(m, around, at_unit, -round(count) if back else round(count))


def ago(m: Match, around: Around) -> Value | None:
    count, at_unit, base = number(group(m, "n")), unit(m), around.base
    grain, tail = grain_of(at_unit), group(m, "today")
    if count is None or base is None:
        return Value(None, None, grain)
    if at_unit == "hour" and count < 24:
        return single(base, "time")
    if group(m, "half") or group(m, "half2"):
        count += 0.5
    at = dates.moved_by(base, at_unit, -count)
    if at is None:
        return Value(None, None, grain)
    if tail:
        return _ago_with(at, tail, grain)
    if at_unit == "week" and count == 1:
        return single(at)
    if at_unit in ("decade", "century") or (at_unit == "year" and count >= 100):
        years = 5  # "three decades ago" is not exact: ten years around it
        return value(dates.years_span(at.year - years, at.year + years - 1), "decade")
    if at_unit == "year" and count != int(count):
        return value(dates.unit_span("month", at), "month")
    return value(dates.unit_span(grain, at), grain)


def _ago_with(at: date, tail: str, grain: str) -> Value:
    """Such as "thirty years ago today", "a year ago this week", "two weeks ago on Monday"."""
    last = tail.split()[-1]
    if last in ("week", "month"):
        return value(dates.unit_span(last, at), last)
    weekday = words().get("weekday", last)
    if weekday is not None:
        return single(dates.plus(at, int(weekday) - at.weekday()))
    return single(dates.plus(at, 1) if last == "tomorrow" else at)


def rolling(m: Match, around: Around) -> Value | None:
    """Such as "the past 24 hours", "the next two years": up to the day of the text or from it."""
    count = number(group(m, "n")) if "n" in m.groupdict() else 1.0
    at_unit, rel, base = unit(m), group(m, "rel") or "", around.base
    grain, told = grain_of(at_unit), around.told(m.start())
    if at_unit == "weekend":
        return None
    if at_unit in ("second", "minute"):
        return Value(None, None, grain, "duration")
    if rel in ("following", "preceding", "previous"):
        base = told.start if told else (base if rel != "following" else None)
    if count is None or base is None:
        return Value(None, None, grain)
    ahead = rel in ("next", "coming", "following")
    at = dates.moved_by(base, at_unit, count if ahead else -count)
    if at is None:
        return Value(None, None, grain)
    return Value(base, at, grain) if ahead else Value(at, base, grain)


def edge(m: Match, around: Around) -> Value | None:
    """Such as "the start of the year", "the end of last month"."""
    at_unit, rel = unit(m), group(m, "rel") if "rel" in m.groupdict() else None
    told = around.told(m.start())
    at = told.start if told and told.start and rel in ("that", "the following") else around.base
    if at is None:
        return Value(None, None, at_unit)
    word = group(m, "edge") or ""
    shift = {"last": -1, "next": 1, "the following": 1}.get(rel or "", 0)
    if word == "turn" and not rel and at == around.base and around.future(m.start(), m.end()):
        shift = 1
    span = dates.unit_span(at_unit, at, shift)
    which = {"very start": "start", "close": "end", "latter half": "end"}.get(word, word)
    if not span or not which:
        return Value(None, None, at_unit)
    return value(dates.edge(span, at_unit, which), at_unit)


def within_this(m: Match, around: Around) -> Value | None:
    """Such as "earlier this month", "later this year", "late last week"."""
    side, rel, name, base = group(m, "edge"), group(m, "rel") or "", group(m, "unit") or "", around.base
    told = around.told(m.start())
    at = told.start if told and told.start and rel in ("that", "the same") else base
    is_season = name in words().classes["season"]
    grain = "season" if is_season else grain_of(name)
    if at is None:
        return Value(None, None, grain)
    shift = {"last": -1, "next": 1}.get(rel, 0)
    span = dates.season_span(name, at.year + shift) if is_season else dates.unit_span(name, at, shift)
    if not span:
        return Value(None, None, grain)
    running = shift == 0 and at == base and span[0] <= at <= span[1]
    if running and side == "earlier":
        return Value(span[0], min(span[1], at), grain)
    if running and side == "later":
        return Value(max(span[0], at), span[1], grain)
    which = "early" if side in ("early", "earlier") else "late"
    part = dates.third(span, grain, which)
    if running and which == "early" and part[0] <= at < part[1]:
        part = part[0], at
    return value(part, grain)


def weekday(m: Match, around: Around) -> Value | None:
    if not named(m, around, "wday") or len(group(m, "wday") or "") < 6:
        return None
    goal, base = int(words().get("weekday", group(m, "wday") or "") or 0), around.base
    groups = m.groupdict()
    fuzzy, part = groups.get("fuzzy"), groups.get("part")
    kind = "time" if fuzzy or part else "date"
    if base is None:
        return Value(None, None, "day", kind)
    week, rel = group(m, "week") if "week" in groups else None, group(m, "rel") if "rel" in groups else None
    back, ahead = -((base.weekday() - goal) % 7), (goal - base.weekday()) % 7  # today counts as 0
    if week:
        if week == "last" and base.weekday() == SUNDAY:
            return single(dates.plus(base, back or -7), kind)
        monday = dates.unit_span("week", base, {"last": -1, "next": 1}.get(week, 0))
        return single(dates.plus(monday[0], goal) if monday else None, kind)
    if "wday" in groups and m.group().startswith("a week ago"):
        shift = (back or -7) - 7
    elif rel in ("last", "past", "this past", "the previous", "the preceding"):
        shift = back or -7
    elif rel in ("next", "this coming", "the next", "the following"):
        shift = ahead or 7
    elif rel == "this":
        shift = goal - base.weekday() if not around.future(m.start(), m.end()) else ahead
    else:
        shift = ahead if around.future(m.start(), m.end()) else back
    return single(dates.plus(base, shift), kind)


def weekday_range(m: Match, around: Around) -> Value | None:
    joined_by_and = re.search(r"\sand\s", m.group())
    if not named(m, around, "wday") or (joined_by_and and not m.group().startswith("between")):
        return None
    base = around.base
    if base is None:
        return Value(None, None, "day")
    first, last = (int(words().get("weekday", group(m, g) or "") or 0) for g in ("wday", "wday2"))
    length = (last - first) % 7
    if around.future(m.start(), m.end()):
        start = dates.plus(base, (first - base.weekday()) % 7)
    else:
        back = (base.weekday() - last) % 7 + length
        start = dates.plus(base, -back)
    end = start and dates.plus(start, length)
    return Value(start, end, "day") if end else Value(None, None, "day")


def weekend(m: Match, around: Around) -> Value | None:
    rel, base = group(m, "rel"), around.base
    if base is None:
        return Value(None, None, "week")
    future, inside = around.future(m.start(), m.end()), base.weekday() >= 5
    if rel in ("next", "following"):
        shift = 1
    elif rel in ("last", "previous", "past", "this past"):
        shift = -1
    elif inside or future or rel in ("this coming", "coming") or (rel == "this" and base.weekday() > 1):
        shift = 0
    else:
        shift = -1
    span = dates.unit_span("weekend", base, shift)
    return value(until_now(span, around, future), "week")


def unit_rel(m: Match, around: Around) -> Value | None:
    """Such as "this week", "last year", "the same day", "that month"."""
    rel, at_unit, base = (group(m, "rel") or "").removeprefix("the "), unit(m), around.base
    night = group(m, "unit") == "night"
    if at_unit in ("second", "minute", "hour") or (rel == "past" and at_unit == "day"):
        return None
    if rel in ("same", "that same", "that", "next", "previous", "preceding", "following", "coming") and (
        at_unit == "day" or rel not in ("next", "coming") or group(m, "rel") == "the next"
    ):
        shift = {"next": 1, "following": 1, "coming": 1, "previous": -1, "preceding": -1}.get(rel, 0)
        return stepped(m, around, at_unit, shift, "time" if night else "date")
    grain = grain_of(at_unit)
    if base is None:
        return Value(None, None, grain)
    if at_unit == "day":
        return None if rel != "this" else single(base)
    if rel in ("this past", "past", "this coming"):
        at = dates.moved_by(base, at_unit, 1 if rel == "this coming" else -1)
        return Value(min(at, base), max(at, base), grain) if at else Value(None, None, grain)
    if at_unit == "week" and rel == "last" and base.weekday() == SUNDAY:
        return Value(dates.plus(base, -7), dates.plus(base, -1), grain)
    span = dates.unit_span(at_unit, base, {"last": -1, "next": 1}.get(rel, 0))
    whole = bool(group(m, "every")) or around.future(m.start(), m.end())
    return value(until_now(span, around, whole), grain)
