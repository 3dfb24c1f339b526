"""Persons on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from detente.knowledge import forms
from detente.knowledge.offices import holder
from detente.knowledge.people import Term, people
from detente.knowledge.titles import HEADS, office_for, office_of
from detente.knowledge.tsv import lines


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


FACTS = Path(__file__).resolve().parents[3] / "shared" / "facts"
GREAT = ("foreign minister", "defence minister", "interior minister", "finance minister")
FILES = {"offices-january-2025.tsv": (2, 3, 7), "offices-2001-2023.tsv": (1, 2, 6)}
"""Columns of the title, the name and the Wikidata id."""


def ministers_of_facts() -> Iterator[tuple[str, str, str]]:
    """Name, Wikidata id and title of everybody who is a great minister of a state in the public facts."""
    for name, columns in FILES.items():
        for line in (FACTS / name).read_text(encoding="utf-8").splitlines()[1:]:
            cells = line.split("\t") + [""] * 8
            title, person, ident = (cells[at] for at in columns)
            if cells[0] != "world" and any(office_of(t).role in GREAT for t in title.split(" / ")):
                yield person, ident, title


@pytest.mark.skipif(not FACTS.exists(), reason="../shared/facts is not here")
def test_every_great_minister_of_the_facts_is_in_the_offices() -> None:
    """Foreign, defence, interior and finance ministers: as ministers, of a part of a state included."""
    store = people()
    missing, seen = [], 0
    for name, ident, title in ministers_of_facts():
        seen += 1
        by_id = store.index(ident) if ident else None
        found = store.named(forms.key(name)) if by_id is None else (by_id,)
        if not any("minister" in term.role for at in found for term in store.terms(at)):
            missing.append(f"{name}: {title}")
    assert seen > 4000
    assert not missing


def test_persons_in_the_news_without_an_office_of_state() -> None:
    """Written by hand: party leaders, rebels, governors, generals, ... beside heads of state and ministers."""
    store = people()
    rows = [row.split("\t") for row in lines("persons")]
    assert len(rows) >= 25_000
    high = HEADS | {*GREAT, "minister", "justice minister", "vice president", "deputy prime minister"}
    by_hand = [at for row in rows if row[7] for at in [store.index(row[0])] if at is not None]
    assert sum(not high & {t.role for t in store.terms(at)} for at in by_hand) >= 1_700


@pytest.mark.parametrize(
    ("role", "country", "day", "name"),
    [
        ("foreign minister", "DEU", date(2025, 6, 1), "Johann Wadephul"),
        ("finance minister", "JPN", date(2025, 11, 1), "Satsuki Katayama"),
        ("interior minister", "GBR", date(2025, 10, 1), "Shabana Mahmood"),
        ("prime minister", "CZE", date(2026, 1, 1), "Andrej Babiš"),
        ("president", "GNB", date(2025, 12, 1), "Horta Inta-A Na Man"),
        ("president", "CHL", date(2026, 4, 1), "José Antonio Kast"),
    ],
)
def test_changes_of_office_since_january_2025(role: str, country: str, day: date, name: str) -> None:
    found = holder(role, country, day)
    assert found is not None
    assert found.name == name
