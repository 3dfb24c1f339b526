"""``detente code`` as a user calls it: formats, files, what is carried, what is set aside."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

import detente
from detente.article import Article
from detente.cli import work
from detente.cli.common import Refused
from detente.coding import encoder
from detente.coding.coder import Coder
from detente.event import Event
from detente.reading import from_text
from tests.conftest import EXAMPLES, Run, rows

FRANCE = "France condemned Iran on Monday."
KENYA = "Kenya expelled three Sudanese diplomats."
FRENCH = (
    "Le président de la République a reçu hier à Paris les ministres des Affaires étrangères, "
    "et il a dit que la France ne serait pas de cet avis dans les jours qui viennent."
)


def jsonl(path: Path, *cells: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(c) + "\n" for c in cells), "utf-8")
    return path


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return jsonl(
        tmp_path / "news.jsonl",
        {"id": 7, "date": "2025-03-12", "text": FRANCE, "desk": "Paris", "rank": 1, "source": "wire"},
        {"id": "b", "date": "2025-03-13", "text": KENYA, "desk": None, "rank": 2.5, "source": "wire"},
    )


def test_lines_of_json_have_the_fields_of_the_design(run: Run, two: Path) -> None:
    result = run("code", two)
    assert result.exit_code == 0
    first, second = rows(result)
    assert list(first)[: len(Event.model_fields)] == list(Event.model_fields)
    assert (first["article_id"], first["type"], first["status"], first["published"]) == (
        "7", "ACCUSE", "happened", "2025-03-12",
    )  # fmt: skip
    assert [a["country"] for a in first["source"]] == ["FRA"]
    assert [a["country"] for a in second["recipient"]] == ["SDN"]
    trigger = first["trigger"]
    assert FRANCE[trigger["start"] : trigger["end"]] == trigger["text"] == "condemned"


def test_columns_of_a_row_are_carried_and_hide_no_field(run: Run, two: Path) -> None:
    first, second = rows(run("code", two))
    assert (first["desk"], first["rank"], first["row_source"]) == ("Paris", 1, "wire")
    assert (second["desk"], second["rank"]) == (None, 2.5)


def test_alone_or_in_a_batch_the_events_are_the_same(run: Run, tmp_path: Path, two: Path) -> None:
    alone = [
        row
        for line in two.read_text().splitlines()
        for row in rows(run("code", jsonl(tmp_path / "one.jsonl", json.loads(line))))
    ]
    assert alone == rows(run("code", two))


def test_standard_input(run: Run) -> None:
    result = run("code", "-", "--published", "2025-03-12", input=FRANCE)
    assert [(r["type"], r["day"]) for r in rows(result)] == [("ACCUSE", "2025-03-10")]


def test_csv_reads_back(run: Run, tmp_path: Path, two: Path) -> None:
    out = tmp_path / "events.csv"
    result = run("code", two, "--out", out)
    assert result.exit_code == 0
    assert f"2 events of 2 articles written to {out}" in result.stderr
    found = duckdb.read_csv(str(out), header=True).fetchall()
    assert len(found) == 2
    first = next(csv.DictReader(out.open(newline="")))
    assert (first["source_country"], first["desk"], first["rank"], first["reciprocal"]) == (
        "FRA", "Paris", "1", "false",
    )  # fmt: skip


def test_parquet_reads_back_with_its_kinds(run: Run, tmp_path: Path, two: Path) -> None:
    out = tmp_path / "o'dd [name].parquet"
    assert run("code", two, "--out", out).exit_code == 0
    plain = tmp_path / "plain.parquet"
    out.rename(plain)
    query = f"SELECT type, day, score, sentence_start, reciprocal, rank, desk FROM '{plain}' ORDER BY rank"
    table = duckdb.sql(query)
    assert [str(t) for t in table.types] == [
        "VARCHAR",
        "DATE",
        "DOUBLE",
        "BIGINT",
        "BOOLEAN",
        "DOUBLE",
        "VARCHAR",
    ]
    assert [r[0] for r in table.fetchall()] == ["ACCUSE", "SANCTION"]


@pytest.mark.parametrize(("format", "columns"), [("plover", "Event Mode"), ("icews", "CAMEO Code")])
def test_layouts_of_others(run: Run, two: Path, format: str, columns: str) -> None:
    result = run("code", two, "--format", format)
    found = list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t"))
    assert len(found) == 2
    assert columns in found[0]


def test_dyads(run: Run, tmp_path: Path) -> None:
    page = jsonl(tmp_path / "a.jsonl", {"text": "Germany and France imposed sanctions on Belarus and Russia."})
    whole = rows(run("code", page))
    assert len(whole) == 1
    found = rows(run("code", page, "--expand", "dyads"))
    assert {(r["source"][0]["country"], r["recipient"][0]["country"]) for r in found} == {
        ("DEU", "BLR"), ("DEU", "RUS"), ("FRA", "BLR"), ("FRA", "RUS"),
    }  # fmt: skip
    assert {r["id"] for r in found} == {whole[0]["id"]}
    assert run("code", page, "--format", "icews").stdout.count("\n") == 5


@pytest.mark.parametrize("width", [80, 100, 140])
def test_table_is_a_line_an_event_at_any_width(run: Run, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    page = EXAMPLES / "08-digest.jsonl"
    events = rows(run("code", page))
    lines = run("code", page, "--format", "table").stdout.splitlines()
    assert max(map(len, lines)) <= width
    assert sum(line.endswith("%") for line in lines) == len(events)
    assert "Vladimir Putin (RUS)" in "\n".join(lines) or width < 100


def test_table_with_sentences_shows_each_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    shown = run("code", EXAMPLES / "08-digest.jsonl", "--format", "table", "--sentences").stdout
    assert shown.count("\n  Finland joins NATO as its 31st member at a ceremony in Brussels.\n") == 1


def test_explain_names_frame_and_rule(run: Run, two: Path) -> None:
    shown = run("code", two, "--explain").stdout
    assert "ACCUSE happened  France (FRA) → Iran (IRN)" in shown
    assert "accuse.tsv:" in shown
    assert "type" in rows(run("code", two, "--explain", "--format", "jsonl"))[0]["explain"]
    assert run("code", two, "--explain", "--format", "csv").exit_code == 2


def test_min_confidence_leaves_out_and_says_so(run: Run, two: Path) -> None:
    sure = max(r["confidence"] for r in rows(run("code", two, "--min-confidence", "0")))
    result = run("code", two, "--min-confidence", min(1.0, sure + 0.001))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no events" in result.stderr
    assert run("code", two, "--min-confidence", "1.5").exit_code == 2


def test_no_events_are_said_to_be_none(run: Run) -> None:
    result = run("code", "-", input="The weather was fine and the tea was hot all day.")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.strip() == "detente: no events in 1 article"
    empty = run("code", "-", "--format", "csv", input="The weather was fine and the tea was hot all day.")
    assert empty.stdout.startswith("id,article_id,published,type,")
    assert empty.stdout.count("\n") == 1


def test_the_default_is_hybrid(run: Run, two: Path) -> None:
    asked = run("code", two, "--coder", "hybrid")
    assert asked.stdout == run("code", two).stdout
    assert all(" hybrid; " in r["coder"] for r in rows(asked))
    assert all(" syntax; " in r["coder"] for r in rows(run("code", two, "--coder", "syntax")))


def test_a_missing_model_is_said_and_syntax_only_where_asked_for(
    run: Run, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder, "MODELS", tmp_path / "none")
    encoder.encoder.cache_clear()
    try:
        refused = run("code", two)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "coder.json: No such file or directory" in refused.stderr
        assert "--coder syntax" in refused.stderr
        assert rows(run("code", two, "--coder", "syntax"))
    finally:
        monkeypatch.undo()
        encoder.encoder.cache_clear()


def test_other_languages_are_set_aside_with_their_row(run: Run, tmp_path: Path) -> None:
    page = jsonl(tmp_path / "a.jsonl", {"id": "fr", "text": FRENCH}, {"id": "en", "text": FRANCE})
    result = run("code", page)
    assert result.exit_code == 1
    assert {r["article_id"] for r in rows(result)} == {"en"}
    assert f"{page} (fr): set aside, it is in French" in result.stderr
    assert detente.code(from_text(FRENCH)) == []


def test_own_frames(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "frames"
    folder.mkdir()
    (folder / "types.tsv").write_text("type\tparent\twhat\nPIRACY\tASSAULT\tattacks on ships\n")
    (folder / "own.tsv").write_text(
        "predicate\ttype\tmodes\tsource\trecipient\tif\tunless\tflags\texample\n"
        "v:hijack\tPIRACY\t\tsubj\tobj\tobj=tanker\t\t\tSomali pirates hijacked an Indian tanker.\n"
    )
    words = ("-", "--frames", folder, "--published", "2025-03-12")
    text = "Somali pirates hijacked an Indian tanker."
    assert [r["type"] for r in rows(run("code", *words, input=text))] == ["PIRACY"]
    layout = run("code", *words, "--format", "plover", input=text)
    assert "PIRACY" in layout.stdout
    missing = run("code", "-", "--frames", tmp_path / "none", input=text)
    assert (missing.exit_code, "is no folder" in missing.stderr) == (2, True)


# -- many articles, and what fails


def test_what_fails_in_one_article_does_not_stop_the_rest(run: Run, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Coder.explained

    def broken(self: Coder, parsed: Any) -> Any:
        if "Kenya" in parsed.article.text:
            raise RuntimeError("a bug")
        return real(self, parsed)

    monkeypatch.setattr(Coder, "explained", broken)
    result = run("code", two)
    assert result.exit_code == 1
    assert [r["type"] for r in rows(result)] == ["ACCUSE"]
    assert result.stderr == f"detente: {two} (b): set aside, it could not be coded (RuntimeError: a bug)\n"


def test_what_the_parser_breaks_on_is_set_aside_alone(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    from detente.language import pipeline

    real = pipeline.parse

    def broken(articles: list[Article], batch_size: int = 64) -> Iterator[Any]:
        for article in articles:
            if article.id == "bad":
                raise ValueError("no tree")
            yield from real([article])

    monkeypatch.setattr(pipeline, "parse", broken)
    pages = [from_text(FRANCE, id=key, path="x.jsonl") for key in ("one", "bad", "two", "three")]
    refused = Refused()
    assert [p.article.id for p in work.parsed(pages, refused)] == ["one", "two", "three"]
    assert refused.count == 1
    assert "x.jsonl (bad): set aside" in capsys.readouterr().err


def test_articles_are_let_go_when_they_are_coded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long file is never held whole: while it is read, only a batch or two of its articles are alive."""
    alive: list[weakref.ref[Article]] = []
    most = 0

    class Empty:
        def __init__(self, article: Article) -> None:
            self.article = article

    monkeypatch.setattr("detente.language.pipeline.parse", lambda articles: map(Empty, articles))
    monkeypatch.setattr(Coder, "explained", lambda self, parsed: [])

    def source() -> Iterator[Article]:
        nonlocal most
        for i in range(6 * work.BATCH):
            article = Article(id=str(i), text=FRANCE)
            alive.append(weakref.ref(article))
            if i % work.BATCH == 0:
                most = max(most, sum(ref() is not None for ref in alive))
            yield article
            del article

    coded = work.coded(source(), Coder(), Refused())
    assert sum(1 for _ in coded) == 6 * work.BATCH
    assert most <= 2 * work.BATCH + 1


