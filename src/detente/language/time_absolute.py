"""Dates of the calendar to their days: days, months, years, decades, seasons, eras, feasts.

Each function is the handler of rules in time_rules.tsv: it is given the match and what stands around it
and gives a ``Value``, or None where the words are no time after all.
"""

from __future__ import annotations

import re
from datetime import date

from detente.language import dates
from detente.language.dates import Span
from detente.language.time_context import (
    FOLLOWING,
    NEAR,
    Around,
    Match,
    Value,
    day_number,
    group,
    month_number,
    named,
    nearest,
    old,
    until_now,
    value,
    yearless,
)
from detente.language.time_words import words


def nothing(m: Match, around: Around) -> Value | None:
    """Words that look like a time and hold none: taken so that no other rule finds a part of them."""
    return Value(None, None, "none", "none")


def day_date(m: Match, around: Around) -> Value | None:
    if not named(m, around, "month") or (group(m, "mm") is None and not month_number(m)):
        return None
    month, number = int(group(m, "mm") or month_number(m)), day_number(m)
    if not dates.day(2024, month, number):
        return None
    year = group(m, "year")
    if year:
        found = dates.day(int(year), month, number)
        return Value(found, found, "day", absolute=True) if found else None
    known = _known_year(around, month, number)
    if known:
        return value(known, "day")
    weekday = words().get("weekday", group(m, "wday") or "")

    def make(y: int) -> Span | None:
        found = dates.day(y, month, number)
        return (found, found) if found else None

    def on_weekday(y: int) -> Span | None:
        span = make(y)
        return span if span and span[0].weekday() == int(weekday or 0) else None

    story = old(around.told(m.start()), around.base)
    plain = yearless(m, around, make)
    if weekday is None or plain is None or around.base is None or plain[0].weekday() == int(weekday):
        return value(plain, "day", absolute=story)
    # The weekday may tell the year, that of the story or one beside the text's; close to the text it is a slip.
    told = yearless(m, around, on_weekday)
    apart = abs((plain[0] - around.base).days)
    near = told and (story or (abs(told[0].year - around.base.year) <= 1 and (told[0] - around.base).days <= NEAR))
    return value(told if told and near and apart > SLIP else plain, "day", absolute=story)


# A weekday that does not fit a date within so many days of the text is a slip of the writer's.
SLIP = 14
# Of a day in "known-day" of times.tsv the last is meant if it was at most so many days ago.
_LATELY = 45


def _known_year(around: Around, month: int, number: int) -> Span | None:
    """The year of a day that has become a name: "since October 7" beside "Hamas" is 2023."""
    entry = words().get("known-day", f"{month:02}-{number:02}")
    if entry is None or around.base is None:
        return None
    year, beside = entry.split(" ", 1)
    span = dates.day(int(year), month, number)
    if span is None or span > around.base:
        return None
    lately = dates.day(around.base.year, month, number)
    if lately and 0 <= (around.base - lately).days <= _LATELY:
        return None
    found = re.search(rf"(?<!\w)(?:{beside})(?!\w)", around.low)
    return (span, span) if found else None


def numeric(m: Match, around: Around) -> Value | None:
    """25/12/2024 is clear; 9/10/2024 is not (Britain or America) and gives no days."""
    a, b, year = int(m["a"]), int(m["b"]), int(m["year"])
    found = {d for d in (dates.day(year, b, a), dates.day(year, a, b)) if d}
    if not found:
        return None
    only = found.pop() if len(found) == 1 else None
    return Value(only, only, "day", absolute=True)


def day_range(m: Match, around: Around) -> Value | None:
    first, last, month = day_number(m), day_number(m, "day2"), month_number(m)
    if not named(m, around, "month") or first >= last:
        return None

    def make(y: int) -> Span | None:
        ends = dates.day(y, month, first), dates.day(y, month, last)
        return (ends[0], ends[1]) if ends[0] and ends[1] else None

    year = group(m, "year")
    if year:
        return value(make(int(year)), "day", absolute=True)
    return value(yearless(m, around, make), "day")


