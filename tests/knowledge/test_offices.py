"""Who held an office on a day."""

from __future__ import annotations

from datetime import date

import pytest

from detente.knowledge.gazetteer import gazetteer
from detente.knowledge.offices import chief, holder, leader_role, person, role_of


@pytest.mark.parametrize(
    ("role", "country", "day", "name"),
    [
        ("president", "RUS", date(2010, 1, 1), "Dmitry Medvedev"),
        ("president", "USA", date(1962, 10, 20), "John F. Kennedy"),
        ("prime minister", "GBR", date(1985, 1, 1), "Margaret Thatcher"),
        ("king", "SAU", date(2016, 1, 1), "Salman of Saudi Arabia"),
        ("leader", "PRK", date(2019, 1, 1), "Kim Jong Un"),
        ("leader", "SUN", date(1986, 1, 1), "Mikhail Gorbachev"),
        ("leader", "DEU", date(2025, 6, 1), "Friedrich Merz"),
        ("foreign secretary", "GBR", date(2025, 6, 1), "David Lammy"),
        ("foreign minister", "IND", date(2025, 6, 1), "S. Jaishankar"),
        ("secretary_of_state", "USA", date(2025, 6, 1), "Marco Rubio"),
        ("head_of_government", "USA", date(2025, 6, 1), "Donald Trump"),
        ("head_of_state", "IRN", date(2025, 6, 1), "Masoud Pezeshkian"),
        ("supreme_leader", "IRN", date(2025, 6, 1), "Ali Khamenei"),
        ("prime minister", "JPN", date(2025, 10, 25), "Sanae Takaichi"),
        ("prime minister", "LBY", date(2025, 6, 1), "Abdul Hamid Dbeibeh"),
        ("secretary-general", "UNO", date(2020, 1, 1), "António Guterres"),
        ("pope", "VAT", date(2025, 6, 1), "Pope Leo XIV"),
    ],
)  # fmt: skip
def test_holder(role: str, country: str, day: date, name: str) -> None:
    held = holder(role, country, day)
    assert held is not None
    assert held.name == name
    assert held.kind == "person"


def test_nobody_where_the_tables_know_nobody() -> None:
    assert holder("president", "GBR", date(2020, 1, 1)) is None
    assert holder("prime minister", "XXX", None) is None


def test_change_of_government_is_on_its_day() -> None:
    before, after = (holder("prime minister", "GBR", d) for d in (date(2024, 7, 4), date(2024, 7, 6)))
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("Rishi Sunak", "Keir Starmer")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Foreign Secretary", "foreign minister"),
        ("defense secretary", "defence minister"),
        ("Chancellor of the Exchequer", "finance minister"),
        ("the acting president", "president"),
        ("dictator", "leader"),
        ("head_of_state", "president"),
        ("Speaker of the House of Representatives", "speaker"),
        ("Vice President", "vice president"),
        ("Under-Secretary-General", "deputy secretary-general"),
    ],
)
def test_role_of(words: str, role: str) -> None:
    assert role_of(words) == role


def test_leader_role() -> None:
    assert [leader_role(c) for c in ("FRA", "JPN", "IRN", "JOR")] == [
        "president", "prime minister", "supreme leader", "monarch",
    ]  # fmt: skip


def test_person_by_surname_is_of_the_day_and_country() -> None:
    assert person("Clinton", date(1998, 1, 1))[0].name == "Bill Clinton"
    assert person("President Moon", date(2018, 6, 1), "KOR")[0].name == "Moon Jae-in"
    assert person("Kurti")[0].country == "XKX"
    assert person("Qqqqq") == []


def test_person_by_full_name_on_the_day() -> None:
    then, now = person("Boris Johnson", date(2020, 1, 1))[0], person("Boris Johnson", date(2024, 1, 1))[0]
    assert then.sectors[0] == "GOV"
    assert now.sectors == ("ELI",)


def test_chief_of_a_body() -> None:
    council = gazetteer().find("European Council")[0]
    held = chief("president", council, date(2023, 1, 1))
    assert held is not None
    assert held.name == "Charles Michel"
