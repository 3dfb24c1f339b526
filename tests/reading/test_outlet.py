"""What a page tells of its outlet."""

from __future__ import annotations

import pytest

from detente.reading.outlet import country_code, masthead_like, read_outlet


def test_furniture_and_masthead_agree() -> None:
    outlet = read_outlet("The Star Malaysia", ["-", "Newspapers in English", "Newspapers from Malaysia"])
    assert (outlet.name, outlet.country, outlet.language) == ("The Star Malaysia", "MYS", "en")
    assert "Newspapers from Malaysia" in outlet.why
    assert "Newspapers in English" in outlet.why


def test_a_name_may_tell_the_country() -> None:
    assert read_outlet("Times of India", []).country == "IND"
    assert read_outlet("New Jersey Herald", []).country is None
    assert read_outlet("Atlanta Georgia Journal", []).country is None
    assert read_outlet("The Star", []).country is None


def test_an_address_may_tell_the_country() -> None:
    assert read_outlet("The Star", [], "https://www.thestar.example.my/a").country == "MYS"
    assert read_outlet("The Star", [], "https://thestar.io/a").country is None


def test_nothing_is_guessed() -> None:
    outlet = read_outlet(None, ["Advertisement", "Newspapers from Atlantis"])
    assert (outlet.name, outlet.country, outlet.language, outlet.why) == (None, None, None, "")


@pytest.mark.parametrize("line", ["The Star Malaysia", "The Harbour Courier", "Daily Nation", "example.com"])
def test_mastheads(line: str) -> None:
    assert masthead_like(line)


@pytest.mark.parametrize("line", ["Kim heads to Russia to revive friendship", "Sudan", "The sun sets on an empire."])
def test_headlines_are_no_mastheads(line: str) -> None:
    assert not masthead_like(line)


def test_country_names() -> None:
    assert country_code("the United Kingdom") == "GBR"
    assert country_code("Britain") == "GBR"
    assert country_code("Kosovo") == "XKX"
    assert country_code("nowhere") is None
