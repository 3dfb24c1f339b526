"""Runs the commands in the console blocks of a page and writes what they print below them.

usage: .venv/bin/python docs/write_tour.py [PAGE ...]      (docs/tour.md where none is named)

They run at the root of the project as in a terminal of 100 columns without colours.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = "100"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def commands(block: str) -> list[str]:
    """The commands of a block: the lines behind ``$``, with those that carry them on."""
    found: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(line[2:])
        elif found and found[-1].endswith("\\"):
            found[-1] += f"\n{line}"
    return found


def printed(command: str) -> str:
    """What a command prints at a terminal."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "COLUMNS": COLUMNS, "NO_COLOR": "1", "TERM": "dumb"}
    reader, writer = pty.openpty()
    with subprocess.Popen(["bash", "-c", command], cwd=ROOT, env=env, stdout=writer, stderr=writer):
        os.close(writer)
        chunks = []
        while True:
            try:
                chunk = os.read(reader, 65536)
            except OSError:  # the last writer has closed it
                break
            if not chunk:
                break
            chunks.append(chunk)
    os.close(reader)
    lines = b"".join(chunks).decode().replace("\r\n", "\n").splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def renewed(page: str) -> str:
    """A page with what its commands print now."""

    def block(match: re.Match[str]) -> str:
        parts = [f"$ {command}\n{printed(command)}" for command in commands(match[1])]
        return f"```console\n{''.join(parts)}```"

    return BLOCK.sub(block, page)


if __name__ == "__main__":
    for page in map(Path, sys.argv[1:] or [ROOT / "docs" / "tour.md"]):
        page.write_text(renewed(page.read_text("utf-8")), "utf-8")
