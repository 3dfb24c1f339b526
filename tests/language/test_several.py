"""Whom a counted noun takes up."""

from __future__ import annotations

import pytest

from detente.language.pipeline import parse
from detente.reading import from_text


@pytest.mark.parametrize(
    ("text", "words", "countries"),
    [
        (
            "The president of Kenya received Ugandan president Yoweri Museveni and Tanzanian president Samia Suluhu Hassan "
            "in Nairobi. The three leaders criticised Rwanda.",
            "three leaders",
            {"KEN", "UGA", "TZA"},
        ),
        ("Brazil, Chile and Peru shut ports. The three countries blamed Venezuela.", "countries", {"BRA", "CHL", "PER"}),
        ("Norway and Denmark signed. The three countries blamed nobody.", "three countries", set()),
        ("Three leaders criticised Rwanda. Kenya, Uganda and Burundi kept silent.", "Three leaders", None),
    ],
)  # fmt: skip
def test_several_are_the_last_so_many(text: str, words: str, countries: set[str] | None) -> None:
    parsed = next(iter(parse([from_text(text)])))
    found = next(m for m in parsed.mentions if m.text.endswith(words))
    if countries is None:
        assert found.rule != "coref:several"
    elif countries:
        assert set(found.countries) == countries
    else:
        assert found.rule != "coref:several"
