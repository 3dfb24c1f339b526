"""Events for eyes: one line an event, its sentence below on request (rich)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from detente.article import Article
from detente.event import Actor, Event

QUAD_STYLE = {"VC": "green", "MC": "bold green", "VK": "yellow", "MK": "bold red"}
STATUS_SIGN = {"happened": "", "ongoing": "…", "planned": "→", "wished": "♡", "hypothetical": "?", "negated": "✗"}
# Names longer than this are cut with an ellipsis so that a line stays a line on 100 columns.
MAX_NAME = 30


def who(actors: Sequence[Actor]) -> str:
    """Actors as a reader names them: "Kim Jong-un (PRK)", "police (KEN COP)"."""
    parts = []
    for actor in actors:
        name = actor.name or actor.text or "–"
        name = name if len(name) <= MAX_NAME else name[: MAX_NAME - 1] + "…"
        code = actor.country or ""
        if actor.sector and actor.sector not in ("GOV", "UNK"):
            code = f"{code} {actor.sector}".strip()
        parts.append(f"{name} ({code})" if code else name)
    return ", ".join(parts) or "–"


def _when(event: Event) -> str:
    if event.when is not None and event.when.start != event.when.end:
        return f"{event.when.start.isoformat()}…{event.when.end.isoformat()[5:]}"
    if event.day is not None:
        return event.day.isoformat()
    return "–"


def _notes(event: Event) -> str:
    notes = []
    if event.count:
        notes.append(f"×{event.count}")
    for field, sign in (("killed", "†"), ("wounded", "wounded "), ("detained", "detained "), ("displaced", "displaced ")):
        value = getattr(event.harm, field)
        if value is not None:
            bound = {"at_least": "≥", "at_most": "≤", "about": "~"}.get(event.harm.bounds.get(field, ""), "")
            notes.append(f"{sign}{bound}{value}")
    if event.said_by:
        notes.append(f"says {event.said_by[0].name or event.said_by[0].text}")
    if event.denied_by:
        notes.append(f"denied by {event.denied_by[0].name or event.denied_by[0].text}")
    if event.background:
        notes.append("background")
    return ", ".join(notes)


def _rows(events: Sequence[Event], sentences: bool) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim", expand=True)
    table.add_column("day", no_wrap=True, style="cyan", width=17)
    table.add_column("event", no_wrap=True, width=12)
    table.add_column("source", ratio=3, overflow="fold")
    table.add_column("recipient", ratio=3, overflow="fold")
    table.add_column("where", ratio=2, overflow="fold", style="dim")
    table.add_column("notes", ratio=3, overflow="fold", style="dim")
    table.add_column("sure", justify="right", no_wrap=True, style="dim", width=4)
    for event in events:
        style = QUAD_STYLE.get(event.quad, "")
        kind = Text(f"{event.type} {STATUS_SIGN.get(event.status, '')}".strip(), style=style)
        table.add_row(
            _when(event), kind, Text(who(event.source)), Text(who(event.recipient)),
            Text(event.where.name if event.where else ""), Text(_notes(event)), f"{event.confidence:.0%}",
        )  # fmt: skip
        if sentences:
            quoted = Text(event.sentence.replace("\n", " ").strip(), style="italic dim")
            start = event.trigger.start - event.sentence_start
            quoted.stylize("bold", start, start + len(event.trigger.text))
            table.add_row("", "", quoted, "", "", "", "")
    return table


def _title(article: Article | None, key: str) -> Text:
    if article is None:
        return Text(key, style="bold")
    title = Text(article.headline or key, style="bold")
    published = article.published
    day = published.day.isoformat() if published.day else "day unknown"
    outlet = f"{article.outlet.name}, " if article.outlet.name else ""
    title.append(f"  {outlet}{day} ({published.how})", style="dim")
    return title


def render(events: Sequence[Event], articles: dict[str, Article], sentences: bool = False) -> RenderableType:
    """A table for every article that has events, in their order."""
    parts: list[RenderableType] = []
    for key, group in groupby(events, key=lambda e: e.article_id):
        article = articles.get(key)
        if len(articles) <= MAX_TITLED or article is None or article.headline:
            parts.append(_title(article, key))
        parts.append(_rows(list(group), sentences))
        parts.append(Text(""))
    parts.append(legend())
    return Group(*parts)


# Above this many articles (rows of a feed) titles are left out where there is no headline.
MAX_TITLED = 200


def legend() -> Text:
    """What the colours and signs mean."""
    text = Text()
    for quad, words in (("VC", "verbal cooperation"), ("MC", "material cooperation"), ("VK", "verbal conflict"), ("MK", "material conflict")):
        text.append("■ ", style=QUAD_STYLE[quad])
        text.append(words + "  ", style="dim")
    text.append("→ planned  ♡ wished  ? hypothetical  ✗ did not happen  … goes on  † killed", style="dim")
    return text


def show(events: Sequence[Event], articles: dict[str, Article], sentences: bool = False, width: int | None = None) -> None:
    """Prints the table on standard output."""
    Console(width=width).print(render(events, articles, sentences))
