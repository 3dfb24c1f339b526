"""Bad input through the command line: one clear line on stderr, status 1 or 2, and the rest is coded."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from detente.reading import MAX_LINE_BYTES
from tests.conftest import Run, rows

GOOD = "France condemned Iran."
GOOD_ROW = json.dumps({"id": "good", "text": GOOD})
SEVEN = "\n".join([GOOD_ROW] * 6 + ['{"id": "bad", "text": "Kenya'] + [GOOD_ROW])


def codes(run: Run, *words: object, input: bytes | None = None) -> tuple[int, list[str], list[str]]:
    """Status, types of the events, and the lines on stderr."""
    result = run("code", *words, input=input)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, [r["type"] for r in rows(result)], result.stderr.splitlines()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", ": an empty file"),
        ("blank.txt", b" \n\n", ": no text in it"),
        ("page.pdf.txt", b"%PDF-1.7\n\x00\x01", ": a PDF, not text"),
        ("noise.txt", bytes(range(256)) * 20, ": binary data, not text"),
        ("noise.jsonl", b"\x00\x01\x02\x03" * 99, ": binary data, not text"),
        ("cut.txt.gz", gzip.compress(GOOD.encode() * 99)[:-9], ": broken gzip:"),
        ("noise.parquet", b"PAR1" + bytes(99), ": broken Parquet:"),
        ("empty.jsonl", b"", ": an empty file"),
        ("list.json", b"[]", ": an empty list"),
        ("cells.csv", b"id,date\n1,2025-03-12\n", ":1: no column 'text' or 'event_text' (there is id, date)"),
        (
            "cells.jsonl",
            b'{"id": 1, "body": "x"}\n',
            ":1: no column 'text' or 'event_text' (there is id, body)",
        ),
    ],
)
def test_a_file_that_cannot_be_read(run: Run, tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    bad, good = tmp_path / name, tmp_path / "good.txt"
    bad.write_bytes(content)
    good.write_text(GOOD)
    status, types, lines = codes(run, bad, good)
    assert (status, types) == (1, ["ACCUSE"])
    assert len(lines) == 1
    assert lines[0].startswith(f"detente: {bad}{reason}")


def test_broken_json_in_line_seven(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(SEVEN)
    status, types, lines = codes(run, path)
    assert (status, types) == (1, ["ACCUSE"] * 7)
    assert len(lines) == 1
    assert lines[0].startswith(f"detente: {path}:7: broken JSON: ")


def test_a_line_of_fifty_megabytes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    with path.open("w") as out:
        out.write(GOOD_ROW + '\n{"text": "')
        for _ in range(50):
            out.write("x" * 1_000_000)
        out.write(f'"}}\n{GOOD_ROW}\n')
    status, types, lines = codes(run, path)
    assert (status, types) == (1, ["ACCUSE"] * 2)
    assert lines == [f"detente: {path}:2: a line of 50 MB, the limit is {MAX_LINE_BYTES / 1e6:g} MB"]


def test_a_page_of_fifty_megabytes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"x" * 50_000_000)
    assert codes(run, path) == (1, [], [f"detente: {path}:1: a line of more than 20 MB"])


def test_an_unknown_date_is_named_and_the_row_is_coded_without(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(f"id,date,text\n1,2025-03-12,{GOOD}\n2,31st of Never,{GOOD}\n")
    result = run("code", path)
    assert result.exit_code == 1
    assert [r["day"] for r in rows(result)] == ["2025-03-12", None]
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"detente: {path}:3: ")
    assert "31st of Never" in line


def test_a_broken_row_of_csv(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(f"id,text\n1,{GOOD}\n2,\n3,{GOOD}\n")
    assert codes(run, path) == (1, ["ACCUSE"] * 2, [f"detente: {path}:3: its text is empty"])


def test_folders(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("x")
    assert codes(run, tmp_path) == (1, [], [f"detente: {tmp_path}: nothing to read in this folder"])
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_bytes(b"\x00\x01" * 999)
    assert codes(run, tmp_path) == (1, ["ACCUSE"], [f"detente: {tmp_path / 'b.txt'}: binary data, not text"])


def test_missing_files_and_addresses(run: Run, tmp_path: Path) -> None:
    missing, page = tmp_path / "none.txt", "https://example.org/news"
    status, types, lines = codes(run, missing, page, "-", input=GOOD.encode())
    assert (status, types) == (1, ["ACCUSE"])
    assert lines[0] == f"detente: {missing}: no such file"
    assert lines[1].startswith(f"detente: {page}: web addresses are not read yet")
    assert codes(run, "-", input=b"")[2] == ["detente: <stdin>: an empty file"]


@pytest.mark.parametrize("day", ["yesterday", "2025-13-01", "12.3.2025", "2025"])
def test_a_day_that_is_none(run: Run, day: str) -> None:
    result = run("code", "-", "--published", day, input=GOOD)
    assert result.exit_code == 2
    assert result.stderr == f"detente: --published {day!r} is no day; write it as YYYY-MM-DD\n"
    assert result.stdout == ""


def test_places_to_write_to_that_are_none(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text(GOOD)
    for out, reason in (
        (tmp_path, "is a folder; name a file"),
        (tmp_path / "none" / "x.csv", "cannot be written: No such file or directory"),
        (page / "x.csv", "cannot be written: Not a directory"),
    ):
        result = run("code", page, "--out", out)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"detente: --out {out} {reason}\n"
    assert page.read_text() == GOOD


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody can write to")
def test_a_folder_that_cannot_be_written(run: Run) -> None:
    result = run("code", "-", "--out", "/proc/events.jsonl", input=GOOD)
    assert result.exit_code == 2
    assert result.stderr.startswith("detente: --out /proc/events.jsonl cannot be written: ")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--format", "parquet"), "--format parquet needs --out FILE"),
        (("--format", "table", "--out", "x.txt"), "--format table is for the terminal"),
        (("--format", "xml"), "xml"),
        (("--coder", "magic"), "magic"),
        (("--engine", "none"), "--engine"),
    ],
)
def test_calls_that_are_wrong(run: Run, words: tuple[str, ...], reason: str) -> None:
    result = run("code", "-", *words, input=GOOD)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr


def test_broken_frames(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text("predicate\ttype\nv:x\tNOSUCHTYPE\n")
    result = run("code", "-", "--frames", tmp_path, input=GOOD)
    assert result.exit_code == 2
    assert result.stderr.startswith("detente: ")
    assert "own.tsv:" in result.stderr


def test_no_control_character_of_a_name_reaches_the_terminal(run: Run, tmp_path: Path) -> None:
    status, _, lines = codes(run, tmp_path / "a\x1b[31m\nb.txt")
    assert status == 1
    assert len(lines) == 1
    assert "\x1b" not in lines[0]


def test_the_program_itself_ends_with_these_statuses(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "x"\n')
    program = [sys.executable, "-m", "detente.cli", "code"]
    done = subprocess.run([*program, str(path)], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"detente: {path}:1: broken JSON")
    done = subprocess.run(program, capture_output=True, text=True)
    assert done.returncode == 2
    assert "Usage: detente code" in done.stderr
