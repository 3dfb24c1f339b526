"""Days counted off: lists of days, the nth weekday of a month, the 14th, a week on Tuesday, anniversaries.

Handlers as in time_absolute.py.
"""

from __future__ import annotations

import re
from datetime import date

from detente.language import dates
from detente.language.dates import Span
from detente.language.time_context import (
    Around,
    Match,
    Value,
    day_number,
    grain_of,
    group,
    month_number,
    named,
    nearest,
    number,
    single,
    unit,
    value,
    yearless,
)
from detente.language.time_words import words


def day_list(m: Match, around: Around) -> Value | None:
    """Such as "on 3, 4 and 5 May": from the first to the last."""
    middle = [int(n) for n in re.findall(r"\d+", m["days"])]
    numbers, month = [day_number(m), *middle, day_number(m, "day2")], month_number(m)
    if not named(m, around, "month") or numbers != sorted(set(numbers)):
        return None

    def make(y: int) -> Span | None:
        ends = dates.day(y, month, numbers[0]), dates.day(y, month, numbers[-1])
        return (ends[0], ends[1]) if ends[0] and ends[1] else None

    year = group(m, "year")
    if year:
        return value(make(int(year)), "day", absolute=True)
    return value(yearless(m, around, make), "day")


def nth(m: Match, around: Around) -> Value | None:
    """Such as "the first Monday in November", "the last week of June 2023", "the last day of 2023"."""
    which, name = _place_in_row(m), group(m, "wday") or ""
    if which is None or not named(m, around, "month"):
        return None
    grain = "week" if name in ("week", "weekend", "days") else "month" if name == "half" else "day"
    if "month" not in m.groupdict():
        return value(_of_year(int(m["year"]), name, which), grain, absolute=True)
    month, year = month_number(m), group(m, "year")

    def make(y: int) -> Span | None:
        span = dates.month_span(y, month)
        return dates.nth_of(span, name, which) if span else None

    found = make(int(year)) if year else yearless(m, around, make)
    return value(found, grain, absolute=bool(year)) if found else None


def _place_in_row(m: Match) -> int | None:
    word = group(m, "ord")
    found = group(m, "k") if "k" in m.groupdict() else None
    return int(found or words().get("ordinal", word or "") or 0) or None


def _of_year(year: int, name: str, which: int) -> Span | None:
    month = dates.month_span(year, 1 if which > 0 else 12)
    return dates.nth_of(month, name, which) if month else None


def bare_day(m: Match, around: Around) -> Value | None:
    """Such as "on the 14th", "on the 3rd of last month": of the month told, else the last such day or the next."""
    k, rel, told = int(m["k"]), group(m, "rel"), around.told(m.start())
    if rel in ("that", "the same", "the"):
        at = told.start if told else around.base
    else:
        shift = {"last": -1, "next": 1}.get(rel or "", 0)
        at = dates.plus_months(around.base.replace(day=1), shift) if around.base else None
    if not rel and told and told.start and told.grain in ("day", "month"):
        start = told.start
        later = [d for n in (0, 1) if (d := _in_month(start, n, k)) and d >= start]
        return single(later[0]) if later else None
    if at is None:
        return Value(None, None, "day")
    if rel:
        return single(dates.day(at.year, at.month, k))
    spans = [(d, d) for n in range(-2, 3) if (d := _in_month(at, n, k))]
    base = around.base or at
    if not around.future(m.start(), m.end()):
        spans = [s for s in spans if s[0] <= base][-1:]
    return value(nearest(spans, base, around.future(m.start(), m.end())), "day")


def _in_month(at: date, shift: int, k: int) -> date | None:
    month = dates.plus_months(at.replace(day=1), shift)
    return dates.day(month.year, month.month, k) if month else None


def weekday_week(m: Match, around: Around) -> Value | None:
    """Such as "Monday week", "a week on Tuesday", "a fortnight from Friday": after the next such day."""
    if not named(m, around, "wday"):
        return None
    base, rel = around.base, group(m, "rel") if "rel" in m.groupdict() else None
    if base is None:
        return Value(None, None, "day")
    at_unit, count = unit(m), number(group(m, "n")) if "n" in m.groupdict() else 1
    if count is None:
        return Value(None, None, "day")
    ahead = 1 if rel == "tomorrow" else 0
    if not rel:
        ahead = (int(words().get("weekday", group(m, "wday") or "") or 0) - base.weekday()) % 7
    start = dates.plus(base, ahead)
    return single(dates.moved_by(start, at_unit, count) if start else None)


def hence(m: Match, around: Around) -> Value | None:
    """Such as "three days from now", "a week today"."""
    count, at_unit, base = number(group(m, "n")), unit(m), around.base
    grain = grain_of(at_unit)
    if count is None or base is None:
        return Value(None, None, grain)
    if group(m, "half") if "half" in m.groupdict() else None:
        count += 0.5
    if m.group().endswith("tomorrow"):
        base = dates.plus(base, 1) or base
    at = dates.moved_by(base, at_unit, count)
    if at is None:
        return Value(None, None, grain)
    exact = grain == "day" or (count == 1 and grain == "week") or m.group().endswith(("today", "tomorrow"))
    return single(at) if exact else value(dates.unit_span(grain, at), grain)


def last_year_now(m: Match, around: Around) -> Value | None:
    """Such as "this time last year": the same month of it, or the same day of a week or month."""
    base, at_unit = around.base, unit(m)
    if base is None:
        return Value(None, None, "month")
    at = dates.moved_by(base, at_unit, -1 if group(m, "rel") == "last" else 1)
    if at_unit != "year" or at is None:
        return single(at)
    return value(dates.unit_span("month", at), "month")


def anniversary(m: Match, around: Around) -> Value | None:
    """Such as "the 20th anniversary of": it says which year is recalled (see ``times.reach_back``)."""
    return Value(None, None, "year", "duration") if years_recalled(m) else None


def years_recalled(m: Match) -> int:
    """How many years back the thing lies whose anniversary it is; 0 where the words do not say."""
    word = group(m, "word") or group(m, "ord")
    found = group(m, "k") or group(m, "k2") or words().get("number", word or "") or words().get("ordinal", word or "")
    return max(int(found or 0), 0)
