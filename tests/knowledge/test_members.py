"""members.tsv: who is in which body on a day."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from detente import knowledge
from detente.knowledge.members import bodies_with_members, members, memberships
from detente.knowledge.tsv import FOLDER, table

DAY = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")
ABOVE = {"EUR"}
"""What no state is and yet a member: the European Union in the Group of Twenty."""


def test_every_cell_is_valid() -> None:
    assert (FOLDER / "members.tsv").read_text(encoding="utf-8").startswith("# ")
    columns, rows = table("members")
    assert columns == ["body", "country", "since", "until", "source"]
    bodies = {row["id"] for row in table("bodies").dicts()}
    codes = {row["code"] for row in table("countries").dicts()} | ABOVE
    for body, country, since, until, source in rows:
        assert body in bodies, body
        assert country in codes, (body, country)
        assert DAY.fullmatch(since), (body, country, since)
        assert DAY.fullmatch(until), (body, country, until)
        assert not (since and until) or since < until, (body, country)
        assert source


def test_a_body_stands_together_and_its_times_do_not_meet() -> None:
    rows = table("members").rows
    assert len({row[0] for row in rows}) == 1 + sum(one[0] != two[0] for one, two in pairwise(rows))
    times: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for body, country, since, until, _ in rows:
        times.setdefault((body, country), []).append((since, until))
    for key, found in times.items():
        for (_, left), (back, _) in pairwise(sorted(found)):
            assert "" < left <= back, key


@pytest.mark.parametrize(
    ("body", "day", "count"),
    [
        ("United Nations", "2025-06-01", 193),
        ("UN Security Council", "2010-06-01", 15),
        ("UN Security Council", "2017-06-01", 15),
        ("UN Security Council", "2018-06-01", 15),
        ("UN Security Council", "2025-06-01", 15),
        ("UN Security Council", "2026-06-01", 15),
        ("NATO", "2022-03-01", 30),
        ("NATO", "2025-03-01", 32),
        ("European Union", "2020-01-30", 28),
        ("European Union", "2020-01-31", 27),
        ("African Union", "2025-01-01", 55),
        ("ASEAN", "2025-10-25", 10),
        ("ASEAN", "2025-10-26", 11),
        ("ECOWAS", "2025-01-28", 15),
        ("ECOWAS", "2025-01-29", 12),
        ("Arab League", "2025-01-01", 22),
        ("Organisation of Islamic Cooperation", "2025-01-01", 57),
        ("Council of Europe", "2022-03-15", 47),
        ("Council of Europe", "2022-03-16", 46),
        ("OSCE", "2025-01-01", 57),
        ("International Criminal Court", "2025-01-01", 125),
        ("OPEC", "2023-12-31", 13),
        ("OPEC", "2024-01-01", 12),
        ("G7", "2025-01-01", 7),
        ("G8", "2013-01-01", 8),
        ("G8", "2015-01-01", 0),
        ("BRICS", "2025-02-01", 10),
        ("OECD", "2025-01-01", 38),
        ("Commonwealth of Nations", "2025-01-01", 56),
    ],
)
def test_as_many_as_there_were(body: str, day: str, count: int) -> None:
    assert len(members(body, date.fromisoformat(day))) == count


@pytest.mark.parametrize(
    ("body", "country", "outside", "inside"),
    [
        ("NATO", "FIN", "2023-04-03", "2023-04-04"),
        ("NATO", "SWE", "2024-03-06", "2024-03-07"),
        ("European Union", "GBR", "2020-01-31", "2019-12-31"),
        ("ECOWAS", "MLI", "2025-01-29", "2020-01-01"),
        ("OPEC", "QAT", "2019-01-01", "2018-12-31"),
        ("BRICS", "IDN", "2024-12-01", "2025-02-01"),
        ("Organization of American States", "NIC", "2023-11-19", "2023-11-18"),
        ("International Criminal Court", "PHL", "2019-03-17", "2019-03-16"),
        ("International Criminal Court", "BDI", "2017-10-27", "2017-01-01"),
        ("UN Security Council", "PAK", "2024-12-31", "2025-01-01"),
        ("Commonwealth of Nations", "MDV", "2018-01-01", "2021-01-01"),
        ("Eurozone", "HRV", "2022-12-31", "2023-01-01"),
    ],
)
def test_who_came_and_who_left(body: str, country: str, outside: str, inside: str) -> None:
    assert country not in members(body, date.fromisoformat(outside))
    assert country in members(body, date.fromisoformat(inside))


def test_the_same_body_by_any_of_its_names() -> None:
    day = date(2025, 1, 1)
    assert members("nato", day) == members("body:nato", day) == members("North Atlantic Treaty Organization", day)
    assert members("EU", day) == members("european-union", day)
    assert members("no such body", day) == ()
    assert members("UNICEF", day) == ()


def test_memberships_are_the_other_side_of_members() -> None:
    day = date(2025, 1, 1)
    assert {"nato", "european-union", "group-of-seven"} <= set(memberships("FRA", day))
    assert "european-union" not in memberships("GBR", day)
    assert "alliance-of-sahel-states" in memberships("MLI", day)
    assert memberships("XXX", day) == ()
    for body in bodies_with_members():
        assert all(body in memberships(country, day) for country in members(body, day)), body


def test_without_a_day_it_is_today() -> None:
    assert members("AUKUS") == ("AUS", "GBR", "USA")
    assert "united-nations" in memberships("KEN")


def test_a_month_or_year_of_leaving_still_counts() -> None:
    assert "MRT" in members("ECOWAS", date(2000, 12, 30))
    assert "MRT" not in members("ECOWAS", date(2001, 1, 1))


def test_exported() -> None:
    assert knowledge.members("FRA") == ()
    assert knowledge.memberships("FRA", date(2025, 1, 1)) == memberships("FRA", date(2025, 1, 1))
