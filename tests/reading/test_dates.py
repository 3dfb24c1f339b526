"""Dates as pages and rows state them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.dates import find_dates, parse_day, weekday_number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Tuesday, April 23, 2019, he", "2019-04-23"),
        ("Tue 23 Apr 2019", "2019-04-23"),
        ("23rd of April, 2019", "2019-04-23"),
        ("Sept. 3rd 2015", "2015-09-03"),
        ("2019-04-23T10:00:00Z", "2019-04-23"),
        ("23/04/2019", "2019-04-23"),
        ("04/23/2019", "2019-04-23"),
        ("Aug 8, 1945", "1945-08-08"),
        ("7-May-2011", "2011-05-07"),
    ],
)
def test_full_dates_are_found(text: str, day: str) -> None:
    assert [found.day for found in find_dates(text)] == [date.fromisoformat(day)]


def test_a_date_without_year_has_no_day() -> None:
    (found,) = find_dates("KYIV, April 23 (Agency)")
    assert (found.day, found.year, found.month, found.dom) == (None, None, 4, 23)


def test_what_is_no_date() -> None:
    for text in (
        "may 5 people",
        "April 31, 2019",
        "04/05/2019",
        "at 10 March Street",
        "in April 2019",
        "Mark 4",
    ):
        assert [found for found in find_dates(text) if found.day] == []


def test_weekday_is_checked() -> None:
    right, wrong = find_dates("Tuesday, April 23, 2019 and Monday, April 23, 2019")
    assert right.agrees
    assert not wrong.agrees
    assert right.weekday == weekday_number("Tue") == 1


@pytest.mark.parametrize(
    "cell",
    [
        "2019-04-23",
        "20190423",
        20190423,
        "2019-04-23 18:30:00",
        "Tue, 23 Apr 2019 10:00:00 GMT",
        "April 23, 2019",
        "23.04.2019",
        "2019/04/23",
        date(2019, 4, 23),
        datetime(2019, 4, 23, 23, 59),
        " 2019-04-23 ",
    ],
)
def test_cells_are_read(cell: object) -> None:
    assert parse_day(cell) == date(2019, 4, 23)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("yesterday", "write YYYY-MM-DD"),
        ("04/05/2019", "day or month may be first"),
        ("2019-02-30", "no such day"),
        ("0001-01-01", "not between"),
        ("April 23, 2019 to April 25, 2019", "unknown date"),
        ("99", "unknown date"),
    ],
)
def test_unknown_dates_say_why(cell: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_day(cell)


@given(st.dates(date(1800, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    forms = (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}", day.isoformat())
    assert {parse_day(form) for form in forms} == {day}


@given(st.text(max_size=60))
def test_no_text_breaks_the_finder(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
