"""Amounts of time and times of the day: durations, sets ("every Friday"), rows of days, clocks.

Handlers as in time_absolute.py.
"""

from __future__ import annotations

import re

from detente.language import dates
from detente.language.time_context import Around, Match, Value, counting, grain_of, group, number, single, unit, value
from detente.language.time_words import words


def relative(m: Match, around: Around) -> Value | None:
    """Such as "two months after the summit": how long, not when (but see ``times.reach_back``)."""
    amount = counting(m)
    return Value(None, None, grain_of(amount[1] if amount else unit(m)), "duration")


def vague(m: Match, around: Around) -> Value | None:
    """Such as "in recent months", "years ago", "the next few days": no days."""
    return Value(None, None, grain_of(unit(m)))


def consecutive(m: Match, around: Around) -> Value | None:
    """Such as "the third straight day", "for a second night": from the first to the day of the text."""
    words_of = re.split(r"\W+", m.group())
    in_row = {"consecutive", "straight", "successive", "running", "row"} & set(words_of)
    if not in_row and not (words_of[0] == "for" and words_of[1] == "a"):
        return None
    count = int(group(m, "k") or words().get("ordinal", group(m, "ord") or "") or 0)
    at_unit, base = unit(m), around.base
    grain = grain_of(at_unit)
    if base is None or count < 1 or at_unit in ("hour", "minute", "second"):
        return Value(None, None, grain, "duration")
    span = dates.unit_span(at_unit, base, 1 - count)
    return Value(span[0], base, grain, "duration") if span else Value(None, None, grain, "duration")


def repeated(m: Match, around: Around) -> Value | None:
    found = re.search(r"day|night|daily|hour|week|month|quarter|annual|year", m.group())
    named_by = {"daily": "day", "night": "day", "hour": "day", "annual": "year"}
    grain = named_by.get(found.group(), found.group()) if found else "year"  # "each May", "every winter"
    if m.group() in ("weekly", "daily", "monthly", "quarterly") and around.capital(m.start()):
        return None  # "the Daily Mirror"
    return Value(None, None, grain, "set")


_TIMES = re.compile(r"(?<!\w)(?:first|second|third|fourth|fifth|only) (?:such |official )?[a-z]+(?: [^.;]*)? in $")


def duration(m: Match, around: Around) -> Value | None:
    groups, before = m.groupdict(), around.previous(m.start())
    count, base, at_unit = number(groups.get("n")), around.base, unit(m)
    article = (groups.get("n") or "") in ("a", "an", "some")
    if (article and before not in words().classes["before-duration"]) or (
        at_unit == "second" and not m.group().endswith("s")
    ):
        return None
    if at_unit in ("weekend", "quarter"):
        return None
    grain = grain_of(at_unit)
    if before == "in" and _TIMES.search(around.low, max(0, m.start() - 160), m.start()):
        return Value(None, None, grain, "duration")  # "the first visit in 25 years"
    if count and base and before in ("in", "within") and around.future(m.start(), m.end()):
        at = dates.moved_by(base, at_unit, count)
        if at and before == "within":
            return Value(base, at, grain)
        span = at and dates.unit_span(grain, at)
        return value(span or None, grain)
    if count and base and at_unit == "hour" and before in ("in", "within") and m.start() == m.start("n"):
        # "ten people killed in 24 hours"
        return Value(dates.moved_by(base, at_unit, -count), base, grain, "duration")
    return Value(None, None, grain, "duration")


def clock(m: Match, around: Around) -> Value | None:
    """A time of the day stands for its day: the one told just before, else that of the text."""
    groups = m.groupdict()
    hour, bare = groups.get("h"), groups.get("h2")
    minute = groups.get("min") or groups.get("min2")
    if (hour or bare) and (int(hour or bare or 0) > 24 or int(minute or 0) > 59):
        return None
    if (
        bare
        and re.fullmatch(r"[\d:]+", m.group())
        and around.previous(m.start()) not in words().classes["before-clock"]
    ):
        return None
    if m.group() == "dawn" and around.capital(m.start()) and around.previous(m.start()):
        return None
    told = around.told(m.start())
    return single(told.start if told and told.grain == "day" else around.base, "time")
