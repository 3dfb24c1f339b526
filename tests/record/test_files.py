"""Files of events: written whole or not at all, and read back by others."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from detente.event import Event
from detente.record import exports, files
from tests.made_up_events import event


def text(events: list[Event], format: str) -> str:
    out = io.StringIO()
    files.write(events, out, format)
    return out.getvalue()


def back(path: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file as DuckDB reads it."""
    with duckdb.connect() as db:
        found = db.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_jsonl() -> None:
    assert [Event.model_validate_json(x) for x in text([event(), event(id="e2")], "jsonl").splitlines()] == [
        event(), event(id="e2"),
    ]  # fmt: skip
    assert text([], "jsonl") == ""


def test_csv_quotes_what_needs_it() -> None:
    odd = event(sentence='He said "no",\nthen left; for good', desk="a,b")
    (row,) = csv.DictReader(io.StringIO(text([odd], "csv")))
    assert row["sentence"] == 'He said "no",\nthen left; for good'
    assert (row["desk"], row["contested"], row["background"], row["harm_detained"]) == (
        "a,b",
        "true",
        "false",
        "",
    )
    flat = exports.flat(odd)
    kinds = {"score": float, "confidence": float, "count": int, "sentence_start": int}
    assert all(kind(row[name]) == flat[name] for name, kind in kinds.items())


def test_csv_is_read_by_duckdb(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(text([event(), event(id="e2", day=None)], "csv"))
    found = duckdb.sql(f"SELECT id, day, where_lat, contested, modes FROM read_csv('{path}') ORDER BY id").fetchall()
    assert [(r[0], str(r[1]), r[2], r[3], r[4]) for r in found] == [
        ("e1", "2025-03-31", 37.07, True, "heavy-weapons;destroy"),
        ("e2", "None", 37.07, True, "heavy-weapons;destroy"),
    ]


def test_columns_that_only_later_rows_carry_have_their_place() -> None:
    rows = list(csv.DictReader(io.StringIO(text([event(), event(desk="x"), event(Desk="y", rank=1)], "csv"))))
    assert [r["desk"] for r in rows] == ["", "x", "y"]
    assert [r["rank"] for r in rows] == ["", "", "1"]
    assert list(rows[0])[: len(exports.columns())] == list(exports.columns())


def test_empty_files_have_their_header(tmp_path: Path) -> None:
    assert text([], "csv").strip().split(",") == list(exports.columns())
    assert text([], "plover").startswith("Event ID\tEvent Date\tEvent Type\t")
    assert text([], "icews").startswith("Event ID\tEvent Date\tSource Name\t")
    path = tmp_path / "none.parquet"
    files.write_parquet([], path)
    assert back(path) == []
    assert duckdb.read_parquet(str(path)).columns == list(exports.columns())


def test_layouts_are_a_line_an_event() -> None:
    for format in ("plover", "icews"):
        lines = text([event(), event()], format).splitlines()
        assert len(lines) == 3
        assert {line.count("\t") for line in lines} == {lines[0].count("\t")}


def test_parquet_reads_back_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "it's [1]*.parquet"
    files.write_parquet([event(desk="Rome", rank=3, ratio=1, flag=True, big=2**70), event(rank=None, ratio=0.5)], path)
    plain = path.rename(tmp_path / "plain.parquet")
    first, second = back(plain)
    for name, value in exports.flat(event()).items():
        got = first[name]
        assert (got.isoformat() if hasattr(got, "isoformat") else got) == value, name
    assert (first["desk"], first["rank"], first["ratio"], first["flag"]) == ("Rome", 3, 1.0, True)
    assert first["big"] == str(2**70)
    assert (second["desk"], second["rank"], second["ratio"], second["flag"]) == (None, None, 0.5, None)


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"

    def broken() -> Iterator[Event]:
        yield event()
        raise RuntimeError

    for old in (None, "old"):
        if old:
            path.write_text(old)
        with pytest.raises(RuntimeError), files.whole_file(path) as part, part.open("w") as out:
            files.write(broken(), out, "jsonl")
        assert os.listdir(tmp_path) == ([path.name] if old else [])
        assert not old or path.read_text() == old
    with files.whole_file(path) as part:
        part.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"


def test_a_file_has_the_rights_of_its_kind_and_a_link_stays_one(tmp_path: Path) -> None:
    path, link = tmp_path / "x.csv", tmp_path / "link.csv"
    mask = os.umask(0o027)
    try:
        with files.whole_file(path) as part:
            part.write_text("x")
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o600)
    link.symlink_to(path)
    with files.whole_file(link) as part:
        part.write_text("y")
    assert (link.is_symlink(), path.read_text(), stat.S_IMODE(path.stat().st_mode)) == (True, "y", 0o600)


def test_devices_are_written_to_as_they_are() -> None:
    with files.whole_file(Path(os.devnull)) as part:
        assert part == Path(os.devnull).resolve()
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("folder", ["none", "file"])
def test_nothing_is_written_where_there_is_no_folder(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("x")
    with (
        pytest.raises((FileNotFoundError, NotADirectoryError)),
        files.whole_file(tmp_path / folder / "x.csv"),
    ):
        pass


def test_a_line_of_json_holds_every_kind_of_carried_value() -> None:
    made = json.loads(text([event(tags=["a"], nested={"b": 1}, none=None)], "jsonl"))
    assert (made["tags"], made["nested"], made["none"]) == (["a"], {"b": 1}, None)
