from __future__ import annotations

from pathlib import Path

import pytest

from detente.ontology import (
    QUADS,
    BadTable,
    UnknownCode,
    check,
    folded,
    modes,
    ontology,
    quad,
    score,
    type_names,
)


def test_sixteen_types_in_four_quads() -> None:
    assert len(type_names()) == 16
    by_quad = {q: [t for t in type_names() if quad(t) == q] for q in QUADS}
    assert by_quad["VC"] == ["AGREE", "CONSULT", "SUPPORT", "CONCEDE"]
    assert by_quad["MC"] == ["COOPERATE", "AID", "RETREAT"]
    assert by_quad["VK"] == ["REQUEST", "ACCUSE", "REJECT", "THREATEN"]
    assert by_quad["MK"] == ["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]


def test_scores_of_types_and_modes() -> None:
    assert score("ACCUSE") == -2
    assert score("CONSULT") == 2.5
    assert score("CONSULT", ["visit"]) == 4
    assert score("ASSAULT", ["unconventional"]) == -10
    assert score("REQUEST", ["meet"]) == 0
    assert modes("MOBILIZE") == ("troops", "weapons", "police", "militia")
    assert modes("AID") == ()


def test_the_strongest_mode_counts_and_modes_of_others_do_not() -> None:
    assert score("RETREAT", ["resign", "withdraw"]) == 8
    assert score("SANCTION", ["convict", "arrest"]) == -6
    assert score("AID", ["military"]) == 10


@pytest.mark.parametrize(
    ("type", "at_recipient", "as_type"),
    [
        ("CONSULT", False, "AGREE"),
        ("SUPPORT", False, "AGREE"),
        ("COOPERATE", True, "AGREE"),
        ("AID", False, "AGREE"),
        ("RETREAT", False, "CONCEDE"),
        ("ASSAULT", True, "THREATEN"),
        ("SANCTION", True, "THREATEN"),
        ("COERCE", True, "THREATEN"),
        ("MOBILIZE", True, "THREATEN"),
        ("MOBILIZE", False, "MOBILIZE"),
        ("PROTEST", True, "PROTEST"),
    ],
)
def test_a_planned_act_counts_as_the_word_it_is(type: str, at_recipient: bool, as_type: str) -> None:
    assert folded(type, [], "planned", at_recipient) == as_type
    assert quad(type, "planned", at_recipient) == quad(as_type)
    assert score(type, [], "planned", at_recipient) == score(as_type)
    assert folded(type, [], "happened", at_recipient) == type


def test_a_planned_act_that_folds_drops_its_mode() -> None:
    assert score("CONSULT", ["visit"], "planned") == 2.5
    assert score("MOBILIZE", ["troops"], "planned") == -6.5


def test_unknown_codes_are_refused() -> None:
    with pytest.raises(UnknownCode, match="no event type 'CRIME'"):
        quad("CRIME")
    with pytest.raises(UnknownCode, match="no mode 'visit'"):
        check("ASSAULT", ["visit"])
    check("SANCTION", ["convict", "arrest"])  # a conviction with prison keeps both


def test_a_folder_adds_types(tmp_path: Path) -> None:
    (tmp_path / "types.tsv").write_text("# mine\ntype\tquad\tscore\twhat\nELECT\tVC\t1\thold an election\n")
    (tmp_path / "modes.tsv").write_text("type\tmode\tscore\twhat\nELECT\trunoff\t1.5\tsecond round\n")
    own = ontology(tmp_path)
    assert own.quad("ELECT") == "VC"
    assert own.score("ELECT", ["runoff"]) == 1.5
    assert own.score("ASSAULT") == -9
    assert "ELECT" not in type_names()


@pytest.mark.parametrize(
    ("row", "reason"),
    [("X\tVC\tmany\tw", "not a number"), ("X\tVC\t11\tw", "not within"), ("X\tAB\t1\tw", "none of")],
)
def test_a_bad_folder_is_named(tmp_path: Path, row: str, reason: str) -> None:
    (tmp_path / "types.tsv").write_text(f"type\tquad\tscore\twhat\n{row}\n")
    with pytest.raises(BadTable, match=reason):
        ontology(tmp_path)
