"""Which language: English is kept, the rest set aside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.tongue import MIN_CONFIDENCE, foreign, language_name, language_of

NEWS = Path(__file__).parents[3] / "shared" / "news" / "items.jsonl"

ROWS = [row.split("\t") for row in Path(__file__).with_name("sentences.tsv").read_text("utf-8").splitlines()[2:]]
SENTENCES = {row[0]: row[1] for row in ROWS}


@pytest.mark.parametrize("code", SENTENCES)
def test_one_sentence_is_enough(code: str) -> None:
    found, confidence = language_of(SENTENCES[code])
    assert found == code
    assert confidence >= MIN_CONFIDENCE
    reason = foreign(SENTENCES[code])
    assert reason is not None
    assert language_name(code) in reason


@pytest.mark.parametrize(
    "text",
    [
        "The army said on Monday that it had taken the town.",
        "U.S. President meets Xi",
        "Explosion hits Kabul mosque",
        "Partido Popular leader Pablo Casado is beaten by Pedro Sánchez de la Mancha in Castilla y León.",
        "",
        "123 456",
    ],
)
def test_english_is_kept(text: str) -> None:
    assert foreign(text) is None


def test_english_that_quotes_another_language() -> None:
    text = "The crowd shouted “El pueblo unido jamás será vencido” when the police charged, a witness said."
    assert foreign(text) is None


def test_no_item_of_the_news_is_set_aside() -> None:
    if not NEWS.exists():
        pytest.skip("../shared/news is not here")
    with NEWS.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    assert [text for text in texts if foreign(text)] == []


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    code, confidence = language_of(text)
    assert code
    assert 0 <= confidence <= 1
