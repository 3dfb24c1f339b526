"""A gate: the last figures with their counts by text, and whether a new run falls below them.

The committed file holds ids and counts, no sentence.  A figure falls when the paired 95 % interval of its
change lies wholly on the worse side of nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.evaluate.goldfile import GoldError
from detente.evaluate.paired import Counts, Difference, f1_differences, mean_difference
from detente.evaluate.score import Tally, prf

ALARMS = "false_alarms_per_empty_text"
Texts = dict[str, list[int]]  # id -> gold, coded, type hits, who hits, and 1 where the gold holds no event at all


@dataclass(frozen=True)
class Gate:
    """What a gate says: ``fell`` names the figures that fell; ``changes`` has all of them."""

    changes: list[Difference]
    fell: list[str]

    @property
    def ok(self) -> bool:
        return not self.fell

    def __str__(self) -> str:
        return "\n".join(
            f"{c.figure:28s} {c.before:.3f} -> {c.after:.3f} ({c.change:+.3f}, {c.low:+.3f} to {c.high:+.3f})"
            + (" FELL" if c.figure in self.fell else "")
            for c in self.changes
        )


def _texts(tallies: Sequence[Tally]) -> Texts:
    return {str(t.id): [t.must, len(t.coded) if not t.gold else t.counted, t.type_hits, t.who_hits,
                        int(not t.gold)] for t in tallies}  # fmt: skip


def _figures(texts: Texts) -> dict[str, float | None]:
    gold, coded, types, whos = (sum(t[k] for t in texts.values()) for k in range(4))
    empty = [t[1] for t in texts.values() if t[4]]
    return {
        "type_F1": round(prf(types, coded, gold)[2], 3),
        "who_F1": round(prf(whos, coded, gold)[2], 3),
        ALARMS: round(sum(empty) / len(empty), 3) if empty else None,
    }


def save(path: Path, tallies: Sequence[Tally], **about: Any) -> None:
    """Write the gate's file: ``about`` (gold, coder, day...), figures, and a text a line."""
    texts = _texts(tallies)
    head = json.dumps({**about, "figures": _figures(texts)}, ensure_ascii=False, indent=1)[:-2]
    lines = ",\n".join(f"  {json.dumps(i)}: {json.dumps(t)}" for i, t in texts.items())
    path.write_text(f'{head},\n "texts": {{\n{lines}\n }}\n}}\n', encoding="utf-8")


def load(path: Path) -> dict[str, Any]:
    """The gate's file; GoldError where it is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as e:
        raise GoldError(path, e.lineno, f"not JSON ({e.msg})") from e
    except OSError as e:
        raise GoldError(path, None, e.strerror or "cannot be read") from e
    texts = found.get("texts") if isinstance(found, dict) else None
    if not isinstance(texts, dict) or not all(isinstance(t, list) and len(t) == 5 for t in texts.values()):
        raise GoldError(path, None, "no texts with their five counts in it")
    return dict(found)


def check(path: Path, tallies: Sequence[Tally]) -> Gate:
    """Compare a run with the last one, over the texts that both have.

    Raises GoldError where the file is no gate's or has no text of this run.
    """
    last: Texts = load(path)["texts"]
    now = _texts(tallies)
    try:
        changes = f1_differences(_counts(last), _counts(now))
    except ValueError as e:
        raise GoldError(path, None, str(e)) from e
    fell = [c.figure for c in changes if c.high < 0]
    empty = [i for i in last if i in now and last[i][4] and now[i][4]]
    if empty:
        alarms = mean_difference(ALARMS, [last[i][1] for i in empty], [now[i][1] for i in empty])
        changes.append(alarms)
        fell += [ALARMS] if alarms.low > 0 else []
    return Gate(changes, fell)


def _counts(texts: Texts) -> dict[str, Counts]:
    return {i: (t[0], t[1], t[2], t[3]) for i, t in texts.items()}
