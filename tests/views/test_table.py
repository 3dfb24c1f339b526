"""The terminal's table."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from detente.event import Actor
from detente.views.table import FIRST, Coded, legend, show
from tests.made_up_events import TEXT, article, event

MINISTRY = Actor(text="x", name="Ministry of Foreign Affairs of the Republic", country="KEN", sector="GOV")


def shown(coded: list[Coded], width: int = 100, sentences: bool = False) -> list[str]:
    console = Console(width=width, file=io.StringIO(), highlight=False)
    show(coded, console, sentences)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


@pytest.mark.parametrize("width", [50, 60, 72, 80, 100, 120, 140, 200])
def test_a_line_an_event_at_every_width(width: int) -> None:
    events = [event(), event(source=[MINISTRY, MINISTRY], status="hypothetical", type="COOPERATE")]
    lines = shown([(article(), events)], width)
    body = lines[3 : lines.index("", 3)]
    assert len(body) == 2
    assert max(map(cell_len, lines)) <= width
    assert body[0].startswith("2025-03 ")
    assert "COOPERATE ?" in body[1]


def test_columns() -> None:
    head, blank, title, line, *_ = shown([(article(), [event()])], 160)
    assert head.split() == ["day", "event", "source", "recipient", "where", "notes", "sure"]
    assert blank == ""
    assert title == "Storm over port  The Gela Post, 2025-03-12 (given)"
    assert line.split("  ")[0] == "2025-03"
    assert line.endswith("62%")
    for cell in ("ASSAULT", "France (FRA), “Elba” (MIL)", "Anna; of Gela (ITA)", "Gela", "×4, †≥9"):
        assert cell in line


def test_narrow_tables_tell_the_place_in_the_notes() -> None:
    lines = shown([(article(), [event(count=None, harm={}, said_by=[], denied_by=[])])], 80)
    assert lines[0].split() == ["day", "event", "source", "recipient", "notes", "sure"]
    assert " Gela " in lines[3]


def test_articles_without_events_are_left_out() -> None:
    assert shown([(article(), [])]) == []
    assert len([x for x in shown([(article(), []), (article(), [event()])]) if "Storm" in x]) == 1


def test_articles_without_headline_show_how_they_begin() -> None:
    bare = article(headline=None, outlet={}, id="row-7")
    assert shown([(bare, [event()])])[2].startswith("row-7  2025-03-12 (given)  Storm over port France;")


def test_sentences_stand_below_all_their_events() -> None:
    sentence = " ".join(event().sentence.split())
    lines = shown([(article(), [event(), event(type="REJECT")])], 200, sentences=True)
    assert lines[5] == f"  {sentence}"
    assert sum(sentence in line for line in lines) == 1
    narrow = shown([(article(), [event()])], 60, sentences=True)
    assert " ".join(x.strip() for x in narrow[4 : narrow.index("", 4)]) == sentence


def test_control_characters_do_not_reach_the_terminal() -> None:
    hostile = "Bad \x1b[2J\x07\x9b31m news"
    page = article(headline=hostile, text=TEXT)
    bad = event(source=[Actor(text=hostile)], sentence=f"{hostile} here", sentence_start=0)
    text = "\n".join(shown([(page, [bad])], sentences=True))
    assert not any(c in text for c in "\x1b\x07\x9b")


def test_what_comes_later_has_the_same_columns() -> None:
    coded: list[Coded] = [(article(), [event()]) for _ in range(FIRST + 5)]
    lines = [x for x in shown(coded) if x.endswith("62%")]
    assert len(lines) == FIRST + 5
    assert len(set(lines)) == 1


def test_legend_fits_on_eighty_columns() -> None:
    assert all(len(line) <= 80 for line in legend().plain.splitlines())
