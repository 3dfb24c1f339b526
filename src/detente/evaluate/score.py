"""Figures of coded events against gold: who did what to whom, and the rest field by field.

A gold text is ``{"id", "events": [...]}``; a gold event holds lists of accepted answers: ``type``,
``source``, ``recipient`` (country codes; null: not scored; "" among them: nobody is accepted too),
``status``; and where the text gives them ``by``, ``denied_by``, ``contested``, ``when`` [start, end],
``where``, ``where_country``, ``day``, ``background``, ``count``, ``harm``, ``modes``, ``source_name``,
``source_sector`` (and the recipient's), ``trigger`` with offsets, or ``sentence``.  ``must``: false marks
an arguable event: coding it, or not, costs nothing.  Coded events: ``detente code --format jsonl``.

The figures are, to the digit, those of the scorer that the gold came with (``shared/eval/score.py``):

- type P, R, F1: the type is right; who: source's and recipient's countries as well;
- false alarms: events coded per text whose gold holds none at all;
- status macro F1 over happened (with ongoing), planned, wished (with hypothetical), negated;
- other fields: [share right, n] among the pairs whose type is right and whose gold has the field;
- invented: [share, n] of pairs that code a field which the gold does not have;
- ``*_95``: interval by bootstrap over texts.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from detente.evaluate.goldfile import Json, listed
from detente.evaluate.match import Pair, overlap, pairs, text_of

STATE = {"ongoing": "happened", "hypothetical": "wished"}  # classes of the macro figure
SAMPLES = 300  # of the bootstrap; as the scorer that the gold came with
Figures = dict[str, Any]
Shares = dict[str, list[int]]  # field -> [right, asked]


@dataclass(frozen=True, slots=True)
class Tally:
    """A text's events, pairs and counts.  Counts leave out arguable events and what was coded for them."""

    id: str | None
    gold: Sequence[Json]
    coded: Sequence[Json]
    pairs: Sequence[Pair]
    must: int  # gold events
    counted: int  # coded events
    type_hits: int
    who_hits: int

    @property
    def alarms(self) -> int | None:
        """Events coded where the gold holds none at all; None where it holds any."""
        return None if self.gold else len(self.coded)

    @property
    def counts(self) -> tuple[int, int, int, int]:
        return self.must, self.counted, self.type_hits, self.who_hits


def tally(id: str | None, gold: Sequence[Json], coded: Sequence[Json]) -> Tally:
    """Pair the events of one text and count."""
    found = pairs(gold, coded)
    must = [bool(g.get("must", True)) for g in gold]
    arguable = sum(not must[pair.gold] for pair in found)
    hits = [pair for pair in found if must[pair.gold]]
    whole = sum(pair.whole for pair in hits)
    return Tally(id, gold, coded, found, sum(must), len(coded) - arguable, len(hits), whole)


def tallies(gold_texts: Sequence[Json], coded: Iterable[Json]) -> list[Tally]:
    """A tally for each gold text, in order; the one article of a gold without ids takes all events."""
    coded = list(coded)
    if len(gold_texts) == 1 and gold_texts[0]["id"] is None:
        return [tally(None, gold_texts[0]["events"], coded)]
    by_text: dict[Any, list[Json]] = defaultdict(list)
    for p in coded:
        by_text[p.get("article_id")].append(p)
    return [tally(t["id"], t["events"], by_text.get(t["id"], [])) for t in gold_texts]


def _sectors(actors: Iterable[Json] | None) -> set[str]:
    return {x or "" for a in actors or [] for x in [a.get("sector"), *(a.get("sectors") or [])]} or {""}


def fields(g: Json, p: Json) -> Iterator[tuple[str, bool]]:
    """Each field that the gold event has, and whether the coded event has it right."""
    w, where, harm = p.get("when") or {}, p.get("where") or {}, p.get("harm") or {}
    if g.get("status"):
        yield "status", p.get("status") in g["status"]
    if "when" in g:
        yield "when", [w.get("start"), w.get("end")] == list(g.get("when") or [])
    if "where" in g:
        yield "where", overlap(g["where"], where.get("name"))
    if "by" in g:
        yield "by", overlap(g["by"], text_of(p.get("said_by")))
    if "denied_by" in g:
        yield "denied_by", overlap(g["denied_by"], text_of(p.get("denied_by")))
    for key in ("contested", "background"):
        if key in g:
            yield key, bool(p.get(key)) == bool(g[key])
    if "count" in g:
        yield "count", p.get("count") == g["count"]
    for key, value in (g.get("harm") or {}).items():
        yield key, harm.get(key) == value
    for side in ("source", "recipient"):
        if f"{side}_name" in g:
            yield f"{side} name", any(overlap(n, text_of(p.get(side))) for n in listed(g[f"{side}_name"]))
        if f"{side}_sector" in g:
            yield f"{side} sector", bool(set(listed(g[f"{side}_sector"])) & _sectors(p.get(side)))
    if "modes" in g:
        yield "modes", bool(set(g["modes"] or []) & set(p.get("modes") or []))
    if "where_country" in g:
        yield "where country", where.get("country") == g["where_country"]
    if "day" in g:
        days = listed(g["day"])
        yield "day", bool(p.get("day")) and days[0] <= p["day"] <= days[-1]


