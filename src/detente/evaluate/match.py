"""Which coded event answers which gold event, and whether its sides are right.

A gold event holds lists of accepted answers (see :mod:`detente.evaluate.score`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from detente.evaluate.goldfile import Json

SAME, CLOSE, NEAR = 3, 2, 1  # the same words; within CLOSE_CHARS; within NEAR_CHARS
CLOSE_CHARS, NEAR_CHARS = 40, 120  # of the scorer that the project's gold came with

_NOT_WORD = re.compile(r"\W+")


class Pair(NamedTuple):
    """Indices of a gold event and of the event coded for it; ``whole``: both its sides are right too."""

    gold: int
    coded: int
    whole: bool


def plain(s: str | None) -> str:
    """Lower-case words parted by blanks."""
    return _NOT_WORD.sub(" ", (s or "").lower()).strip()


def overlap(gold: Any, got: str | None) -> bool:
    """Half of the gold's words (the, a, of aside) are among those coded."""
    a, b = set(plain(gold).split()) - {"the", "a", "of"}, set(plain(got).split())
    return bool(a) and len(a & b) / len(a) >= 0.5


def text_of(actors: Iterable[Json] | None) -> str:
    """Names and words of actors, for :func:`overlap`."""
    return " | ".join(plain(a.get("name")) + " " + plain(a.get("text")) for a in actors or [])


def codes(actors: Iterable[Json] | None) -> set[str]:
    """The countries of actors; {""} where there are none."""
    return {a["country"] for a in actors or [] if a.get("country")} or {""}


def side_ok(accepted: Collection[str] | None, actors: Iterable[Json] | None) -> bool:
    """Every country coded is among the accepted ones; nobody coded only where nobody is accepted."""
    return accepted is None or codes(actors) <= set(accepted)


def who(g: Json, p: Json) -> tuple[bool, bool]:
    """Whether source and recipient are right; in a reciprocal event swapped, or all in the source, is too."""
    gs, gr, ps, pr = g.get("source"), g.get("recipient"), p.get("source"), p.get("recipient")
    right = side_ok(gs, ps), side_ok(gr, pr)
    if all(right) or not g.get("reciprocal"):
        return right
    if side_ok(gs, pr) and side_ok(gr, ps):
        return True, True
    if gs and gr and not pr:  # both in the source list, as PLOVER writes it
        coded = codes(ps)
        if coded <= set(gs) | set(gr) and coded & set(gs) and coded & set(gr):
            return True, True
    return right


def _span(t: Any) -> tuple[int, int] | None:
    if isinstance(t, dict) and t.get("start") is not None and t.get("end") is not None:
        return t["start"], t["end"]
    return None


def near(g: Json, p: Json) -> int | None:
    """SAME, CLOSE or NEAR words; None: another place in the text; 0 where the gold names no words."""
    if g.get("sentence"):
        a, b = plain(g["sentence"]), plain(p.get("sentence"))
        return NEAR if a and b and (a in b or b in a) else None
    t = p.get("trigger")
    ga = _span(g)
    if ga is None and "offset" in g:
        ga = g["offset"], g["offset"] + len(g.get("trigger", ""))
    pa = _span(t)
    if ga and pa and not g.get("ambiguous"):
        gap = max(ga[0] - pa[1], pa[0] - ga[1], 0)
        return SAME if not gap else CLOSE if gap <= CLOSE_CHARS else NEAR if gap <= NEAR_CHARS else None
    want, got = plain(g.get("trigger")), plain(t.get("text") if isinstance(t, dict) else t)
    return CLOSE if want and got and set(got.split()) & set(want.split()) else 0


def pairs(gold: Sequence[Json], coded: Sequence[Json]) -> list[Pair]:
    """Each gold event with at most one coded event of an accepted type, best pairs first.

    Better is: more sides right, nearer words, not arguable, the first accepted type; then the later event.
    """
    found = []
    for i, g in enumerate(gold):
        for j, p in enumerate(coded):
            if p["type"] not in g["type"] or (n := near(g, p)) is None:
                continue
            s, r = who(g, p)
            found.append((s + r, n, g.get("must", True), p["type"] == g["type"][0], i, j, s and r))
    found.sort(key=lambda c: c[:4], reverse=True)
    gs: set[int] = set()
    ps: set[int] = set()
    out = []
    for *_, i, j, whole in found:
        if i not in gs and j not in ps:
            gs.add(i)
            ps.add(j)
            out.append(Pair(i, j, whole))
    return out
