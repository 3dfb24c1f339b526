"""What is said of a name, in the words themselves or in their context: ``Kenyan lawmaker Jane Doe``.

A title before the name, an apposition after it ("Jane Doe, a Kenyan lawmaker,"), or the two around the name in
a text; `Told` is what they say: an office, a country, sectors.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from detente.knowledge import forms
from detente.knowledge.entity import Entity
from detente.knowledge.guard import DAYS, TITLES
from detente.knowledge.phrase import ARTICLE, BELONGING, JOINTS, LEADING, PARTICLES, Phrase, known_noun, take_apart
from detente.knowledge.roles import FORMER, TITLE_WORDS, Role
from detente.knowledge.sectors import sector_entry
from detente.knowledge.spelling import SUFFIXES

LONGEST = 6
"""Words of the longest name of a person that is looked for."""
AROUND = 10
"""Words before a name in a text that may describe it."""
IS = re.compile(r"^(is|was|has been|became|,)\s+", re.IGNORECASE)
END = re.compile(r"[,;:.!?()\"“”]|\b(?:who|which|said|says|told|and|but)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of somebody; all empty where it is nothing.  ``titled``: only that it is a person (Mr)."""

    role: Role | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    body: Entity | None = None
    titled: bool = False

    def __bool__(self) -> bool:
        return bool(self.role or self.sectors or self.country or self.titled)


NOTHING = Told()


def split(phrase: Phrase) -> tuple[list[str], list[str]] | None:
    """The words of a name and those said of it; None where no name stands at their end or before a comma."""
    words = phrase.words
    if "," in words[1:-1]:
        at = words.index(",")
        head, tail = words[:at], [w for w in words[at + 1 :] if w != ","]
        if forms.key(" ".join(tail)) in SUFFIXES:
            return split(Phrase(head, [m for m in phrase.matches if m.end <= at]))
        return _around_comma(phrase, head, tail)
    end = _of_owner(phrase)
    start = _run(phrase, end)
    if start == end or (start and words[start - 1].lower() in BELONGING):
        return None
    return words[start:end], [*words[:start], *words[end:]]


def owner_name(phrase: Phrase) -> list[str]:
    """The name of the person to whom those belong who are spoken of: supporters of | Navalny."""
    start = _run(phrase, len(phrase.words))
    return phrase.words[start:] if start and phrase.words[start - 1].lower() in BELONGING else []


def _of_owner(phrase: Phrase) -> int:
    """Where a name ends that has its state or place behind it: King Abdallah | of Jordan."""
    words, last = phrase.words, phrase.matches[-1] if phrase.matches else None
    if last is None or last.end < len(words) or last.form in ("person", "short") or last.start < 2:
        return len(words)
    start = last.start - 1 if words[last.start - 1].lower() == "the" else last.start
    return start - 1 if words[start - 1].lower() in ("of", "from") else len(words)


def _around_comma(phrase: Phrase, head: list[str], tail: list[str]) -> tuple[list[str], list[str]] | None:
    start = _run(phrase, len(head))
    if start == len(head):
        return None
    if not start and all(_capital(word) for word in tail) and not known_noun(tail[-1]):
        owned = any(m.start > len(head) for m in phrase.matches if m.form not in ("person", "short"))
        return None if owned else (tail + head, [])  # Putin, Vladimir
    return head[start:], [*head[:start], *tail]


def _run(phrase: Phrase, end: int) -> int:
    """Where the name that ends at ``end`` begins; ``end`` itself where there is none."""
    words = phrase.words
    taken = {
        i for m in phrase.matches if m.form not in ("person", "short", "place") for i in range(m.start, m.end)
    }  # fmt: skip
    start = end
    while start and end - start < LONGEST and start - 1 not in taken and in_name(words[start - 1], start < end):
        start -= 1
    while start < end and (words[start].lower() in PARTICLES and words[start][0].islower() and end - start > 2):
        start += 1
    return start


def in_name(word: str, inside: bool) -> bool:
    """Whether a word may be part of a person's name; ``inside``: with words of it around."""
    if inside and word in PARTICLES:
        return True
    if not _capital(word):
        return False
    low = word.lower().strip(".")
    titled = low in TITLE_WORDS and not (len(low) == 2 and word.istitle())  # the UN chief, Kim Jong Un
    return len(low) == 1 or not (titled or low in TITLES or low in DAYS or known_noun(word))


def _capital(word: str) -> bool:
    return word[:1].isupper() or ARTICLE.match(word) is not None or word.lower() in PARTICLES


def told(words: Sequence[str], day: date | None, near: Collection[str]) -> Told:
    """What a description says: ``Kenyan opposition lawmaker``; nothing where it describes no person."""
    if not words:
        return NOTHING
    phrase = take_apart(" ".join(words), day, near)
    role, owner, body = phrase.role(), phrase.owner(), phrase.body()
    if role is not None and role.office == "honorific":
        return Told(titled=True)
    entry = sector_entry(phrase.nouns) if phrase.nouns else None
    if role is None and (entry is None or entry.kind not in ("person", "people")):
        return Told(country=owner.entity.country) if owner and not phrase.plain else NOTHING
    sectors = role.sectors if role else entry.sectors if entry else ()
    if not FORMER.isdisjoint(word.lower() for word in phrase.plain) and "ELI" not in sectors and role:
        sectors = ("ELI", *sectors)
    country = owner.entity.country if owner else body.entity.country if body else None
    if body is not None and role is not None and not role.former:
        sectors = tuple(dict.fromkeys((*body.entity.sectors[:1], *sectors)))
    return Told(role, country, sectors, body.entity if body else None)


def told_in(context: str, name: Sequence[str], day: date | None, near: Collection[str]) -> Told:
    """What a text says of a name in it: before it, after a comma, or behind "is"."""
    found = re.search(rf"(?<!\w){re.escape(' '.join(name))}(?!\w)", context)
    if found is None:
        return NOTHING
    after = context[found.end() : found.end() + 200].lstrip()
    lead = IS.match(after)
    out = NOTHING
    if lead:
        rest = after[lead.end() :]
        end = END.search(rest)
        out = told(rest[: end.start() if end else None].split(), day, near)
    if out.role or out.sectors:
        return out
    return told(_before(context[: found.start()]), day, near) or out


def fuller(context: str, name: str) -> str | None:
    """The longer name in a text that ends in this one: its given name stands there too."""
    part = r"(?:[A-Z][\w.'’-]*|" + "|".join(sorted(PARTICLES)) + ")"
    found = re.search(rf"(?<![\w-])((?:{part} ){{1,4}}{re.escape(name)})(?![\w-])", context)
    if found is None:
        return None
    words = found[1].split()
    while len(words) > 1 and not in_name(words[0], False):
        words = words[1:]
    return " ".join(words) if len(words) > 1 else None


def _before(text: str) -> list[str]:
    """The words just before a name that may be its title: back to the first word that cannot be in one."""
    words = text.split()[-AROUND:]
    start = len(words)
    while start:
        word = words[start - 1]
        low = word.lower().strip("\"'“”()")
        if word[-1] in ",;:.!?" and not (word[-1] == "." and len(word) < 6):
            break
        titled = low in TITLE_WORDS or low in TITLES or low in LEADING or known_noun(low)
        if not (titled or word[:1].isupper() or low in ("of", "the", "'s") or (low in JOINTS and start < len(words))):
            break
        start -= 1
    while start < len(words) and words[start].lower() in JOINTS | LEADING:
        start += 1
    return words[start:]
