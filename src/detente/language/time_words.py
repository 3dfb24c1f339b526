"""The vocabulary and the rules of times: tables/times.tsv and tables/time_rules.tsv, compiled once.

``leads()`` says which rules can begin at a word, so that most words cost one look into a dict; a rule's
regular expression has named groups for taking the found words apart.  All run on ``plain(text)``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from detente.language.words import rows

# Odd quotes, dashes and blanks to plain ones, one character for one: offsets must hold.
_PLAIN = str.maketrans("’‘‛ʼ–—‑‒−\u00a0\u202f\u2009\t\r", "''''-----     ")


def plain(text: str) -> str:
    """``text`` in lower case with plain quotes, dashes and blanks, character for character."""
    low = text.lower()
    if len(low) != len(text):  # a few capitals (U+0130) grow when lowered
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(_PLAIN)


@dataclass(frozen=True)
class Words:
    """Lower-case word -> value, by class (``number``, ``month``, ``era`` ...); alternatives split."""

    classes: dict[str, dict[str, str]]

    def get(self, kind: str, word: str) -> str | None:
        return self.classes[kind].get(word)

    def pattern(self, kind: str) -> str:
        """An alternation of all words of a class, the longest first."""
        words = sorted(self.classes[kind], key=lambda w: (-len(w), w))
        return "|".join(re.escape(w).replace("\\ ", " ") for w in words)


@cache
def words() -> Words:
    classes: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, forms, value in rows("times.tsv"):
        parts = [forms] if kind in ("future", "break") else forms.split("|")
        for form in parts:
            classes[kind].setdefault(form, value)
    return Words(dict(classes))


def _number(table: Words, vague: bool) -> str:
    chosen = [w for w, v in table.classes["number"].items() if bool(v) != vague]
    plainly = "|".join(sorted(map(re.escape, chosen), key=lambda w: (-len(w), w))).replace("\\ ", " ")
    return plainly if vague else rf"\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:\.\d+)?|{plainly}"


# Between a number and what it counts: "30 Palestinian civilians", "12 young men".
_ADJECTIVE = r"(?:\w{3,}(?:an|i|ese|ish)|armed|unarmed|young|foreign|local|former|government|masked|suspected)"


@cache
def slots() -> dict[str, str]:
    """What stands for a {slot} of a pattern, with its named group."""
    table = words()
    number = rf"(?:{_number(table, False)}|{_number(table, True)})"
    day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w)"
    year = r"(?:1\d\d\d|20\d\d|2100)(?!\d)"
    month, weekday, unit = (table.pattern(k) for k in ("month", "weekday", "unit"))
    full_days = "|".join(w for w in table.classes["weekday"] if len(w) > 5 and not w.endswith("."))
    return {
        "n": rf"(?P<n>{number})",
        "n2": rf"(?P<n2>{number})",
        "vague": rf"(?:{_number(table, True)})",
        "unit": rf"(?P<unit>(?:{unit}))(?!\w)",
        "day": rf"(?P<day>{day})",
        "day2": rf"(?P<day2>{day})",
        "year": rf"(?P<year>{year})",
        "year2": rf"(?P<year2>{year})",
        "month": rf"(?P<month>{month})(?!\w)",
        "month2": rf"(?P<month2>{month})(?!\w)",
        "wday": rf"(?P<wday>{weekday})(?!\w)",
        "wday2": rf"(?P<wday2>{full_days})(?!\w)",
        "wdays": rf"(?P<wday>{full_days})s(?!\w)",
        "season": rf"(?P<season>{table.pattern('season')})(?!\w)",
        "part": rf"(?P<part>{table.pattern('part')})(?!\w)",
        "ord": rf"(?P<ord>{table.pattern('ordinal')})(?!\w)",
        "era": rf"(?P<era>{table.pattern('era')})(?!\w)",
        "feast": rf"(?P<feast>{table.pattern('feast')})(?!\w)",
        "not": rf"(?:{table.pattern('not')})(?!\w)",
        "set": rf"(?:{table.pattern('set')})(?!\w)",
        "counted": rf"(?:(?:{_ADJECTIVE} )?(?:{table.pattern('counted')}))(?!['\w])",
        "about": rf"(?:(?:{table.pattern('about')}) )*",
        "fuzzy": r"(?P<fuzzy>early|mid|middle|late)",
    }


@dataclass(frozen=True)
class Rule:
    name: str
    handler: str
    pattern: str
    example: str
    published: date
    expected: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(_filled(self.pattern))


def _filled(pattern: str) -> str:
    for slot, meaning in slots().items():
        pattern = pattern.replace("{" + slot + "}", meaning)
    blanks = {"[- ]": r"(?:-|[ \n]+)", " ?": r"[ \n]*", " ": r"[ \n]+"}
    return re.sub(r"\[- \]| \??", lambda m: blanks[m[0]], pattern)


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(name, handler, pattern, example, date.fromisoformat(day), expected)
        for name, handler, pattern, example, day, expected in rows("time_rules.tsv")
    )


WORD = re.compile(r"[^\W\d_]+|\d+")
# Words inside rules that never begin one.
_INSIDE = frozenset(["of", "and", "to", "or", "as", "with", "is", "was", "it", "if"])
_SLOT_CLASSES = {
    "n": "number", "n2": "number", "vague": "number", "unit": "unit", "month": "month", "wday": "weekday",
    "wdays": "weekday", "season": "season", "part": "part", "ord": "ordinal", "era": "era", "feast": "feast",
    "not": "not", "set": "set", "about": "about",
}  # fmt: skip


def _leads(rule: Rule) -> set[str]:
    """A superset of the words that ``rule`` can begin with; "0" stands for any digits."""
    pattern = re.sub(r"\?P<\w+>|\\[a-z]", lambda m: "0" if m[0] == r"\d" else " ", rule.pattern)
    used = set(re.findall(r"\{(\w+)\}", pattern))
    leads = set(re.findall(r"[a-z]+", re.sub(r"\{\w+\}", " ", pattern)))
    for slot in used & _SLOT_CLASSES.keys():
        firsts = (WORD.search(entry) for entry in words().classes[_SLOT_CLASSES[slot]])
        leads |= {m.group() for m in firsts if m}
    if used & {"n", "n2", "day", "year"} or "0" in pattern:
        leads.add("0")
    if used & {"wdays"}:
        leads |= {f"{day}s" for day in words().classes["weekday"] if len(day) > 5}
    return {"0" if lead.isdigit() else lead for lead in leads} - _INSIDE


@cache
def leads() -> dict[str, tuple[Rule, ...]]:
    """Word -> the rules to try where it stands, in the order of the table."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules():
        for word in _leads(rule):
            found[word].append(rule)
    return {word: tuple(tried) for word, tried in found.items()}


