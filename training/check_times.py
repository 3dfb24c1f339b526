"""Check time expressions against the gold: is the interval of each dated event found in its text?

usage: python training/check_times.py [GOLD.jsonl] [--with READER] [--misses]

GOLD is news/gold-train.jsonl (default: ../shared/news/gold-train.jsonl) or articles/gold.jsonl.
READER is detente (default), find_times (without join_times, reach_back, since_then), or a library installed
beside it: dateparser, parsedatetime, recognizers, datefinder.  Figures over the gold events with ``when``:
  exact    an expression found in the text has exactly the gold's first and last day
  inside   the first day of an expression lies inside the gold interval (all that a library of points can do)
  extra    expressions with days per 100 words that match no gold interval of the text
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as midnight
from pathlib import Path

Span = tuple[date, date, str]
Reader = Callable[[str, date], list[Span]]
GOLD = Path(__file__).resolve().parents[2] / "shared" / "news" / "gold-train.jsonl"


def with_detente(helpers: bool = True) -> Reader:
    """``find_times``, and what its helpers make of them when the coder asks for the span of an act."""
    from detente.language.times import find_times, join_times, reach_back, since_then

    def read(text: str, day: date) -> list[Span]:
        found = find_times(text, day)
        spans = [(t.start, t.end, t.text) for t in found if t.start and t.end]
        if helpers:
            spans += [(t.start, t.end, t.text) for t in join_times(text, found) if t.start and t.end]
            spans += [(*r[:2], t.text) for t in found if (r := reach_back(t, day))]
            spans += [(*r, f"since {t.text}") for t in found if (r := since_then(text, t, day))]
        return spans

    return read


def with_dateparser() -> Reader:
    from dateparser.search import search_dates

    def read(text: str, day: date) -> list[Span]:
        base = datetime.combine(day, midnight())
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        found = search_dates(text, languages=["en"], settings=settings) or []
        return [(d.date(), d.date(), words) for words, d in found]

    return read


def with_parsedatetime() -> Reader:
    import parsedatetime

    calendar = parsedatetime.Calendar(version=parsedatetime.VERSION_CONTEXT_STYLE)

    def read(text: str, day: date) -> list[Span]:
        found = calendar.nlp(text, datetime.combine(day, midnight())) or []
        return [(hit[0].date(), hit[0].date(), hit[4]) for hit in found]

    return read


def with_datefinder() -> Reader:
    import datefinder

    def read(text: str, day: date) -> list[Span]:
        base = datetime.combine(day, midnight())
        found = datefinder.find_dates(text, source=True, base_date=base)
        return [(d.date(), d.date(), words) for d, words in found]

    return read


def with_recognizers() -> Reader:
    from recognizers_date_time import Culture, recognize_datetime

    def day_of(words: str) -> date:
        return date.fromisoformat(words[:10])

    def spans(value: dict[str, str]) -> tuple[date, date] | None:
        try:
            if "start" in value and "end" in value:
                last = day_of(value["end"])  # exclusive for whole days
                return day_of(value["start"]), date.fromordinal(max(last.toordinal() - 1, 1))
            return day_of(value["value"]), day_of(value["value"])
        except (KeyError, ValueError):
            return None

    def read(text: str, day: date) -> list[Span]:
        found: list[Span] = []
        for hit in recognize_datetime(text, Culture.English, reference=datetime.combine(day, midnight())):
            for value in (hit.resolution or {}).get("values", []):
                if span := spans(value):
                    found.append((*span, hit.text))
        return found

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "detente": with_detente,
    "find_times": lambda: with_detente(helpers=False),
    "dateparser": with_dateparser,
    "parsedatetime": with_parsedatetime,
    "datefinder": with_datefinder,
    "recognizers": with_recognizers,
}


def check(gold: Path, read: Reader, misses: bool) -> dict[str, float]:
    """Count over all texts that have a dated event; ``misses`` prints the others with what was found."""
    events = exact = inside = extra = words = failed = 0
    spent = 0.0
    for line in gold.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        wanted = [tuple(map(date.fromisoformat, e["when"])) for e in item["events"] if e.get("when")]
        if not wanted:
            continue
        started = time.perf_counter()
        try:
            found = read(item["text"], date.fromisoformat(item["date"]))
        except Exception:  # a library that breaks on a text has found nothing in it
            failed, found = failed + 1, []
        spent += time.perf_counter() - started
        words += len(item["text"].split())
        spans = {(s, e) for s, e, _ in found}
        extra += sum((s, e) not in wanted for s, e, _ in found)
        for (first, last), event in zip(wanted, (e for e in item["events"] if e.get("when")), strict=True):
            hit = (first, last) in spans
            events, exact = events + 1, exact + hit
            inside += hit or any(first <= s <= last for s, _ in spans)
            if misses and not hit:
                print(item["date"], f"{first}..{last}", repr(event.get("trigger") or event.get("sentence")))
                print("   ", "; ".join(f"{w} {s}..{e}" for s, e, w in found), "|", item["text"][:600])
    return {
        "events": events, "exact": exact / events, "inside": inside / events,
        "extra_per_100_words": 100 * extra / words, "failed_texts": failed, "words_per_s": words / spent,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--with", dest="reader", choices=sorted(READERS), default="detente")
    parser.add_argument("--misses", action="store_true", help="print every event whose interval is not found")
    options = parser.parse_args()
    if not options.gold.is_file():
        sys.exit(f"no gold at {options.gold}")
    figures = check(options.gold, READERS[options.reader](), options.misses)
    print(options.reader, " ".join(f"{k} {v:.3g}" if v < 1 else f"{k} {v:.0f}" for k, v in figures.items()))


if __name__ == "__main__":
    main()
