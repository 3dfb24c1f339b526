"""Who and whom as the grammar gives them: inherited subjects, owners, speakers.  Every sentence is the project's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.event import Event
from tests.coding.conftest import countries

Code = Callable[..., list[Event]]

SIDES = [
    # text, type, source, recipient
    ("Israel accuses Syria of breaking the truce and demands an apology from Damascus.", "REQUEST", ["ISR"], ["SYR"]),
    ("Rwanda expelled two envoys after Belgium condemned Rwanda.", "ACCUSE", ["BEL"], ["RWA"]),
    ("Turkey accused the Armenian forces of shelling a Turkish village.", "ASSAULT", ["ARM"], ["TUR"]),
    ("A pro-Russian rally was held in Chisinau, Moldova.", "PROTEST", ["MDA"], ["MDA"]),
    ("Thirty people were killed in Aleppo by an airstrike of the Syrian army.", "ASSAULT", ["SYR"], ["SYR"]),
    ("Peru has said that it will expel the Bolivian ambassador.", "SANCTION", ["PER"], ["BOL"]),
    ("The minister wrote to the Danish government asking it to extradite a spy.", "REQUEST", None, ["DNK"]),
    ("The Kremlin, Beijing and Delhi condemned the French raid.", "ACCUSE", ["RUS", "CHN", "IND"], ["FRA"]),
    ("Norway says that Russia violated its airspace.", "MOBILIZE", ["RUS"], ["NOR"]),
]


@pytest.mark.parametrize(("text", "type", "source", "recipient"), SIDES, ids=[s[0][:40] for s in SIDES])
def test_sides(code: Code, text: str, type: str, source: list[str] | None, recipient: list[str]) -> None:
    found = countries(code(text), type)
    assert any((source is None or set(s) == set(source)) and set(r) == set(recipient) for s, r in found), found


def test_a_strike_is_its_owners_and_not_that_of_the_place_where_it_falls(code: Code) -> None:
    events = code("An airstrike on a market in Mekelle, Ethiopia, killed nine people.")
    assert [r for _, r in countries(events, "ASSAULT")] == [["ETH"]]


def test_talks_within_a_visit_name_the_host(code: Code) -> None:
    events = code("The Kenyan president is to begin an official visit on Friday with talks with President Paul Kagame.")
    assert (["KEN"], ["RWA"]) in countries(events, "CONSULT")
