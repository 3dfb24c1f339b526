"""What each block of a page is: by itself, by where it stands, and by what stands twice.

The words for it: masthead, headline, byline, day (a line that is a date), body, caption, credit, furniture,
related (after which short lines are furniture), copy (stands on the page already).
"""

from __future__ import annotations

import re
from collections import defaultdict

from detente.reading.blocks import Block
from detente.reading.caption import core, is_credit, read_caption, sign_off
from detente.reading.dateline import known_place, read_dateline
from detente.reading.dates import find_dates
from detente.reading.marks import is_kind
from detente.reading.outlet import masthead_like

# A line without a full stop that is this long is a sentence that lost it (the longest section heading of the
# full articles has 6 words, the longest headline 16).
SENTENCE_WORDS = 25
HEADING_WORDS = 10
# A headline has at least so many words, else it is a kicker ("Horn of Africa").
HEADLINE_WORDS = 4
# Fewer equal words than this may stand twice by chance.
TWICE_WORDS = 5

_END = re.compile(r"[.!?…。！？।؟۔]['\"”’»)\]」』]*$")
_FULL_STOP = re.compile(r"[.…。।۔]['\"”’»)\]」』]*$")
_SPEECH = re.compile(r"\b(?:said|says|told|added|asked|replied|according to)\b")
_DAY_LINE = re.compile(
    r"(?:first |last |originally )?(?:published|posted|updated|modified|issued|created|date)?(?: on| at|:)*|"
    r"\d{1,2}[:.]\d{2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?|[ap]\.?m\.?|\b[A-Z]{2,4}\b(?:[+-]\d+)?|[\s,|·•:()/–—-]+",
    re.IGNORECASE,
)


def label(blocks: list[Block], headline: str | None = None) -> tuple[list[str], int]:
    """The label of every block, and the index of the first block of the story itself.

    headline: what the page's metadata give as its headline.
    """
    if len(blocks) == 1:
        return ["body"], 0
    kinds = [_kind(block) for block in blocks]
    _twice(blocks, kinds)
    first = _first_prose(blocks, kinds)
    if first is None:
        return ["body" if kind in ("short", "prose", "bullet") else kind for kind in kinds], 0
    _label_head(blocks, kinds, first, headline)
    _label_rest(blocks, kinds, first)
    return kinds, first


# --- what a block is by itself


def _kind(block: Block) -> str:
    text = block.text
    if is_kind("end", text):
        return "end"
    if is_kind("related", text):
        return "related"
    if is_kind("furniture", text):
        return "furniture"
    if is_credit(text):
        return "credit"
    if read_caption(text) is not None:
        return "caption"
    if is_kind("byline", text):
        return "byline"
    if _is_day_line(text):
        return "day"
    if block.bullet:
        return "bullet"
    return "prose" if _is_prose(block) else "short"


def _is_prose(block: Block) -> bool:
    text, words = block.text, block.words
    if _END.search(text) or sign_off(text):
        return words > 1 or len(text) > 15
    return words >= SENTENCE_WORDS or (text[-1] in ":;," and words > 4) or bool(_SPEECH.search(text))


def _is_day_line(text: str) -> bool:
    if len(text) > 120:
        return False
    dates = [found for found in find_dates(text) if found.year]
    if not dates:
        return False
    for found in reversed(dates):
        text = text[: found.start] + " " + text[found.end :]
    return not _DAY_LINE.sub("", text)


