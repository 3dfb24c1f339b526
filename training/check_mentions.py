"""How often the countries of gold events are among the mentions of their text: the ceiling of who and whom.

usage: python training/check_mentions.py [GOLD] [--misses N] [--show ID]

For every event that is a ``must``, the first accepted country of source and of recipient is looked for among
the actors of the text's mentions, once over all of them and once over those whose country is not inherited.
Also prints words per second of mentions and references beside those of the parse.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from datetime import date
from pathlib import Path

from detente.article import Article, Paragraph, Published
from detente.language.coreference import resolve_references
from detente.language.mentions import find_mentions, publish
from detente.language.parsed import Parsed
from detente.language.pipeline import parse, pieces_of

GOLD = Path(__file__).resolve().parents[2] / "shared" / "news" / "gold-train.jsonl"


def article_of(row: dict[str, object]) -> Article:
    text = str(row["text"])
    day = date.fromisoformat(str(row["date"]))
    return Article(
        id=str(row["id"]),
        text=text,
        paragraphs=[Paragraph(part="body", start=0, end=len(text))],
        published=Published(day=day, how="stated", confidence=1.0),
    )


def describe(parsed: Parsed) -> str:
    lines = [parsed.article.text]
    for m in parsed.mentions:
        actors = " | ".join(f"{a.name or a.id}<{a.country}:{','.join(a.sectors)}>" for a in m.actors)
        place = f" @{m.place.name},{m.place.country}" if m.place else ""
        words = parsed.article.text[m.start : m.end]
        back = f" ~ {m.antecedent.text}" if m.antecedent else ""
        lines.append(f"   {words!r:42} [{m.head.text}] {m.form}/{m.kind} {actors}{place} ({m.rule}){back}")
    return "\n".join(lines)


def speed(done: list[Parsed]) -> float:
    """Words per second of mentions and references alone, on docs that are parsed."""
    words = sum(len(p.article.text.split()) for p in done)
    fresh = []
    for parsed in done:
        for doc in parsed.docs:
            doc.user_data.pop("grid", None)
        fresh.append(Parsed(parsed.article, parsed.docs, pieces_of(parsed.article)))
    begin = time.perf_counter()
    for parsed in fresh:
        scenes = find_mentions(parsed)
        resolve_references(parsed, scenes)
        publish(parsed, scenes)
    return words / (time.perf_counter() - begin)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("gold", nargs="?", default=str(GOLD))
    options.add_argument("--misses", type=int, default=0)
    options.add_argument("--show", default="")
    options.add_argument("--limit", type=int, default=0)
    options.add_argument("--read", type=int, default=0, help="print so many parsed texts, drawn by chance")
    options.add_argument("--seed", type=int, default=1)
    args = options.parse_args()
    rows = [json.loads(line) for line in Path(args.gold).read_text(encoding="utf-8").splitlines()]
    if args.show:
        rows = [r for r in rows if r["id"] in args.show.split(",")]
    if args.read:
        rows = random.Random(args.seed).sample(rows, args.read)
    if args.limit:
        rows = rows[: args.limit]
    begin = time.perf_counter()
    done = list(parse(article_of(r) for r in rows))
    spent = time.perf_counter() - begin
    if args.show or args.read:
        for row, parsed in zip(rows, done, strict=True):
            print("##", row["id"], row["story"])
            print(describe(parsed))
            for e in row["events"]:
                print(
                    "     ",
                    "*" if e["must"] else " ",
                    e["type"],
                    repr(e["trigger"]),
                    e["source"],
                    e["recipient"],
                )
        return
    total: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    own: Counter[str] = Counter()
    misses: list[str] = []
    missed: Counter[str] = Counter()
    for row, parsed in zip(rows, done, strict=True):
        everything = {c for m in parsed.mentions for c in m.countries}
        stated = {c for m in parsed.mentions if not m.inherited for c in m.countries}
        for event in row["events"]:
            if not event["must"]:
                continue
            for side in ("source", "recipient"):
                first = (event[side] or [""])[0]
                if not first:
                    continue
                total[side] += 1
                hit[side] += first in everything
                own[side] += first in stated
                if first not in everything:
                    missed[first] += 1
                    misses.append(f"{row['id']} {side} {first} {event['trigger']!r}\n    {describe(parsed)}")
    words = sum(len(r["text"].split()) for r in rows)
    for side in ("source", "recipient"):
        share, stated_share = hit[side] / total[side], own[side] / total[side]
        print(f"{side}: {hit[side]}/{total[side]} = {share:.3f} (without inherited {stated_share:.3f})")
    both = sum(hit.values()) / sum(total.values())
    alone = speed(done)
    print(f"both sides: {both:.3f}; parsing {words / spent:,.0f} words/s, of it mentions {alone:,.0f} words/s")
    print("missed:", missed.most_common(25))
    random.Random(args.seed).shuffle(misses)
    for miss in misses[: args.misses]:
        print(miss)


if __name__ == "__main__":
    main()
