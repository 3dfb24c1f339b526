"""What tests of the command line share."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import settings
from typer.testing import CliRunner

from detente.cli import app

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
Run = Callable[..., Result]
# Tests assert no time: a slow machine fails none.
settings.register_profile("detente", deadline=None)
settings.load_profile("detente")
# Nobody's own actors get into the tests; those that ask about them name a folder of theirs.
os.environ["DETENTE_HOME"] = tempfile.mkdtemp(prefix="detente-tests-")


@pytest.fixture
def run() -> Run:
    """Runs the program in this process: ``run("code", path, input=b"...")``."""
    runner = CliRunner()

    def call(*words: object, input: bytes | str | None = None) -> Result:
        return runner.invoke(app, [str(w) for w in words], input=input, prog_name="detente")

    return call


def rows(result: Result) -> list[dict[str, Any]]:
    """The lines of JSON that a command printed."""
    return [json.loads(line) for line in result.stdout.splitlines()]
