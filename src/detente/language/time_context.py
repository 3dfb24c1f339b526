"""What the handlers of time expressions share: the value they give and what stands around the words.

Above all two questions: does the clause speak of the future, and which year does a date without one mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from detente.language.dates import Span
from detente.language.time_words import clause_break, future_cue, words

Match = re.Match[str]


class Value(NamedTuple):
    start: date | None
    end: date | None
    grain: str
    kind: str = "date"
    absolute: bool = False  # the words alone fix the days: a year stands in them


# A date without its year belongs to the past, unless that lies further back than FAR days and the next
# one comes within NEAR days ("a summit on 27 February" on the 9th; swept on gold-train, 424 dated events).
FAR, NEAR = 180, 120
# In a clause of the future a date of the last RECENT days is still the past one ("take effect in answer to
# the raid of 30 May", on 12 June).
RECENT = 60
# How far before and after a time the words are read that tell future from past, in characters.
BEHIND, AHEAD = 250, 90
# How far into a paragraph the date that the one before it told last still counts, in characters.
OPENING = 160
# A bare year or month that belongs to a story told is at most so many characters after the date it follows.
STORY = 450


@dataclass(slots=True)
class Around:
    """What stands around the words: the paragraph, its day of publication, the date its story stands at."""

    text: str
    low: str
    base: date | None
    story: Value | None = None
    story_end: int = -1
    carried: Value | None = None  # where the paragraph before left the story
    last: Value | None = None  # the last date of all, also of "the October 2024 election"
    _clause: dict[int, bool] = field(default_factory=dict)

    def previous(self, start: int) -> str:
        """The word before ``start``, with a possessive as "'s", "(" as itself; "" at the beginning."""
        m = _PREVIOUS.search(self.low, max(0, start - 24), start)
        return m.group(1) if m else ""

    def following(self, end: int) -> str:
        m = FOLLOWING.match(self.low, end)
        return m.group(1) if m else ""

    def told(self, start: int) -> Value | None:
        """The date that the story stands at, if one was told shortly before."""
        if self.story is None:
            return self.carried if start <= OPENING else None
        return self.story if start - self.story_end <= STORY else None

    def sentence(self, at: int) -> tuple[int, int]:
        """First and last offset of the sentence around ``at``, at most 250 characters either way."""
        left, right = max(0, at - BEHIND), min(len(self.text), at + BEHIND)
        for stop in _SENTENCE_END.finditer(self.text, left, at):
            left = stop.end()
        end = _SENTENCE_END.search(self.text, at, right)
        return left, end.start() if end else right

    def capital(self, at: int) -> bool:
        return self.text[at : at + 1].isupper()

    def future(self, start: int, end: int) -> bool:
        """Whether the clause puts this time after the day of the text ("will", "is due to", "starting")."""
        if start not in self._clause:
            self._clause[start] = _is_future(self, start, end)
        return self._clause[start]


_PREVIOUS = re.compile(r"([\w.$£€¥&]+(?:'s|s')?|[(])[\s\"'-]*$")
FOLLOWING = re.compile(r"[\s-]*([\w$]+|[^\w\s])")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bMrs)(?<!\bGen)(?<!\bCol)(?<!\bLt)(?<!\bSt)(?<!\bSen)(?<!\bRep)"
    r"(?<!\bGov)(?<!\b[A-Z][a-z][a-z])(?<!Sept)[.!?][\"”’')]*\s+(?=[\"“‘(]*[A-Z0-9])|\n|;"
)
_AHEAD = re.compile(
    r",? (?:(?!said|says|told|announced|that|which|who|after|before|when|where|by)[\w'-]+ ){0,8}?"
    r"(?:will|is|are) (?!\w+ing)(?:(?<=will )\w+|(?:due|expected|set|scheduled|likely) to|to )"
)


def _is_future(around: Around, start: int, end: int) -> bool:
    before = around.previous(start)
    if before in ("since", "until", "till", "through"):
        return before != "since"
    if before == "of" and around.low[:start].rstrip().endswith("ahead of"):
        return True
    left = max(0, start - BEHIND)
    for stop in _SENTENCE_END.finditer(around.text, left, start):
        left = stop.end()
    clause = left
    for stop in clause_break().finditer(around.low, left, start):
        # "take effect after Tuesday": a break right before the time opens no clause of its own
        if around.low[stop.end() : start].strip(" ,").removeprefix("on").removeprefix("the"):
            clause = stop.end()
    cues = future_cue().finditer(around.low, clause, start)
    if any(not (cue.group() == "may" and around.capital(cue.start())) for cue in cues):
        return True
    opens = not around.low[left:start].strip(" ,\"'“on")  # "On Thursday, the leaders will meet"
    return bool(opens and _AHEAD.match(around.low[: end + AHEAD], end))


def number(word: str | None) -> float | None:
    if not word:
        return None
    if word[0].isdigit():
        return float(word.replace(",", ""))
    found = words().get("number", word)
    return float(found) if found else None


def group(m: Match, name: str) -> str | None:
    """A group as written in the tables (single blanks), None where the rule has no such group."""
    found: str | None = m.groupdict().get(name)
    return re.sub(r"\s+", " ", found).strip() if found else None


def unit(m: Match) -> str:
    word = group(m, "unit") or group(m, "unit2") or ""
    return words().get("unit", word) or words().get("unit", word + "s") or word


def counting(m: Match) -> tuple[float, str, str] | None:
    """Of "two months after", "the day before", "the eve of": how many, of what, which way."""
    count = number(group(m, "n")) if "n" in m.groupdict() and group(m, "n") else 1.0
    if group(m, "unit") == "eve":
        return 1.0, "day", "before"
    if count is None or ("n" in m.groupdict() and group(m, "n") and number(group(m, "n")) is None):
        return None
    if group(m, "half"):
        count += 0.5
    return count, unit(m), group(m, "way") or ""


def month_number(m: Match, name: str = "month") -> int:
    return int(words().get("month", group(m, name) or "") or 0)


def day_number(m: Match, name: str = "day") -> int:
    return int(re.sub(r"\D", "", group(m, name) or "0"))


def named(m: Match, around: Around, slot: str) -> bool:
    """Months and weekdays are written with a capital; words that mean nothing else may do without."""
    word = group(m, slot)
    if word is None:
        return True
    sure = len(word) > 5 and word not in ("march", "august")
    return around.capital(m.start(slot)) or sure


_GRAIN = {"second": "day", "minute": "day", "hour": "day", "weekend": "week", "fortnight": "week"}


def grain_of(name: str) -> str:
    """The grain of a unit: hours count as days."""
    return _GRAIN.get(name, name)


def single(at: date | None, kind: str = "date") -> Value:
    return Value(at, at, "day", kind)


def value(span: Span | None, grain: str, kind: str = "date", absolute: bool = False) -> Value:
    return Value(span[0], span[1], grain, kind, absolute) if span else Value(None, None, grain, kind)


def until_now(span: Span | None, around: Around, future: bool) -> Span | None:
    """A running week, month or year told of the past ends with the day of the text."""
    if span and around.base and not future and span[0] <= around.base < span[1]:
        return span[0], around.base
    return span


def nearest(candidates: list[Span], base: date, future: bool, done: bool = False) -> Span | None:
    """The one meant by a date without a year: the last past one, or the next (see FAR and NEAR).

    done: a verb of the past stands right before it ("opened on 7 October").
    """
    past = [s for s in candidates if s[0] <= base]
    to_come = [s for s in candidates if s[1] >= base and s not in past]
    if future:
        running = [s for s in past if s[1] >= base]
        if past and to_come and not running:
            recent = (base - past[-1][1]).days <= RECENT and (to_come[0][0] - base).days > 365 - RECENT
            return past[-1] if recent else to_come[0]
        return next(iter(running or to_come or past[-1:]), None)
    if past and to_come:
        far = not done and (base - past[-1][1]).days > FAR and (to_come[0][0] - base).days <= NEAR
        return to_come[0] if far else past[-1]
    return past[-1] if past else (to_come[0] if to_come else None)


def _from_story(candidates: list[Span], story: Value) -> Span | None:
    """The first at or after the date told before."""
    return next((s for s in candidates if story.start and s[1] >= story.start), None)


def old(story: Value | None, base: date | None) -> bool:
    """A story told of another time: two calendar years back, or the text has no day."""
    if story is None or story.end is None or not story.absolute:
        return False
    return base is None or story.end.year < base.year - 1


_DONE = re.compile(
    r"(?<!\w)(?<!is )(?<!are )(?<!be )(?!scheduled|planned|announced|expected|slated|proposed|need)"
    r"(?:\w{3,}ed|was|were|began|took place|met|fell|died|came|fought|struck|went|won|lost|left|broke out)"
    r"(?: \w+){0,2}? (?:on|of) (?:the )?$"
)


def _told_done(around: Around, start: int) -> bool:
    return bool(_DONE.search(around.low, max(0, start - 48), start))


def _lately(make: Callable[[int], Span | None], base: date) -> bool:
    """Whether it may be a date of the last weeks: a paragraph of its own that comes back to the news."""
    span = make(base.year)
    return span is not None and 0 <= (base - span[0]).days <= RECENT


def yearless(m: Match, around: Around, make: Callable[[int], Span | None], month_grain: bool = False) -> Span | None:
    """Find the year: by "last year", by the story told, else by the day of publication."""
    story = around.told(m.start())
    rel = group(m, "rel")
    base = around.base
    if rel in ("that", "the same", "the following", "the previous"):
        at = story.start if story and story.start else base
        shift = {"the following": 1, "the previous": -1}.get(rel, 0)
        return make(at.year + shift) if at else None
    if rel and base:
        return make(base.year + {"last": -1, "next": 1}.get(rel, 0))
    future = around.future(m.start(), m.end())
    bare_month = month_grain and base is not None
    carried = story is not None and story is around.carried and base is not None
    lately = carried and base is not None and _lately(make, base)
    if old(story, base) and story and story.start and not future and not bare_month and not lately:
        spans = [s for y in range(story.start.year, story.start.year + 9) if (s := make(y))]
        return _from_story(spans, story)
    if base is None:
        return None
    spans = [s for y in range(base.year - 8, base.year + 9) if (s := make(y))]
    if month_grain and not future:
        return next((s for s in reversed(spans) if s[0] <= base), None)
    return nearest(spans, base, future, _told_done(around, m.start()))
