"""Time expressions of news prose, with their first and last day.

``find_times`` reads a text once: a word that can begin a time (time_words.leads) has its rules tried, the
first that holds gives the days (time_absolute, time_relative), and words around it stretch them (time_spans).
Its vocabulary and its rules are tables: tables/times.tsv, tables/time_rules.tsv, tables/feasts.tsv.

    >>> found = find_times("They met eight years ago.", date(2019, 4, 23))
    >>> [(t.text, str(t.start), str(t.end)) for t in found]
    [('eight years ago', '2011-01-01', '2011-12-31')]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from detente.event import TimeExpression
from detente.language import dates, time_absolute, time_amounts, time_lists, time_places, time_relative
from detente.language.time_context import Around, Match, Value, counting, grain_of
from detente.language.time_lists import years_recalled
from detente.language.time_spans import Found, spans
from detente.language.time_words import WORD, Rule, leads, openers, pair, plain, rules, words

Handler = Callable[[Match, Around], Value | None]
_GRAINS = ("day", "week", "month", "season", "quarter", "year", "decade", "century", "era")
_PREFIX = re.compile(r"(?<!\w)(?:anti|post|pre|non|ex)-$")
_COORDINATED = re.compile(r"(?:,|,? (?:and|or|then|and then|and again))? ?(?:on |in |again |late |early )*", re.I)


def find_times(text: str, published: date | None = None, offset: int = 0) -> list[TimeExpression]:
    """All time expressions of ``text`` (best a paragraph), in order, without overlap.

    published: the day of the text; without it, what is told from that day has no days.
    offset: is added to the offsets, for a paragraph of a longer text.
    """
    return _read(Around(text, plain(text), published), offset)


def times_of_paragraphs(paragraphs: Iterable[tuple[str, int]], published: date | None) -> list[TimeExpression]:
    """``find_times`` over the paragraphs of an article, each with its offset, in order.

    A story goes on over a paragraph's end: "A day earlier" counts from the day that the one before told last.
    """
    times: list[TimeExpression] = []
    carried: Value | None = None
    silent = 0
    for text, offset in paragraphs:
        around = Around(text, plain(text), published, carried=carried)
        times.extend(_read(around, offset))
        silent = 0 if around.story else silent + 1
        carried = around.story or (carried if silent <= _SILENT else None)
    return times


# Paragraphs without a date after which the story told before them is left.
_SILENT = 1


def _read(around: Around, offset: int) -> list[TimeExpression]:
    found = list(_atoms(around))
    return [_expression(around.text, f, offset) for f in spans(around, found)] if found else []


def when(text: str, date: str | date | None = None) -> list[TimeExpression]:
    """``find_times`` for the Python interface: ``date`` may be an ISO day."""
    return find_times(text, _as_date(date))


def since_then(text: str, time: TimeExpression, published: date, offset: int = 0) -> tuple[date, date] | None:
    """Days from ``time`` to ``published`` where "since" opens its phrase: "since the coup in June 2021"."""
    if time.start is None or time.start > published or time.grain == "era":
        return None
    before = text[max(0, time.start_char - offset - 120) : time.start_char - offset]
    opened = re.search(r"\bsince\b(?! then)[^.,;:]*$", before, re.I)
    return (time.start, published) if opened else None


def _as_date(day: str | date | None) -> date | None:
    return date.fromisoformat(day) if isinstance(day, str) else day


def _expression(text: str, f: Found, offset: int) -> TimeExpression:
    v = f.value
    return TimeExpression(
        text=text[f.start : f.end],
        start_char=f.start + offset,
        end_char=f.end + offset,
        kind=v.kind,  # type: ignore[arg-type]
        start=v.start,
        end=v.end,
        grain=v.grain,
    )


@cache
def _handlers() -> dict[str, Handler]:
    """The handler function of each rule, by the rule's name."""
    homes = (time_absolute, time_relative, time_amounts, time_lists, time_places)
    return {
        rule.name: next(getattr(home, rule.handler) for home in homes if hasattr(home, rule.handler))
        for rule in rules()
    }


def _atoms(around: Around) -> Iterator[Found]:
    low, table = around.low, leads()
    begin_anything = openers()
    tokens = list(WORD.finditer(low))
    done = 0
    for index, token in enumerate(tokens):
        word = token.group()
        tried = table.get("0" if word[0].isdigit() else word)
        if tried is None or token.start() < done:
            continue
        if word in begin_anything:
            tried = pair(word, _following(tokens, index))
            if not tried:
                continue
        if not _stands_free(low, token.start()):
            continue
        found = _first(around, tried, token.start())
        if found is None:
            continue
        done = found.end
        if found.value.kind != "none":
            _tell(around, found)
            yield found


