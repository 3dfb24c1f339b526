"""Writes docs/demo.svg, the picture of the README: the table of example pages as a terminal shows it.

usage: .venv/bin/python docs/make_picture.py
Look at it: rsvg-convert docs/demo.svg -o /tmp/demo.png
"""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import detente
from detente.coding.coder import make
from detente.views.table import show

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "demo.svg"
PAGES = ("examples/08-digest.jsonl",)
WIDTH = 104
# A window of its own, dark enough to be read on a white page and set off from a black one.
THEME = TerminalTheme(
    (27, 31, 38), (215, 220, 226),
    [(60, 66, 76), (240, 128, 118), (126, 201, 143), (226, 184, 96), (110, 170, 235), (200, 150, 220),
     (110, 195, 205), (215, 220, 226)],
    [(100, 108, 120), (255, 150, 140), (150, 225, 170), (245, 205, 120), (140, 195, 255), (220, 175, 240),
     (140, 220, 230), (255, 255, 255)],
)  # fmt: skip
# Rich's own frame asks a server for a font; ours takes the reader's.
FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>A table of coded events in a terminal</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def trimmed(match: re.Match[str]) -> str:
    """A stretch of text without the blanks around it, which some programs drop and so shift the words."""
    place = {name: float(value) for name, value in re.findall(r'(x|textLength)="([\d.]+)"', match[1])}
    whole = html.unescape(match[2])
    cell, left = place["textLength"] / len(whole), len(whole) - len(whole.lstrip("\xa0"))
    words = whole.strip("\xa0")
    around = re.sub(r'\bx="[\d.]+"', f'x="{place["x"] + left * cell:g}"', match[1])
    around = re.sub(r'textLength="[\d.]+"', f'textLength="{len(words) * cell:g}"', around)
    return f"<text {around}>{html.escape(words).replace(chr(160), '&#160;')}</text>"


def main() -> None:
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, highlight=False)
    console.print(Text.assemble(("$ ", "dim"), ("detente code " + " ".join(PAGES), "bold")))
    articles = [a for page in PAGES for a in detente.read(ROOT / page)]
    show(make().code(articles), console)
    picture = console.export_svg(theme=THEME, code_format=FRAME, unique_id="detente", title="")
    TARGET.write_text(re.sub(r"<text ([^>]*)>([^<]*)</text>", trimmed, picture), "utf-8")
    print(f"written to {TARGET}")


if __name__ == "__main__":
    main()
