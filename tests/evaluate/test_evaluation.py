from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from detente.evaluate import GoldError, evaluate, score_predictions
from detente.evaluate.report import print_report
from detente.evaluate.score import score

from .made_up import CODED, GOLD, SHARED, TEXTS, write_jsonl


def printed(e: object, rows: bool = False) -> str:
    console = Console(file=io.StringIO(), width=120)
    print_report(e, console, rows=rows)  # type: ignore[arg-type]
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_a_coder_is_run_over_the_texts_and_scored(tmp_path: Path) -> None:
    seen: list[tuple[str, str, str | None]] = []

    def code(texts: list[tuple[str, str, str | None]]) -> list[dict[str, object]]:
        seen.extend(texts)
        return CODED

    e = evaluate(write_jsonl(tmp_path / "gold.jsonl", GOLD), code, folds=2)
    assert seen[0] == ("a", TEXTS["a"], "2025-03-03")
    assert e.figures == score(GOLD, CODED)
    assert set(e.folds) <= {0, 1}
    assert e.extra["words"] == sum(len(t.split()) for t in TEXTS.values())
    by_type = {t.type: t for t in e.types}
    assert by_type["ASSAULT"].precision == 0.5
    assert by_type["ASSAULT"].recall == 1
    assert by_type["REJECT"].coded == 1  # the arguable one is left out
    assert by_type["SANCTION"].f1 == 0
    assert e.fields["killed"] == [1.0, 1]


def test_the_report_has_its_tables(tmp_path: Path) -> None:
    e = score_predictions(write_jsonl(tmp_path / "gold.jsonl", GOLD), CODED)
    text = printed(e, rows=True)
    for words in ("type_F1", "By type", "By field", "By fold of stories", "Guessed causes", "wrong type"):
        assert words in text
    assert "missed     d want ['SANCTION']" in text


def test_relate_and_resolve_files_take_their_own_coder(tmp_path: Path) -> None:
    row = {"id": "1", "text": "A praised B.", "source": "A", "recipient": "B", "type": "SUPPORT"}
    path = write_jsonl(tmp_path / "plv.jsonl", [row])
    e = evaluate(path, relate=lambda rows: [{"id": r["id"], "type": "SUPPORT"} for r in rows])
    assert e.figures["macro_F1"] == 1
    assert "By class" in printed(e)
    with pytest.raises(GoldError, match="is a relate file"):
        evaluate(path, lambda texts: [])

    actors = write_jsonl(tmp_path / "actors.jsonl", [{"id": "1", "actor": "x", "country": ["RUR"]}])
    e = evaluate(actors, resolve=lambda rows: [{"id": "1", "country": "ELB"}])
    assert e.figures["country"] == [0.0, 1]
    assert "country" in printed(e)


def test_a_text_that_is_not_there_is_named(tmp_path: Path) -> None:
    rows = [GOLD[0], {k: v for k, v in GOLD[1].items() if k != "text"}]
    path = write_jsonl(tmp_path / "gold.jsonl", rows)
    with pytest.raises(GoldError, match=r"gold\.jsonl:2: no text"):
        evaluate(path, lambda texts: [])
    assert score_predictions(path, CODED).extra == {}  # scoring needs no texts
    with pytest.raises(GoldError, match="no coder of events"):
        evaluate(path)


@pytest.mark.skipif(not (SHARED / "seed" / "gold.json").exists(), reason="../shared is not here")
def test_the_seed_page_comes_with_its_text_and_day() -> None:
    seen: list[tuple[str, str, str | None]] = []
    e = evaluate(SHARED / "seed" / "gold.json", lambda texts: seen.extend(texts) or [])  # type: ignore[func-returns-value]
    assert e.kind == "article"
    assert e.figures["gold"] == 12
    assert seen[0][2] == "2019-04-23"
    assert "PYONGYANG" in seen[0][1].upper()
