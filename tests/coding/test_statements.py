"""Who says what, in the ways that news gives words to people.  Every sentence is the project's own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from detente.article import Article, Paragraph, Published
from detente.coding import builder
from detente.coding.coder import statements
from detente.coding.said import cues
from detente.coding.statements import find_claimed, find_statements
from detente.event import Statement
from detente.language.pipeline import parse

SHARED = Path("../shared")


def of(*paragraphs: str) -> list[Statement]:
    """Statements of an article of these paragraphs."""
    text = "\n\n".join(paragraphs)
    parts, start = [], 0
    for paragraph in paragraphs:
        parts.append(Paragraph(part="body", start=start, end=start + len(paragraph)))
        start += len(paragraph) + 2
    day = Published(day=date(2025, 3, 12), how="given", confidence=1.0)
    return statements(Article(id="t", text=text, paragraphs=parts, published=day))


def speaker(statement: Statement) -> str:
    """Name, or else words, of a statement's speaker."""
    who = statement.speaker
    return (who.name or who.text) if who is not None else ""


CASES = [
    # text, words that a statement must cover, speaker (name or words)
    ("Emmanuel Macron said that the talks had failed.", "the talks had failed", "Emmanuel Macron"),
    ("The talks had failed, Emmanuel Macron said.", "The talks had failed", "Emmanuel Macron"),
    ("The talks had failed, said Emmanuel Macron on Monday.", "The talks had failed", "Emmanuel Macron"),
    ("The talks, Emmanuel Macron said, had failed.", "had failed", "Emmanuel Macron"),
    ("Emmanuel Macron told reporters that Mali owed an answer.", "Mali owed an answer", "Emmanuel Macron"),
    ("Kenya has closed the crossing, according to Ethiopia.", "Kenya has closed the crossing", "Ethiopia"),
    ("According to Ethiopia, the crossing is closed.", "the crossing is closed", "Ethiopia"),
    ("Nine soldiers died, by the army's own count.", "Nine soldiers died", "army"),
    ("Norway said in a statement that it would not sign.", "it would not sign", "Norway"),
    ("Norway gave warning that the dam could break.", "the dam could break", "Norway"),
    ("Peru put the number of dead at 40.", "the number of dead at 40", "Peru"),
    ("Peru denied that it had closed the road.", "it had closed the road", "Peru"),
    ("Peru denied having closed the road.", "having closed the road", "Peru"),
    ("Peru accused Chile of moving the fence.", "moving the fence", "Peru"),
    ("Peru called for an end to the blockade.", "an end to the blockade", "Peru"),
    ("Peru urged Chile to reopen the road.", "to reopen the road", "Peru"),
    ("Records show that the ship left Lima in May.", "the ship left Lima in May", "Records"),
    ("Two diplomats in Lima pointed out that the road was open.", "the road was open", "diplomats in Lima"),
    ("Others scoffed: the road had never been open.", "the road had never been open", "Others"),
    ("Peru rejected Chile's claims that the fence had moved.", "the fence had moved", "Chile"),
    ("“The road is open,” Emmanuel Macron said.", "The road is open", "Emmanuel Macron"),
    ("Emmanuel Macron called the plan “a step back for everybody”.", "a step back for", "Emmanuel Macron"),
    ("“The road is open,” said Emmanuel Macron. “It will stay so.”", "It will stay so", "Emmanuel Macron"),
    ("‘We don’t want a war,’ said Emmanuel Macron.", "We don’t want a war", "Emmanuel Macron"),
    ("Emmanuel Macron was quoted as saying that the road was open.", "the road was open", "Emmanuel Macron"),
    ("The army withdrew on Friday in order, it said, to spare the town.", "spare the town", "army"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "who"), CASES)
def test_statement(text: str, words: str, who: str) -> None:
    found = [s for s in of(text) if words in s.words]
    assert found, of(text)
    assert any(who.lower() in speaker(s).lower() for s in found), [speaker(s) for s in found]


def test_offsets_are_into_the_article() -> None:
    text = "The envoy was calm.\n\nPeru said the road was open."
    found = of("The envoy was calm.", "Peru said the road was open.")
    assert [text[s.start : s.end] for s in found] == [s.words for s in found] == ["the road was open"]
    assert found[0].speaker is not None
    assert text[found[0].speaker.start : found[0].speaker.end] == "Peru"
    assert text[found[0].cue_start : found[0].cue_end] == "said"


def test_he_added_is_the_last_speaker() -> None:
    found = of(
        "Emmanuel Macron said Mali had been slow.",
        "Bamako should answer by Friday, he added. “It is late.”",
    )
    assert [speaker(s) for s in found] == ["Emmanuel Macron"] * 3
    assert found[-1].quoted


def test_who_is_spoken_of_does_not_speak() -> None:
    found = of("Emmanuel Macron said Mali had been slow. Assimi Goita had promised him an answer, he said.")
    assert speaker(found[-1]) == "Emmanuel Macron"


def test_name_behind_the_office() -> None:
    found = of("Peru's ambassador to Chile, Ana Flores, said the road was open.")
    assert found[0].speaker is not None
    assert found[0].speaker.name == "Ana Flores"
    assert found[0].speaker.country == "PER"


def test_speakers_together() -> None:
    found = of("Exile groups and diplomats said that nine people had died.")
    assert speaker(found[0]) == "Exile groups and diplomats"


def test_another_account_is_cut_off() -> None:
    found = of("Peru says its soldiers were shot at, while Chile says it was a hunter.")
    by = {speaker(s): s.words for s in found}
    assert by["Peru"] == "its soldiers were shot at"
    assert by["Chile"] == "it was a hunter"


@pytest.mark.parametrize(
    "text",
    [
        "Peru did not say that the road was open.",
        "Peru may say that the road is open.",
        "Under the agreement, according to its terms, the road is open.",
        "The move suggests that the road is open.",
        "The film “The Long Road Home” opened in Lima.",
        "Once Peru confirms that the road is open, the trucks will go.",
    ],
)
def test_nobody_says_so(text: str) -> None:
    assert of(text) == []


def test_cues_are_lower_case_and_known() -> None:
    kinds = {
        "say",
        "point",
        "show",
        "think",
        "ask",
        "ask for",
        "vow",
        "deny",
        "charge",
        "name",
        "speak of",
        "put at",
    }
    assert set().union(*cues().values()) <= kinds
    assert all(verb == verb.lower() for verb in cues())


def test_every_statement_of_the_seed() -> None:
    gold = SHARED / "seed" / "gold.json"
    if not gold.is_file():
        pytest.skip("needs ../shared/seed, the article and its gold")
    from detente.reading import read

    article = read(SHARED / "seed" / "kim-heads-to-russia.txt", published="2019-04-23")[0]
    found = statements(article)
    for wanted in json.loads(gold.read_text("utf-8"))["statements"]:
        near = [s for s in found if wanted["words"] in s.words]
        right = wanted["speaker"].lower()
        assert any(right in f"{speaker(s)} {s.speaker.text if s.speaker else ''}".lower() for s in near), wanted


def test_named_events_are_no_statements() -> None:
    text = "Witnesses reported airstrikes near Lima."
    article = Article(id="t", text=text, paragraphs=[Paragraph(part="body", start=0, end=len(text))])
    parsed = next(iter(parse([article])))
    kinds = [s.kind for s in find_claimed(parsed)]
    assert kinds == ["named"]
    assert find_statements(parsed) == statements(article) == []
    assert builder.statement(find_claimed(parsed)[0], parsed).words == "airstrikes near Lima"