def month_range(m: Match, around: Around) -> Value | None:
    first, last = month_number(m), month_number(m, "month2")
    if first == last or not (named(m, around, "month") and named(m, around, "month2")):
        return None

    def make(y: int) -> Span | None:
        start = dates.month_span(int(group(m, "year2") or (y if first < last else y - 1)), first)
        end = dates.month_span(y, last)
        return (start[0], end[1]) if start and end and start < end else None

    year = group(m, "year")
    if year:
        return value(make(int(year)), "month", absolute=True)
    return value(yearless(m, around, make, True), "month")


def month_year(m: Match, around: Around) -> Value | None:
    if not named(m, around, "month"):
        return None
    year = group(m, "year")
    if year:
        return value(dates.month_span(int(year), month_number(m)), "month", absolute=True)
    return value(yearless(m, around, lambda y: dates.month_span(y, month_number(m))), "month")


def month(m: Match, around: Around) -> Value | None:
    word, before, classes = group(m, "month") or "", around.previous(m.start()), words().classes
    ambiguous, led = word in classes["ambiguous-month"], before in classes["before-month"]
    if not named(m, around, "month") or (len(word) < 5 and word not in ("may", "june", "july", "sept")):
        return None
    after = FOLLOWING.match(around.low, m.end())
    if after and ambiguous and (after.group(1) == "'s" or around.capital(after.start(1))):
        return _bare_month(m, around) if led else None
    attributive = before in classes["determiner"] or before.endswith(("'s", "s'"))
    if (ambiguous and not led and not attributive) or (word == "march" and before.endswith("'s")):
        return None  # "the People's March"
    return _bare_month(m, around)


def _bare_month(m: Match, around: Around) -> Value:
    told = around.told(m.start())
    if around.previous(m.start()) == "that" and told and told.start:  # "in 2017 ... that November"
        spans = [s for y in (told.start.year, told.start.year + 1) if (s := dates.month_span(y, month_number(m)))]
        return value(next((s for s in spans if s[1] >= told.start), None), "month", absolute=told.absolute)
    future = around.future(m.start(), m.end())
    span = yearless(m, around, lambda y: dates.month_span(y, month_number(m)), True)
    whole = future or bool(group(m, "every"))
    return value(until_now(span, around, whole), "month", absolute=old(around.told(m.start()), around.base))


_DETERMINED = re.compile(r"(?<!\w)(?:the|its|their|his|her|a|an|[a-z]+'s) [a-z-]+ $")


def _likely_year(number: int, after: str, before: str) -> bool:
    """ "over 2020 bomb plots", but not "over 2000 shells"."""
    if before in ("over", "about", "around"):
        return number % 50 != 0 and not after.endswith("s")
    return before == "than" and after in words().classes["after-year"]


def year(m: Match, around: Around) -> Value | None:
    number, before, after = int(m["year"]), around.previous(m.start()), around.following(m.end())
    classes = words().classes
    counting = before in classes["uncounted"] and not _likely_year(number, after, before)
    if counting or before.endswith(("$", "£", "€", "no.")):
        return None
    if m.start() and around.low[m.start() - 1] == "-" and before not in ("mid", "early", "late"):
        return None  # "pre-2014 borders", "RS-2024"
    if number < 1700 and before not in ("in", "since", "of", "from", "until", "year"):
        return None
    if before not in classes["before-year"] and not before.endswith(("'s", "s'")) and m.start():
        likely = 1900 <= number <= 2060
        # "the annulled 2024 vote"
        determined = _DETERMINED.search(around.low, max(0, m.start() - 40), m.start())
        if not likely or not (determined or not after or after in classes["after-year"]):
            return None
    return value(dates.years_span(number, number), "year", absolute=True)


def year_range(m: Match, around: Around) -> Value | None:
    first, last = int(m["year"]), int(m["year2"])
    if last < 100:
        last += first // 100 * 100
    if not first < last <= first + 150:
        return None
    return value(dates.years_span(first, last), "year", absolute=True)


