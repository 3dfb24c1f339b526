"""When an act happened, on which day it counts, what is background.  The sentences are the project's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from detente.coding.circumstances import best_day
from detente.event import Event, When

Code = Callable[..., list[Event]]
DAY = date(2025, 3, 12)  # a Wednesday

TIMES = [
    # text, type, first and last day (None: the text states none)
    ("Macron met Zelensky on Monday.", "CONSULT", "2025-03-10", "2025-03-10"),
    ("On Tuesday Turkish police arrested 30 students.", "COERCE", "2025-03-11", "2025-03-11"),
    ("Yesterday's Russian attack on Odesa killed three people.", "ASSAULT", "2025-03-11", "2025-03-11"),
    ("France condemned the Israeli raid on Jenin two days ago.", "ASSAULT", "2025-03-10", "2025-03-10"),
    ("Germany fined Meta over the 2021 election.", "SANCTION", None, None),
    ("Norway will send tanks to Ukraine in May.", "AID", "2025-05-01", "2025-05-31"),
    ("Iran shelled Erbil overnight, killing two people.", "ASSAULT", "2025-03-11", "2025-03-12"),
]


@pytest.mark.parametrize(("text", "kind", "start", "end"), TIMES)
def test_when(code: Code, text: str, kind: str, start: str | None, end: str | None) -> None:
    event = next(e for e in code(text) if e.type == kind)
    if start is None:
        assert event.when is None
        return
    assert event.when is not None
    assert (str(event.when.start), str(event.when.end)) == (start, end)


def test_a_time_that_only_ranks(code: Code) -> None:
    event = next(e for e in code("Macron visited Tokyo for the first time since 2021.") if e.type == "CONSULT")
    assert event.when is None


def test_no_time_of_its_own_for_the_outer_act(code: Code) -> None:
    text = "France condemned the Israeli raid on Jenin two days ago."
    outer = next(e for e in code(text) if e.type == "ACCUSE")
    assert outer.when is None


def test_four_days_after(code: Code) -> None:
    text = "Ethiopia released the Kenyan envoy, four days after it arrested him."
    event = next(e for e in code(text) if e.type == "COERCE")
    assert event.when is not None
    assert str(event.when.start) == "2025-03-08"


BACKGROUND = [
    ("Russian forces shelled Kherson on Tuesday.", "ASSAULT", False),
    ("Iraq invaded Kuwait in August 1990.", "ASSAULT", True),
    ("Turkish soldiers had attacked the Syrian town.", "ASSAULT", True),
    ("Syria said that Turkish soldiers had attacked the town.", "ASSAULT", False),
    ("Vladimir Putin, who attacked Ukraine, met Xi Jinping.", "ASSAULT", True),
    ("Ethiopia attacked Eritrea in 1998. Eritrean troops bombed Mekelle.", "ASSAULT", True),
]


@pytest.mark.parametrize(("text", "kind", "background"), BACKGROUND)
def test_background(code: Code, text: str, kind: str, background: bool) -> None:
    events = [e for e in code(text) if e.type == kind]
    assert events
    assert {e.background for e in events} == {background}


def test_day_of_news_and_of_background(code: Code) -> None:
    news = next(e for e in code("China condemned Japan.") if e.type == "ACCUSE")
    assert (news.day, news.day_from) == (DAY, "published")
    old = next(e for e in code("Turkish soldiers had attacked the Syrian town.") if e.type == "ASSAULT")
    assert (old.day, old.day_from) == (None, "none")


def test_day_told_before(code: Code) -> None:
    text = "Sudanese rebels attacked El Fasher on Monday. They shelled a hospital, and Egypt condemned Sudan."
    days = {e.type: (e.day, e.day_from) for e in code(text)}
    assert days["ACCUSE"] == (date(2025, 3, 10), "text")


def test_what_is_to_come_is_planned(code: Code) -> None:
    event = next(e for e in code("Macron announced a summit with Iran on 27 May.") if e.type == "CONSULT")
    assert event.status == "planned"


def _when(start: str, end: str) -> When:
    return When(
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        grain="month",
        text="",
        start_char=0,
        end_char=0,
    )


def test_best_day() -> None:
    month = _when("2025-03-01", "2025-03-31")
    assert best_day(month, False, DAY, "happened") == (DAY, "text")
    assert best_day(month, True, DAY, "happened") == (date(2025, 3, 16), "text")
    assert best_day(None, False, DAY, "planned") == (None, "none")
    assert best_day(None, False, None, "happened") == (None, "none")
    assert best_day(None, False, DAY, "happened", date(2025, 3, 10)) == (date(2025, 3, 10), "text")
