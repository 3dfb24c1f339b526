"""Names resolved a second, the time that the tables take to load, and the memory of the process.

    python benchmarks/names.py [--json]

On one core, processor seconds.  Names: all words linked in ../shared/news/links.tsv (states, persons, bodies,
places, events: a third of them in no table), and one made up of two of the project's own test names for every
ten; without that file the names of tests/knowledge/names.tsv, spelled wrongly in many ways.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import resource
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINKS = ROOT.parent / "shared" / "news" / "links.tsv"
OWN = ROOT / "tests" / "knowledge" / "names.tsv"
DAY = "2025-06-01"
UNKNOWN_EVERY = 10
SEED = 4


def names() -> tuple[list[str], str]:
    """The names to resolve, shuffled, and what they are."""
    own = [line.split("\t")[0] for line in OWN.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
    mixed = random.Random(SEED)
    if LINKS.exists():
        lines = LINKS.read_text("utf-8").splitlines()[1:]
        found = [name for line in lines for name in line.split("\t")[2].split(" | ")]
        what = "all words of links.tsv"
    else:
        found, what = own * 20, "the test names, 20 times"
    firsts, lasts = [n.split()[0] for n in own], [n.split()[-1] for n in own]
    made = [f"{mixed.choice(firsts)} {mixed.choice(lasts)}son" for _ in range(len(found) // UNKNOWN_EVERY)]
    found += made
    mixed.shuffle(found)
    return found, f"{len(found):,} names: {what}, {len(made):,} made up"


def megabytes() -> int:
    """The most memory that this process has held; rusage would count the parent's as well, until exec."""
    status = Path("/proc/self/status")
    if status.exists():
        peak = re.search(r"^VmHWM:\s+(\d+) kB", status.read_text("ascii"), re.M)
        if peak is not None:
            return round(int(peak.group(1)) / 1024)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measure() -> dict[str, object]:
    """All figures of one run."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from detente.knowledge.resolve import resolve

    started = time.process_time()
    resolve("the Russian president", "2019-04-23")
    loaded = time.process_time() - started
    asked, what = names()
    started = time.process_time()
    known = sum(resolve(name, DAY) is not None for name in asked)
    first = time.process_time() - started
    return {
        "names": what,
        "names_known": known,
        "names_per_second": round(len(asked) / first),
        "tables_load_seconds": round(loaded, 2),
        "names_memory_mb": megabytes(),
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