_TENS = {"noughties": 2000, "aughts": 2000}
_TENS |= {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}


def decade(m: Match, around: Around) -> Value | None:
    word = m["decade"]
    first = _TENS.get(word) or int(word)
    if first < 100:  # "the '90s": the last such decade that has begun, of this century only from the 2020s on
        first += 2000 if word == "20" and around.base and around.base.year >= 2020 else 1900
    span = dates.years_span(first, first + 9)
    fuzzy = group(m, "fuzzy")
    if span and fuzzy:
        span = dates.third(span, "decade", fuzzy)
    return value(span, "decade", absolute=True)


def century(m: Match, around: Around) -> Value | None:
    number = int(group(m, "k") or words().get("ordinal", group(m, "ord") or "") or 0)
    if around.following(m.end()) in ("bc", "bce") or not 0 < number < 30:
        return Value(None, None, "century")
    span = dates.century(number)
    fuzzy = group(m, "fuzzy")
    if span and fuzzy:
        span = dates.third(span, "century", fuzzy)
    return value(span, "century", absolute=True)


def quarter(m: Match, around: Around) -> Value | None:
    code = (group(m, "q") or "").strip("qh")
    part = ("half" if "h" in m.group("q") else "quarter") if code else group(m, "part") or ""
    months = {"quarter": 3, "half": 6, "trimester": 4}[part]
    number = int(code or words().get("ordinal", group(m, "ord") or "") or 0)
    number = 12 // months if number == -1 else number
    if not 1 <= number <= 12 // months:
        return None
    written = group(m, "year")
    if not written and not around.base:
        return Value(None, None, "quarter")
    if not written and "rel" not in m.groupdict() and around.base:
        return value(_last_quarter(number, around.base, around.future(m.start(), m.end())), "quarter")
    shift = {"last": -1, "next": 1}.get(group(m, "rel") or "", 0)
    at = int(written) if written else (around.base.year if around.base else 0) + shift
    first, last = dates.month_span(at, months * (number - 1) + 1), dates.month_span(at, months * number)
    return value((first[0], last[1]) if first and last else None, "quarter", absolute=bool(written))


def _last_quarter(number: int, base: date, future: bool) -> Span | None:
    """Bare "the third quarter": the last that is over or runs, the next one in the future."""
    spans = [s for y in (base.year - 1, base.year, base.year + 1) if (s := dates.quarter_span(y, number))]
    return nearest(spans, base, future)


def era(m: Match, around: Around) -> Value | None:
    name = group(m, "era") or ""
    start, end = (words().get("era", name) or "").split("..")
    grain = "day" if start == end else "era"
    return Value(date.fromisoformat(start), date.fromisoformat(end), grain, absolute=True)


_CAPITAL_BEFORE = re.compile(r"(?:^|[ \n])[A-Z]\w*[a-z] $")


def feast(m: Match, around: Around) -> Value | None:
    name = group(m, "feast") or ""
    if not around.capital(m.start("feast")) and not name.startswith(("holy", "muslim", "islamic", "end of")):
        return None
    before = _CAPITAL_BEFORE.search(around.text, max(0, m.start() - 20), m.start())
    if before and name in ("remembrance day", "victory day", "labour day"):
        return None  # "Genocide Remembrance Day" is another
    whole_month = name == "muharram" or ("rama" in name and "end of" not in name)
    grain = "month" if whole_month else "day"
    written = group(m, "year")
    if written:
        return value(next(iter(dates.feast_spans(name, int(written))), None), grain, absolute=True)
    base, rel = around.base, group(m, "rel")
    if base is None:
        return Value(None, None, grain)
    if rel:
        at = base.year + {"last": -1, "next": 1}.get(rel, 0)
        return value(next(iter(dates.feast_spans(name, at)), None), grain)
    spans = [s for y in (base.year - 1, base.year, base.year + 1) for s in dates.feast_spans(name, y)]
    return value(nearest(sorted(spans), base, around.future(m.start(), m.end())), grain)
