from __future__ import annotations

import pytest

from detente.evaluate.rows import causes, rows
from detente.evaluate.score import tallies

from .made_up import CODED, GOLD, actor, coded


def causes_of(kind: str, answers: list[dict[str, object]], known: object = None) -> list[str]:
    found = rows(tallies(GOLD, answers), known)  # type: ignore[arg-type]
    return [r.cause for r in found if r.kind == kind]


def test_causes_of_the_made_up_run() -> None:
    found = {(r.kind, r.id): r.cause for r in rows(tallies(GOLD, CODED))}
    assert found["wrong who", "b"] == "recipient resolved to another country: GRU for RUR"
    assert found["missed", "d"] == "wrong type: coded REJECT"
    assert found["extra", "d"] == "wrong type: gold has SANCTION"
    assert found["extra", "c"] == "not political: nobody named"
    assert found["modes", "a"] == "other value"
    assert ("extra", "b") not in found  # the arguable denial costs nothing


@pytest.mark.parametrize(
    ("source", "recipient", "cause"),
    [
        ([actor("RUR")], [actor("ELB")], "swapped sides"),
        ([], [actor("RUR")], "no source found"),
        ([actor(None, name="the jets")], [actor("RUR")], "source not resolved: the jets x"),
        ([actor("ELB"), actor("GRU")], [actor("RUR")], "source too wide"),
        ([actor("ELB")], [], "no recipient found"),
    ],
)
def test_causes_of_wrong_sides(source: list[object], recipient: list[object], cause: str) -> None:
    answer = coded("b", "bombed", "ASSAULT", source, recipient)  # type: ignore[arg-type]
    assert causes_of("wrong who", [answer]) == [cause]


def test_a_recipient_nobody_accepts_is_invented() -> None:
    answer = coded("d", "recall", "SANCTION", [actor("RUR")], [actor("ELB")])
    assert causes_of("wrong who", [answer]) == ["recipient invented"]


def test_causes_of_misses_and_extras() -> None:
    twice = [CODED[0], dict(CODED[0])]
    assert causes_of("extra", twice) == ["one act coded twice"]
    beside = coded("a", "met his", "SUPPORT", [], [])
    assert causes_of("extra", [CODED[0], beside]) == ["second event beside CONSULT"]
    assert causes_of("missed", [CODED[0]])[0] == "nothing coded here"
    arguable = coded("b", "denied", "ACCUSE", [actor("ELB")], [])
    assert causes_of("extra", [CODED[1], arguable]) == ["arguable word: gold has REJECT"]


def test_the_lexicon_is_asked_where_it_is_given() -> None:
    assert causes_of("missed", [], lambda words: words == "met") == [
        "trigger known, but no actor or a condition of its frame failed",
        "no frame for this trigger",
        "no frame for this trigger",
    ]


def test_rows_print_and_causes_are_counted() -> None:
    found = rows(tallies(GOLD, CODED))
    assert "[wrong type: coded REJECT]" in str(next(r for r in found if r.kind == "missed"))
    assert causes(found)["missed", "wrong type"] == 1
    assert causes(found)["wrong who", "recipient resolved to another country"] == 1
