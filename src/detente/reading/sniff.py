"""Which format a file is in: by its suffix where that says it, else by its first bytes."""

from __future__ import annotations

import csv
import json
import re

from detente.reading.decode import binary_kind, decode
from detente.reading.delimited import sniff_delimiter
from detente.reading.rows import TEXT

# Suffixes that a folder is searched for, and what they are; the content may still overrule (see kind_of).
SUFFIXES = {
    ".txt": "text", ".text": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet", ".pq": "parquet",
    ".xml": "feed", ".rss": "feed", ".atom": "feed",
    ".warc": "warc",
}  # fmt: skip
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|div|article|p|meta)\b",
    re.I | re.S,
)
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b", re.I | re.S)


def kind_of(suffix: str, head: bytes) -> str:
    """text, html, jsonl, json, csv, parquet, feed, warc or binary."""
    if head.startswith(b"PAR1") or SUFFIXES.get(suffix) == "parquet":
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if binary_kind(head):
        return "binary"
    named = SUFFIXES.get(suffix)
    if named == "json":
        return "json" if _whole_json(head) else "jsonl"
    if named is not None and named != "feed":
        return named
    try:
        text = decode(head)
    except ValueError:
        return named or "text"
    if _FEED.match(text):
        return "feed"
    if _HTML.match(text):
        return "html"
    if named == "feed":
        return "feed"
    return _rows(text) or "text"


def _whole_json(head: bytes) -> bool:
    """Whether a .json file is one document; else it is JSON lines under another name."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text.startswith(b"{"):
        return True
    first, newline, rest = text.partition(b"\n")
    return not (newline and rest.strip() and _is_object(first.decode("utf-8", "replace")))


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _rows(text: str) -> str | None:
    """jsonl, json or csv where text without a telling suffix is rows."""
    filled = [line for line in text.splitlines() if line.strip()][:3]
    if any(_is_object(line) for line in filled) or (filled and filled[0].lstrip().startswith('{"')):
        return "jsonl"
    if text.lstrip().startswith("[") and re.match(r"\s*\[\s*\{\s*\"", text):
        return "json"
    try:
        names = next(csv.reader(filled[:1], delimiter=sniff_delimiter(filled[0])), []) if filled else []
    except csv.Error:
        return None
    lowered = [name.strip().lower() for name in names]
    return "csv" if len(names) > 1 and any(name in TEXT for name in lowered) else None
