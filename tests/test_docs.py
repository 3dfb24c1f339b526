"""The docs say what the program does: what is printed from it is up to date, and the commands in them run."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT, Run

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md"), ROOT / "examples" / "README.md"])


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands(page: str) -> list[str]:
    found: list[str] = script("write_tour").commands(
        "\n".join(re.findall(r"^```console\n(.*?)^```", page, re.S | re.M))
    )
    return found


def test_reference_is_what_the_script_writes_now() -> None:
    module = script("write_reference")
    assert module.TARGET.read_text("utf-8") == module.text(), "run docs/write_reference.py"


def test_tables_of_the_codebook_are_those_of_the_ontology() -> None:
    module = script("write_tables")
    page = module.TARGET.read_text("utf-8")
    assert set(re.findall(r"<!-- table: (\w+) -->", page)) == set(module.TABLES)
    assert page == module.filled(page), "run docs/write_tables.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_tour_runs(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (DOCS / "tour.md").read_text("utf-8")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path)
    seen = set()
    for command in commands(page):
        called = re.search(r"(?:^|&& )detente (.*?)(?: \||;|$)", command)
        if called is None:
            if command.startswith("echo "):
                subprocess.run(["bash", "-c", command], check=True)
            continue
        words = shlex.split(called[1])
        seen.add(words[0])
        result = run(*words)
        assert result.exit_code == ("status 1" in page.split(command, 1)[1].split("```")[0]), result.stderr
        assert result.stdout or "--out" in words
    assert seen >= {"code", "statements", "resolve", "when", "places", "frames"}


def test_python_of_the_tour_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for block in re.findall(r"^```python\n(.*?)^```", (DOCS / "tour.md").read_text("utf-8"), re.S | re.M):
        exec(block, {})
    assert "ACCUSE" in capsys.readouterr().out


def test_ten_minutes_with_frames_of_your_own(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worked example of docs/frames.md, line by line."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news.csv").write_text("date,text\n2025-03-12,Somali pirates hijacked an Indian tanker.\n")
    page = (DOCS / "frames.md").read_text("utf-8")
    blocks = "\n".join(re.findall(r"^ *```console\n(.*?)^ *```", page, re.S | re.M))
    lines = [line.strip()[2:] for line in blocks.splitlines() if line.strip().startswith("$ ")]
    printed = ""
    for line in lines:
        if line.startswith("detente "):
            result = run(*shlex.split(line)[1:])
            assert result.exit_code == 0, result.stderr
            printed += result.stdout
        else:
            subprocess.run(["bash", "-c", line], check=True, cwd=tmp_path)
    assert "3 frames, 3 predicates, 0 errors, 0 examples fail" in printed
    assert "event: PIRACY happened" in printed
    assert "PIRACY" in (tmp_path / "events.csv").read_text()