def invented(g: Json, p: Json) -> Iterator[tuple[str, bool]]:
    """Each field that the gold event does not have, and whether the coded event has one."""
    coded = {
        "by": p.get("said_by"),
        "denied_by": p.get("denied_by"),
        "contested": p.get("contested"),
        "when": p.get("when"),
        "where": p.get("where"),
        "count": (p.get("count") or 1) > 1,
        "harm": any((p.get("harm") or {}).values()),
    }
    return ((name, bool(got)) for name, got in coded.items() if name not in g)


def shares(texts: Iterable[Tally]) -> tuple[Shares, Shares]:
    """[right, asked] of each field, and [coded, not in the gold] of each field that may be invented."""
    right: Shares = defaultdict(lambda: [0, 0])
    extra: Shares = defaultdict(lambda: [0, 0])
    for t in texts:
        for pair in t.pairs:
            g, p = t.gold[pair.gold], t.coded[pair.coded]
            for found, into in ((fields(g, p), right), (invented(g, p), extra)):
                for name, yes in found:
                    into[name][0] += yes
                    into[name][1] += 1
    return right, extra


def states(texts: Iterable[Tally]) -> list[tuple[str, str | None]]:
    """(wanted, coded) class of the status of each pair whose gold has one."""
    found = []
    for t in texts:
        for pair in t.pairs:
            accepted = t.gold[pair.gold].get("status")
            got: Any = t.coded[pair.coded].get("status")
            if accepted:
                want = STATE.get(accepted[0], accepted[0])
                found.append((want, want if got in accepted else STATE.get(got, got)))
    return found


def macro(answers: Sequence[tuple[Any, Any]]) -> float | None:
    """Macro F1 of (gold, coded) classes over the classes of the gold, rounded to 3; None for none."""
    f = []
    for c in sorted({g for g, _ in answers}):
        hit = sum(g == p == c for g, p in answers)
        n = sum(g == c for g, _ in answers) + sum(p == c for _, p in answers)
        f.append(2 * hit / n if n else 0.0)
    return round(sum(f) / len(f), 3) if f else None


def intervals(counts: Sequence[tuple[int, int, int, int]]) -> tuple[list[float], list[float]]:
    """95 % intervals of type F1 and who F1 by bootstrap over texts; seeded: same counts, same interval."""
    rng, n = random.Random(0), len(counts)
    f1: tuple[list[float], list[float]] = ([], [])
    for _ in range(SAMPLES):
        sample = [counts[rng.randrange(n)] for _ in range(n)]
        total = sum(x[0] for x in sample) + sum(x[1] for x in sample)
        for k in (2, 3):
            f1[k - 2].append(2 * sum(x[k] for x in sample) / total if total else 0.0)
    for got in f1:
        got.sort()
    low, high = int(SAMPLES * 0.025), int(SAMPLES * 0.975)
    return tuple([round(got[low], 3), round(got[high], 3)] for got in f1)  # type: ignore[return-value]


def prf(hits: int, coded: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall, F1; 0 where there is nothing to divide by."""
    p, r = hits / coded if coded else 0.0, hits / gold if gold else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _rounded(found: Shares, digits: int) -> dict[str, list[float]]:
    return {k: [round(v[0] / v[1], digits), v[1]] for k, v in sorted(found.items())}


def recall_by_type(texts: Iterable[Tally]) -> Shares:
    """[found, gold] for each first accepted type of the events that must be coded."""
    found: Shares = defaultdict(lambda: [0, 0])
    for t in texts:
        matched = {pair.gold for pair in t.pairs}
        for i, g in enumerate(t.gold):
            if g.get("must", True):
                found[g["type"][0]][0] += i in matched
                found[g["type"][0]][1] += 1
    return found


def figures(texts: Sequence[Tally]) -> Figures:
    """All figures of some texts as a dict, in the order in which they are printed."""
    gold, coded, type_hits, who_hits = (sum(t.counts[k] for t in texts) for k in range(4))
    alarms = [t.alarms for t in texts if t.alarms is not None]
    (tp, tr, tf), (wp, wr, wf) = prf(type_hits, coded, gold), prf(who_hits, coded, gold)
    type_95, who_95 = intervals([t.counts for t in texts])
    right, extra = shares(texts)
    out: Figures = {"texts": len(texts), "gold": gold, "predicted": coded}
    out |= {"type_P": tp, "type_R": tr, "type_F1": tf, "who_P": wp, "who_R": wr, "who_F1": wf}
    out["false_alarms_per_empty_text"] = sum(alarms) / len(alarms) if alarms else None
    out |= {"who_F1_95": who_95, "type_F1_95": type_95, "status_macro_F1": macro(states(texts))}
    out |= _rounded(right, 3)
    out["invented"] = _rounded(extra, 3)
    out["recall_by_type"] = _rounded(recall_by_type(texts), 2)
    return out


def score(gold_texts: Sequence[Json], coded: Iterable[Json]) -> Figures:
    """The figures of coded events against gold texts."""
    return figures(tallies(gold_texts, coded))
