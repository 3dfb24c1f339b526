from __future__ import annotations

import pytest
from tests.language.conftest import Read, find


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Drones struck the USS Carl Vinson at dawn.", "USS Carl Vinson", "USA"),
        ("The frigate HMS Diamond fired twice.", "HMS Diamond", "GBR"),
        ("China rammed the BRP Sierra Madre on Monday.", "BRP Sierra Madre", "PHL"),
    ],
)
def test_warships_are_their_navies(read: Read, text: str, words: str, country: str) -> None:
    ship = find(read(text), words)
    assert ship.countries == [country]
    assert ship.kind == "body"
    assert ship.actors[0].sectors == ("MIL",)


def test_a_person_of_that_name_is_no_ship(read: Read) -> None:
    assert find(read("Harry Truman spoke in Ohio."), "Harry Truman").kind == "person"


def test_letters_alone_are_no_ship(read: Read) -> None:
    parsed = read("USS is short for a longer word.")
    assert all(m.countries != ["USA"] for m in parsed.mentions)
