"""`make bench`: the syntax coder against the parser alone, in one run on one core, and names resolved (names.py).

Prints words per second of both, their ratio, peak memory and the time of `detente --help`; `--json` for
tracking.  Texts: the first articles of ../shared/news/items.jsonl, or the project's own examples repeated.
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

from detente import read  # noqa: E402
from detente.article import Article  # noqa: E402
from detente.coding.coder import Coder  # noqa: E402
from detente.language import pipeline  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
NEWS = ROOT.parent / "shared" / "news" / "items.jsonl"
ITEMS = 1000
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


def measure() -> dict[str, object]:
    """All figures of one run."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts, what = articles()
    words = sum(len(a.text.split()) for a in texts)
    nlp, coder = pipeline.nlp(), Coder()
    pieces = [a.text[p.start : p.end] for a in texts for p in pipeline.pieces_of(a)]
    list(coder.code(texts[:20]))  # tables and models are loaded before the clock starts
    parser, whole = [], []
    for _ in range(ROUNDS):
        parser.append(seconds(lambda: [None for _ in nlp.pipe(pieces, batch_size=64)]))
        whole.append(seconds(lambda: [None for _ in coder.code(texts)]))
    ratio = [w / p for w, p in zip(whole, parser, strict=True)]
    return {
        "texts": what,
        "words": words,
        "parser_words_per_second": round(words / min(parser)),
        "coder_words_per_second": round(words / min(whole)),
        "ratio": round(statistics.median(ratio), 2),
        "ratio_range": [round(min(ratio), 2), round(max(ratio), 2)],
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
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
