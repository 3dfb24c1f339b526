"""Web pages: the story without the page around it, and what the page's metadata state.

trafilatura finds the story; ``Article.text`` is the text built here from it, headline first, a blank line
between paragraphs, and offsets refer to that text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.article import Article, Outlet
from detente.reading.dates import parse_day
from detente.reading.decode import SNIFF_BYTES, decode
from detente.reading.outlet import country_of_iso2
from detente.reading.text import from_text

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
# What sites state their day of publication in, the most exact first.
_DAY_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "pubdate",
    "publishdate", "publish_date", "publication_date", "dc.date.issued", "dcterms.created", "dc.date",
    "dc.date.created", "sailthru.date", "article.published", "date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")


@dataclass(slots=True)
class Metadata:
    """What a page says about itself."""

    headline: str | None = None
    day: tuple[date, str] | None = None
    site: str | None = None
    language: str | None = None
    country: str | None = None
    why: str = ""
    url: str | None = None


def from_html(data: bytes, *, path: str | None = None, published: date | None = None) -> Article:
    """The article on a web page.  Raises ValueError with the reason where there is none to be found."""
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    charset = _CHARSET.search(data, 0, SNIFF_BYTES)
    source = decode(data, charset[1].decode("ascii") if charset else None)
    tree = load_html(source)
    if tree is None:
        raise ValueError("this HTML cannot be read")
    metadata = read_metadata(tree)
    # bare_extraction prunes its tree, so it gets its own.
    document: Any = bare_extraction(source, include_comments=False, with_metadata=True)
    title = document.title if document is not None else None
    headline = _headline(metadata, title)
    pieces = list(_pieces(document.body)) if document is not None and document.body is not None else []
    if not pieces:
        pieces = [_words(node) for node in tree.iter("p") if _words(node)]
    if not pieces:
        raise ValueError("no article found on this web page")
    if headline and headline not in pieces[:3]:
        pieces.insert(0, headline)
    name = metadata.site or (document.sitename if document is not None else None)
    outlet = Outlet(name=name, country=metadata.country, language=metadata.language, why=metadata.why)
    return from_text(
        "\n\n".join(pieces),
        published=published,
        stated=metadata.day,
        headline=headline,
        outlet=outlet,
        url=metadata.url,
        path=path,
    )


def _pieces(body: Any) -> Iterator[str]:
    """The paragraphs of trafilatura's body in order: headings, paragraphs, list items, quotations."""
    for node in body.iter("head", "p", "item", "quote"):
        nested = node.getparent().tag in ("p", "item", "quote", "head")
        if node.tag != "p" and (nested or (node.tag in ("quote", "item") and node.find("p") is not None)):
            continue
        for piece in _words(node).split("\n"):
            if piece.strip():
                yield ("• " if node.tag == "item" else "") + piece.strip()


def _words(node: Any) -> str:
    """The text of a node; its line breaks are kept, other runs of blanks are one blank."""
    parts: list[str] = [node.text or ""]
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in ("lb", "br"):
            parts.append("\x00")
        elif tag not in ("p", "head", "item", "list", "figure", "graphic", ""):
            parts.append(_words(child).replace("\n", "\x00"))
        parts.append(child.tail or "")
    words = re.sub(r"[ \t\r\n\f\v]+", " ", "".join(parts))
    return re.sub(r" ?\x00 ?", "\n", words).strip()


def _headline(metadata: Metadata, title: str | None) -> str | None:
    """The headline without the outlet's name after it ("... - The Lantern", "... | The Lantern")."""
    headline = metadata.headline or title
    if headline is None:
        return None
    headline = " ".join(headline.split())
    if metadata.site:
        headline = re.sub(rf"\s*[|–—:·-]\s*{re.escape(metadata.site)}\s*$", "", headline, flags=re.IGNORECASE)
    return headline or None


def read_metadata(tree: Any) -> Metadata:
    """Headline, day, outlet, language, country and address as the page states them."""
    metas: dict[str, str] = {}
    for node in tree.iter("meta"):
        key = node.get("property") or node.get("name") or node.get("itemprop")
        if key and node.get("content"):
            metas.setdefault(key.lower(), node.get("content").strip())
    linked = list(_linked_data(tree))
    found = Metadata(
        headline=metas.get("og:title") or _first(linked, "headline") or _only_h1(tree),
        site=metas.get("og:site_name") or metas.get("application-name"),
        url=metas.get("og:url")
        or next((n.get("href") for n in tree.iter("link") if n.get("rel") == "canonical"), None),
    )
    if found.site is None:
        publishers = [item["publisher"] for item in linked if isinstance(item.get("publisher"), dict)]
        found.site = _first(publishers, "name")
    _locale(found, tree.get("lang"), metas.get("og:locale") or metas.get("content-language"))
    found.day = _day(tree, metas, linked, found.url)
    return found


def _locale(found: Metadata, lang: str | None, locale: str | None) -> None:
    """Language and country from ``lang="en-MY"`` and ``og:locale``; en-US and en-GB are anybody's."""
    why: list[str] = []
    for name, value in (("lang", lang), ("og:locale", locale)):
        match = re.match(r"([a-z]{2,3})(?:[-_]([A-Za-z]{2}))?\b", value or "")
        if match is None:
            continue
        if found.language is None:
            found.language = match[1]
            why.append(f"{name}='{value}' says its language")
        if found.country is None and match[2] and value not in ("en-US", "en_US", "en-GB", "en_GB"):
            found.country = country_of_iso2(match[2])
            why.append(f"{name}='{value}' says its country")
    found.why = "; ".join(why)


def _day(tree: Any, metas: dict[str, str], linked: list[dict[str, Any]], url: str | None) -> tuple[date, str] | None:
    stated = [(metas[key], f"the page's metadata ({key})") for key in _DAY_METAS if key in metas]
    stated[1:1] = [
        (str(i["datePublished"]), "the page's metadata (datePublished)") for i in linked if i.get("datePublished")
    ]
    for node in tree.iter("time"):
        if node.get("datetime") and (node.get("pubdate") is not None or node.get("itemprop") == "datePublished"):
            stated.append((node.get("datetime"), "the page's metadata (time)"))
    times = [node.get("datetime") for node in tree.xpath("//article//time[@datetime]")]
    stated += [(value, "the page's metadata (time)") for value in times[:1]]
    for value, where in stated:
        try:
            return parse_day(value), where
        except ValueError:
            continue
    address = _ADDRESS_DAY.search(url or "")
    if address:
        try:
            return date(int(address[1]), int(address[2]), int(address[3])), f"the address {url}"
        except ValueError:
            return None
    return None


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that are articles; broken ones are passed over."""
    for node in tree.xpath("//script[@type='application/ld+json']"):
        try:
            loaded = json.loads(node.text or "")
        except (ValueError, RecursionError):
            continue
        waiting = [loaded]
        while waiting:
            item = waiting.pop()
            if isinstance(item, list):
                waiting.extend(item)
            elif isinstance(item, dict):
                waiting.append(item.get("@graph"))
                if "headline" in item or "datePublished" in item:
                    yield item


def _first(items: list[dict[str, Any]], key: str) -> str | None:
    return next((item[key] for item in items if isinstance(item.get(key), str)), None)


def _only_h1(tree: Any) -> str | None:
    headings = [_words(node) for node in tree.iter("h1")]
    return headings[0] if len(headings) == 1 and headings[0] else None
