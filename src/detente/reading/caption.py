"""Captions of pictures and who took them: what is caption, what is credit, what is a broken mark.

Seen on pages, and told apart here (own wording): ``Caption: Delegates arrive.``, ``Delegates arrive. Photo:
AFP``, ``Delegates arrive (AP Photo/Lina Marsh)``, ``Delegates arrive. REUTERS/Lina Marsh``, and the reader
apps' ``?? — AFP ?? Delegates arrive.``, where ``??`` was a picture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from detente.reading.marks import agencies, caption_lead, is_kind

# Words that only a caption says; matched in the first stretch or as a whole word.
_IMAGE = r"(?:photo|picture|image|photograph|still|frame)"
_CUES = re.compile(
    rf"\bin this (?:file |undated |handout )?{_IMAGE}\b"
    rf"|\b(?:an? )?(?:file|handout|undated|combination|composite|screengrab|satellite) {_IMAGE}"
    r" (?:of|shows?|taken|released)\b"
    r"|\b(?:file pic|filepic|photo taken|picture taken|photographed (?:in|at|on))\b"
    r"|\bpictured (?:in|at|on|here|left|right|above)\b"
    r"|\((?:left|right|centre|center|L|R|C|L-R|from left|second from)\b[^)]{0,20}\)"
    r"|\b(?:seen|shown) (?:here|in this)\b",
    re.IGNORECASE,
)
_BROKEN = r"[?\ufffd\ufffc□▯\s]"
# "is text", so that "(AP Photo/..." at the end of a long paragraph does not make the paragraph a caption.
MAX_WORDS = 80
MAX_CREDIT = 90
_PICTURE = re.compile(r"/|[Pp]hoto|PHOTO|[Pp]icture|[Ii]mage|IMAGE|[Pp]ic\b|filepi|[Cc]redit|Getty|EPA|Shutterstock")
_SIGN = re.compile(r"[—–-]\s*\w|[(\[]")


@dataclass(frozen=True, slots=True)
class Caption:
    """Offsets into the block: the caption's words and its credit's (None where it has none)."""

    start: int
    end: int
    credit: tuple[int, int] | None
    broken: bool = False


@cache
def _leading() -> re.Pattern[str]:
    """``?? — AFP ?? words`` and ``— AFP words``: the dash or the broken mark must be there."""
    name = rf"{agencies()}(?:[ /](?:photo|pic|filepic|{agencies()}))?"
    return re.compile(
        rf"(?P<mark>{_BROKEN}*)[—–-]{{1,2}}\s*(?P<credit>{name})\b"
        rf"(?P<mark2>{_BROKEN}*)\s+(?=\S)"
    )


@cache
def _photo_end() -> re.Pattern[str]:
    """A credit that only a picture has, at the end of the block."""
    name = r"[^.!?()\[\]]{2,60}?"
    return re.compile(
        rf"\s*[\[(|]?\s*(?P<credit>(?:Photo(?:graph)?s?|Picture|Image|Pic|Credit|PHOTO|PHOTOGRAPH|IMAGE)"
        rf"(?: credit)?(?:\s+by|\s+courtesy(?: of)?)?\s*[:/]\s*{name}"
        rf"|(?:File )?[Pp]hoto(?:graph)? by {name}"
        rf"|(?:AP|AFP) (?:Photo|PHOTO|photo)(?:\s*/\s*{name})?"
        rf"|(?:REUTERS|Reuters|AFP|EPA|EPA-EFE|Getty Images|Xinhua|dpa|TASS|Sputnik|Anadolu)\s*/\s*{name}"
        rf"|{name}\s*/\s*(?:AP|AFP|Reuters|REUTERS|EPA|EPA-EFE|Getty|Getty Images|Xinhua|NYT|Bloomberg)"
        rf"|{agencies()}(?:[ /-](?:pic|file ?pic|filepix|file photo|photo|PHOTO))"
        rf"|Getty Images|EPA-EFE|NurPhoto|Shutterstock|SOPA Images"
        rf")\s*[\])]?\.?$"
    )


@cache
def _agency_end() -> re.Pattern[str]:
    """``... he said. — AFP``: after a sentence, a dash and an agency, or an agency in brackets."""
    return re.compile(
        rf"(?<=[.!?”\"’'])\s*(?:[—–-]{{1,2}}\s*(?P<plain>{agencies()}(?:[/,]\s?{agencies()})*)"
        rf"|[(\[](?P<inner>{agencies()}(?:[/,]\s?{agencies()})*)[)\]])\.?$"
    )


def read_caption(text: str) -> Caption | None:
    """The caption that a block is, with its credit; None where it is something else."""
    if len(text.split()) > MAX_WORDS:
        return None
    leading = _leading().match(text)
    if leading is not None:
        broken = bool((leading["mark"] + leading["mark2"]).strip())
        return Caption(leading.end(), len(text), leading.span("credit"), broken)
    start = caption_lead(text)
    # A caption begins like a sentence: "Pictures: how ..." is a headline, but its tail is not ours to judge.
    # A picture's credit is short and at the end; the cheap test spares most paragraphs the long pattern.
    tail = max(start, len(text) - MAX_CREDIT)
    photo = _photo_end().search(text, tail) if _PICTURE.search(text, tail) else None
    if photo is not None and photo.start() > start:
        return Caption(start, photo.start(), photo.span("credit"))
    if start or _CUES.search(text):
        agency = sign_off(text)
        end, credit = (agency[0], agency[1:]) if agency else (len(text), None)
        return Caption(start, end, credit)
    return None


def sign_off(text: str) -> tuple[int, int, int] | None:
    """An agency named after the last sentence: end of the sentence, start and end of the name."""
    tail = max(0, len(text) - MAX_CREDIT)
    match = _agency_end().search(text, tail) if _SIGN.search(text, tail) else None
    if match is None:
        return None
    group = "plain" if match["plain"] else "inner"
    return match.start(), match.start(group), match.end(group)


def is_credit(text: str) -> bool:
    """Whether the whole block credits a picture or an agency."""
    if len(text) > 120:
        return False
    alone = re.fullmatch(rf"[?\ufffd\ufffc□\s(\[—–-]*{agencies()}[?\ufffd\ufffc□\s)\].]*", text)
    return alone is not None or is_kind("credit", text)


def core(text: str) -> str:
    """The words of a block without marks, credits and signs, to find what stands twice."""
    caption = read_caption(text)
    words = text[caption.start : caption.end] if caption else text
    return re.sub(r"\W+", " ", words).strip().lower()
