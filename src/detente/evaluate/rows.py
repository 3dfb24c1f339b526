"""Every miss, false alarm, wrong side and wrong field as a row, with a guess at its cause.

The guess looks at gold and coded events only, never into the coder; so a row says "no frame for this
trigger" only where the caller says which triggers the lexicon knows (``known``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from detente.evaluate.goldfile import Json
from detente.evaluate.match import CLOSE, NEAR, codes, near, side_ok, text_of
from detente.evaluate.score import Tally, fields

Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """``kind``: missed, extra, wrong who, or a field's name; ``want`` and ``got`` are for eyes."""

    kind: str
    id: str | None
    cause: str
    want: str | None = None
    got: str | None = None

    def __str__(self) -> str:
        parts = [f"{self.kind:10s} {self.id}"]
        if self.want is not None:
            parts.append(f"want {self.want}")
        if self.got is not None:
            parts.append(f"| {self.got}")
        return " ".join(parts) + f"  [{self.cause}]"


def brief(p: Json) -> str:
    """A coded event on one line."""
    t = p.get("trigger")
    words = t.get("text") if isinstance(t, dict) else t
    sides = f"{sorted(codes(p.get('source')))} > {sorted(codes(p.get('recipient')))}"
    return f"{p['type']} {sides} [{p.get('status')}] {words}"


def _gold(g: Json) -> str:
    return f"{g['type']} {g.get('source')} > {g.get('recipient')} {g.get('trigger') or g.get('sentence')}"


def _beside(g: Json, p: Json) -> bool:
    """The two stand on the same words or close by (in the same sentence where the gold names only that)."""
    return (near(g, p) or 0) >= (NEAR if g.get("sentence") else CLOSE)


def _nobody(p: Json) -> bool:
    return not p.get("source") and not p.get("recipient")


def missed(g: Json, t: Tally, known: Known | None) -> str:
    """Why a gold event may have been missed."""
    taken = {pair.coded for pair in t.pairs}
    beside = [j for j, p in enumerate(t.coded) if _beside(g, p)]
    free = [j for j in beside if j not in taken]
    if free:
        return f"wrong type: coded {t.coded[free[0]]['type']}"
    if any(t.coded[j]["type"] in g["type"] for j in beside):
        return "two acts coded as one"
    if beside:
        return f"hidden by {t.coded[beside[0]]['type']} on the words beside it"
    if any(p["type"] in g["type"] and j not in taken for j, p in enumerate(t.coded)):
        return "right type on other words of the text"
    if known is not None and g.get("trigger"):
        if not known(g["trigger"]):
            return "no frame for this trigger"
        return "trigger known, but no actor or a condition of its frame failed"
    if {*(g.get("source") or [""]), *(g.get("recipient") or [""])} == {""}:
        return "nobody named"
    return "nothing coded here"


def extra(p: Json, t: Tally) -> str:
    """Why an event may have been coded that the gold does not have."""
    if not t.gold:
        return "not political" + (": nobody named" if _nobody(p) else "")
    matched = {pair.gold for pair in t.pairs}
    beside = [(i, g) for i, g in enumerate(t.gold) if _beside(g, p)]
    for i, g in beside:
        if g.get("must", True) and i not in matched:
            return f"wrong type: gold has {g['type'][0]}"
    for i, g in beside:
        if i in matched and p["type"] in g["type"]:
            return "one act coded twice"
    for i, g in beside:
        if i in matched:
            return f"second event beside {g['type'][0]}"
    if beside:
        return f"arguable word: gold has {beside[0][1]['type'][0]}"
    if _nobody(p):
        return "event without an actor"
    if p.get("background"):
        return "told as background"
    if p.get("status") in ("wished", "hypothetical"):
        return "wish or possibility"
    if any(p["type"] in g["type"] for g in t.gold):
        return "same type on other words of the text"
    return "no such act for the reader"


def _side(side: str, accepted: Sequence[str], actors: Sequence[Json] | None) -> str:
    got = codes(actors)
    if got == {""}:
        words = text_of(actors).strip()
        return f"{side} not resolved: {words}" if words else f"no {side} found"
    if set(accepted) <= {""}:
        return f"{side} invented"
    if got & set(accepted):
        return f"{side} too wide"
    want = ", ".join(a or "nobody" for a in accepted)
    return f"{side} resolved to another country: {', '.join(sorted(got))} for {want}"


def wrong_who(g: Json, p: Json) -> str:
    """Why a side is wrong of an event whose type is right."""
    gs, gr = g.get("source"), g.get("recipient")
    wrong = [
        (side, accepted)
        for side, accepted in (("source", gs), ("recipient", gr))
        if accepted is not None and not side_ok(accepted, p.get(side))
    ]
    swapped = side_ok(gs, p.get("recipient")) and side_ok(gr, p.get("source"))
    if swapped and not (gs is None or gr is None):
        return "swapped sides"
    return "; ".join(_side(side, accepted, p.get(side)) for side, accepted in wrong)


def _of_pairs(t: Tally) -> Iterator[Row]:
    for pair in t.pairs:
        g, p = t.gold[pair.gold], t.coded[pair.coded]
        for name, right in fields(g, p):
            if not right:
                want = g.get(name.replace(" ", "_"), (g.get("harm") or {}).get(name))
                yield Row(name, t.id, _field(name, p), str(want), brief(p))
        if g.get("must", True) and not pair.whole:
            yield Row("wrong who", t.id, wrong_who(g, p), _gold(g), brief(p))


def _field(name: str, p: Json) -> str:
    """Whether a wrong field is empty or holds something else."""
    got: Any = (p.get("harm") or {}).get(name) or p.get({"by": "said_by"}.get(name, name.split()[0]))
    if name == "status":
        return f"coded {got}"
    return "other value" if got else "not coded"


def rows(texts: Sequence[Tally], known: Known | None = None) -> list[Row]:
    """A row for every miss, false alarm, wrong side and wrong field, sorted by kind and text.

    Args:
        texts: the tallies of a run.
        known: whether the coder's lexicon has a frame for the words of a trigger; None: not asked.
    """
    found: list[Row] = []
    for t in texts:
        found += _of_pairs(t)
        matched, taken = {pair.gold for pair in t.pairs}, {pair.coded for pair in t.pairs}
        for i, g in enumerate(t.gold):
            if g.get("must", True) and i not in matched:
                found.append(Row("missed", t.id, missed(g, t, known), _gold(g)))
        for j, p in enumerate(t.coded):
            if j not in taken:
                found.append(Row("extra", t.id, extra(p, t), None, brief(p)))
    return sorted(found, key=lambda r: (r.kind, str(r.id)))


def causes(found: Sequence[Row]) -> Counter[tuple[str, str]]:
    """How often each (kind, cause) stands, details after a colon left out."""
    return Counter((r.kind, "; ".join(c.split(":")[0] for c in r.cause.split("; "))) for r in found)
