"""relate and resolve: files of answers to a row each."""

from __future__ import annotations

import pytest

from detente.evaluate import relate, resolve

GOLD = [
    {"id": "1", "type": "ASSAULT", "peer": "ASSAULT"},
    {"id": "2", "type": "YIELD", "peer": "AID"},
    {"id": "3", "type": "YIELD", "peer": "YIELD"},
    {"id": "4", "type": "ACCUSE", "peer": "ACCUSE"},
]


def test_fifteen_classes() -> None:
    assert len(relate.CLASSES) == 15
    assert relate.as_class("RETREAT") == relate.as_class("CONCEDE") == "YIELD"
    assert relate.as_class("NONE") == ""
    assert relate.as_quad("YIELD") == "MC"


def test_macro_f1_over_classes_and_quads() -> None:
    answers = [{"id": "1", "type": "ASSAULT"}, {"id": "2", "type": "RETREAT"}, {"id": "3", "type": "COERCE"}]
    f = relate.figures(GOLD, answers)
    assert f["answered"] == 3
    assert f["accuracy"] == 0.5
    # ASSAULT 1, YIELD 2/3, ACCUSE 0 (not answered), COERCE 0
    assert f["macro_F1"] == pytest.approx((1 + 2 / 3) / 4)
    assert f["peer_macro_F1"] == pytest.approx((1 + 2 / 3 + 1 + 0) / 4)
    assert f["by_class"]["YIELD"] == [1.0, 0.5, 0.667, 2]
    assert f["confusion"] == {"YIELD > COERCE": 1, "ACCUSE > none": 1}
    assert [(r.id, r.cause) for r in relate.rows(GOLD, answers)] == [("3", "wrong quad"), ("4", "no answer")]


def test_resolve_asserts_only_what_is_there() -> None:
    gold = [
        {
            "id": "1",
            "actor": "a",
            "country": ["RUR"],
            "sector": ["GOV", "LEG"],
            "wiki": ["Rudolf Rassendyll"],
        },
        {"id": "2", "actor": "b", "country": [""]},
        {"id": "3", "actor": "c", "sector": [""]},
    ]
    answers = [
        {"id": "1", "country": "RUR", "sector": "LEG", "wiki": "Rudolf_Rassendyll"},
        {"id": "2", "country": None, "sector": "CVL"},
        {"id": "3", "country": None, "sector": "GOV"},
    ]
    f = resolve.figures(gold, answers)
    assert f == {"rows": 3, "country": [1.0, 2], "sector": [0.5, 2], "wiki": [1.0, 1], "all": [0.667, 3]}
    assert [(r.id, r.kind, r.cause) for r in resolve.rows(gold, answers)] == [("3", "sector", "answered for none")]
    assert resolve.figures(gold, [])["country"] == [0.5, 2]
