"""`make bench`: both coders against the parser alone, in one run on one core; names resolved (names.py); peers (peers.py).

Prints words per second of the parser, of the syntax coder and of the default one, their ratios to the parser, peak
memory and the time of `detente --help`; and how many times the default coder's cost the networks of two peers have on the
same articles.  `--json` for tracking.  Texts: the first articles of ../shared/news/items.jsonl, or the project's own
examples repeated.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

# One thread everywhere, set before numpy and its libraries load.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import peers  # noqa: E402

from detente import read  # noqa: E402
from detente.article import Article  # noqa: E402
from detente.coding.coder import Coder, make  # noqa: E402
from detente.event import Event  # noqa: E402
from detente.language import pipeline  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
NEWS = ROOT.parent / "shared" / "news" / "items.jsonl"
ITEMS = 1000
PEER_ITEMS = 200
ROUNDS = 3


def articles() -> tuple[list[Article], str]:
    """The texts to measure on, and what they are."""
    if NEWS.exists():
        lines = NEWS.read_text("utf-8").splitlines()[:ITEMS]
        rows = [json.loads(line) for line in lines]
        return [Article(id=r["id"], text=r["text"]) for r in rows], f"the first {len(rows)} items of {NEWS.name}"
    own = [a for p in sorted((ROOT / "examples").iterdir()) if p.suffix in (".txt", ".html") for a in read(p)]
    return own * 40, f"the project's {len(own)} example pages, 40 times"


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process for one piece of work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def help_seconds() -> float:
    """Wall seconds of `detente --help` as a process, the median of five."""
    program = [sys.executable, "-m", "detente.cli", "--help"]
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(program, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def names_figures() -> dict[str, object]:
    """The figures of names.py, in a process of its own: its memory is that of the tables alone."""
    program = [sys.executable, str(Path(__file__).with_name("names.py")), "--json"]
    found: dict[str, object] = json.loads(subprocess.run(program, check=True, capture_output=True, text=True).stdout)
    return {name: value for name, value in found.items() if name != "machine"}


def peer_figures(texts: list[Article], coder: Coder) -> dict[str, object]:
    """How many times the processor time of the default coder the peers' networks take, at least."""
    found: list[tuple[Article, list[Event]]] = []
    own = seconds(lambda: found.extend(coder.code(texts)))
    stories = [(len(a.text.split()), len({e.type for e in events})) for a, events in found]
    pieces = [a.text[p.start : p.end] for a in texts for p in pipeline.pieces_of(a)]
    sentences = [len(s.text.split()) for doc in pipeline.nlp().pipe(pieces) for s in doc.sents]
    return {
        "peer_texts": len(texts),
        "ngec_times_our_cost": round(peers.ngec(stories) / own, 1),
        "zsp_times_our_cost": round(peers.zsp(sentences) / own, 1),
    }


def measure() -> dict[str, object]:
    """All figures of one run."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts, what = articles()
    words = sum(len(a.text.split()) for a in texts)
    nlp, ways = pipeline.nlp(), {"syntax": make("syntax"), "hybrid": make("hybrid")}
    pieces = [a.text[p.start : p.end] for a in texts for p in pipeline.pieces_of(a)]
    for coder in ways.values():
        list(coder.code(texts[:20]))  # tables and models are loaded before the clock starts
    parser: list[float] = []
    whole: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        parser.append(seconds(lambda: [None for _ in nlp.pipe(pieces, batch_size=64)]))
        for name, coder in ways.items():
            whole[name].append(seconds(lambda coder=coder: [None for _ in coder.code(texts)]))  # type: ignore[misc]
    memory = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    speeds: dict[str, object] = {}
    for name in ways:
        ratio = [w / p for w, p in zip(whole[name], parser, strict=True)]
        speeds |= {
            f"{name}_words_per_second": round(words / min(whole[name])),
            f"{name}_ratio": round(statistics.median(ratio), 2),
            f"{name}_ratio_range": [round(min(ratio), 2), round(max(ratio), 2)],
        }
    return {
        "texts": what,
        "words": words,
        "parser_words_per_second": round(words / min(parser)),
        **speeds,
        **peer_figures(texts[:PEER_ITEMS], ways["hybrid"]),
        "peak_memory_mb": memory,
        "help_seconds": round(help_seconds(), 2),
        **names_figures(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, one used; Python {platform.python_version()}",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    figures = measure()
    if parser.parse_args().json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:26s} {value}")


if __name__ == "__main__":
    main()
