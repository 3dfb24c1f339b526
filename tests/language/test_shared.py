"""The two figures of this room on material that lies beside the repository."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.language.conftest import article

from detente.article import Article, Published
from detente.language.parsed import Mention, Parsed
from detente.language.pipeline import parse

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = SHARED / "news" / "gold-train.jsonl"
SEED = SHARED / "seed" / "kim-heads-to-russia.txt"
# Every so many items: 150 texts, 10 s.  The whole of it gives 0.986 (training/check_mentions.py).
EVERY = 21
LEAST = 0.96


@pytest.mark.skipif(not GOLD.is_file(), reason="shared/news is not there")
def test_the_countries_of_gold_events_are_among_the_mentions() -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()][::EVERY]
    articles = [
        Article(id=r["id"], text=r["text"], published=Published(day=date.fromisoformat(r["date"]), how="stated"))
        for r in rows
    ]
    hit = total = 0
    for row, parsed in zip(rows, parse(articles), strict=True):
        found = {c for m in parsed.mentions for c in m.countries}
        for event in row["events"]:
            for side in ("source", "recipient"):
                first = (event[side] or [""])[0]
                if event["must"] and first:
                    total += 1
                    hit += first in found
    assert hit / total >= LEAST


@pytest.fixture(scope="module")
def seed() -> Parsed:
    if not SEED.is_file():
        pytest.skip("shared/seed is not there")
    paragraphs = SEED.read_text(encoding="utf-8").split("\n\n")
    return next(parse([article(*paragraphs[3:20], headline=paragraphs[1], day=date(2019, 4, 23))]))


def first_after(parsed: Parsed, before: str, words: str) -> Mention:
    """The first mention with these words behind some words of the text."""
    start = parsed.article.text.index(before)
    return next(m for m in parsed.mentions if m.start >= start and parsed.article.text[m.start : m.end] == words)


PEOPLE = [
    # words of the text before it, the mention, a part of the name
    ("Kim heads", "Kim", "Kim Jong"),
    ("is expected to meet", "Russian President Vladimir Putin", "Putin"),
    ("as he seeks", "he", "Kim Jong"),
    ("since Jong-il met", "Jong-il", "Kim Jong-il"),
    ("”, he added", "he", "Matsegora"),
    ("installed Il-sung", "Il-sung", "Kim Il"),
    ("exile who fought", "exile", "Kim Il"),
    ("he had fled", "he", "Kim Il"),
    ("he explained", "he", "Ahn Chan-il"),
]


@pytest.mark.parametrize(("before", "words", "name"), PEOPLE, ids=[p[0] for p in PEOPLE])
def test_people_of_the_seed_page(seed: Parsed, before: str, words: str, name: str) -> None:
    actor = first_after(seed, before, words).actors[0]
    assert name.lower().replace("-", " ") in (actor.name or "").lower().replace("-", " ")


def test_states_of_the_seed_page(seed: Parsed) -> None:
    assert first_after(seed, "has accused it", "it").countries == ["RUS"]
    assert first_after(seed, "help the two leaders", "two leaders").countries in (
        ["PRK", "RUS"],
        ["RUS", "PRK"],
    )
    assert first_after(seed, "sanctions on the North", "the North").countries == ["PRK"]
