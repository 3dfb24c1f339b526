"""A report of coded articles as one HTML file: each paragraph with its acts marked, its events beside.

No script, nothing from the network; every text is escaped (an article is hostile input).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

from detente.article import Article, Paragraph
from detente.event import Event
from detente.views import words

QUADS = {
    "VC": "cooperation in words",
    "MC": "cooperation in deeds",
    "VK": "conflict in words",
    "MK": "conflict in deeds",
}
# Parts of a page that stand around its story.
AROUND = ("masthead", "byline", "dateline", "furniture")
# Characters of a quotation that a card shows, and of a text that stand for a headline.
QUOTED, OPENING = 140, 60


class Span(NamedTuple):
    """A stretch of the text to be marked."""

    start: int
    end: int
    css: str
    title: str
    target: str | None


def spans(events: Sequence[Event], article: str) -> list[Span]:
    """Triggers, then actors where they leave room, in text order."""
    wanted = [
        Span(e.trigger.start, e.trigger.end, f"act {e.quad}", f"{e.type} {e.status}", _anchor(article, e))
        for e in events
    ]
    wanted += [
        Span(a.start, a.end, "actor", words.party(a), None)
        for e in events
        for a in (*e.source, *e.recipient, *e.said_by, *e.denied_by)
        if a.start is not None and a.end is not None
    ]
    taken: list[Span] = []
    for span in wanted:
        if span.start < span.end and all(span.end <= t.start or span.start >= t.end for t in taken):
            taken.append(span)
    return sorted(taken)


def _anchor(article: str, event: Event) -> str:
    return f"{article}-{event.trigger.start}-{event.type}"


def _marked(text: str, start: int, end: int, marks: Sequence[Span]) -> str:
    """The text from start to end as HTML with its marks."""
    out, here = [], start
    for mark in marks:
        if mark.start < here or mark.end > end:
            continue
        inner = escape(text[mark.start : mark.end])
        if mark.target:
            inner = f'<a href="#{escape(mark.target)}">{inner}</a>'
        out.append(escape(text[here : mark.start]))
        out.append(f'<mark class="{mark.css}" title="{escape(mark.title)}">{inner}</mark>')
        here = mark.end
    return "".join([*out, escape(text[here:end])])


def _notes(event: Event) -> Iterator[str]:
    """What a card says below its first line."""
    if event.day or event.when:
        told = words.clean(event.when.text) if event.when else ""
        yield f"{words.days(event)} (“{told}”)" if told not in ("", words.days(event)) else words.days(event)
    if event.where:
        yield words.clean(event.where.name) + (f" ({event.where.country})" if event.where.country else "")
    if event.count:
        yield f"×{event.count}"
    yield from words.harm(event)
    if event.said_by:
        yield f"says {words.who(event.said_by)}"
    if event.denied_by:
        yield f"denied by {words.who(event.denied_by)}"
    if event.background:
        yield "background"
    yield f"{event.confidence:.0%} sure"


def _card(event: Event, article: str) -> str:
    how = "" if event.status == "happened" else f'<span class="status">{event.status}</span>'
    quote = ""
    if event.quote is not None and event.said_by:
        quote = f'<span class="note">“{escape(words.crop(words.clean(event.quote.text), QUOTED))}”</span>'
    modes = f' title="{escape(", ".join(event.modes))}"' if event.modes else ""
    kind = f"{event.quad} background" if event.background else event.quad
    return (
        f'<li id="{escape(_anchor(article, event))}" class="{kind}"><b{modes}>{escape(event.type)}</b>{how}'
        f"<span>{escape(words.who(event.source))} → {escape(words.who(event.recipient))}</span>"
        f'<span class="note">{escape(" · ".join(_notes(event)))}</span>{quote}</li>'
    )


def _row(article: Article, p: Paragraph, events: Sequence[Event], marks: Sequence[Span], key: str) -> str:
    tag = "h2" if p.part == "headline" else "p"
    css = ' class="part"' if p.part in ("caption", "credit") else ""
    cards = "".join(_card(e, key) for e in events if p.start <= e.trigger.start < p.end)
    beside = f"<ol>{cards}</ol>" if cards else ""
    return f'<div class="row"><{tag}{css}>{_marked(article.text, p.start, p.end, marks)}</{tag}>{beside}</div>'


def _rows(article: Article, events: Sequence[Event], marks: Sequence[Span], key: str) -> Iterator[str]:
    """The paragraphs behind the headline; what stands around the story is put on one line."""
    kept = (p for p in article.paragraphs if p.part != "headline")
    for around, group in groupby(kept, key=lambda p: p.part in AROUND):
        if around:
            texts = (words.clean(article.text[p.start : p.end]) for p in group)
            yield f'<p class="part">{escape(" · ".join(t for t in texts if any(map(str.isalnum, t))))}</p>'
        else:
            yield from (_row(article, p, events, marks, key) for p in group)


def _article(article: Article, events: Sequence[Event], key: str) -> str:
    marks = spans(events, key)
    published = article.published
    day = f"{published.day.isoformat()}, {published.how}" if published.day else "day unknown"
    why = f" ({published.why})" if published.why else ""
    outlet = f"{article.outlet.name} · " if article.outlet.name else ""
    meta = f'<p class="meta">{escape(words.clean(f"{outlet}{day}{why}"))}</p>'
    heads = [_row(article, p, events, marks, key) for p in article.paragraphs if p.part == "headline"]
    if not heads:
        heads = [f"<h2>{escape(_name(article))}</h2>"]
    return f'<article id="{key}">{"".join([*heads, meta, *_rows(article, events, marks, key)])}</article>'


def _name(article: Article) -> str:
    """The headline, or what the article is called without one and how it begins."""
    if article.headline:
        return words.clean(article.headline)
    name, opening = words.label(article), words.crop(words.clean(article.text[: 4 * OPENING]), OPENING)
    return name if opening.startswith(name.rstrip("…")) else f"{name}: {opening}"


def _contents(coded: Sequence[tuple[Article, Sequence[Event]]]) -> str:
    links = (
        f'<a href="#a{i}"><b>{len(events)}</b><span>{escape(_name(article))}</span></a>'
        for i, (article, events) in enumerate(coded)
    )
    return f"<nav>{''.join(links)}</nav>" if len(coded) > 1 else ""


def report(coded: Iterable[tuple[Article, Sequence[Event]]], title: str = "What the pages say") -> str:
    """The whole page as HTML text."""
    pages = list(coded)
    total = sum(len(events) for _, events in pages)
    count = f"{total:,} events of {len(pages):,} article{'s' if len(pages) != 1 else ''}, coded by detente."
    legend = "".join(f'<span class="{quad}"><i></i>{meaning}</span>' for quad, meaning in QUADS.items())
    style = (files("detente.views") / "report.css").read_text("utf-8")
    body = "".join(_article(article, events, f"a{i}") for i, (article, events) in enumerate(pages))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>\n{style}</style></head><body><h1>{escape(title)}</h1>"
        f'<p class="meta">{count} Acts are underlined and lead to their event; actors are shaded.</p>'
        f'<p class="legend">{legend}</p>{_contents(pages)}{body}</body></html>\n'
    )
