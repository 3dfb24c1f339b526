"""Acts that a definite noun takes up again: no second event, and the right party for what is said of them."""

from __future__ import annotations

from datetime import date

import pytest

from detente.article import Article, Paragraph, Published
from detente.coding.anaphora import points_back, types_of
from detente.coding.coder import Coder
from detente.event import Event
from detente.language.pipeline import nlp


def events(text: str) -> list[Event]:
    day = Published(day=date(2025, 6, 2), how="given")
    article = Article(id="t", text=text, paragraphs=[Paragraph(part="body", start=0, end=len(text))], published=day)
    return [e for _, found in Coder().code([article]) for e in found]


def sides(event: Event) -> tuple[set[str], set[str]]:
    return {a.country or "" for a in event.source}, {a.country or "" for a in event.recipient}


@pytest.mark.parametrize(
    ("text", "kind", "source", "recipient"),
    [
        ("Russian missiles hit a market in Kharkiv. France condemned the attack.", "ACCUSE", "FRA", "RUS"),
        ("Turkey banned Israeli ships from its ports. Greece criticised the move.", "ACCUSE", "GRC", "TUR"),
        ("China sanctioned two American firms. The decision was denounced by Washington.", "ACCUSE", "USA", "CHN"),
        ("Police in Caracas arrested a senator. The United States condemned the arrest.", "ACCUSE", "USA", "VEN"),
        ("Ethiopian forces shelled a Sudanese village. Sudan condemned the shelling.", "ACCUSE", "SDN", "ETH"),
        ("India tested a missile on Monday. Pakistan criticised the test.", "ACCUSE", "PAK", "IND"),
        ("Ecuadorian police raided the Mexican embassy. Mexico denounced the raid.", "ACCUSE", "MEX", "ECU"),
        ("Rwanda sent troops into Congo. The African Union urged an end to the incursion.", "REQUEST", "IGO", "RWA"),
        ("Kenya and Somalia signed a pact in Nairobi. Ethiopia rejected the deal.", "REJECT", "ETH", "KEN"),
    ],
)
def test_what_is_said_of_an_act_is_said_to_its_doer(text: str, kind: str, source: str, recipient: str) -> None:
    found = [e for e in events(text) if e.type == kind]
    assert len(found) == 1, [(e.type, e.trigger.text) for e in events(text)]
    assert sides(found[0]) == ({source}, {recipient})


@pytest.mark.parametrize(
    "text",
    [
        "The army killed twenty villagers in Burkina Faso. Human Rights Watch said the massacre was a crime.",
        "Rebels attacked a convoy of the Malian army near Gao. The attack killed 12 soldiers.",
        "Israel bombed a hospital in Gaza. The bombing lasted an hour.",
    ],
)
def test_an_act_taken_up_is_no_second_one(text: str) -> None:
    assert [e.type for e in events(text)].count("ASSAULT") == 1


def test_nouns_that_point_back() -> None:
    doc = nlp()("The attack shocked Paris. Attacks go on. The attack on Lyon failed. This deadly strike hurt many.")
    found = {t.i for t in doc if points_back(t)}
    assert {doc[i].text for i in found} == {"attack", "strike"}
    assert len(found) == 2


def test_types_of_nouns() -> None:
    doc = nlp()("The move, the attack and the table.")
    by_word = {t.text: types_of(t) for t in doc if t.pos_ == "NOUN"}
    assert by_word["move"] == frozenset()
    assert "ASSAULT" in (by_word["attack"] or ())
    assert by_word["table"] is None
