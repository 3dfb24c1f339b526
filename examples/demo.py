"""What `make demo` does: codes the pages beside this file, prints a table, writes events and a report."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import detente
from detente.coding.coder import make
from detente.record import exports, files
from detente.views.report import report
from detente.views.table import show, terminal

HERE = Path(__file__).parent
OUT = HERE.parent / "out"


def main() -> int:
    refused: list[Exception] = []
    pages = [p for p in sorted(HERE.iterdir()) if p.suffix in (".txt", ".html", ".jsonl", ".csv")]
    articles = [exports.carried(a) for page in pages for a in detente.read(page, on_error=refused.append)]
    started = time.perf_counter()
    coded = list(make().code(articles))
    seconds = time.perf_counter() - started
    events = [event for _, found in coded for event in found]
    OUT.mkdir(exist_ok=True)
    for name in ("events.jsonl", "events.csv"):
        with (OUT / name).open("w", encoding="utf-8", newline="") as stream:
            files.write(events, stream, name.rpartition(".")[2])
    (OUT / "report.html").write_text(report(coded), "utf-8")
    show(coded, terminal())
    words = sum(len(a.text.split()) for a in articles)
    print(
        f"\n{len(events)} events of {len(articles)} articles ({words:,} words) in {seconds:.1f} s.\n"
        f"Written to {OUT.relative_to(Path.cwd()) if OUT.is_relative_to(Path.cwd()) else OUT}: "
        "report.html (open it in a browser), events.jsonl, events.csv\n"
        "Next:       .venv/bin/detente code YOUR_PAGE.txt --published 2026-11-24 --sentences"
    )
    for error in refused:
        print(f"detente: {error}", file=sys.stderr)
    return int(bool(refused) or not events)


if __name__ == "__main__":
    raise SystemExit(main())
