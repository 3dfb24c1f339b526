"""The frame files: format, errors with file and line, specificity, a user's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente import ontology
from detente.coding.lexicon import CORE_TYPES, FrameError, Lexicon, lexicon, read_frames

HEADER = "predicate\ttype\tmodes\tsource\trecipient\tif\tunless\tflags\texample\n"


def write(folder: Path, *lines: str, name: str = "own.tsv") -> Path:
    (folder / name).write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    return folder


def test_project_frames_have_no_errors_and_cover_every_type() -> None:
    book, errors = Lexicon(), list[FrameError]()
    read_frames(None, book, errors)
    assert errors == []
    assert {f.type for f in book.all()} - {"NONE"} == CORE_TYPES
    predicates = {(f.pos, f.before, f.head, f.after) for f in book.all() if f.type != "NONE"}
    assert len(predicates) >= 1500


def test_modes_of_frames_are_modes_of_their_type() -> None:
    bad = [f.where for f in lexicon().all() if f.type != "NONE" and set(f.modes) - set(ontology.modes(f.type))]
    allowed_both = {"SANCTION", "COERCE"}
    bad = [
        f.where
        for f in lexicon().all()
        if f.where in bad
        and not (
            f.type in allowed_both and set(f.modes) <= set(ontology.modes("SANCTION")) | set(ontology.modes("COERCE"))
        )
    ]
    assert bad == []


def test_longest_and_most_specific_frame_stands_first() -> None:
    frames = lexicon().get("v", "strike")
    assert [f.specificity for f in frames] == sorted((f.specificity for f in frames), reverse=True)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("v:hail\tGREET\t\t\t\t\t\t\t", "'GREET' is no event type"),
        ("hail\tSUPPORT\t\t\t\t\t\t\t", "is not v:, n: or a:"),
        ("v:hail\tSUPPORT\t\tsubjekt\t\t\t\t\t", "no slot is called 'subjekt'"),
        ("v:hail\tSUPPORT\t\t\t\tobj=@nowhere\t\t\t", "no word class is called '@nowhere'"),
        ("v:hail\tSUPPORT\t\t\t\tobj\t\t\t", "is not slot=words"),
        ("v:hail\tSUPPORT\t\t\t\t\t\tloud\t", "no flag is called 'loud'"),
        ("v:hail\tSUPPORT" + "\t" * 12 + "x", "cells where the header has"),
    ],
)
def test_bad_lines_are_named(tmp_path: Path, line: str, reason: str) -> None:
    write(tmp_path, "v:applaud\tSUPPORT\t\t\t\t\t\t\t", line)
    with pytest.raises(FrameError, match=r"own\.tsv:3") as caught:
        read_frames(tmp_path, Lexicon())
    assert reason in caught.value.reason
    assert caught.value.line == 3


def test_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text("predicate\ttype\nv:hail\tSUPPORT\n", "utf-8")
    with pytest.raises(FrameError, match="the header lacks the column"):
        read_frames(tmp_path, Lexicon())


def test_own_frames_win(tmp_path: Path) -> None:
    write(tmp_path, "v:condemn\tTHREATEN\t\t\t\t\t\t\tX condemns Y.")
    assert lexicon(str(tmp_path)).get("v", "condemn")[0].type == "THREATEN"
    assert lexicon().get("v", "condemn")[0].type == "ACCUSE"


def test_own_event_type_with_a_parent(tmp_path: Path) -> None:
    (tmp_path / "types.tsv").write_text("type\tparent\twhat\nPIRACY\tASSAULT\tattacks on ships\n", "utf-8")
    write(tmp_path, "v:board\tPIRACY\t\t\t\tobj=ship|tanker\t\t\tPirates boarded a tanker.")
    book = lexicon(str(tmp_path))
    assert book.parents == {"PIRACY": "ASSAULT"}
    assert book.get("v", "board")[0].type == "PIRACY"
