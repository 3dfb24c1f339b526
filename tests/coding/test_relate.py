"""relate: the type between two marked parties, in both schemes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import detente
from detente.coding.acts import candidates
from detente.coding.frametools import sentence_article
from detente.coding.lexicon import Frame
from detente.coding.relate import relate_rows
from detente.coding.relations import relation_book
from detente.evaluate import relate as scoring
from detente.language.pipeline import parse

DEV = Path(__file__).parents[3] / "shared" / "eval" / "plv-dev.jsonl"
# Below what the halves of plv-dev.jsonl gave in 2026 (0.91 and 0.88): a change that costs much is seen.
FLOOR = 0.84

CASES = [
    # who does it: actives, passives, relative clauses, joint acts
    ("Russia accused Turkey of shooting down a jet.", "Russia", "Turkey", "ACCUSE", "ACCUSE"),
    ("Turkey was accused by Russia of shooting down a jet.", "Russia", "Turkey", "ACCUSE", "ACCUSE"),
    ("Kim met Putin in Moscow.", "Kim", "Putin", "CONSULT", "CONSULT"),
    # refused, promised, demanded
    ("France will not send food to Chad.", "France", "Chad", "REJECT", "REJECT"),
    ("The rebels refused to meet the French envoy.", "The rebels", "French envoy", "REJECT", "REJECT"),
    ("France will send food to Chad.", "France", "Chad", "AGREE", "AGREE"),
    ("Iran vowed to strike Israel.", "Iran", "Israel", "THREATEN", "THREATEN"),
    ("Iran said it would strike Israel.", "Iran", "Israel", "THREATEN", "THREATEN"),
    ("Ottawa said that Beijing must free the two men.", "Ottawa", "Beijing", "REQUEST", "REQUEST"),
    ("Militants used villagers as human shields.", "Militants", "villagers", "ASSAULT", "ASSAULT"),
    # where CAMEO parts from the codebook
    ("Rebels released ten soldiers to the Red Cross.", "Rebels", "Red Cross", "RETREAT", "YIELD"),
    ("Egypt lifted the ban on Qatar's flights.", "Egypt", "Qatar", "CONCEDE", "YIELD"),
    ("Bern will release the Libyan prisoners.", "Bern", "Libyan prisoners", "CONCEDE", "AGREE"),
    ("A court in Lyon convicted the minister of fraud.", "A court", "the minister", "SANCTION", "ACCUSE"),
    ("The EU imposed sanctions on Belarus.", "EU", "Belarus", "SANCTION", "COERCE"),
]


@pytest.mark.parametrize(("text", "source", "recipient", "plover", "cameo"), CASES)
def test_relation(text: str, source: str, recipient: str, plover: str, cameo: str) -> None:
    assert detente.relate(text, source, recipient)["type"] == plover
    assert detente.relate(text, source, recipient, scheme="cameo")["type"] == cameo


def test_probabilities_add_up_and_the_type_is_the_likeliest() -> None:
    answer = detente.relate("Russia accused Turkey of lying.", "Russia", "Turkey")
    assert sum(answer["probabilities"].values()) == pytest.approx(1, abs=0.01)
    assert max(answer["probabilities"], key=answer["probabilities"].get) == answer["type"]
    assert answer["quad"] == "VK"
    assert "YIELD" not in answer["probabilities"]
    yields = detente.relate("Russia accused Turkey of lying.", "Russia", "Turkey", scheme="cameo")
    assert len(yields["probabilities"]) == 15


def test_a_sentence_that_says_nothing_is_answered_without_confidence() -> None:
    answer = detente.relate("Poland and Ukraine lie side by side.", "Poland", "Ukraine")
    assert answer["type"] == "CONSULT"
    assert answer["probabilities"]["CONSULT"] < 0.2


def test_spans_say_which_of_the_words_is_meant() -> None:
    text = "Mali praised Chad, and Chad criticised Mali."
    praised = detente.relate(text, "Mali", "Chad", source_spans=[(0, 4)], recipient_spans=[(13, 17)])
    criticised = detente.relate(text, "Chad", "Mali", source_spans=[(23, 27)], recipient_spans=[(39, 43)])
    assert (praised["type"], criticised["type"]) == ("SUPPORT", "ACCUSE")


def test_rows_keep_their_order_and_need_no_recipient() -> None:
    rows: list[dict[str, str | None]] = [
        {"id": "b", "text": "Students marched in Dakar.", "source": "Students", "recipient": None},
        {"id": "a", "text": "Peru arrested a spy.", "source": "Peru", "recipient": "a spy"},
        {"id": "c", "text": "Peru arrested a spy.", "source": "Chile", "recipient": ""},
    ]
    answers = list(relate_rows(rows))
    assert [a["id"] for a in answers] == ["b", "a", "c"]
    assert [a["type"] for a in answers[:2]] == ["PROTEST", "COERCE"]


@pytest.mark.parametrize(("scheme", "files"), [("cameo", ("cameo", "over")), ("plover", ("over", "under"))])
def test_every_frame_of_relations_fits_its_example(scheme: str, files: tuple[str, ...]) -> None:
    book = relation_book(scheme)
    rows: dict[str, Frame] = {f.where: f for f in book.all() if f.where.split(".")[0] in files}
    assert len(rows) > 40
    frames = list(rows.values())
    articles = [sentence_article(f.example, f.where) for f in frames]
    for frame, parsed in zip(frames, parse(articles), strict=True):
        assert frame.example
        found = {a.type for doc in parsed.docs for a in candidates(doc, parsed, book)}
        assert frame.type in found, f"{frame.where}: {frame.example} gave {found}"


@pytest.mark.skipif(not DEV.exists(), reason="shared/eval/plv-dev.jsonl is not beside the repository")
def test_macro_f1_on_the_development_data() -> None:
    gold = [json.loads(line) for line in DEV.read_text("utf-8").splitlines()]
    figures = scoring.figures(gold, relate_rows(gold, "cameo"))
    assert figures["macro_F1"] > FLOOR
    assert figures["macro_F1"] > figures["peer_macro_F1"]
