"""How events and articles are put into a few words, the same in every view."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from pathlib import Path

from detente.article import Article
from detente.event import Actor, Event, When
from detente.reading.text import text_id

STATUS_SIGN = {
    "happened": "",
    "ongoing": "…",
    "planned": "→",
    "wished": "♡",
    "hypothetical": "?",
    "negated": "✗",
}
BOUND_SIGN = {"at_least": "≥", "at_most": "≤", "about": "~"}
# Sectors that a reader takes for granted beside a country's code.
_PLAIN_SECTORS = ("GOV", "UNK")
# What stands behind a name: its code, or how many more there are.
TAG = r"\([A-Z]{3}( [A-Z]{3})?\)| \+\d+"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Characters of an article that stand for it where it has neither a headline nor an id.
OPENING = 48


def clean(text: str) -> str:
    """Words of a text on one line, without the control characters that could steer a terminal."""
    return " ".join(_CONTROL.sub(" ", text).split())


def code(actor: Actor) -> str:
    """Country and sector: "KEN COP"; a government's sector goes without saying."""
    sector = actor.sector if actor.sector not in _PLAIN_SECTORS else None
    return " ".join(c for c in (actor.country, sector) if c)


def party(actor: Actor, width: int | None = None) -> str:
    """An actor as a reader names it, "Kim Jong-un (PRK)"; in a ``width`` its name is cut before its code."""
    name, tag = clean(actor.name or actor.text), code(actor)
    if not name:
        return tag or "–"
    suffix = f" ({tag})" if tag else ""
    if width is None or len(name) + len(suffix) <= width:
        return f"{name}{suffix}"
    for short in (suffix, f" ({actor.country})" if actor.country else "", ""):
        if width - len(short) >= min(len(name), MIN_NAME):
            break
    return f"{crop(name, width - len(short))}{short}"


# A cut name keeps at least so many letters beside its code; else its sector goes, then the country.
MIN_NAME = 7


def crop(text: str, width: int) -> str:
    """A text in at most ``width`` characters, an ellipsis where it was cut."""
    return text if len(text) <= width else text[: max(0, width - 1)].rstrip() + "…"


def who(actors: Sequence[Actor], width: int | None = None) -> str:
    """Actors, as many as fit: "Saudi Arabia (SAU), Egypt (EGY) +2"; "–" for nobody."""
    whole = ", ".join(party(a) for a in actors) or "–"
    if width is None or len(whole) <= width:
        return whole
    for shown in range(len(actors) - 1, 0, -1):
        text = f"{', '.join(party(a) for a in actors[:shown])} +{len(actors) - shown}"
        if len(text) <= width:
            return text
    more = f" +{len(actors) - 1}" if len(actors) > 1 else ""
    return party(actors[0], width - len(more)) + more


def days(event: Event, width: int | None = None) -> str:
    """The day or the span: "2018-07-09", "2018-04", "1990s", "2018-07-16…22"; "–" where there is none."""
    if event.when is not None and event.when.start != event.when.end:
        whole = span(event.when)
        return whole if width is None or len(whole) <= width else f"{event.when.start.isoformat()}…"
    return event.day.isoformat() if event.day is not None else "–"


def span(when: When) -> str:
    """First to last day, in as few characters as tell them."""
    start, end = when.start, when.end
    last = calendar.monthrange(end.year, end.month)[1]
    if (start.day, end.day) == (1, last):
        if (start.year, start.month) == (end.year, end.month):
            return f"{start:%Y-%m}"
        if (start.month, end.month) == (1, 12):
            if end.year - start.year == 9 and start.year % 10 == 0:
                return f"{start.year}s"
            return str(start.year) if start.year == end.year else f"{start.year}…{end.year}"
        return f"{start:%Y-%m}…{end:%m}" if start.year == end.year else f"{start:%Y-%m}…{end:%Y-%m}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.isoformat()}…{end:%d}"
    return f"{start.isoformat()}…{end:%m-%d}" if start.year == end.year else f"{start.year}…{end.year}"


def harm(event: Event) -> list[str]:
    """Figures of people harmed: "†≥9", "wounded 70"."""
    found = []
    for field, sign in (
        ("killed", "†"),
        ("wounded", "wounded "),
        ("detained", "detained "),
        ("displaced", "displaced "),
    ):
        value = getattr(event.harm, field)
        if value is not None:
            found.append(f"{sign}{BOUND_SIGN.get(event.harm.bounds.get(field, ''), '')}{value:,}")
    return found


def notes(event: Event, place: bool = False) -> str:
    """What else there is to know in a few words: count, harm, claims; with ``place`` where it was, first."""
    found = [clean(event.where.name)] if place and event.where else []
    found += [f"×{event.count}"] if event.count else []
    found += harm(event)
    found += [f"says {_name(event.said_by)}"] if event.said_by else []
    found += [f"denied by {_name(event.denied_by)}"] if event.denied_by else []
    return ", ".join([*found, "background"] if event.background else found)


def _name(actors: Sequence[Actor]) -> str:
    return clean(actors[0].name or actors[0].text)


def label(article: Article) -> str:
    """What to call an article that has no headline: its id, or its file, or how it begins."""
    if article.id != text_id(article.text):
        return clean(article.id)
    page = article.path is not None and Path(article.path).suffix.lower() not in ROWS
    return Path(article.path).name if page and article.path else crop(clean(article.text[: 4 * OPENING]), OPENING)


# Files with many articles: their name tells none of them.
ROWS = frozenset((".jsonl", ".json", ".csv", ".tsv", ".parquet", ".gz"))
