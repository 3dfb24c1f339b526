"""``detente knowledge`` and ``detente resolve --jsonl``: what is printed, refused, and with which status."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from detente.knowledge import user
from tests.conftest import ROOT, Run, rows

DOCS = ROOT / "docs"
GOOD = "Mwangaza Front,group,Mwangaza,KEN,REB,,2024-02"
HEAD = "name,kind,aliases,country,sector,office,since"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path / "home"))
    user.reload()
    yield tmp_path / "home" / "knowledge"
    monkeypatch.undo()
    user.reload()


def file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    return path


def test_add_list_remove(run: Run, tmp_path: Path, home: Path) -> None:
    path = file(tmp_path, GOOD, "Zuhura Testwala,person,,KEN,,Foreign Minister,2025-11-20")
    added = run("knowledge", "add", path)
    assert (added.exit_code, added.stderr) == (0, "")
    assert added.stdout == f"2 added, 0 replaced, 0 there already, 0 refused in {home / 'actors.tsv'}\n"
    again = run("knowledge", "add", path)
    assert again.stdout.startswith("0 added, 0 replaced, 2 there already, 0 refused")
    listed = run("knowledge", "list")
    assert listed.stdout.splitlines()[0].split("\t") == [
        "group:ken-mwangaza-front", "Mwangaza Front", "KEN", "REB", "", "2024-02", "", "Mwangaza",
    ]  # fmt: skip
    assert rows(run("knowledge", "list", "--json"))[1]["office"] == "Foreign Minister"
    (found,) = rows(run("resolve", "Kenyan Foreign Minister Testwala", "--date", "2025-12-01"))
    assert (found["name"], found["sector"]) == ("Zuhura Testwala", "GOV")
    looked = run("knowledge", "remove", "group:ken-mwangaza-front", "--check")
    assert looked.stdout == "1 row of Mwangaza Front would be removed\n"
    assert run("knowledge", "remove", "group:ken-mwangaza-front").exit_code == 0
    gone = run("knowledge", "remove", "group:ken-mwangaza-front")
    assert gone.exit_code == 1
    assert gone.stderr == f"detente: no 'group:ken-mwangaza-front' in {home / 'actors.tsv'}\n"


def test_bad_rows_are_named_and_the_good_ones_stay(run: Run, tmp_path: Path) -> None:
    path = file(tmp_path, "Jane Testdoe,person,,Kenya,GOV", GOOD, "Hamas,group,,PSE,,", "X,body,,KEN,BUS")
    result = run("knowledge", "add", path)
    assert result.exit_code == 1
    assert result.stdout.startswith("2 added, 0 replaced, 0 there already, 2 refused")
    assert result.stderr.splitlines() == [
        f"detente: {path}:4: goes before ours: Hamas (group:hamas) is in our tables",
        f"detente: {path}:2: country 'Kenya' is no code: write KEN",
        f"detente: {path}:5: 'X' is too short for a name (two letters only in capitals, like EU)",
    ]


def test_check_only_looks(run: Run, tmp_path: Path, home: Path) -> None:
    result = run("knowledge", "add", file(tmp_path, GOOD), "--check")
    assert result.stdout == "1 added, 0 replaced, 0 there already, 0 refused (only checked)\n"
    assert not home.exists()
    assert run("knowledge", "list").stderr == f"detente: no actors of your own in {home / 'actors.tsv'}\n"


def test_wrong_calls(run: Run, tmp_path: Path) -> None:
    missing = run("knowledge", "add", tmp_path / "none.csv")
    assert (missing.exit_code, missing.stderr) == (2, f"detente: {tmp_path / 'none.csv'}: No such file or directory\n")
    path = tmp_path / "a.csv"
    path.write_text("name,colour\n")
    wrong = run("knowledge", "add", path)
    assert wrong.exit_code == 2
    assert "no column kind; columns are name, kind" in wrong.stderr
    assert run("knowledge", "add").exit_code == 2


def test_a_broken_file_of_the_users_stops_every_command_that_asks_it(run: Run, tmp_path: Path, home: Path) -> None:
    run("knowledge", "add", file(tmp_path, GOOD))
    own = home / "actors.tsv"
    own.write_text(own.read_text("utf-8").replace("\tREB\t", "\tBOSS\t"), "utf-8")
    user.reload()
    for call in (["resolve", "Kenya"], ["places", "Nairobi"], ["knowledge", "list"], ["knowledge", "stats"]):
        result = run(*call)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"detente: {own}:4: sector 'BOSS' is none of ")
        assert result.stderr.count("\n") == 1
    assert run("schema").exit_code == 0


def test_stats(run: Run, tmp_path: Path) -> None:
    run("knowledge", "add", file(tmp_path, GOOD))
    found = json.loads(run("knowledge", "stats", "--json").stdout)
    assert found["persons"]["all"] > 20_000
    assert found["persons"]["with_office"] <= found["persons"]["all"]
    assert sum(found["persons_by_sector"].values()) == found["persons"]["all"]
    assert sum(found["persons_by_region"].values()) == found["persons"]["all"]
    assert found["organisations"]["all"] == sum(found["organisations"][k] for k in ("bodies", "groups", "organs"))
    assert found["organisations_by_sector"].keys() > {"GOV", "REB", "PTY"}
    assert found["states_and_regions"]["states"] > 190
    assert found["your_own"]["actors"] == 1
    assert sum(found["offices_by_source"].values()) == found["offices"]["all"]
    assert found["age"]["as_of"] == "2025-10"
    shown = run("knowledge", "stats").stdout
    assert "organisations by sector\n" in shown
    assert f"{found['persons']['all']:,}" in shown


def test_resolve_takes_tables(run: Run, tmp_path: Path) -> None:
    table = 'id,actor,date\n7,"the Russian president",2019-04-23\n8,,\n9,Kenya\n10,a,b,c\n'
    result = run("resolve", "--jsonl", "-", input=table)
    assert [(r["id"], r["country"]) for r in rows(result)] == [("7", "RUS"), ("9", "KEN")]
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "detente: <stdin>:3: no name or actor",
        "detente: <stdin>:5: 4 cells for 3 columns",
    ]
    tabs = tmp_path / "a.tsv"
    tabs.write_text("name\tcontext\nNational Guard\tSaudi Arabia\n")
    assert rows(run("resolve", "--jsonl", tabs))[0]["country"] == "SAU"
    other = run("resolve", "--jsonl", "-", input="title,who\na,b\n")
    assert other.exit_code == 2
    assert "no column name or actor" in other.stderr


def test_a_close_call_is_reported(run: Run) -> None:
    (found,) = rows(run("resolve", "Congolese", "--date", "2020-01-01"))
    assert found["candidates"] == ["Republic of the Congo"]
    assert len(found["scores"]) == 1
    assert 0 < found["scores"][0] <= found["confidence"] < 0.9


# -- docs/knowledge.md


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_knowledge", DOCS / "write_knowledge.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_has_the_tables_as_they_are_now() -> None:
    module = script()
    page = module.TARGET.read_text("utf-8")
    assert set(re.findall(r"<!-- table: (\w+) -->", page)) == set(module.TABLES)
    assert page == module.filled(page), "run docs/write_knowledge.py"


def test_the_worked_example_runs(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = (DOCS / "knowledge.md").read_text("utf-8")
    example = page.split("## Add an actor of your own", 1)[1].split("```console\n", 1)[1].split("```", 1)[0]
    printed: list[str] = []
    for line in example.splitlines():
        if line.startswith("$ detente "):
            result = run(*shlex.split(line)[2:])
            assert (result.exit_code, result.stderr) == (0, "")
            printed = result.stdout.splitlines()
            if "resolve" in line:
                found = json.loads(result.stdout)
                assert found["name"] in ("Zuhura Mbeki-Otieno", "Mwangaza Front")
                assert found["sector"] == ("REB" if "fighters" in line else "GOV" if "2025" in line else "LEG")
        elif line.startswith("$ "):
            subprocess.run(["bash", "-c", line[2:]], check=True, cwd=tmp_path)
        else:
            assert line in printed
