"""Rows: JSON lines, JSON, CSV, Parquet."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.article import Article
from detente.reading import Refusal, read

TEXT = 'He said: "We will not go", and left; nobody followed.\n\nThe army stayed – for now.'


def collected(data: bytes) -> tuple[list[Article], list[str]]:
    refusals: list[Refusal] = []
    articles = read(data, on_error=refusals.append)
    return articles, [str(refusal) for refusal in refusals]


def jsonl(*rows: dict[str, Any]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def test_a_row_becomes_an_article() -> None:
    row = {"id": 7, "date": "2019-04-23", "text": TEXT, "headline": "Army stays", "publisher": "The Lantern"}
    articles, refusals = collected(jsonl(row | {"url": "https://lantern.example.my/a", "topic": "war", "n": [1]}))
    assert refusals == []
    (article,) = articles
    assert (article.id, article.text, article.headline) == ("7", TEXT, "Army stays")
    assert (article.published.day, article.published.how) == (date(2019, 4, 23), "stated")
    assert (article.outlet.name, article.outlet.country) == ("The Lantern", "MYS")
    assert article.extra == {"topic": "war", "n": [1]}
    assert article.parts("headline") == []


def test_other_names_of_columns() -> None:
    (article,), _ = collected(jsonl({"Event_Text": TEXT, "pub_date": "23 April 2019"}))
    assert (article.text, article.published.day, article.extra) == (TEXT, date(2019, 4, 23), {})
    (article,), _ = collected(jsonl({"text": "One.", "event_text": "Two.", "date": "2019-04-23", "pub_date": "x"}))
    assert (article.text, article.extra) == ("One.", {"event_text": "Two.", "pub_date": "x"})


def test_rows_without_id_are_named_by_their_text() -> None:
    one, two, three = collected(jsonl({"text": "One."}, {"text": "Two."}, {"text": "One."}))[0]
    assert one.id == three.id != two.id


def test_broken_rows_do_not_stop_the_rest() -> None:
    lines = [json.dumps({"id": str(i), "text": f"Sentence {i}."}) for i in range(1, 10)]
    lines[6] = '{"id": "7", "text": "Sentence'
    lines[2] = "[1, 2]"
    lines[3] = '{"id": "4", "text": ""}'
    lines[4] = '{"id": "5", "text": 12}'
    lines[5] = '{"id": "6"}'
    articles, refusals = collected("\n".join(lines).encode())
    assert [article.id for article in articles] == ["1", "2", "8", "9"]
    assert [refusal.split(": ")[0] for refusal in refusals] == [f"<bytes>:{i}" for i in (3, 4, 5, 6, 7)]
    assert "broken JSON" in refusals[-1]


def test_a_file_without_texts_is_refused_once() -> None:
    articles, refusals = collected(jsonl({"a": 1}, {"a": 2}, {"a": 3}))
    assert articles == []
    assert refusals == ["<bytes>:1: no column 'text' or 'event_text' (there is a), nor in 2 more rows"]


def test_an_unknown_date_costs_the_date_only() -> None:
    articles, refusals = collected(jsonl({"text": "One.", "date": "someday"}, {"text": "Two.", "date": ""}))
    assert [article.published.how for article in articles] == ["unknown", "unknown"]
    assert len(refusals) == 1
    assert refusals[0].startswith("<bytes>:1: unknown date 'someday'")


def test_a_row_s_date_goes_before_the_caller_s() -> None:
    one, two = read(jsonl({"text": "One.", "date": "2019-04-23"}, {"text": "Two."}), published="2020-01-01")
    assert (one.published.day, two.published.day) == (date(2019, 4, 23), date(2020, 1, 1))
    assert two.published.how == "given"


def test_half_a_surrogate_pair_is_refused() -> None:
    articles, refusals = collected(b'{"text": "bad \\ud83d char"}\n{"text": "good \\ud83d\\ude00 char"}\n')
    assert [article.text for article in articles] == ["good \U0001f600 char"]
    assert "broken character" in refusals[0]


def test_json_list_and_single_row(tmp_path: Path) -> None:
    assert [a.text for a in read(json.dumps([{"text": "One."}, {"text": "Two."}], indent=1).encode())] == [
        "One.",
        "Two.",
    ]
    file = tmp_path / "one.json"
    file.write_text(json.dumps({"text": "One.", "k": 1}, indent=2))
    assert read(file)[0].extra == {"k": 1}
    file.write_text('{"text": "One."}\n{"text": "Two."}\n')
    assert len(read(file)) == 2
    file.write_text('[{"text": "One."},\n {"text": ]')
    with pytest.raises(Refusal, match=r"one.json:2: broken JSON"):
        read(file)


# --- CSV


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_with_any_delimiter(delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([["id", "date", "text", "topic"], ["a", "2019-04-23", TEXT, "war"], ["b", "", "Two.", ""]])
    articles, refusals = collected(out.getvalue().encode())
    assert refusals == []
    assert [(a.id, a.text, a.extra) for a in articles] == [
        ("a", TEXT, {"topic": "war"}),
        ("b", "Two.", {"topic": ""}),
    ]


def test_csv_refusals_name_the_line_a_row_begins_in() -> None:
    data = 'id,text\na,"One\nand more."\nb,""\nc,Two.,extra\nd,"Three.\ne,Four.\n'
    articles, refusals = collected(data.encode())
    assert [(article.id, article.text) for article in articles] == [("a", "One\nand more."), ("e", "Four.")]
    assert refusals == [
        "<bytes>:4: its text is empty",
        "<bytes>:5: 3 cells, but the header has 2: is a ',' not quoted?",
        "<bytes>:6: a quotation mark opened here is never closed",
    ]


def test_csv_missing_column(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("id,body\n1,x\n")
    with pytest.raises(Refusal) as caught:
        read(file)
    assert (caught.value.line, "there is id, body" in caught.value.reason) == (1, True)


def test_csv_header_only_and_excel_marks(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("id,text\n")
    with pytest.raises(Refusal, match="no rows"):
        read(file)
    file.write_bytes("\ufeffsep=;\r\nid;text\r\n1;One.\r\n".encode())
    assert [article.text for article in read(file)] == ["One."]


def test_stray_quotation_marks_are_text() -> None:
    (article,), refusals = collected(b'id,text\n1,a 5" gun was fired\n')
    assert (article.text, refusals) == ('a 5" gun was fired', [])


CELL = st.text(alphabet=st.sampled_from('ab ,;\t|"\n.“é'), min_size=1, max_size=30)


@given(st.lists(CELL.filter(str.strip), min_size=1, max_size=5))
def test_cells_come_back_character_for_character(cells: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([["id", "text"], *([i, cell] for i, cell in enumerate(cells))])
    assert [article.text for article in read(out.getvalue().encode())] == cells
    rows = jsonl(*({"text": cell} for cell in cells))
    assert [article.text for article in read(rows)] == cells


# --- Parquet


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    file = tmp_path / "rows[1].parquet"
    plain = tmp_path / "plain.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT * FROM (VALUES (1, DATE '2019-04-23', ?, 2.5::DECIMAL(4,1)), (2, NULL, NULL, NULL))"
            f" AS t(id, date, text, weight)) TO '{plain}' (FORMAT parquet)",
            [TEXT],
        )
    plain.rename(file)
    return file


def test_parquet_from_a_path_and_from_bytes(parquet: Path) -> None:
    for source in (parquet, parquet.read_bytes()):
        refusals: list[Refusal] = []
        (article,) = read(source, on_error=refusals.append)
        assert (article.id, article.text, article.published.day) == ("1", TEXT, date(2019, 4, 23))
        assert article.extra == {"weight": 2.5}
        assert [(refusal.line, refusal.reason) for refusal in refusals] == [(2, "its text is empty")]


def test_broken_parquet(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    file.write_bytes(b"PAR1 this is none")
    with pytest.raises(Refusal, match="broken Parquet"):
        read(file)
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT 1 AS a) TO '{file}' (FORMAT parquet)")
    with pytest.raises(Refusal, match="no column 'text'"):
        read(file)
