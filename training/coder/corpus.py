"""The project's own sentences, checked, as labelled rows.

    python -m training.coder.corpus OUT [FILE ...]

Without FILE all of training/corpus/*.txt; the markup is described in training/corpus/README.md.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent.parent / "corpus"
ACT = re.compile(r"\{([^{}|]+)\|([^{}|]*)\|([^{}|]*)\|([^{}|]*)\|([^{}|]*)\}")
CODE = re.compile(r"[A-Z]{3}\Z")
TYPES = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
STATUS = frozenset("happened ongoing planned wished hypothetical negated".split())
DAY = "2025-06-02"  # a day is part of a row; nothing of types and sides hangs on it


def side(field: str) -> list[str] | None:
    """Accepted codes of a side; None where it is not asked for."""
    if field == "*":
        return None
    codes = field.split("/")
    for code in codes:
        if code and not CODE.match(code):
            raise ValueError(f"not a country code: {code!r}")
    return codes


def act(found: re.Match[str], start: int) -> dict[str, Any]:
    """The act that a pair of braces marks."""
    words, types, source, recipient, status = (g.strip() for g in found.groups())
    must = not types.startswith("?")
    kinds, states = types.lstrip("?").split("/"), status.split("/")
    if unknown := set(kinds) - TYPES:
        raise ValueError(f"not a type: {sorted(unknown)}")
    if unknown := set(states) - STATUS:
        raise ValueError(f"not a status: {sorted(unknown)}")
    return {
        "type": kinds, "trigger": words, "start": start, "end": start + len(words),
        "source": side(source.lstrip("~")), "recipient": side(recipient), "reciprocal": source.startswith("~"),
        "status": states, "must": must,
    }  # fmt: skip


def row(line: str, name: str) -> dict[str, Any]:
    """A line as a labelled row; raises ValueError that says what is wrong with it."""
    text, events, done = "", [], 0
    for found in ACT.finditer(line):
        text += line[done : found.start()]
        events.append(act(found, len(text)))
        text += found.group(1).strip()
        done = found.end()
    text += line[done:]
    if "{" in text or "}" in text or "|" in text:
        raise ValueError("a brace or bar is left over")
    if len(text.split()) < 4:
        raise ValueError("too short to be a sentence")
    return {"id": name, "date": DAY, "story": name, "text": text, "events": events}


def rows(paths: list[Path]) -> list[dict[str, Any]]:
    """All rows of the files; a bad or doubled line ends the run with its file, number and reason."""
    out, seen, bad = [], {}, 0
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                found = row(line.strip(), f"{path.stem}-{number}")
                key = re.sub(r"\W+", " ", found["text"].lower())
                if key in seen:
                    raise ValueError(f"the same as {seen[key]}")
                seen[key] = found["id"]
                out.append(found)
            except ValueError as error:
                print(f"{path}:{number}: {error}", file=sys.stderr)
                bad += 1
    if bad:
        sys.exit(1)
    return out


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    found = rows([Path(p) for p in sys.argv[2:]] or sorted(CORPUS.glob("*.txt")))
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in found)
    types = Counter(e["type"][0] for r in found for e in r["events"])
    states = Counter(e["status"][0] for r in found for e in r["events"])
    print(f"{len(found)} rows, {sum(not r['events'] for r in found)} without an event; {dict(types)}; {dict(states)}")


if __name__ == "__main__":
    main()
