"""Datelines and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.dateline import is_agency, read_dateline

NEWS = "The two governments agreed on Monday."


@pytest.mark.parametrize(
    ("lead", "place", "day", "agency"),
    [
        ("PYONGYANG: ", "PYONGYANG", None, None),
        ("HANOI, March 1, 2019 (Staff reporter) - ", "HANOI", "2019-03-01", "Staff reporter"),
        ("LAAYOUNE, Western Sahara, Nov. 6, 2005 -- ", "LAAYOUNE, Western Sahara", "2005-11-06", None),
        ("YEREVAN/BAKU, Tuesday, September 29, 2020 – ", "YEREVAN/BAKU", "2020-09-29", None),
        ("MOSCOW, Friday 8 August 2014. ", "MOSCOW", "2014-08-08", None),
        ("BANGKOK, Friday, Sept 28, 2007: ", "BANGKOK", "2007-09-28", None),
        ("LONDON (Reuters) — ", "LONDON", None, "Reuters"),
        ("London (Reuters) - ", "London", None, "Reuters"),
        ("KYIV, Ukraine (AP) _ ", "KYIV, Ukraine", None, "AP"),
        ("Paris, France — ", "Paris, France", None, None),
        ("New Delhi: ", "New Delhi", None, None),
        ("RIO de JANEIRO - ", "RIO de JANEIRO", None, None),
        ("ALBANY, N.Y. (AP) — ", "ALBANY, N.Y", None, "AP"),
        ("BEIJING, April 23 (Xinhua) -- ", "BEIJING", None, "Xinhua"),
        ("UNITED NATIONS—", "UNITED NATIONS", None, None),
        ("(Reuters) - ", None, None, "Reuters"),
        ("MÜNCHEN – ", "MÜNCHEN", None, None),
    ],
)
def test_datelines_are_read(lead: str, place: str | None, day: str | None, agency: str | None) -> None:
    found = read_dateline(lead + NEWS)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert (lead + NEWS)[found.body :] == NEWS
    assert (found.stated.day if found.stated else None) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        "Current leader Kim Jong-un – the son and grandson of the chiefs – wants to revive links.",
        "BREAKING: Two soldiers were killed.",
        "NATO: The alliance met on Monday.",
        "US - The president met his ministers.",
        "WATCH - President meets ministers.",
        "He said: The army has fallen back.",
        "Jean-Claude Juncker met the president.",
        "“PARIS: A love story” opened on Monday.",
        "AFTER THE WAR: the long road home.",
        "On Aug. 4, 2019. That was the day.",
    ],
)
def test_sentences_are_not_datelines(text: str) -> None:
    assert read_dateline(text) is None


def test_a_line_of_its_own() -> None:
    found = read_dateline("PYONGYANG, April 23, 2019", alone=True)
    assert found is not None
    assert (found.place, found.end) == ("PYONGYANG", 25)


def test_agencies() -> None:
    assert is_agency("AP")
    assert is_agency("Reuters/AFP")
    assert is_agency("Meridian Press")
    assert not is_agency("left")
    assert not is_agency("R")


@given(st.text(max_size=150))
def test_offsets_stay_inside(text: str) -> None:
    found = read_dateline(text)
    if found is not None:
        assert 0 < found.end <= found.body <= len(text)