@cache
def openers() -> frozenset[str]:
    """Words that begin rules and half of all English phrases: worth a try only before a word of time."""
    return frozenset(words().classes["open"])


_LOOKED = re.compile(r"\(\?(?:<=|<!|=|!)")  # what only looks ahead or behind names no word inside


def _inside(rule: Rule) -> frozenset[str] | None:
    """A superset of the words that can stand in ``rule``, "0" for digits; None where any word can."""
    pattern = rule.pattern
    if re.search(r"\\w[+*]|\[[^]]*a-z[^]]*\][+*]", _LOOKED.split(pattern)[0]):
        return None
    bare = re.sub(r"\?P<\w+>|\\[a-z]", lambda m: "0" if m[0] == r"\d" else " ", pattern)
    used = set(re.findall(r"\{(\w+)\}", bare))
    letters = re.sub(r"\{\w+\}|\(\?<?[=!]|\(\?:st\|nd\|rd\|th\)", " ", bare)
    if re.search(r"[a-z]\((?:\?:)?[a-z]|\)(?:\(\?:)?[a-z]", letters):
        return None  # "(?:twent|thirt)ies": words in pieces
    inside = set(re.findall(r"[a-z]+", letters)) | {w[:-1] for w in re.findall(r"([a-z]+)\?", letters)}
    for slot in used & _SLOT_CLASSES.keys():
        inside |= {w for entry in words().classes[_SLOT_CLASSES[slot]] for w in WORD.findall(entry)}
    for slot, kind in (("wdays", "weekday"), ("month2", "month"), ("wday2", "weekday")):
        if slot in used:
            inside |= set(words().classes[kind]) | {f"{w}s" for w in words().classes[kind]}
    inside |= {"early", "mid", "middle", "late"} if "fuzzy" in used else set()
    return frozenset({"0" if w.isdigit() else w for w in inside} | {"0", "st", "nd", "rd", "th"})


@cache
def _insides() -> dict[str, frozenset[str] | None]:
    return {rule.name: _inside(rule) for rule in rules()}


@cache
def pair(word: str, following: str) -> tuple[Rule, ...]:
    """The rules that can begin with ``word`` and go on with ``following`` ("0" for digits)."""
    insides = _insides()
    return tuple(r for r in leads().get(word, ()) if (inside := insides[r.name]) is None or following in inside)


@cache
def future_cue() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(rf"(?<!\w)(?:{w})(?!\w)" for w in words().classes["future"]) + ")")


@cache
def clause_break() -> re.Pattern[str]:
    pattern = next(iter(words().classes["break"]))
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
