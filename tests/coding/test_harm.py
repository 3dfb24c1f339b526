from __future__ import annotations

import pytest

from detente.coding.harm import number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("26", 26), ("1,200", 1200), ("nine", 9), ("forty-five", 45), ("two hundred", 200), ("three thousand", 3000),
        ("one hundred and twenty", 120), ("2 million", 2_000_000), ("several", None), ("a", None),
    ],
)  # fmt: skip
def test_number(words: str, value: int | None) -> None:
    assert number(words) == value
