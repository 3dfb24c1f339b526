"""The day of publication: stated, given, or inferred from the text with its reason; never invented.

Stated is what a dateline, a date line near the top, a masthead or metadata say; given is what the caller says
where the page states none; inferred is what must be true for the text to make sense: "tomorrow and on
Thursday" was printed on a Tuesday.  A day follows only where the text ties the weekday to a full date;
knowledge of what happened outside the text is not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from detente.article import Paragraph, Published
from detente.reading.dates import WEEKDAYS, Stated, find_dates, weekday_number
from detente.reading.page import DayLine

# How sure a stated day is the day of publication.  The dateline's day was that in all ten full articles read
# for this; wires sometimes date by the day before.
CONFIDENCE = {
    "metadata": 0.98,
    "date line": 0.97,
    "masthead": 0.97,
    "dateline": 0.95,
    "byline": 0.95,
    "address": 0.85,
    "update": 0.8,
}
# What the page states less surely than this (its last update, its address, a wrong weekday) gives way to the
# caller's word.
STATED_WINS = 0.9
# The figures of inference are judgements: a word for the same day, two days in a row to come, and past.
SURE, LIKELY, GUESS = 0.9, 0.75, 0.6
# A weekday with its full date near the top of a story is at most this many paragraphs from it.
LEAD_PARAGRAPHS = 3

_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_RELATIVE = {"yesterday": -1, "today": 0, "tonight": 0, "this morning": 0, "this evening": 0, "tomorrow": 1}
_WORD = rf"(?:{'|'.join(_RELATIVE)})"
_ON = r"(?:on |also on |again on |late on |early on )?"
# The same day in both words: "today, Tuesday,", "tomorrow (Wednesday)", "Monday, yesterday".
_SAME = re.compile(
    rf"\b(?P<r>{_WORD})(?:, | \(|,? that is,? |, which is (?:a )?)(?P<w>{_WEEKDAY})"
    r"(?=[,.;:)]|,? \w+ \d|,? \d)"
    rf"|\b(?P<w2>{_WEEKDAY})(?:, | \()(?P<r2>{_WORD})(?=[,.;:)])",
    re.IGNORECASE,
)
# Two days in a row: "tomorrow and on Thursday", "yesterday and Monday", "Monday and yesterday".  "Until" is
# not among the joints: "from tomorrow until Friday" says how long, not which day tomorrow is.
_ROW = re.compile(
    rf"\b(?P<r>{_WORD}) (?:and|or|and then|and again) {_ON}(?P<w>{_WEEKDAY})\b"
    rf"|\b(?P<w2>{_WEEKDAY}) and (?:again )?(?P<r2>yesterday)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|(?<!\w)\"[^\"]*\"")
# The date that goes with "today": "today, April 23, 2019", "tomorrow (24 April 2019)".
_BEFORE_DATE = re.compile(rf"\b(?P<r>{_WORD})(?:,| \(| -| –| —)? ?$", re.IGNORECASE)


def publication_day(
    text: str,
    paragraphs: Sequence[Paragraph],
    days: Iterable[DayLine] = (),
    given: date | None = None,
    metadata: tuple[date, str] | None = None,
) -> Published:
    """The day of publication of a page.

    days: what the page states, from :func:`detente.reading.page.divide`; given: the caller's day, for a page
    that states none or none to rely on; metadata: a day from outside the text (HTML metadata, an address) and
    where it was found.
    """
    stated = _stated(list(days), metadata)
    if stated is not None and (given is None or stated.confidence >= STATED_WINS):
        return stated
    if given is not None:
        return Published(day=given, how="given", why="given by the caller", confidence=1.0)
    return infer(text, paragraphs)


def _stated(days: list[DayLine], metadata: tuple[date, str] | None) -> Published | None:
    found: list[tuple[float, date, str]] = []
    if metadata is not None:
        kind = "address" if metadata[1].startswith("the address") else "metadata"
        found.append((CONFIDENCE[kind], metadata[0], metadata[1]))
    for line in days:
        day = line.stated.day
        if day is None:
            continue
        why = f"{line.where} '{_short(line.words)}'"
        sure = CONFIDENCE[line.where]
        if not line.stated.agrees:
            sure, why = (
                sure - 0.3,
                why + f", though {day:%Y-%m-%d} was no {WEEKDAYS[line.stated.weekday or 0]}",
            )
        found.append((sure, day, why))
    if not found:
        return None
    sure, day, why = max(found, key=lambda item: item[0])
    if any(abs((other - day).days) > 1 for _, other, _ in found if _ != "update"):
        others = sorted({f"{other:%Y-%m-%d}" for _, other, _ in found if other != day})
        sure, why = sure - 0.1, why + f" (the page also states {', '.join(others)})"
    return Published(day=day, how="stated", why=why, confidence=round(sure, 2))


def infer(text: str, paragraphs: Sequence[Paragraph]) -> Published:
    """What the text's own words make of its day of publication: a weekday, a day, or nothing."""
    bodies = [p for p in paragraphs if p.part == "body"]
    tied = _tied_to_date(text, bodies)
    if tied is not None:
        return tied
    signs = [sign for p in bodies for sign in _weekday_signs(text[p.start : p.end])]
    if not signs:
        return Published(why=_nothing(text, paragraphs))
    weekdays = {weekday for weekday, _, _ in signs}
    if len(weekdays) > 1:
        claims = "; ".join(f"'{words}' makes it a {WEEKDAYS[weekday]}" for weekday, words, _ in signs[:3])
        return Published(why=f"the text contradicts itself: {claims}")
    weekday, words, sure = max(signs, key=lambda sign: sign[2])
    sure = min(0.95, sure + 0.1 * (len({w for _, w, _ in signs}) - 1))
    why = f"'{words}' makes it a {WEEKDAYS[weekday]}"
    anchored = _week_of(text, bodies, weekday)
    if anchored is not None:
        day, date_words = anchored
        return Published(
            day=day,
            how="inferred",
            confidence=GUESS,
            why=f"{why}, the first after '{date_words}' in the lead",
        )
    return Published(weekday=weekday, how="inferred", why=why, confidence=round(sure, 2))


