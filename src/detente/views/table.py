"""Events for eyes: one line an event, its sentence below on request (rich).

The widths of the columns come from what is to be shown, within limits, so that a line stays a line; what does
not fit is cut with an ellipsis, an actor's code last.
"""

from __future__ import annotations

import os
import shutil
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice
from typing import IO

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleDimensions
from rich.text import Text

from detente.article import Article
from detente.event import Event
from detente.views import words

QUAD_STYLE = {"VC": "green", "MC": "bold green", "VK": "yellow", "MK": "bold red"}
Coded = tuple[Article, Sequence[Event]]
# Articles that are looked at before the widths are fixed; those behind them are printed as they come.
FIRST = 40
# From so many characters the place has a column of its own.
WIDE = 100
# The first columns, which every width shows.
KEPT = 4
# The width where the output is no terminal and COLUMNS is not set.
WITHOUT_TERMINAL = 120
GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how narrow and how wide it may be, and what it shows of an event in a width."""

    name: str
    least: int
    most: int
    show: Callable[[Event, int | None], str]
    style: str = ""


def _event(event: Event, _: int | None) -> str:
    return f"{event.type} {words.STATUS_SIGN.get(event.status, '')}".strip()


def _columns(width: int) -> list[Column]:
    wide = width >= WIDE
    place = [Column("where", 10, 24, lambda e, _: words.clean(e.where.name) if e.where else "", "dim")] if wide else []
    return [
        Column("day", 11, 16, words.days, "cyan"),
        Column("event", 16, 16, _event),  # never cut: its sign stands at the end
        Column("source", 12, 48, lambda e, w: words.who(e.source, w)),
        Column("recipient", 12, 48, lambda e, w: words.who(e.recipient, w)),
        *place,
        Column("notes", 10, 44, lambda e, _: words.notes(e, place=not wide), "dim"),
        Column("sure", 4, 4, lambda e, _: f"{e.confidence:4.0%}", "dim"),
    ]


def layout(events: Sequence[Event], width: int) -> list[tuple[Column, int]]:
    """The columns with their widths: every further character goes where it uncovers most cells."""
    columns = _columns(width)
    while len(columns) > KEPT and sum(c.least for c in columns) + len(GAP) * (len(columns) - 1) > width:
        columns.pop(KEPT)
    cells = [sorted([len(c.name), *(cell_len(c.show(e, None)) for e in events)]) for c in columns]
    sizes = [min(c.least, lengths[-1]) for c, lengths in zip(columns, cells, strict=True)]
    room = width - sum(sizes) - len(GAP) * (len(sizes) - 1)
    while room > 0:
        gains = [
            len(lengths) - bisect_right(lengths, size) if size < c.most else 0
            for c, lengths, size in zip(columns, cells, sizes, strict=True)
        ]
        best = max(range(len(gains)), key=lambda i: (gains[i], -sizes[i]))
        if not gains[best]:
            break
        sizes[best] += 1
        room -= 1
    return list(zip(columns, sizes, strict=True))


def _fitted(text: str, width: int) -> str:
    return set_cell_size(words.crop(text, width), width)


def row(event: Event, columns: Sequence[tuple[Column, int]]) -> Text:
    """An event as one line; what is told as background is dim."""
    line = Text(no_wrap=True, overflow="ellipsis")
    for index, (column, width) in enumerate(columns):
        style = QUAD_STYLE.get(event.quad, "") if column.name == "event" else column.style
        line.append(GAP if index else "")
        cell = Text(_fitted(column.show(event, width), width), style=style)
        if column.name in ("source", "recipient"):
            cell.highlight_regex(words.TAG, "dim")
        line.append_text(cell)
    line.rstrip()
    if event.background:
        line.stylize("dim")
    return line


def sentence(events: Sequence[Event], console: Console) -> Text:
    """The sentence that these events share, their triggers bold, to stand below their lines."""
    whole, offset = events[0].sentence, events[0].sentence_start
    text = Text("".join(c if c.isprintable() else " " for c in whole), style="dim italic")
    for event in events:
        start = event.trigger.start - offset
        text.stylize(f"not dim bold {QUAD_STYLE.get(event.quad, '')}".strip(), start, start + len(event.trigger.text))
    lead = len(whole) - len(whole.lstrip())
    lines = text[lead:].wrap(console, max(WIDE // 4, console.width - len(GAP)))
    for line in lines:
        line.rstrip()
    return Text("\n").join(Text(GAP) + line for line in lines)


def title(article: Article, width: int) -> Text:
    """Headline, outlet and day of an article on one line; the outlet goes first where there is no room."""
    published = article.published
    day = f"{published.day.isoformat()} ({published.how})" if published.day else "day unknown"
    name = words.clean(article.headline or words.label(article))
    outlet = f"{words.clean(article.outlet.name)}, " if article.outlet.name else ""
    behind = f"{GAP}{outlet}{day}" if len(name) + len(GAP) + len(outlet) + len(day) <= width else f"{GAP}{day}"
    name = words.crop(name, width - len(behind))
    opening = "" if article.headline else words.clean(article.text[:width])
    if opening and not opening.startswith(name.rstrip("…")):
        behind += f"{GAP}{words.crop(opening, max(0, width - len(name) - len(behind) - len(GAP)))}"
    return Text.assemble((name, "bold"), (behind, "dim"), no_wrap=True, overflow="ellipsis")


def legend() -> Text:
    """What the colours and signs mean, in fewer than 80 characters a line."""
    text = Text()
    for quad, meaning in (
        ("VC", "verbal"),
        ("MC", "material cooperation "),
        ("VK", "verbal"),
        ("MK", "material conflict"),
    ):
        text.append("■ ", style=QUAD_STYLE[quad])
        text.append(f"{meaning} ", style="dim")
    signs = "  ".join(f"{sign} {status}" for status, sign in words.STATUS_SIGN.items() if sign)
    text.append(f"\n{signs}  × times  † killed", "dim")
    return text


def show(coded: Iterable[Coded], console: Console | None = None, sentences: bool = False) -> None:
    """Prints a table of every article that has events, in their order; articles are let go when printed."""
    console = console or terminal()
    source = iter(coded)
    first = list(islice(source, FIRST))
    columns = layout([e for _, events in first for e in events], console.width)
    head = GAP.join(_fitted(c.name, width) for c, width in columns).rstrip()
    printed = False
    for article, events in chain(first, source):
        if not events:
            continue
        if not printed:
            console.print(Text(head, style="dim"), no_wrap=True, crop=True)
        printed = True
        console.print()
        console.print(title(article, console.width), no_wrap=True, crop=True)
        for _, group in groupby(events, key=lambda e: e.sentence_start):
            same = list(group)
            for event in same:
                console.print(row(event, columns), no_wrap=True, crop=True)
            if sentences:
                console.print(sentence(same, console))
    if printed:
        console.print()
        console.print(legend())


def terminal(file: IO[str] | None = None) -> Console:
    """The console for what goes to standard output (or to ``file``)."""
    console = Console(file=file, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = WITHOUT_TERMINAL
    elif console.is_dumb_terminal:  # rich takes every one of them to be 80 wide
        console.size = ConsoleDimensions(*shutil.get_terminal_size())
    return console
