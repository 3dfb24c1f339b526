"""Labelled files into windows to train on: a paragraph each, with its acts, its mentions and who is on which side.

    python -m training.coder.prepare OUT GOLD [GOLD ...]

GOLD is JSONL as ``detente evaluate`` reads it: ``text`` (or ``file`` beside it), ``date``, ``events`` with offsets.
A window has its text, acts ({start, end, types, must, status, source, recipient, reciprocal}) and mentions
({start, end, head: [start, end], countries, form, rule}), as the coder's own reading finds them, so that what is
learned of roles is learned on the mentions that it will be asked about.  ``fold`` is that of the story.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from detente.article import Article, Published
from detente.evaluate.folds import fold
from detente.language.parsed import Parsed
from detente.language.pipeline import parse
from detente.reading import read

Json = dict[str, Any]


def articles(path: Path) -> Iterator[tuple[Json, Article]]:
    """Gold rows with the article that they are of; a row that cannot be read stops the run with its line."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            day = date.fromisoformat(row["date"])
            if "file" in row:
                article = read(str(path.parent / row["file"]), published=row["date"])[0]
                article.id = row["id"]
            else:
                stated = Published(day=day, how="stated", confidence=1)
                article = Article(id=row["id"], text=row["text"], published=stated)
        except (KeyError, ValueError) as error:
            sys.exit(f"{path}:{number}: not a labelled row: {error!r}")
        yield row, article


def mentions(parsed: Parsed, start: int, end: int) -> list[Json]:
    """The mentions of a window, offsets from its start."""
    out = []
    for m in parsed.mentions:
        if not start <= m.start < m.end <= end:
            continue
        offset = int(m.head.doc.user_data["offset"])
        head = offset + m.head.idx
        out.append(
            {
                "start": m.start - start,
                "end": m.end - start,
                "head": [head - start, head + len(m.head) - start],
                "countries": m.countries,
                "form": m.form,
                "kind": m.kind,
                "rule": m.rule,
            }
        )
    return out


def windows(row: Json, parsed: Parsed) -> Iterator[Json]:
    """The paragraphs of a labelled text."""
    text = parsed.article.text
    for doc in parsed.docs:
        start = int(doc.user_data["offset"])
        end = start + len(doc.text)
        acts = [
            {
                "start": e["start"] - start, "end": e["end"] - start, "types": e["type"], "must": e.get("must", True),
                "status": e.get("status") or [], "source": e.get("source"), "recipient": e.get("recipient"),
                "reciprocal": bool(e.get("reciprocal")),
            }
            for e in row["events"]
            if "start" in e and start <= e["start"] < end
        ]  # fmt: skip
        yield {
            "id": row["id"], "fold": fold(row), "text": text[start:end], "offset": start, "acts": acts,
            "mentions": mentions(parsed, start, end), "unplaced": any("start" not in e for e in row["events"]),
        }  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("out", type=Path)
    arguments.add_argument("gold", type=Path, nargs="+")
    given = arguments.parse_args()
    count = 0
    with given.out.open("w", encoding="utf-8") as out:
        for path in given.gold:
            rows, read_in = zip(*articles(path), strict=True)
            for row, parsed in zip(rows, parse(read_in), strict=True):
                for window in windows(row, parsed):
                    out.write(json.dumps(window, ensure_ascii=False) + "\n")
                    count += 1
    print(f"{count} windows in {given.out}")


if __name__ == "__main__":
    main()
