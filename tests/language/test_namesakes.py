"""Names that several countries have, and what the words of an unknown name say."""

from __future__ import annotations

import pytest
from tests.language.conftest import Read

from detente.language.called import above_states, public_body


def countries_of(read: Read, text: str, words: str) -> list[str]:
    """The countries of the mention that ends with the words (or, for a name with "of X" behind it, begins so)."""
    mentions = read(text).mentions
    return next(m.countries for m in mentions if m.form != "noun" and words in text[m.start : m.end])


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Voters in Jamaica elect a House of Representatives on Monday.", "House of Representatives", "JAM"),
        ("The House of Representatives of Thailand adjourned.", "House of Representatives", "THA"),
        ("Jamaica's Labour Party held a rally in Kingston.", "Labour Party", "JAM"),
        ("The Labour Party said that Britain must vote again.", "Labour Party", "GBR"),
        ("Washington and the House of Representatives disagree with Thailand.", "House of Representatives", "USA"),
        ("Iraqi militia Saraya Hezbollah freed a teacher near Basra.", "Saraya Hezbollah", "IRQ"),
        ("Hezbollah fired rockets at a town in Israel.", "Hezbollah", "LBN"),
    ],
)
def test_a_shared_name_is_of_the_country_that_the_text_is_about(
    read: Read, text: str, words: str, country: str
) -> None:
    assert countries_of(read, text, words) == [country]


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("French steelmaker Ferrovance closed a plant.", "Ferrovance", "FRA"),
        ("Danish rider Jonas Overgaard-Lind won the race.", "Jonas Overgaard-Lind", "DNK"),
        ("President of Peru José Quintanilla spoke on Friday.", "José Quintanilla", "PER"),
        ("The International Federation of Clockmakers met in Basel, Switzerland.", "Federation", "NGO"),
        ("A drone over Warsaw was shot down by the State Protection Service.", "State Protection Service", "POL"),
        ("The Public Investment Fund of Saudi Arabia bought a club.", "Public Investment Fund", "SAU"),
    ],
)
def test_unknown_names_take_a_country_from_the_words_around(read: Read, text: str, words: str, country: str) -> None:
    assert countries_of(read, text, words) == [country]


def test_what_the_words_of_a_name_say() -> None:
    assert above_states("World Federation of Bakers") == "NGO"
    assert above_states("International Commission on Dams") == "IGO"
    assert above_states("European Dredging Agency") == "EUR"
    assert above_states("Asian Lighthouse Council") == "IGO"
    assert above_states("League of Desert States") == "IGO"
    assert above_states("African Parks") is None
    assert above_states("International") is None
    assert public_body("Commission for Lighthouses")
    assert public_body("National Dredging Agency")
    assert not public_body("Reuters Agency")
    assert not public_body("World Dredging Commission")
