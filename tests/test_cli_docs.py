"""Every command and option has help, and stands in docs/reference.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typer

from detente.cli import app

REFERENCE = Path(__file__).parent.parent / "docs" / "reference.md"


def walk(command: Any, name: str) -> list[tuple[str, Any]]:
    found = [(name, command)]
    for key, sub in getattr(command, "commands", {}).items():
        found.extend(walk(sub, f"{name} {key}"))
    return found


COMMANDS = walk(typer.main.get_command(app), "detente")


def test_walk_finds_the_commands() -> None:
    names = {name for name, _ in COMMANDS}
    assert {"detente code", "detente frames check", "detente evaluate", "detente resolve"} <= names


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[n for n, _ in COMMANDS])
def test_command_has_help_and_is_documented(name: str, command: Any) -> None:
    assert command.help, f"{name} has no help"
    text = REFERENCE.read_text("utf-8")
    section = text.split(f"## `{name}`", 1)
    assert len(section) == 2, f"docs/reference.md has no section for {name}"
    body = section[1].split("\n## ", 1)[0]
    for parameter in command.params:
        if parameter.name == "help":
            continue
        assert getattr(parameter, "help", None), f"{name}: {parameter.name} has no help"
        words = parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.name
        assert words in body, f"docs/reference.md: {name} does not tell of {words}"
