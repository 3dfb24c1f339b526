"""statements, resolve, relate, when, places, schema, evaluate and frames as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import detente
from tests.conftest import EXAMPLES, Run, rows

HEADER = "predicate\ttype\tmodes\tsource\trecipient\tif\tunless\tflags\texample\n"


def jsonl(path: Path, *cells: Any) -> Path:
    path.write_text("".join((c if isinstance(c, str) else json.dumps(c)) + "\n" for c in cells), "utf-8")
    return path


def test_version(run: Run) -> None:
    assert run("--version").stdout.startswith("detente ")


def test_statements(run: Run) -> None:
    page = EXAMPLES / "04-claim-and-denial.txt"
    text = page.read_text("utf-8")
    found = rows(run("statements", page))
    assert found
    assert all(text[r["start"] : r["end"]] == r["words"] for r in found)
    assert {r["article_id"] for r in found} == {detente.read(page)[0].id}
    article = detente.read(page)[0]
    assert [s.words for s in article.statements] == [r["words"] for r in found]


def test_no_statements(run: Run) -> None:
    result = run("statements", "-", input="The lake was calm.")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "detente: no statements in 1 article\n"


# -- resolve


def test_resolve_a_name(run: Run) -> None:
    result = run("resolve", "the Russian president", "--date", "2019-04-23")
    (found,) = rows(result)
    assert (found["country"], found["name"], found["sector"]) == ("RUS", "Vladimir Putin", "GOV")
    nobody = run("resolve", "xqzzy")
    assert (nobody.exit_code, nobody.stdout) == (0, "null\n")
    assert nobody.stderr == "detente: nobody is known by 'xqzzy'\n"


def test_resolve_rows(run: Run, tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "a.jsonl",
        {"id": 1, "actor": "the Russian president", "date": "2019-04-23"},
        {"id": 2, "name": "French police", "date": ""},
        {"id": 3, "name": "Germany", "date": "today"},
        {"id": 4, "name": "xqzzy"},
        "{broken",
        {"id": 6, "date": "2019-04-23"},
        {"id": 7, "name": "Kenya", "date": "31st of Never"},
    )
    result = run("resolve", "--jsonl", path)
    found = rows(result)
    assert [(r["id"], r["country"]) for r in found] == [
        (1, "RUS"),
        (2, "FRA"),
        (3, "DEU"),
        (4, None),
        (7, "KEN"),
    ]
    assert set(found[3]) == {
        "id", "country", "sector", "sectors", "name", "wiki", "wikidata", "confidence", "candidates", "scores",
    }  # fmt: skip
    assert set(found[3].values()) == {4, None}
    lines = result.stderr.splitlines()
    assert [line.split(": ")[1] for line in lines] == [f"{path}:5", f"{path}:6", f"{path}:7"]
    assert "no name or actor" in lines[1]
    assert result.exit_code == 1


def test_resolve_is_called_with_one_of_both(run: Run, tmp_path: Path) -> None:
    assert run("resolve").exit_code == 2
    assert run("resolve", "Kenya", "--jsonl", tmp_path / "x").exit_code == 2
    missing = run("resolve", "--jsonl", tmp_path / "x")
    assert (missing.exit_code, missing.stderr) == (
        2,
        f"detente: {tmp_path / 'x'}: No such file or directory\n",
    )
    assert run("resolve", "Kenya", "--date", "soon").exit_code == 2


# -- relate

TEXT = "Russia accused Turkey of hiding the truth."


def test_relate(run: Run, tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "a.jsonl",
        {"id": "a", "text": TEXT, "source": "Russia", "recipient": "Turkey"},
        {"id": "b", "text": TEXT, "source_spans": [[0, 6]], "recipient_spans": [[15, 21]]},
        {"id": "c", "text": TEXT, "source": "Russia"},
        {"id": "d", "text": TEXT, "source_spans": "all", "recipient_spans": 3},
        {"id": "e", "text": "France lifted its sanctions on Iran.", "source": "France", "recipient": "Iran"},
    )
    result = run("relate", path)
    found = rows(result)
    assert [(r["id"], r["type"]) for r in found] == [("a", "ACCUSE"), ("b", "ACCUSE"), ("e", "CONCEDE")]
    assert all(abs(sum(r["probabilities"].values()) - 1) < 0.01 for r in found)
    assert found[0]["quad"] == "VK"
    first, second = result.stderr.splitlines()
    assert first == f"detente: {path}:3: no recipient or recipient_spans"
    assert second.startswith(f"detente: {path}:4: cannot be related")
    assert result.exit_code == 1
    same = detente.relate(TEXT, source="Russia", recipient="Turkey")
    assert same["probabilities"] == found[0]["probabilities"]


def test_relate_in_cameo(run: Run, tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "a.jsonl",
        {"id": 1, "text": "France lifted its sanctions on Iran.", "source": "France", "recipient": "Iran"},
    )
    (found,) = rows(run("relate", path, "--scheme", "cameo"))
    assert found["type"] == "YIELD"
    assert {"CONCEDE", "RETREAT"}.isdisjoint(found["probabilities"])


# -- when, places, schema


def test_when(run: Run) -> None:
    text = "They met eight years ago and again on Thursday."
    found = rows(run("when", text, "--date", "2019-04-23"))
    assert [text[r["start_char"] : r["end_char"]] for r in found] == [r["text"] for r in found]
    assert found[0]["start"].startswith("2011")
    assert found == rows(run("when", "-", "--date", "2019-04-23", input=text))
    assert [t.text for t in detente.when(text, date="2019-04-23")] == [r["text"] for r in found]
    none = run("when", "The lake was calm.")
    assert (none.exit_code, none.stdout, none.stderr) == (0, "", "detente: no time expressions in the text\n")
    assert run("when", text, "--date", "someday").exit_code == 2


def test_when_reads_other_encodings_and_refuses_what_is_no_text(run: Run) -> None:
    assert rows(run("when", "-", input="The café opened in May 2019.".encode("cp1252")))[0]["start"] == "2019-05-01"
    result = run("when", "-", input=b"%PDF-1.7\x00\x01")
    assert (result.exit_code, result.stderr) == (2, "detente: <stdin>: a PDF, not text\n")


def test_places(run: Run) -> None:
    text = "Troops left Nairobi for Mombasa."
    found = rows(run("places", text))
    assert [(r["name"], r["country"]) for r in found] == [("Nairobi", "KEN"), ("Mombasa", "KEN")]
    assert [text[r["start_char"] : r["end_char"]] for r in found] == ["Nairobi", "Mombasa"]
    assert abs(found[0]["lat"] - -1.28) < 0.1
    assert run("places", "The lake was calm.").stderr == "detente: no places in the text\n"


def test_schema_is_that_of_the_models(run: Run) -> None:
    found = json.loads(run("schema").stdout)
    assert set(found["Event"]["required"]) >= {"id", "type", "sentence", "trigger"}
    assert set(found) == {"Article", "Event", "Statement", "Resolution", "TimeExpression", "Place"}


# -- evaluate

GOLD = {
    "id": "g1",
    "date": "2025-03-12",
    "text": "France condemned Iran.",
    "events": [
        {
            "type": ["ACCUSE"],
            "source": ["FRA"],
            "recipient": ["IRN"],
            "status": ["happened"],
            "trigger": "condemned",
            "start": 7,
            "end": 16,
            "must": True,
        }
    ],
}


def test_evaluate_events(run: Run, tmp_path: Path) -> None:
    gold = jsonl(tmp_path / "gold.jsonl", GOLD)
    figures = json.loads(run("evaluate", gold, "--json").stdout)
    assert figures["type_F1"] == 1.0
    shown = run("evaluate", gold, "--rows")
    assert shown.exit_code == 0
    assert "By type" in shown.stdout
    answers = tmp_path / "events.jsonl"
    answers.write_text(run("code", gold).stdout)
    assert json.loads(run("evaluate", gold, "--predicted", answers, "--json").stdout)["type_F1"] == 1.0


def test_evaluate_relate_and_resolve(run: Run, tmp_path: Path) -> None:
    relating = jsonl(
        tmp_path / "r.jsonl",
        {"id": 1, "text": TEXT, "source": "Russia", "recipient": "Turkey", "type": "ACCUSE"},
    )
    assert json.loads(run("evaluate", relating, "--json").stdout)["accuracy"] == 1.0
    resolving = jsonl(tmp_path / "n.jsonl", {"id": 1, "actor": "Germany", "country": ["DEU"], "sector": ["GOV"]})
    assert json.loads(run("evaluate", resolving, "--json").stdout)["country"] == [1.0, 1]


@pytest.mark.parametrize("content", ["", "{broken\n", '{"id": 1}\n'])
def test_evaluate_refuses_what_is_no_gold(run: Run, tmp_path: Path, content: str) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(content)
    result = run("evaluate", gold)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"detente: {gold}")
    assert result.stderr.count("\n") == 1


# -- frames


def test_frames_list(run: Run) -> None:
    found = run("frames", "list", "--word", "condemn").stdout.splitlines()
    assert any(line.startswith("ACCUSE\tv:condemn") for line in found)
    none = run("frames", "list", "--word", "xqzzy")
    assert (none.exit_code, none.stdout, none.stderr) == (0, "", "detente: no such frames\n")


def test_frames_test_takes_a_sentence_or_a_file(run: Run, tmp_path: Path) -> None:
    shown = run("frames", "test", "France condemned Iran.").stdout
    assert "event: ACCUSE happened: France (FRA) > Iran (IRN)" in shown
    path = tmp_path / "sentences.txt"
    path.write_text("France condemned Iran.\n\nThe lake was calm.\n")
    shown = run("frames", "test", path).stdout
    assert shown.count("event: ACCUSE") == 1
    assert "The lake was calm.\n  no event" in shown
    assert run("frames", "test", "France condemned Iran. " * 300).exit_code == 0


def test_frames_check_and_add(run: Run, tmp_path: Path) -> None:
    file, folder = tmp_path / "own.tsv", tmp_path / "mine"
    file.write_text(HEADER + "v:glare at\tACCUSE\t\tsubj\tat\t\t\t\tFrance glared at Iran.\n")
    added = run("frames", "add", file, "--to", folder)
    assert (added.exit_code, added.stdout.split(";")[0]) == (0, f"1 frames added to {folder}")
    checked = run("frames", "check", folder)
    assert (checked.exit_code, checked.stdout) == (0, "1 frames, 1 predicates, 0 errors, 0 examples fail\n")
    file.write_text(HEADER + "v:glare at\tNOSUCH\t\tsubj\tat\t\t\t\tFrance glared at Iran.\n")
    other = tmp_path / "other"
    assert run("frames", "add", file, "--to", other).exit_code == 2
    assert not (other / "own.tsv").exists()
    (folder / "own.tsv").write_text(HEADER + "v:glare at\tACCUSE\t\tsubj\tat\t\t\t\tThe lake was calm.\n")
    failing = run("frames", "check", folder)
    assert failing.exit_code == 1
    assert "own.tsv:2: ACCUSE v:glare at: the example gives no event: The lake was calm." in failing.stderr
    assert run("frames", "check", tmp_path / "none").exit_code == 2
