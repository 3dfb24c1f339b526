"""Persons on a day."""

from __future__ import annotations

from datetime import date

from detente.knowledge.people import Term, people
from detente.knowledge.titles import HEADS, office_for, office_of


def test_terms_know_days_months_and_years() -> None:
    term = Term("president", "President", "USA", "1961-01-20", "1963-11")
    assert term.covers("1963-11-30")
    assert not term.covers("1963-12-01")
    assert not term.covers("1961-01-19")
    assert term.over("1964-01-01")
    assert Term("president", "President", "USA", "2025", "").covers("2025-03-01")


def test_before_in_and_after_office() -> None:
    store = people()
    (at,) = store.named("tony blair")
    assert store.on(at, date(1990, 1, 1)).sectors == ("PTY",)
    assert store.on(at, date(2000, 1, 1)).sectors[0] == "GOV"
    assert store.on(at, date(2010, 1, 1)).sectors == ("ELI",)


def test_what_a_person_is_without_an_office() -> None:
    store = people()
    (at,) = store.named("alexei navalny")
    navalny = store.on(at, date(2021, 1, 1))
    assert (navalny.country, navalny.sectors) == ("RUS", ("OPP", "CVL"))


def test_surnames_stand_alone_in_office() -> None:
    store = people()
    short = next(s for s in store.shorts["chirac"])
    assert short.always
    plain = next(s for s in store.shorts["prodi"] if not s.always)
    assert store.stands_alone(plain, date(2007, 1, 1))
    assert not store.stands_alone(plain, date(2020, 1, 1))


def test_ambassadors_are_minor() -> None:
    assert office_of("ambassador to Peru").weight <= 3 < office_of("Minister of Finance").weight
    assert office_of("Minister of Foreign Affairs").role == "foreign minister"
    assert office_of("Minister of Foreign Trade").role == "minister"
    assert office_of("Minister of Civil Defence").role == "minister"
    assert office_of("President").role in HEADS
    assert office_for("regional finance minister").weight == 3
    assert office_of("grand vizier of nothing").role == "official"
