"""The day of publication."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.article import Published
from detente.reading.dates import WEEKDAYS
from detente.reading.text import from_text

SEED = Path(__file__).parents[3] / "shared" / "seed" / "kim-heads-to-russia.txt"
NEWS = "The two governments agreed to reopen the border."


def published(text: str, given: date | None = None) -> Published:
    return from_text(text, published=given).published


def test_seed_page_is_a_tuesday_and_no_day() -> None:
    if not SEED.exists():
        pytest.skip("../shared/seed is not here")
    found = published(SEED.read_text(encoding="utf-8"))
    assert (found.how, found.day, found.weekday) == ("inferred", None, 1)
    assert found.why == "'tomorrow and on Thursday' makes it a Tuesday"
    assert 0.5 < found.confidence < 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"HANOI, March 1, 2019 (Staff reporter) - {NEWS}", "2019-03-01"),
        (f"Border opens after years\n\nTuesday, 23 April 2019 | 10:05 AM GMT\n\n{NEWS}", "2019-04-23"),
        (f"Border opens after years\n\nBy Ana Petrov, April 23, 2019\n\n{NEWS}", "2019-04-23"),
        (f"The Harbour Courier, 23 April 2019\n\nBorder opens after years\n\n{NEWS}", "2019-04-23"),
        (f"{NEWS}\n\nPublished: 2019-04-23", "2019-04-23"),
        (f"Title of a story\n\nPublished 23 April 2019, updated 25 April 2019\n\n{NEWS}", "2019-04-23"),
    ],
)
def test_stated(text: str, day: str) -> None:
    found = published(text)
    assert (found.how, found.day) == ("stated", date.fromisoformat(day))
    assert found.why
    assert found.confidence >= 0.8


def test_a_date_of_the_story_is_not_the_day() -> None:
    found = published("In fact, the Soviet Union declared war on Japan on Aug 8, 1945. It was a Wednesday.")
    assert (found.how, found.day, found.weekday) == ("unknown", None, None)


def test_given_where_nothing_is_stated() -> None:
    assert published(NEWS, date(2019, 4, 23)) == Published(
        day=date(2019, 4, 23), how="given", why="given by the caller", confidence=1.0
    )
    assert published(f"PARIS, March 1, 2019 - {NEWS}", date(2019, 4, 23)).how == "stated"


def test_a_wrong_weekday_gives_way_to_the_caller() -> None:
    text = f"PARIS, Monday, March 1, 2019 - {NEWS}"
    assert "was no Monday" in published(text).why
    assert published(text, date(2019, 3, 2)).how == "given"


def test_a_dateline_without_year_dates_nothing() -> None:
    found = published(f"PARIS, April 23 (Reuters) - {NEWS}")
    assert (found.how, found.day) == ("unknown", None)
    assert "no year" in found.why


@pytest.mark.parametrize(
    ("words", "weekday"),
    [
        ("They meet tomorrow and on Thursday.", "Tuesday"),
        ("They meet tomorrow or Friday.", "Wednesday"),
        ("They met yesterday and on Monday.", "Wednesday"),
        ("They met on Monday and yesterday.", "Wednesday"),
        ("They meet today, Tuesday, in Paris.", "Tuesday"),
        ("They meet tomorrow (Wednesday).", "Tuesday"),
        ("They met on Sunday, yesterday, in Paris.", "Monday"),
    ],
)
def test_weekdays_that_follow(words: str, weekday: str) -> None:
    found = published(f"{NEWS} {words}")
    assert found.weekday is not None
    assert (found.how, WEEKDAYS[found.weekday], found.day) == ("inferred", weekday, None)
    assert f"makes it a {weekday}" in found.why


@pytest.mark.parametrize(
    "words",
    [
        "The truce lasts from tomorrow until Friday.",
        "“We meet tomorrow and on Thursday,” he said last week.",
        "They met on Tuesday and will meet again on Thursday.",
        "Today the border is open. Monday was quiet.",
    ],
)
def test_what_does_not_follow(words: str) -> None:
    found = published(f"{NEWS} {words}")
    assert (found.how, found.weekday, found.day) == ("unknown", None, None)


def test_contradictions_are_told() -> None:
    found = published("They meet tomorrow and on Thursday.\n\nOthers met today, Friday, in Paris.")
    assert (found.how, found.day, found.weekday) == ("unknown", None, None)
    assert "contradicts" in found.why


def test_a_day_where_it_really_follows() -> None:
    tied = published("They meet today, April 23, 2019, in Paris.")
    assert (tied.how, tied.day) == ("inferred", date(2019, 4, 23))
    tied = published("They met yesterday (22 April 2019) in Paris.")
    assert tied.day == date(2019, 4, 23)
    anchored = published("They met on Monday, April 22, 2019, in Paris. They meet again tomorrow and on Thursday.")
    assert (anchored.how, anchored.day) == ("inferred", date(2019, 4, 23))
    assert anchored.confidence < tied.confidence


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200).filter(str.strip))
def test_nothing_is_invented(text: str) -> None:
    found = published(text)
    assert found.day is None or str(found.day.year) in text
    assert (found.how == "unknown") == (found.day is None and found.weekday is None)