def _twice(blocks: list[Block], kinds: list[str]) -> None:
    """Labels what stands on the page twice: one copy stays, a caption if any copy looks like one."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, block in enumerate(blocks):
        if kinds[i] in ("prose", "short", "caption"):
            words = core(block.text)
            if len(words.split()) >= TWICE_WORDS:
                places[words].append(i)
    for same in places.values():
        if len(same) < 2:
            continue
        kept = same[0]
        captions = [i for i in same if kinds[i] == "caption"]
        if captions:
            kept = min(captions, key=lambda i: _spoilt(blocks[i]))
        elif same[1] == same[0] + 1 and kinds[kept] == "prose" and same[0] > 0:
            kinds[kept] = "caption"  # two copies in a row: how reader apps print a picture's words
        for i in same:
            if i != kept:
                kinds[i] = "copy"


def _spoilt(block: Block) -> tuple[bool, bool]:
    caption = read_caption(block.text)
    return (caption.broken, caption.credit is None) if caption else (True, True)


# --- above the story


def _first_prose(blocks: list[Block], kinds: list[str]) -> int | None:
    """Index of the first block of the story itself."""
    contents = [i for i, kind in enumerate(kinds) if kind in ("prose", "short", "bullet")]
    for position, i in enumerate(contents):
        block = blocks[i]
        if kinds[i] == "bullet":
            if _FULL_STOP.search(block.text):
                return i
            continue
        if kinds[i] == "prose" and block.words > 8 and read_dateline(block.text) is not None:
            return i
        if kinds[i] != "prose" or not (_FULL_STOP.search(block.text) or block.words >= SENTENCE_WORDS):
            continue
        following = blocks[contents[position + 1]].text if position + 1 < len(contents) else ""
        if position == 0 and block.words <= 15 and read_dateline(following) is not None:
            continue  # a headline with a full stop
        return i
    return None


def _label_head(blocks: list[Block], kinds: list[str], first: int, headline: str | None) -> None:
    titles = [i for i in range(first) if kinds[i] in ("short", "prose")]
    for i in range(first):
        if kinds[i] == "bullet":
            kinds[i] = "body" if blocks[i].words >= HEADING_WORDS // 2 else "furniture"
    if not titles:
        return
    if titles[0] <= 1 and _is_masthead(blocks, titles):
        kinds[titles.pop(0)] = "masthead"
    if not titles:
        return
    long = [i for i in titles if blocks[i].words >= HEADLINE_WORDS]
    chosen = next((i for i in titles if headline and blocks[i].text == headline), None)
    if chosen is None:
        chosen = long[0] if long else max(titles, key=lambda i: len(blocks[i].text))
    for i in titles:
        if i == chosen:
            kinds[i] = "headline"
        elif i < chosen:
            kinds[i] = "furniture"
        elif _is_lone_dateline(blocks[i].text):
            kinds[i] = "dateline"
        elif blocks[i].words >= HEADLINE_WORDS:
            kinds[i] = "headline"
        else:
            kinds[i] = "byline" if _is_name(blocks[i].text) else "furniture"


def _is_masthead(blocks: list[Block], titles: list[int]) -> bool:
    line = outlet_name(blocks[titles[0]].text)
    if not line:
        return False
    words = len(line.split())
    if len(titles) == 1:
        return words <= HEADLINE_WORDS and masthead_like(line)
    return masthead_like(line) or (words <= 3 and line.startswith("The ") and blocks[titles[1]].words > words)


def outlet_name(masthead: str) -> str:
    """The name in a first line that may give the day or the edition after it."""
    dates = [found for found in find_dates(masthead) if found.year]
    line = masthead[: dates[0].start] if dates else masthead
    return re.split(r"\s[|•·/]\s", line)[0].rstrip(" ,|-–—·")


def _is_lone_dateline(text: str) -> bool:
    found = read_dateline(text, alone=True)
    if found is None or found.place is None:
        return False
    return found.stated is not None or found.agency is not None or known_place(found.place.split(",")[0])


def _is_name(text: str) -> bool:
    return re.fullmatch(r"[A-Z][\w'’-]+(?: [A-Z]\.)?(?: (?:[A-Z][\w'’-]+|de|van|bin|al)){1,3}", text) is not None


# --- the story and what comes after it


def _label_rest(blocks: list[Block], kinds: list[str], first: int) -> None:
    stop = _end_of_story(blocks, kinds, first)
    last = max(i for i in range(first, stop) if kinds[i] in ("prose", "bullet") and _is_prose(blocks[i]))
    shorts = sum(kind == "short" for kind in kinds[first:last])
    proses = sum(kind == "prose" for kind in kinds[first:last])
    listing = shorts > proses + 1  # a list of one-line items, not headings between paragraphs
    before = ""
    for i in range(first, len(blocks)):
        kind, block = kinds[i], blocks[i]
        if i >= stop and kind in ("prose", "short", "bullet"):
            kinds[i] = "furniture"
        elif kind == "prose":
            ended = _FULL_STOP.search(block.text) or sign_off(block.text)
            title = before == "related" and block.words <= SENTENCE_WORDS and not ended
            kinds[i] = "furniture" if title else "body"
        elif kind == "short":
            kinds[i] = _short_kind(block, before, inside=i < last, listing=listing)
        elif kind == "bullet":
            items = before == "body" or i < last
            body = before != "related" and (_is_prose(block) or (items and block.words >= HEADLINE_WORDS))
            kinds[i] = "body" if body else "furniture"
        before = "related" if kind == "related" or (before == "related" and kinds[i] == "furniture") else kinds[i]


def _short_kind(block: Block, before: str, *, inside: bool, listing: bool) -> str:
    if before in ("related", "furniture") and not (inside and block.words > HEADING_WORDS * 2):
        return "furniture"
    if block.words > HEADING_WORDS:
        return "body"
    return "body" if inside and listing and block.words >= HEADLINE_WORDS else "furniture"


def _end_of_story(blocks: list[Block], kinds: list[str], first: int) -> int:
    """Index of the block that ends the story (readers' comments, "Most read"), or the number of blocks."""
    weight = [len(b.text) if kinds[i] == "prose" else 0 for i, b in enumerate(blocks)]
    for i in range(first + 1, len(blocks)):
        if kinds[i] == "end" and sum(weight[:i]) > 0:
            comments = re.search(r"comment|say|conversation|reply|discussion", blocks[i].text, re.IGNORECASE)
            if comments or sum(weight[i:]) < sum(weight[:i]):
                return i
    return len(blocks)