def _weekday_signs(text: str) -> list[tuple[int, str, float]]:
    """(weekday of publication, the words that say so, how sure), outside quotations."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    signs: list[tuple[int, str, float]] = []
    for pattern in (_SAME, _ROW):
        for match in pattern.finditer(text):
            if any(start <= match.start() < end for start, end in quoted):
                continue
            shift = _RELATIVE[(match["r"] or match["r2"]).lower()]
            named = weekday_number(match["w"] or match["w2"])
            if pattern is _SAME:
                signs.append((_back(named, shift), _clean(match.group()), SURE))
                continue
            # What is to come is told in the order of days, what is past may be told backwards:
            # "tomorrow and on Thursday", but "yesterday and on Monday".
            past = shift < 0
            day = named + 1 if past else named - 1
            signs.append((_back(day, shift), _clean(match.group()), GUESS if past else LIKELY))
    return signs


def _back(weekday: int, shift: int) -> int:
    """Weekday of today when the day ``shift`` days from today is ``weekday``."""
    return (weekday - shift) % 7


def _tied_to_date(text: str, bodies: Sequence[Paragraph]) -> Published | None:
    """ "today, April 23, 2019" and the like: a full date tied to the day of publication."""
    for paragraph in bodies:
        for found in find_dates(text, paragraph.start, paragraph.end):
            if found.day is None or not found.agrees:
                continue
            tie = _BEFORE_DATE.search(text, max(paragraph.start, found.start - 30), found.start)
            if tie is None or _inside_quotes(text, paragraph, found):
                continue
            shift = _RELATIVE[tie["r"].lower()]
            words = _clean(text[tie.start() : found.end])
            day = found.day - timedelta(days=shift)
            return Published(day=day, how="inferred", confidence=SURE, why=f"'{words}' makes it {day:%Y-%m-%d}")
    return None


def _inside_quotes(text: str, paragraph: Paragraph, found: Stated) -> bool:
    body = text[paragraph.start : paragraph.end]
    at = found.start - paragraph.start
    return any(match.start() <= at < match.end() for match in _QUOTED.finditer(body))


def _week_of(text: str, bodies: Sequence[Paragraph], weekday: int) -> tuple[date, str] | None:
    """The day of that weekday in the week after the one full date (weekday named) that the lead tells."""
    found = [
        stated
        for paragraph in bodies[:LEAD_PARAGRAPHS]
        for stated in find_dates(text, paragraph.start, paragraph.end)
        if stated.day is not None and stated.weekday is not None and stated.agrees
    ]
    if len({stated.day for stated in found}) != 1 or found[0].day is None:
        return None
    start = found[0].day
    day = start + timedelta(days=(weekday - start.weekday()) % 7)
    later = [s.day for p in bodies for s in find_dates(text, p.start, p.end) if s.day is not None and s.day > start]
    if later and max(later) > day:
        return None
    return day, _clean(text[found[0].start : found[0].end])


def _nothing(text: str, paragraphs: Sequence[Paragraph]) -> str:
    for paragraph in paragraphs:
        if paragraph.part == "dateline":
            found = next(find_dates(text, paragraph.start, paragraph.end), None)
            if found is not None and found.year is None:
                return f"the dateline states '{_clean(text[found.start : found.end])}' and no year"
    return "nothing on the page says when it was published"


def _clean(words: str) -> str:
    return " ".join(words.split()).rstrip(",( ")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else words[:57] + "..."
