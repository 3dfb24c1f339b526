from __future__ import annotations

import json

import pytest

from detente.evaluate import read_gold
from detente.evaluate.match import pairs, who
from detente.evaluate.score import macro, score, tallies

from .made_up import CODED, GOLD, SHARED, coded, perturbed, reference

REFERENCE = reference()
needs_shared = pytest.mark.skipif(REFERENCE is None, reason="../shared with its scorer is not here")


def test_headline_figures() -> None:
    f = score(GOLD, CODED)
    assert (f["texts"], f["gold"], f["predicted"]) == (4, 3, 4)  # the arguable denial counts on neither side
    assert f["type_P"] == 2 / 4
    assert f["type_R"] == 2 / 3
    assert f["who_R"] == 1 / 3  # the meeting, its sides swapped; the bombing's recipient is another country
    assert f["false_alarms_per_empty_text"] == 1
    assert f["recall_by_type"] == {"ASSAULT": [1.0, 1], "CONSULT": [1.0, 1], "SANCTION": [0.0, 1]}


def test_figures_of_fields() -> None:
    f = score(GOLD, CODED)
    assert f["where"] == [1.0, 1]
    assert f["when"] == [1.0, 1]
    assert f["killed"] == [1.0, 1]
    assert f["denied_by"] == [1.0, 1]
    assert f["source sector"] == [1.0, 1]  # of the coded source, though the sides are swapped
    assert f["modes"] == [0.0, 1]
    assert f["invented"]["where"] == [0.5, 2]
    assert f["status_macro_F1"] == 1.0


def test_a_day_is_right_within_its_accepted_days_and_harmless_where_gold_has_none() -> None:
    text = {"id": "a", "events": [dict(GOLD[0]["events"][0], day=["2025-03-02", "2025-03-03"])]}
    assert score([text], [dict(CODED[0], day="2025-03-03")])["day"] == [1.0, 1]
    assert score([text], [dict(CODED[0], day="2025-03-04")])["day"] == [0.0, 1]
    assert "day" not in score(GOLD, [dict(CODED[0], day="2025-03-04")])


def test_reciprocal_sides_may_all_stand_in_the_source() -> None:
    g = {"source": ["RUR"], "recipient": ["ELB"], "reciprocal": True}
    both = {"source": [{"country": "RUR"}, {"country": "ELB"}], "recipient": []}
    assert who(g, both) == (True, True)
    assert who(dict(g, reciprocal=False), both) == (False, False)
    assert who(g, {"source": [{"country": "RUR"}], "recipient": []}) == (True, False)


def test_the_nearer_of_two_events_is_paired() -> None:
    far = coded("b", "Elbonia denied", "ASSAULT", [], [])
    at = coded("b", "bombed", "ASSAULT", [], [])
    assert [p.coded for p in pairs(GOLD[1]["events"], [far, at])] == [1]
    whole = coded("b", "Elbonia denied", "ASSAULT", [{"country": "ELB"}], [{"country": "RUR"}])
    assert [p.coded for p in pairs(GOLD[1]["events"], [at, whole])] == [1]  # right sides before near words


def test_an_article_without_id_takes_every_event() -> None:
    gold = [{"id": None, "events": GOLD[0]["events"]}]
    assert tallies(gold, [CODED[0]])[0].type_hits == 1


def test_macro_is_over_the_classes_of_the_gold() -> None:
    assert macro([("a", "a"), ("a", "b"), ("b", "b")]) == 0.667
    assert macro([("a", None)]) == 0.0
    assert macro([]) is None


def test_nothing_coded_and_nothing_asked() -> None:
    assert score(GOLD, [])["type_F1"] == 0
    assert score([], [])["texts"] == 0


@needs_shared
@pytest.mark.parametrize("seed", range(5))
def test_the_same_figures_as_the_scorer_that_came_with_the_gold(seed: int) -> None:
    assert REFERENCE is not None
    for answers in (CODED, perturbed(GOLD, seed)):
        assert json.dumps(score(GOLD, answers)) == json.dumps(REFERENCE(GOLD, answers))


@needs_shared
@pytest.mark.parametrize("file", ["news/gold-train.jsonl", "articles/gold.jsonl", "seed/gold.json"])
def test_the_same_figures_on_real_gold(file: str) -> None:
    assert REFERENCE is not None
    gold = read_gold(SHARED / file).rows[:200]
    answers = perturbed(gold, 7)
    assert json.dumps(score(gold, answers)) == json.dumps(REFERENCE(gold, answers))
