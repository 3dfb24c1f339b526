"""What is compiled, and the small rules of names and terms."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from detente.knowledge import forms

ALIKE = 80  # per cent of letters that two spellings of a surname share; 75 takes Chen for Cheng
RANK = {"hand": 0, "wikidata-2025": 1, "wikidata-2023": 2, "reign": 3}
"""Sources, the better first."""
PARTICLES = {
    "van",
    "von",
    "der",
    "den",
    "de",
    "da",
    "di",
    "del",
    "della",
    "la",
    "le",
    "el",
    "al",
    "bin",
    "ten",
    "dos",
    "du",
}


@dataclass
class Person:
    id: str
    name: str
    aliases: dict[str, None] = field(default_factory=dict)
    country: str = ""
    sector: str = ""
    short: list[str] = field(default_factory=list)
    wiki: str = ""
    wikidata: str = ""
    source: str = ""
    settled: bool = False  # the country was written by hand
    told: bool = False  # the public facts have somebody of that name in an office that was written by hand


@dataclass
class Term:
    person: str
    role: str
    title: str
    country: str
    since: str
    until: str
    source: str
    place: str = ""


def rows(path: Path) -> list[list[str]]:
    """Rows of a TSV below its header, padded to its width."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("# ")]
    width = lines[0].count("\t") + 1
    return [(line.split("\t") + [""] * width)[:width] for line in lines[1:]]


def latin(text: str) -> bool:
    """Whether all letters are Latin; the letters that stand for a stop (Vaʻai, Qoʻchqorov) count as such."""
    return bool(text) and all(
        not c.isalpha() or unicodedata.category(c) == "Lm" or "LATIN" in unicodedata.name(c, "") for c in text
    )


def slug(name: str) -> str:
    return "-".join(a for a in forms.atoms(name) if a.isalnum())


def alike(one: str, other: str) -> bool:
    """Whether two names share a last name, or nearly: Tschisekedi, Tshisekedi."""
    last = forms.key(one).split()[-1]
    return any(len(word) > 2 and fuzz.ratio(last, word) >= ALIKE for word in forms.key(other).split())


def surname(name: str) -> str | None:
    """The last name with its particles, None where the last word is no surname (one word, numbers, Jr.)."""
    words = name.replace(",", "").split()
    if len(words) < 2 or not words[-1][0].isalpha() or re.fullmatch(r"[IVX]+|Jr\.?|Sr\.?", words[-1]):
        return None
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    return " ".join(words[at:])


def spelled(person: Person, names: set[str]) -> list[str]:
    """The keys of a person: of the name, its other spellings, and these without middle initials and Jr.

    ``names`` are the full names of everybody: Donald Trump Jr. is not called Donald Trump.
    """
    keys: dict[str, None] = {}
    for name in [person.name, *person.aliases]:
        alias = re.sub(r",? (Jr|Sr)\.?$", "", re.sub(r"(?<=\w) [A-Z]\.(?= )", "", name))
        whole = len(forms.atoms(name)) > 1 or (name == person.name and person.wiki)  # no bare surnames of REIGN
        if latin(name) and whole:
            keys[forms.key(name)] = None
            if forms.key(alias) not in names:
                keys[forms.key(alias)] = None
    return list(keys)


def same(person: Person) -> str:
    """The title of the article, ``=`` where it is the name."""
    return "=" if person.wiki and person.wiki == person.name else person.wiki


def merged(terms: list[Term]) -> list[Term]:
    """Terms without doubles: same person, role and country, touching or overlapping; the better source's."""
    out: list[Term] = []
    groups: dict[tuple[str, str, str, str], list[Term]] = defaultdict(list)
    for term in terms:
        groups[term.person, term.country, term.role, term.title.lower() if term.role == "minister" else ""].append(term)
    for group in groups.values():
        group.sort(key=lambda t: (t.since, RANK[t.source]))
        kept: list[Term] = []
        for term in group:
            last = kept[-1] if kept else None
            if last and (not last.until or term.since[:7] <= last.until[:7]):
                if RANK[term.source] < RANK[last.source]:
                    last.source, last.title = term.source, term.title
                    last.until = term.until
                elif (
                    term.until
                    and (not last.until or term.until > last.until)
                    and RANK[last.source] >= RANK[term.source]
                ):
                    last.until = term.until
            else:
                kept.append(term)
        out += kept
    return out


def successors(terms: list[Term], others: list[Term]) -> None:
    """End each open term where the next other person's begins."""
    starts = sorted((t.since, t.person) for t in others if t.since)
    for term in terms:
        if not term.until and term.since:
            later = [s for s, p in starts if s > term.since and p != term.person]
            if later:
                term.until = later[0]
