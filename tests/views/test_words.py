"""Events in a few words."""

from __future__ import annotations

from datetime import date

import pytest

from detente.event import Actor, When
from detente.views import words
from tests.made_up_events import ELBA, FRANCE, article, event

GUARD = Actor(text="the guard", name="Islamic Revolutionary Guard Corps", country="IRN", sector="MIL", sectors=["MIL"])


def test_parties() -> None:
    assert words.party(FRANCE) == "France (FRA)"
    assert words.party(ELBA) == "“Elba” (MIL)"
    assert words.party(GUARD) == "Islamic Revolutionary Guard Corps (IRN MIL)"
    assert words.party(GUARD, 26) == "Islamic Revolut… (IRN MIL)"
    assert words.party(GUARD, 12) == "Islamic Rev…"
    assert words.party(Actor(text="", country="KEN", sector="CVL")) == "KEN CVL"
    assert words.party(Actor(text="a\x1b[31m\nb")) == "a [31m b"


def test_several_parties_fit_or_are_counted() -> None:
    three = [FRANCE, GUARD, FRANCE]
    assert words.who(three) == "France (FRA), Islamic Revolutionary Guard Corps (IRN MIL), France (FRA)"
    assert words.who(three, 100) == words.who(three)
    assert words.who(three, 20) == "France (FRA) +2"
    assert words.who([GUARD, FRANCE], 26) == "Islamic Revo… (IRN MIL) +1"
    assert words.who([], 20) == "–"
    assert all(len(words.who(three, width)) <= width for width in range(8, 80))


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2025-03-01", "2025-03-31", "2025-03"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("1990-01-01", "1999-12-31", "1990s"),
        ("1914-01-01", "1918-12-31", "1914…1918"),
        ("1947-03-12", "1991-12-26", "1947…1991"),
        ("2025-03-10", "2025-03-16", "2025-03-10…16"),
        ("2025-03-30", "2025-04-02", "2025-03-30…04-02"),
        ("2025-03-01", "2025-05-31", "2025-03…05"),
        ("2024-12-01", "2025-02-28", "2024-12…2025-02"),
    ],
)
def test_spans(start: str, end: str, shown: str) -> None:
    when = When(
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        grain="day",
        text="x",
        start_char=0,
        end_char=1,
    )
    assert words.span(when) == shown
    assert words.days(event(when=when)) == shown
    assert words.days(event(when=when), 11) == (shown if len(shown) <= 11 else f"{start}…")


def test_days() -> None:
    assert words.days(event(when=None)) == "2025-03-31"
    assert words.days(event(when=None, day=None)) == "–"


def test_notes() -> None:
    assert words.notes(event()) == "×4, †≥9, wounded ~20, says France, denied by Anna; of Gela"
    assert words.notes(event(), place=True).startswith("Gela, ×4")
    bare = event(count=None, harm={}, said_by=[], denied_by=[], background=True)
    assert words.notes(bare) == "background"


def test_labels() -> None:
    assert words.label(article()) == "page"
    unnamed = article(id=words.text_id(article().text))
    assert words.label(unnamed) == "page.txt"
    assert words.label(unnamed.model_copy(update={"path": "news.csv"})).startswith("Storm over port France;")