def _following(tokens: list[Match], index: int) -> str:
    """The next word, "0" for digits: "the" and "in" mostly begin something else than a time."""
    if index + 1 == len(tokens):
        return ""
    following: str = tokens[index + 1].group()
    return "0" if following[0].isdigit() else following


def _stands_free(low: str, start: int) -> bool:
    """Not inside "B52", "$20", "3.5", "1,200"."""
    if not start:
        return True
    before = low[start - 1]
    if before in "$£€¥_" or before.isalnum() or _PREFIX.search(low, max(0, start - 6), start):
        return False
    return not (before in ".,:/" and start > 1 and low[start - 2].isdigit() and low[start].isdigit())


def _first(around: Around, tried: Sequence[Rule], start: int) -> Found | None:
    for rule in tried:
        m = rule.regex.match(around.low, start)
        if m is None:
            continue
        value = _handlers()[rule.name](m, around)
        if value is not None:
            begin = m.end("pre") if m.groupdict().get("pre") else start
            return Found(begin, m.end(), rule.name, value, m)
    return None


def _tell(around: Around, found: Found) -> None:
    """Keep where the story stands: at the last date told, unless it only tells which thing is meant."""
    v = found.value
    if v.start is None or v.kind not in ("date", "time") or v.grain not in ("day", "month", "year"):
        return
    around.last = v
    if not v.absolute:
        if v.grain == "day":
            around.story, around.story_end = v, found.end
        return
    before, after = around.previous(found.start), around.following(found.end)
    if found.rule in ("year-range", "year-to-year", "year-and-year", "month-pair-year"):
        return
    classes = words().classes  # "the 2013 murder" tells which murder, not where the story stands
    attributive = before in classes["determiner"] or before.endswith(("'s", "s'"))
    if not (attributive and after.isalpha() and after not in classes["no-noun"]):
        around.story, around.story_end = v, found.end


def join_times(text: str, times: Sequence[TimeExpression], offset: int = 0) -> list[TimeExpression]:
    """Coordinated expressions made one span: "tomorrow and on Thursday" is both days.

    ``times`` as found in ``text`` (with the same ``offset``), in order; those that stand alone stay.
    """
    joined: list[TimeExpression] = []
    for t in times:
        last = joined[-1] if joined else None
        if last and _coordinated(text[last.end_char - offset : t.start_char - offset], last, t):
            joined[-1] = _union(text, last, t, offset)
        else:
            joined.append(t)
    return joined


def _coordinated(gap: str, a: TimeExpression, b: TimeExpression) -> bool:
    dated = a.start and a.end and b.start and b.end
    linked = gap.strip() and _COORDINATED.fullmatch(gap.replace("\n", " "))
    return bool(dated and linked) and a.grain == b.grain


def _union(text: str, a: TimeExpression, b: TimeExpression, offset: int) -> TimeExpression:
    days = [d for d in (a.start, a.end, b.start, b.end) if d]
    return TimeExpression(
        text=text[a.start_char - offset : b.end_char - offset],
        start_char=a.start_char,
        end_char=b.end_char,
        kind="date",
        start=min(days),
        end=max(days),
        grain=max(a.grain, b.grain, key=_GRAINS.index),
    )


_REACHING = ("anniversary", "eve-of", "relative", "relative-the")


def reach_back(time: TimeExpression, day: date) -> tuple[date, date, str] | None:
    """The time of X in "two months after X", told of an act on ``day``: first day, last day, grain.

    "sworn in three days after he resigned", sworn in on ``day``: he resigned three days before it.
    None where ``time`` is no such expression.
    """
    text = plain(time.text) + " the"
    tried = [r.regex.match(text) for r in rules() if r.name in _REACHING]
    m = next((m for m in tried if m), None)
    if m is None:
        return None
    if "anniversary" in m.group():
        year = day.year - years_recalled(m)
        span = dates.years_span(year, year)
        return (*span, "year") if span else None
    amount = counting(m)
    if amount is None:
        return None
    count, at_unit, way = amount
    ahead = way in ("before", "prior to", "ahead of", "to")
    at = dates.moved_by(day, at_unit, count if ahead else -count)
    if at is None:
        return None
    grain = grain_of(at_unit)
    exact = grain == "day" or (grain == "week" and count == 1)
    span = (at, at) if exact else dates.unit_span(grain, at)
    return (*span, "day" if exact else grain) if span else None
