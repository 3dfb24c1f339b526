"""A report of coded articles as one HTML file: each text with its acts and actors marked, its events beside.

No script, nothing from the network; every text is escaped (an article is hostile input).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from detente.article import Article
from detente.event import Event
from detente.views.table import STATUS_SIGN, who

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2329; --paper: #fbfaf7; --soft: #6b7680; --line: #dcd8cf;
  --vc: #2a7f4f; --mc: #14603a; --vk: #a86a00; --mk: #b3261e; --actor: #e6eef7; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e6e8; --paper: #16191c; --soft: #98a2ab; --line: #343a40;
  --vc: #6ecb95; --mc: #48b37c; --vk: #e0aa4a; --mk: #f0857c; --actor: #24384e; } }
body { font: 16px/1.5 Georgia, 'Times New Roman', serif; color: var(--ink); background: var(--paper);
  margin: 0 auto; max-width: 76rem; padding: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0 0 .3rem; } h2 { font-size: 1.25rem; margin: 0; }
.meta, .note { color: var(--soft); font: .85rem/1.45 system-ui, sans-serif; }
article { border-top: 2px solid var(--line); padding: 1.4rem 0; display: grid; gap: 2rem;
  grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); }
@media (max-width: 52rem) { article { grid-template-columns: minmax(0, 1fr); } }
.text p { margin: .6rem 0; overflow-wrap: anywhere; } .caption, .furniture, .masthead { color: var(--soft); font-size: .85rem; }
mark { background: none; color: inherit; border-bottom: 3px solid; padding: 0 1px; font-weight: bold; }
mark.VC { border-color: var(--vc); } mark.MC { border-color: var(--mc); } mark.VK { border-color: var(--vk); }
mark.MK { border-color: var(--mk); } mark.actor { border: 0; background: var(--actor); font-weight: normal; }
ol { list-style: none; margin: 0; padding: 0; font: .9rem/1.45 system-ui, sans-serif; }
li { border-left: 4px solid var(--line); padding: .1rem 0 .1rem .7rem; margin: 0 0 .8rem; }
li.VC { border-color: var(--vc); } li.MC { border-color: var(--mc); } li.VK { border-color: var(--vk); } li.MK { border-color: var(--mk); }
li b { letter-spacing: .02em; } li .note { display: block; }
"""


def _spans(events: Sequence[Event]) -> list[tuple[int, int, str, str]]:
    """Non-overlapping (start, end, class, title) of triggers, then of actors, in text order."""
    wanted = [(e.trigger.start, e.trigger.end, e.quad, f"{e.type} {e.status}") for e in events]
    wanted += [
        (a.start, a.end, "actor", who([a]))
        for e in events
        for a in (*e.source, *e.recipient)
        if a.start is not None and a.end is not None
    ]
    taken: list[tuple[int, int, str, str]] = []
    for span in wanted:
        if span[0] < span[1] and all(span[1] <= t[0] or span[0] >= t[1] for t in taken):
            taken.append(span)
    return sorted(taken)


def _marked(article: Article, start: int, end: int, spans: Sequence[tuple[int, int, str, str]]) -> str:
    out, here = [], start
    for left, right, kind, title in spans:
        if left < here or right > end:
            continue
        out.append(escape(article.text[here:left]))
        out.append(f'<mark class="{kind}" title="{escape(title)}">{escape(article.text[left:right])}</mark>')
        here = right
    out.append(escape(article.text[here:end]))
    return "".join(out)


def _event(event: Event) -> str:
    notes = []
    if event.when is not None:
        notes.append(f"when: {event.when.start} to {event.when.end} (“{escape(event.when.text)}”)")
    elif event.day is not None:
        notes.append(f"day: {event.day} ({event.day_from})")
    if event.where is not None:
        notes.append(
            f"where: {escape(event.where.name)}{' (' + event.where.country + ')' if event.where.country else ''}"
        )
    if event.count:
        notes.append(f"{event.count} times")
    for field in ("killed", "wounded", "detained", "displaced"):
        value = getattr(event.harm, field)
        if value is not None:
            notes.append(f"{field}: {event.harm.bounds.get(field, 'exact').replace('_', ' ')} {value}")
    if event.said_by:
        notes.append(f"said by {escape(who(event.said_by))}")
    if event.denied_by:
        notes.append(f"denied by {escape(who(event.denied_by))}")
    if event.background:
        notes.append("background")
    notes.append(f"sure: {event.confidence:.0%}")
    sign = STATUS_SIGN.get(event.status, "")
    return (
        f'<li class="{event.quad}"><b>{escape(event.type)}</b> {escape(event.status)} {sign} '
        f"{escape(who(event.source))} → {escape(who(event.recipient))}"
        f'<span class="note">{"; ".join(notes)}</span></li>'
    )


def _article(article: Article, events: Sequence[Event]) -> str:
    spans = _spans(events)
    body = []
    for p in article.paragraphs:
        if p.part == "headline":
            continue
        body.append(f'<p class="{p.part}">{_marked(article, p.start, p.end, spans)}</p>')
    published = article.published
    day = published.day.isoformat() if published.day else "unknown"
    why = f", {escape(published.why)}" if published.why else ""
    return (
        f"<article><div class='text'><h2>{escape(article.headline or article.id)}</h2>"
        f"<p class='meta'>{escape(article.outlet.name or '')} · published {day} ({published.how}{why})</p>"
        f"{''.join(body)}</div><ol>{''.join(_event(e) for e in events)}</ol></article>"
    )


def report(
    coded: Iterable[tuple[Article, Sequence[Event]]], title: str = "detente: what the pages say"
) -> str:
    """The whole page as HTML text."""
    parts = [_article(a, events) for a, events in coded]
    return (
        f"<!doctype html><html lang='en'><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        f"<title>{escape(title)}</title><style>{_STYLE}</style><h1>{escape(title)}</h1>"
        "<p class='meta'>Acts are underlined in the colour of their quad class (green cooperation, amber words of "
        f"conflict, red deeds), actors shaded.</p>{''.join(parts)}</html>\n"
    )
