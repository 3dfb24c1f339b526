from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.evaluate import GoldError, read_gold, read_predictions

from .made_up import CODED, GOLD, write_jsonl

RELATE = {"id": "r", "text": "A praised B.", "source": "A", "recipient": "B", "type": "SUPPORT"}
RESOLVE = {"id": "n", "actor": "Hentzau", "context": "", "date": "", "country": ["RUR"], "sector": [""]}


@pytest.mark.parametrize(("row", "kind"), [(GOLD[0], "events"), (RELATE, "relate"), (RESOLVE, "resolve")])
def test_the_columns_tell_the_kind(tmp_path: Path, row: dict[str, object], kind: str) -> None:
    assert read_gold(write_jsonl(tmp_path / "g.jsonl", [row])).kind == kind


def test_an_article_takes_its_text_from_the_file_beside_it(tmp_path: Path) -> None:
    event = {"type": ["CONSULT"], "sentence": "they met", "source": {"country": "RUR", "name": "Rudolf"}}
    article = {"article": {"published_inferred": {"date": "2019-04-23"}}, "events": [event]}
    (tmp_path / "gold.json").write_text(json.dumps(article))
    (tmp_path / "page.txt").write_text("In Strelsau they met.")
    gold = read_gold(tmp_path / "gold.json")
    assert gold.kind == "article"
    assert gold.texts() == [("gold", "In Strelsau they met.", "2019-04-23")]
    e = gold.rows[0]["events"][0]
    assert e["source"] == ["RUR"]
    assert e["source_name"] == "Rudolf"
    assert e["recipient"] is None
    assert e["reciprocal"] is True
    (tmp_path / "other.txt").write_text("Two files: which?")
    with pytest.raises(GoldError, match="no text"):
        read_gold(tmp_path / "gold.json").texts()


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        ([json.dumps(GOLD[0]), "{broken"], 2, "not JSON"),
        ([json.dumps(GOLD[0]), "", "[1]"], 3, "not a JSON object"),
        ([json.dumps(GOLD[0]), json.dumps(RELATE)], 2, "not a row of events"),
        ([json.dumps({"id": 1, "foo": 2})], 1, "columns id, foo"),
        ([json.dumps({"events": []})], 1, "no column id"),
        ([json.dumps({"id": 1, "events": [{"type": "AID"}]})], 1, "list of accepted types"),
        ([json.dumps({"id": 1, "events": [{"type": ["AID"], "source": "RUR"}]})], 1, "source must be a list"),
        ([json.dumps({**RESOLVE, "country": "RUR"})], 1, "country must be a list"),
        ([""], None, "empty"),
    ],
)
def test_bad_gold_is_named_with_file_line_and_reason(
    tmp_path: Path, lines: list[str], line: int | None, reason: str
) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text("\n".join(lines))
    with pytest.raises(GoldError, match=reason) as caught:
        read_gold(path)
    assert isinstance(caught.value, ValueError)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert str(path) in str(caught.value)


def test_files_that_are_no_text_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "g.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GoldError, match="not UTF-8"):
        read_gold(tmp_path / "g.jsonl")
    with pytest.raises(GoldError, match="No such file"):
        read_gold(tmp_path / "none.jsonl")
    (tmp_path / "g.json").write_text('{"events":\n 3')
    with pytest.raises(GoldError, match="not JSON") as caught:
        read_gold(tmp_path / "g.json")
    assert caught.value.line == 2


def test_predictions_are_read_and_checked(tmp_path: Path) -> None:
    assert read_predictions(write_jsonl(tmp_path / "p.jsonl", CODED)) == CODED
    assert read_predictions(write_jsonl(tmp_path / "p.jsonl", [])) == []
    with pytest.raises(GoldError, match=r"p\.jsonl:2: no column type"):
        read_predictions(write_jsonl(tmp_path / "p.jsonl", [CODED[0], {"id": 3}]))
