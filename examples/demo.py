"""What `make demo` does: codes the pages beside this file, writes the events and a report, prints the table."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import detente
from detente.coding.coder import Coder
from detente.event import Event
from detente.language.pipeline import parse
from detente.record.exports import flat, jsonl, table
from detente.views.report import report
from detente.views.table import show

HERE = Path(__file__).parent
OUT = HERE.parent / "out"


def main() -> int:
    refused: list[Exception] = []
    articles = [
        a
        for path in sorted(HERE.iterdir())
        if path.suffix in (".txt", ".html", ".jsonl", ".csv")
        for a in detente.read(path, on_error=refused.append)
    ]
    coder = Coder()
    started = time.perf_counter()
    coded = [(p.article, coder.code_parsed(p)) for p in parse(articles)]
    seconds = time.perf_counter() - started
    events: list[Event] = [e for _, found in coded for e in found]
    OUT.mkdir(exist_ok=True)
    (OUT / "events.jsonl").write_text("".join(jsonl(e) + "\n" for e in events), "utf-8")
    (OUT / "events.csv").write_text(table([flat(e) for e in events]), "utf-8")
    (OUT / "report.html").write_text(report(coded), "utf-8")
    show(events, {a.id: a for a in articles})
    words = sum(len(a.text.split()) for a in articles)
    print(
        f"\n{len(events)} events from {len(articles)} articles ({words} words) in {seconds:.1f} s.\n"
        f"Written: {OUT / 'events.jsonl'}, events.csv, report.html (open it in a browser).\n"
        "Next: .venv/bin/detente code YOUR_PAGE.txt --published 2026-11-24 --sentences"
    )
    for error in refused:
        print(f"detente: {error}", file=sys.stderr)
    return int(bool(refused) or not events)


if __name__ == "__main__":
    raise SystemExit(main())
