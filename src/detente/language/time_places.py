"""Times that depend on the country: the seasons of the South and the budget years of states.

Handlers as in time_absolute.py.  The country is read off the sentence: the word right before the time
("Australia's winter"), the place told ("this winter in Chile"), else the one country of the South that is named.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from detente.language import dates
from detente.language.dates import Span
from detente.language.time_context import Around, Match, Value, group, until_now, value
from detente.language.time_words import words


@cache
def _names(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words().pattern(kind)})(?!\w)")


# "in the ruins of Mariupol", "across northern Gaza": a place that is told with its preposition.
_AT = re.compile(
    r"(?<!\w)(?:in|across|throughout|at|near|over|of) (?:the |northern |southern |eastern |western |central )*(\w+)"
)


def southern(around: Around, start: int, end: int) -> bool:
    """Whether a season at ``start`` is one of a country of the South."""
    left, right = around.sentence(start)
    low = around.low
    if _names("southern").fullmatch(around.previous(start)) or low[max(0, start - 8) : start].endswith("austral "):
        return True
    named = list(_names("southern").finditer(low, left, right))
    if not named:
        return False
    placed = [p.start(1) for p in _AT.finditer(low, left, right) if around.capital(p.start(1))]
    months = words().classes["month"]
    placed = [p for p in placed if re.match(r"\w+", low[p:]).group() not in months]  # type: ignore[union-attr]
    inside = [p for p in placed if any(n.start() <= p < n.end() for n in named)]
    return bool(inside) or not placed


def season(m: Match, around: Around) -> Value | None:
    name, rel, base = group(m, "season") or "", group(m, "rel") if "rel" in m.groupdict() else None, around.base
    groups = m.groupdict()
    fuzzy, written = groups.get("fuzzy"), groups.get("year")
    south = southern(around, m.start(), m.end())
    if written:
        span = dates.season_span(name, int(written), south)
        return value(dates.third(span, "season", fuzzy) if span and fuzzy else span, "season", absolute=True)
    if base is None:
        return Value(None, None, "season")
    return _of_now(name, rel, base, south, around, m)


def _of_now(name: str, rel: str | None, base: date, south: bool, around: Around, m: Match) -> Value:
    future = around.future(m.start(), m.end())
    spans = [s for y in range(base.year - 2, base.year + 3) if (s := dates.season_span(name, y, south))]
    begun, to_come = [s for s in spans if s[0] <= base], [s for s in spans if s[0] > base]
    if rel in ("last", "this past", "the previous"):
        begun = [s for s in begun if s[1] < base]
    if rel in ("next", "the coming", "this coming") or (future and not rel):
        return value(to_come[0] if to_come else None, "season")
    if rel == "this":
        return value(until_now(_this(spans, base), around, future), "season")
    return value(until_now(begun[-1], around, False) if begun else None, "season")


def _this(spans: list[Span], base: date) -> Span | None:
    """The running season, else the one of the calendar year: "this winter" in February and in November."""
    running = next((s for s in spans if s[0] <= base <= s[1]), None)
    return running or next((s for s in spans if s[0].year == base.year), None)


def fiscal(m: Match, around: Around) -> Value | None:
    """A budget year has days where its country is named: "the U.S. fiscal year 2025", "Japan's fiscal 2024"."""
    if not re.search(r"year|\d", m.group()):
        return None
    years = _budget_years(m, around)
    left, right = around.sentence(m.start())
    before = list(_names("fiscal").finditer(around.low, left, m.start()))
    near = before or list(_names("fiscal").finditer(around.low, m.end(), right))
    if years is None or not near:
        return Value(None, None, "year")
    begins, named_by = (words().get("fiscal", (before[-1] if before else near[0]).group()) or "").split()
    first, last = years
    if first == last and named_by == "end" and begins != "01-01":
        first -= 1
    elif first == last:
        last += begins != "01-01"
    start = date.fromisoformat(f"{first}-{begins}")
    end = dates.plus(date.fromisoformat(f"{max(last, first + 1) if begins == '01-01' else last}-{begins}"), -1)
    return Value(start, end, "year", absolute=True) if end and start < end else Value(None, None, "year")


def _budget_years(m: Match, around: Around) -> tuple[int, int] | None:
    """The one or two years that name it; "last" and "this" are not followed."""
    groups = m.groupdict()
    written, short = groups.get("year") or groups.get("year2"), groups.get("fy")
    to = groups.get("to") or groups.get("to2")
    if not written and not short:
        return None
    first = int(written or short or 0)
    first += 2000 if first < 100 else 0
    if to is None:
        return first, first
    last = int(to) + (first // 100 * 100 if int(to) < 100 else 0)
    return (first, last) if last == first + 1 else None
