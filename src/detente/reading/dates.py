"""Full dates in words and figures, as datelines, date lines, metadata and rows state them.

Only what is written: no day is completed from today's, and ``04/05/2019`` is refused, because it is
the fourth of May to some and the fifth of April to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# Years outside are misread figures; 1800 leaves room for historical newspapers.
MIN_YEAR, MAX_YEAR = 1800, 2099

_WEEKDAY = (
    r"(?:(?P<{0}w>Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs?(?:day)?)?|Fri(?:day)?|Sat(?:urday)?"
    r"|Sun(?:day)?)\b\.?,?\s+(?:the\s+)?)?"
)
_MONTH = (
    r"(?P<{0}m>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<{0}y>(?:1[89]|20)\d\d)\b"
_MONTH_FIRST = _WEEKDAY + _MONTH + r"\s+(?P<{0}d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+" + _YEAR + r")?"
_DAY_FIRST = _WEEKDAY + r"(?P<{0}d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?" + _MONTH + r"(?:,?[\s-]+" + _YEAR + r")?"
_DATE = re.compile(
    rf"\b(?:{_MONTH_FIRST.format('a')}|{_DAY_FIRST.format('b')}"
    r"|(?P<cy>(?:1[89]|20)\d\d)(?P<sep>[-/.])(?P<cm>\d\d)(?P=sep)(?P<cd>\d\d)(?=\b|T)"
    r"|(?P<dy1>\d{1,2})(?P<sep2>[/.])(?P<dy2>\d{1,2})(?P=sep2)(?P<dy>(?:1[89]|20)\d\d)\b)",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CLOCK = re.compile(r"[\s,|;@()-]*(?:at\s+)?(?:\d{1,2}[:.]\d{2}.{0,30})?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Stated:
    """A date as it stands in a text, [start, end), and what it states; year and weekday may be None."""

    start: int
    end: int
    year: int | None
    month: int
    dom: int
    weekday: int | None

    @property
    def day(self) -> date | None:
        """The day where the year is stated too."""
        return None if self.year is None else date(self.year, self.month, self.dom)

    @property
    def agrees(self) -> bool:
        """False where a weekday is stated that the day was not."""
        return self.weekday is None or self.day is None or self.day.weekday() == self.weekday


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Stated]:
    """Every day of a month that is written in the text, with or without its year, in order."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        found = _stated(match)
        if found is not None:
            yield found


def parse_day(value: object) -> date:
    """The day that a cell states (text, date, datetime or YYYYMMDD).

    Raises ValueError with the reason, as words for a user, where it states none or more than one.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    match = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if match:
        return _day(text, *(int(part) for part in match.groups()))
    numeric = re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b", text)
    if numeric and int(numeric[1]) <= 12 and int(numeric[2]) <= 12 and numeric[1] != numeric[2]:
        raise ValueError(f"unknown date {_short(text)}: day or month may be first, write YYYY-MM-DD")
    for found in find_dates(text):
        rest = text[: found.start] + text[found.end :]
        if found.day is not None and _CLOCK.fullmatch(rest):
            return _day(text, found.day.year, found.day.month, found.day.day)
    raise ValueError(f"unknown date {_short(text)}: write YYYY-MM-DD")


def weekday_number(name: str) -> int:
    """0 for Monday (or "Mon", "monday") to 6 for Sunday."""
    return next(i for i, weekday in enumerate(WEEKDAYS) if weekday[:3].lower() == name[:3].lower())


def _day(text: str, year: int, month: int, dom: int) -> date:
    if not MIN_YEAR <= year <= MAX_YEAR:
        raise ValueError(f"unknown date {_short(text)}: the year is not between {MIN_YEAR} and {MAX_YEAR}")
    try:
        return date(year, month, dom)
    except ValueError:
        raise ValueError(f"unknown date {_short(text)}: there is no such day") from None


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")


def _stated(match: re.Match[str]) -> Stated | None:
    got = match.groupdict()
    year: str | None
    weekday: str | None = None
    if got["cy"]:
        year, month, dom = got["cy"], int(got["cm"]), int(got["cd"])
    elif got["dy"]:
        first, second = int(got["dy1"]), int(got["dy2"])
        if first <= 12 and second <= 12 and first != second:
            return None  # day first or month first: both are in use
        year, (dom, month) = got["dy"], (first, second) if second <= 12 else (second, first)
    else:
        kind = "a" if got["am"] else "b"
        year, dom, weekday = got[kind + "y"], int(got[kind + "d"]), got[kind + "w"]
        name = got[kind + "m"]
        if name[0].islower():
            return None  # "may 5 ..."
        month = _MONTHS.index(name[:3].lower()) + 1
    try:
        date(int(year) if year else 2000, month, dom)
    except ValueError:
        return None
    return Stated(
        match.start(),
        match.end(),
        int(year) if year else None,
        month,
        dom,
        weekday_number(weekday) if weekday else None,
    )
