"""Bodies and states that a noun takes up."""

from __future__ import annotations

import pytest
from tests.language.conftest import Read, countries, find


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Ghana closed its airspace, saying that Togo had fired at the country.", "country", "GHA"),
        ("The Kenyan army withdrew from the towns in the country.", "country", "KEN"),
        ("Norway fined Shell. The company will appeal.", "company", "GBR"),
        ("Mali's junta met Hezbollah envoys. The militia wants gold.", "militia", "LBN"),
    ],
)
def test_nouns_take_up_what_was_named(read: Read, text: str, words: str, country: str) -> None:
    assert countries(read(text), words) == [country]


def test_initials(read: Read) -> None:
    parsed = read("The Lagos Fishers Union of Nigeria went on strike. LFUN wants more pay.")
    assert countries(parsed, "LFUN") == ["NGA"]


def test_members_of_a_body_of_states(read: Read) -> None:
    parsed = read("ECOWAS held a summit in Abuja. The leaders closed the border with Mali.")
    leaders = find(parsed, "leaders")
    assert leaders.countries == ["IGO"]
    assert leaders.rule == "coref:members"


def test_treaties_are_nobody_unless_somebody_leaves_them(read: Read) -> None:
    left = read("Latvia's parliament voted to withdraw from the Ottawa Treaty.")
    assert countries(left, "Ottawa Treaty") == ["IGO"]
    praised = read("Latvia praised the Ottawa Treaty in a speech.")
    assert countries(praised, "Ottawa Treaty") == []


def test_a_minister_of_one_state_is_no_namesake_of_anothers(read: Read) -> None:
    parsed = read("Colombian defence minister Pedro Sánchez met troops.")
    assert countries(parsed, "Colombian defence minister Pedro Sánchez") == ["COL"]
