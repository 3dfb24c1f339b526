"""How well statements are found and given to their speakers: the ten articles and the seed article.

usage: python training/check_statements.py [--all] [SHARED]

Prints for each text how many of the gold's statements were found, and with the right speaker; then the
misses.  ``--all`` prints every statement found as well, to read for false ones.  SHARED is the folder of
shared material (default ../shared).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from detente.article import Article
from detente.coding.coder import statements
from detente.event import Statement
from detente.knowledge.resolve import resolve
from detente.reading import read

# A gold statement counts as found when a statement covers at least this share of its words.
MIN_COVER = 0.5
# A speaker is right when this share of the gold's words for it stand in its name or text, as in score.py.
MIN_NAME = 0.5
_SMALL = frozenset(("the", "a", "an", "of"))


def words(text: str | None) -> set[str]:
    """Lower-case words of a name, articles left out."""
    return set(re.sub(r"\W+", " ", (text or "").lower()).split()) - _SMALL


def cover(gold: tuple[int, int], found: Statement) -> float:
    """Share of the gold's span that a statement covers, 0 to 1."""
    shared = min(gold[1], found.end) - max(gold[0], found.start)
    return max(0, shared) / (gold[1] - gold[0])


def speaker_right(gold: str, found: Statement) -> bool:
    """Whether a statement's speaker is the gold's, by the words of its name."""
    if found.speaker is None:
        return False
    who = resolve(gold)
    official = "overnment" in gold and found.speaker.sector == "GOV"  # Santiago is the Chilean government
    if who is not None and found.speaker.country == who.country and (official or who.name == found.speaker.name):
        return True
    want = words(gold)
    got = words(found.speaker.name) | words(found.speaker.text)
    return len(want & got) >= MIN_NAME * len(want)


def texts(shared: Path) -> Iterator[tuple[str, Article, list[dict[str, str]]]]:
    """Name, article and gold statements of the ten articles and of the seed."""
    for line in (shared / "articles" / "gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        article = read(shared / "articles" / gold["file"], published=gold["date"])[0]
        yield gold["file"], article, gold["statements"]
    seed = json.loads((shared / "seed" / "gold.json").read_text("utf-8"))
    article = read(shared / "seed" / "kim-heads-to-russia.txt", published="2019-04-23")[0]
    yield "seed", article, seed["statements"]


def main() -> int:
    """Prints the figures and the misses; 0 unless the shared folder is missing."""
    arguments = [a for a in sys.argv[1:] if not a.startswith("-")]
    shared = Path(arguments[0] if arguments else "../shared")
    if not shared.is_dir():
        print(f"there is no folder {shared}", file=sys.stderr)
        return 1
    total = [0, 0, 0]
    for name, article, gold in texts(shared):
        found = statements(article)
        hits = rights = 0
        misses = []
        for wanted in gold:
            start = article.text.find(wanted["words"])
            span = (start, start + len(wanted["words"]))
            near = [s for s in found if cover(span, s) >= MIN_COVER]
            right = any(speaker_right(wanted["speaker"], s) for s in near)
            hits += bool(near)
            rights += right
            if not right:
                got = [(s.speaker.text, s.speaker.name) if s.speaker else None for s in near]
                misses.append(f"  {wanted['speaker']}: {wanted['words']}\n      got {got or 'nothing'}")
        for i, n in enumerate((len(gold), hits, rights)):
            total[i] += n
        print(f"{name}: {len(gold)} statements, {hits} found, {rights} with the right speaker; {len(found)} in all")
        print("\n".join(misses))
        if "--all" in sys.argv:
            for s in found:
                who = f"{s.speaker.text} ({s.speaker.name})" if s.speaker else "nobody"
                print(f"    {'Q' if s.quoted else 'R'} {who} [{s.cue}] {s.words}")
    n, hits, rights = total
    print(f"all: {n} statements, {hits / n:.3f} found, {rights / n:.3f} with the right speaker")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
