"""A small made-up gold, what a coder might make of it, and the scorer that came with the real gold."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"

TEXTS = {
    "a": "Ruritania's foreign minister met his Elbonian counterpart in Strelsau on Monday.",
    "b": "Elbonian jets bombed a Ruritanian depot, killing six; Elbonia denied it.",
    "c": "A farmer won first prize at the fair.",
    "d": "Ruritania may recall its envoy.",
}


def actor(country: str | None, **more: Any) -> Json:
    return {"text": "x", "country": country, **more}


def event(text: str, words: str, type: list[str], source: Any, recipient: Any, **more: Any) -> Json:
    start = TEXTS[text].index(words)
    return {
        "type": type, "trigger": words, "start": start, "end": start + len(words),
        "source": source, "recipient": recipient, "status": ["happened"], "must": True, **more,
    }  # fmt: skip


def coded(text: str, words: str, type: str, source: list[Json], recipient: list[Json], **more: Any) -> Json:
    start = TEXTS[text].index(words)
    return {
        "article_id": text, "type": type, "source": source, "recipient": recipient, "status": "happened",
        "trigger": {"text": words, "start": start, "end": start + len(words)},
        "sentence": TEXTS[text], **more,
    }  # fmt: skip


GOLD: list[Json] = [
    {
        "id": "a", "date": "2025-03-03", "story": "Elbonia talks", "text": TEXTS["a"],
        "events": [
            event("a", "met", ["CONSULT"], ["RUR"], ["ELB"], reciprocal=True, where="Strelsau",
                  when=["2025-03-03", "2025-03-03"], source_sector=["GOV"], modes=["visit"]),
        ],
    },
    {
        "id": "b", "date": "2025-03-04", "story": "Elbonia war", "text": TEXTS["b"],
        "events": [
            event("b", "bombed", ["ASSAULT"], ["ELB"], ["RUR"], harm={"killed": 6}, contested=True,
                  denied_by="Elbonia"),
            event("b", "denied", ["REJECT"], ["ELB"], ["RUR", ""], must=False),
        ],
    },
    {"id": "c", "date": "2025-03-04", "story": "", "text": TEXTS["c"], "events": []},
    {
        "id": "d", "date": "2025-03-05", "story": "Elbonia war", "text": TEXTS["d"],
        "events": [event("d", "recall", ["SANCTION"], ["RUR"], [""], status=["hypothetical"])],
    },
]  # fmt: skip

CODED: list[Json] = [
    coded("a", "met", "CONSULT", [actor("ELB", sector="GOV")], [actor("RUR")], where={"name": "Strelsau"},
          when={"start": "2025-03-03", "end": "2025-03-03"}, modes=["phone"]),
    coded("b", "bombed", "ASSAULT", [actor("ELB")], [actor("GRU")], harm={"killed": 6}, contested=True,
          denied_by=[actor("ELB", name="Elbonia")], where={"name": "depot"}),
    coded("b", "denied", "REJECT", [actor("ELB")], []),
    coded("c", "won", "ASSAULT", [], []),
    coded("d", "recall", "REJECT", [actor("RUR")], []),
]  # fmt: skip


def reference() -> Callable[[Sequence[Json], Sequence[Json]], Json] | None:
    """``score`` of shared/eval/score.py; None where shared is not there."""
    path = SHARED / "eval" / "score.py"
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # It stops with a TypeError at a coded day where the gold has none: compare with "" in place of None.
    module.listed = lambda x: x if isinstance(x, list) else [x or ""]
    return module.score  # type: ignore[no-any-return]


def write_jsonl(path: Path, rows: Sequence[Json]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


TYPES = ("AGREE", "CONSULT", "SANCTION", "ASSAULT", "COERCE", "ACCUSE")


def perturbed(gold: Sequence[Json], seed: int) -> list[Json]:
    """What a poor coder might make of gold: other types, lost or swapped sides, shifted words, odd fields."""
    rng = random.Random(seed)

    def actors(accepted: list[str] | None) -> list[Json]:
        some = (accepted or [])[: rng.randint(0, 2)]
        return [actor(c or None, name=rng.choice(["x", "Elbonia"]), sector="GOV") for c in some]

    out = []
    for t in gold:
        for e in t["events"]:
            if rng.random() < 0.2:
                continue
            source, recipient = actors(e.get("source")), actors(e.get("recipient"))
            if rng.random() < 0.2:
                source, recipient = (recipient, source) if rng.random() < 0.5 else (source + recipient, [])
            shift = rng.choice([0, 0, 0, 30, 100, 400])
            span = {
                "text": e.get("trigger"),
                "start": e.get("start", 0) + shift,
                "end": e.get("end", 9) + shift,
            }
            when = e.get("when") or ["2025-01-01", "2025-01-01"]
            out.append({
                "article_id": t["id"], "type": rng.choice([*e["type"], rng.choice(TYPES)]),
                "source": source, "recipient": recipient,
                "status": rng.choice(["happened", "ongoing", "planned", "negated", "hypothetical"]),
                "trigger": rng.choice([span, {"text": e.get("trigger")}, e.get("trigger"), None]),
                "sentence": e.get("sentence", ""), "background": rng.random() < 0.3,
                "where": rng.choice([None, {"name": e.get("where"), "country": "RUR"}]),
                "when": rng.choice([None, {"start": when[0], "end": when[1]}]),
                "day": rng.choice([None, "2019-03-01"]), "count": rng.choice([None, 1, 4]),
                "harm": rng.choice([None, {"killed": 3}, e.get("harm")]), "contested": rng.random() < 0.3,
                "said_by": rng.choice([[], [actor("RUR", name=e.get("by"))]]), "modes": e.get("modes", []),
            })  # fmt: skip
        if rng.random() < 0.2:
            out.append({"article_id": t["id"], "type": rng.choice(TYPES)})
    return out
