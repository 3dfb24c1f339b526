"""Arithmetic of days, weeks, months, years, seasons and feasts; no text here.

Weeks run from Monday to Sunday.  Everything that would leave the years 1 to 9999 is None.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from functools import cache

from detente.language.time_words import words
from detente.language.words import rows

Span = tuple[date, date]
DAY = timedelta(days=1)


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where there is none (30 February, year 0)."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def plus(start: date, days: int) -> date | None:
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def plus_months(start: date, months: int) -> date | None:
    """The same day of another month, or that month's last."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def month_span(year: int, month: int) -> Span | None:
    if not 1 <= year <= 9999:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def years_span(first: int, last: int) -> Span | None:
    if not 1 <= first <= last <= 9999:
        return None
    return date(first, 1, 1), date(last, 12, 31)


def unit_span(unit: str, at: date, shift: int = 0) -> Span | None:
    """The calendar day, week, weekend, month, quarter, year ... around ``at``, moved by ``shift`` units."""
    if unit == "day":
        moved = plus(at, shift)
        return (moved, moved) if moved else None
    if unit in ("week", "weekend", "fortnight"):
        monday = plus(at, -at.weekday() + 7 * shift * (2 if unit == "fortnight" else 1))
        sunday = monday and plus(monday, 6)
        if not monday or not sunday:
            return None
        return (monday + 5 * DAY, sunday) if unit == "weekend" else (monday, sunday)
    if unit == "month":
        moved = plus_months(at, shift)
        return month_span(moved.year, moved.month) if moved else None
    if unit == "quarter":
        moved = plus_months(at.replace(day=1, month=(at.month - 1) // 3 * 3 + 1), 3 * shift)
        ends = moved and plus_months(moved, 3)
        return (moved, ends - DAY) if moved and ends else None
    if unit == "year":
        return years_span(at.year + shift, at.year + shift)
    if unit == "decade":
        first = at.year // 10 * 10 + 10 * shift
        return years_span(first, first + 9)
    if unit == "century":
        return century(at.year // 100 + 1 + shift if at.year % 100 else at.year // 100 + shift)
    return None


def century(number: int) -> Span | None:
    return years_span(100 * number - 99, 100 * number)


def moved_by(at: date, unit: str, number: float) -> date | None:
    """``at`` moved by ``number`` units, negative for the past; hours count as whole days, rounded up."""
    if unit in ("second", "minute", "hour"):
        hours = number / {"second": 3600, "minute": 60, "hour": 1}[unit]
        return plus(at, int(-(-abs(hours) // 24)) * (1 if hours > 0 else -1))
    if unit in ("day", "week", "weekend", "fortnight"):
        return plus(at, round(number * {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}[unit]))
    months = number * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit, 0)
    return plus_months(at, round(months)) if months else None


# The months from a season of the North to the one of its name in the South.
HALF_YEAR = 6


def season_span(season: str, year: int, south: bool = False) -> Span | None:
    """A season of a year, of the northern half of the earth or the southern; a winter or summer that goes
    over the turn of the year begins in the December of ``year``."""
    first, last = (words().classes["season"][season]).split("..")
    begins, ends = int(first[:2]), int(last[:2])
    if south:
        begins, ends = ((n + HALF_YEAR - 1) % 12 + 1 for n in (begins, ends))
    start = day(year, begins, 1)
    end = month_span(year + (begins > ends), ends)
    return (start, end[1]) if start and end else None


def quarter_span(year: int, number: int) -> Span | None:
    """The first to fourth quarter of a calendar year."""
    first, last = month_span(year, 3 * number - 2), month_span(year, 3 * number)
    return (first[0], last[1]) if first and last else None


def nth_of(month: Span, name: str, which: int) -> Span | None:
    """The nth weekday, week (seven days), weekend, half or day of a month; -1 is the last; None where there
    is no fifth."""
    start, end = month
    if name == "half":
        return (start, start.replace(day=15)) if which == 1 else (start.replace(day=16), end)
    if name == "days":
        return edge(month, "month", "start" if which > 0 else "end")
    if name == "day":
        found = start + (which - 1) * DAY if which > 0 else end
        return (found, found) if found <= end else None
    if name == "week":
        if which < 0:
            return end - 6 * DAY, end
        first = start + 7 * (which - 1) * DAY
        return (first, min(first + 6 * DAY, end)) if first <= end else None
    goal = words().get("weekday", "saturday" if name == "weekend" else name)
    if goal is None:
        return None
    if which > 0:
        found = start + ((int(goal) - start.weekday()) % 7 + 7 * (which - 1)) * DAY
    else:
        found = end - (end.weekday() - int(goal)) % 7 * DAY
    if found > end:
        return None
    return found, found + (DAY if name == "weekend" else 0 * DAY)


def third(span: Span, grain: str, which: str) -> Span:
    """The early, mid or late part: thirds of a year are four months, of a decade years 0-3, 4-6, 7-9."""
    start, end = span
    index = {"early": 0, "mid": 1, "middle": 1, "late": 2}[which]
    if grain == "year" and start.year == end.year:
        return date(start.year, 1 + 4 * index, 1), date(start.year, 4 + 4 * index, 31 if index != 0 else 30)
    if grain == "decade":
        years = ((0, 3), (4, 6), (7, 9))[index]
        return date(start.year + years[0], 1, 1), date(start.year + years[1], 12, 31)
    if grain == "month" and start.month == end.month:
        return start.replace(day=10 * index + 1), (end if index == 2 else start.replace(day=10 * index + 10))
    if grain == "week":
        days = ((0, 1), (2, 3), (4, 6))[index]
        return start + days[0] * DAY, start + days[1] * DAY
    if grain == "season":
        first = plus_months(start, index) or start
        return first, (plus_months(first, 1) or end) - DAY
    length = (end - start).days + 1
    return start + length * index // 3 * DAY, start + (length * (index + 1) // 3 - 1) * DAY


def edge(span: Span, unit: str, which: str) -> Span:
    """The start or end of a unit: of a year its first or last month, of a month its first or last week."""
    start, end = span
    if which == "middle":
        return third(span, unit, "mid")
    if which == "turn" and unit in ("year", "decade", "century", "millennium"):
        return _turn(start, 7 if unit == "year" else 366)
    first = which in ("start", "beginning", "early part", "turn")
    if unit == "week":
        return (start, start) if first else (end - 2 * DAY, end)
    if unit == "month":
        return (start, start + 6 * DAY) if first else (end - 6 * DAY, end)
    if unit == "year":
        return (start, start.replace(day=31)) if first else (end.replace(day=1), end)
    if unit in ("decade", "century"):
        years = 0 if unit == "decade" else 9
        if first:
            return start, date(start.year + years, 12, 31)
        return date(end.year - years, 1, 1), end
    return (start, start) if first else (end, end)


def _turn(at: date, days: int) -> Span:
    """The turn of a year is a week before and after, that of a century or decade a year."""
    if days == 7:
        return (plus(at, -days) or at), (plus(at, days - 1) or at)
    return date(max(at.year - 1, 1), 1, 1), date(at.year, 12, 31)


def easter(year: int) -> date:
    """Western Easter Sunday (Gauss's rule in Meeus's form), Gregorian years."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, number + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar (Meeus's Julian rule and the calendars' gap)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, number = divmod(d + e + 114, 31)
    return date(year, month, number + 1) + (year // 100 - year // 400 - 2) * DAY


@cache
def _movable() -> dict[str, dict[int, list[Span]]]:
    table: dict[str, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for name, start, end in rows("feasts.tsv"):
        first = date.fromisoformat(start)
        table[name][first.year].append((first, date.fromisoformat(end)))
    return table


def feast_spans(name: str, year: int) -> list[Span]:
    """When the feast fell in ``year``: none where it is not known, two where a lunar year is short."""
    value = words().classes["feast"][name]
    if name == "eid":
        return feast_spans("eid al-fitr", year) + feast_spans("eid al-adha", year)
    if not value:
        return []
    if value.startswith("@"):
        return _movable()[value[1:]].get(year, [])
    ends = [_feast_day(part, year) for part in value.split("..")]
    first, last = ends[0], ends[-1]
    return [(first, last)] if first and last else []


def _feast_day(rule: str, year: int) -> date | None:
    """A day written as MM-DD, MM/weekday/N[+days], easter+N or orthodox-N."""
    for name, sunday in (("easter", easter), ("orthodox", orthodox_easter)):
        if rule.startswith(name):
            return sunday(year) + int(rule[len(name) :]) * DAY if 1583 <= year <= 4099 else None
    if "/" not in rule:
        return day(year, int(rule[:2]), int(rule[3:]))
    month, weekday, rest = rule.split("/")
    count, _, days = rest.partition("+")
    span = month_span(year, int(month))
    if not span:
        return None
    number = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(weekday)
    if int(count) > 0:
        found = span[0] + ((number - span[0].weekday()) % 7 + 7 * (int(count) - 1)) * DAY
    else:
        found = span[1] - (span[1].weekday() - number) % 7 * DAY
    return found + int(days or 0) * DAY