def test_lines_come_before_the_last_article_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.record import files

    out = io.StringIO()
    event = detente.code(from_text(FRANCE))[0]
    written: list[int] = []

    def source() -> Iterator[Event]:
        for _ in range(3):
            written.append(out.getvalue().count("\n"))
            yield event

    files.write(source(), out, "jsonl")
    assert written == [0, 1, 2]


def test_out_is_whole_or_not_there(run: Run, tmp_path: Path, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out" / "events.jsonl"
    out.parent.mkdir()
    out.write_text("what was there\n")
    with monkeypatch.context() as patch:
        patch.setattr("detente.record.exports.jsonl", lambda event: 1 / 0)
        assert isinstance(run("code", two, "--out", out).exception, ZeroDivisionError)
    assert out.read_text() == "what was there\n"
    assert os.listdir(out.parent) == ["events.jsonl"]
    assert run("code", two, "--out", out).exit_code == 0
    assert out.read_text() == run("code", two).stdout
    assert os.listdir(out.parent) == ["events.jsonl"]


def test_out_is_written_though_something_was_refused(run: Run, tmp_path: Path, two: Path) -> None:
    out = tmp_path / "events.jsonl"
    result = run("code", two, tmp_path / "missing.txt", "--out", out)
    assert result.exit_code == 1
    assert f"{tmp_path / 'missing.txt'}: no such file" in result.stderr
    assert out.read_text().count("\n") == 2


def test_a_reader_that_goes_away_ends_it_quietly(two: Path) -> None:
    program = [sys.executable, "-m", "detente.cli", "code", str(two)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    page = jsonl(tmp_path / "a.jsonl", {"id": "é", "text": "Côte d’Ivoire condemned São Tomé and Príncipe."})
    program = [sys.executable, "-m", "detente.cli", "code", str(page)]
    env = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    }
    done = subprocess.run(program, capture_output=True, env=env, check=True)
    assert json.loads(done.stdout.decode("utf-8").splitlines()[0])["article_id"] == "é"
