"""The table of furniture: every pattern's example matches, and nothing of it matches news."""

from __future__ import annotations

import pytest

from detente.reading.marks import Pattern, caption_lead, is_kind, patterns, table


@pytest.mark.parametrize("pattern", patterns(), ids=lambda p: p.example[:30])
def test_examples_match(pattern: Pattern) -> None:
    if pattern.kind == "caption":
        assert caption_lead(pattern.example) > 0
    else:
        assert is_kind(pattern.kind, pattern.example)


@pytest.mark.parametrize(
    "text",
    [
        "Share prices fell after the president resigned.",
        "Topics of the talks were not disclosed.",
        "By Thursday the army had taken the town.",
        "Follow-up talks are due next week.",
        "Print workers went on strike in Milan on Monday.",
        "Comments by the minister angered Ankara.",
        "This report was released by the United Nations on Monday.",
        "Copyright law divides the two parties.",
        "More than 40 people were killed.",
        "Related charges were dropped on Monday.",
        "Read the statement: it was signed by all three.",
        "Home minister resigns.",
        "Save for Hungary all members agreed.",
        "World leaders condemned the attack.",
        "Get out of our country, the crowd shouted.",
        "About 300 people were arrested.",
    ],
)
def test_news_is_not_furniture(text: str) -> None:
    for kind in ("furniture", "related", "end", "byline", "credit"):
        assert not is_kind(kind, text), kind
    assert caption_lead(text) == 0


def test_tables_have_whole_rows() -> None:
    for name, width in (("furniture.tsv", 3), ("agencies.tsv", 1), ("tongues.tsv", 4), ("words.tsv", 2)):
        assert {len(row) for row in table(name)} == {width}, name
