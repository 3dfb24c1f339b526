"""Nouns that tell whose somebody is by themselves, bodies above states, peoples beyond their own state."""

from __future__ import annotations

import pytest
from tests.language.conftest import Read, countries


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The peacekeepers left Gao in October.", "peacekeepers", "UNO"),
        ("The High Commissioner begged Thailand to let the boats land.", "High Commissioner", "UNO"),
        ("The chancellor promised Latvia two batteries.", "chancellor", "DEU"),
        ("Settlers burned an olive grove near Nablus.", "Settlers", "ISR"),
        ("The bloc suspended Niger.", "bloc", "IGO"),
        ("The alliance sent jets to Romania.", "alliance", "IGO"),
        ("Burundi has left the criminal court.", "criminal court", "IGO"),
        ("The commission fined Poland.", "commission", "EUR"),
    ],
)
def test_nouns_that_say_whose_they_are(read: Read, text: str, words: str, country: str) -> None:
    assert countries(read(text), words) == [country]


def test_a_court_of_the_country_stays_its_own(read: Read) -> None:
    assert countries(read("A court in Lagos jailed two officers of Nigeria's army."), "court") == ["NGA"]


def test_peoples_beyond_their_own_state(read: Read) -> None:
    assert countries(read("Serb mayors in Kosovo resigned."), "Serb mayors") == ["XKX"]
    assert countries(read("Serbia told Serb mayors in Kosovo to resign."), "Serb mayors") == ["SRB"]


def test_peoples_within_the_state_that_owns_them(read: Read) -> None:
    assert countries(read("Cyprus's Greek and Turkish leaders met in May."), "Cyprus's Greek and Turkish leaders") == [
        "CYP"
    ]


def test_initials_beside_an_adjective(read: Read) -> None:
    assert sorted(countries(read("US, Omani envoys meet in Bern"), "Omani envoys")) == ["OMN", "USA"]


def test_the_seat_right_behind_a_government(read: Read) -> None:
    assert countries(read("Chile recognised the new government in Quito."), "new government") == ["ECU"]
