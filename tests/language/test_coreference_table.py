"""Every row of coreference.tsv: whom words in a short text mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.language.conftest import Read

from detente.language.parsed import Mention, Parsed

TABLE = Path(__file__).with_name("coreference.tsv")


def rows() -> list[list[str]]:
    lines = [x for x in TABLE.read_text("utf-8").splitlines() if not x.startswith("# ")]
    return [line.split("\t") for line in lines[1:]]


def last(parsed: Parsed, words: str) -> Mention:
    """The last mention with these words, or that begins with them."""
    found = [m for m in parsed.mentions if m.text == words] or [m for m in parsed.mentions if m.text.startswith(words)]
    assert found, [m.text for m in parsed.mentions]
    return found[-1]


def test_the_table_is_large_enough() -> None:
    found = rows()
    assert len(found) >= 80
    assert {r[0] for r in found} >= {"person", "state", "group", "role", "plural", "quotation", "across", "victim"}


@pytest.mark.parametrize("row", rows(), ids=lambda r: f"{r[0]}: {r[2]} in {r[1][:40]}")
def test_who_is_meant(read: Read, row: list[str]) -> None:
    _, text, words, codes, names = [*row, ""][:5]
    mention = last(read(text), words)
    assert sorted(mention.countries) == ([] if codes == "-" else sorted(codes.split(";"))), mention.rule
    if names:
        assert [a.name for a in mention.actors] == names.split(";")
