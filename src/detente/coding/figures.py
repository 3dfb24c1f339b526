"""How many people a noun phrase speaks of: "at least 26 workers", "two soldiers and a child", "dozens"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from detente.coding import grammar
from detente.event import Bound
from detente.language.parsed import Parsed

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {w: i for i, w in enumerate(_UNITS)} | {w: 20 + 10 * i for i, w in enumerate(_TENS)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_AT_LEAST = "at least|more than|no fewer than|no less than|over|upwards of|a minimum of"
_AT_MOST = "as many as|up to|at most|fewer than|less than|under"
_ABOUT = "about|around|approximately|nearly|almost|some|roughly|an estimated|estimated|close to"
_BOUNDS: dict[str, Bound] = {
    **dict.fromkeys(_AT_LEAST.split("|"), "at_least"),
    **dict.fromkeys(_AT_MOST.split("|"), "at_most"),
    **dict.fromkeys(_ABOUT.split("|"), "about"),
}
_NO_PEOPLE = frozenset(("MONEY", "DATE", "TIME", "PERCENT", "ORDINAL"))
_ONE = frozenset(("he", "she", "him", "her", "one", "another", "somebody", "someone"))
_ORDINALS = frozenset("second third fourth fifth sixth".split())
_ARTICLES = frozenset(("a", "an", "one", "another", "the", "his", "her", "their", "its"))
# Singular nouns for many: how many they are nobody says.
_MANY = frozenset(
    "family crowd group number people population majority rest community gang convoy unit team crew couple "
    "dozen pair toll patrol convoy faction cell organization organisation battalion brigade regiment "
    "village town base outpost ship boat vessel vehicle car drone aircraft helicopter jet house home "
    "building office government army military police force militia party side public staff".split()
)
# Nouns after which a list tells who they were.
_GENERAL = frozenset("people person civilian other victim".split())
_HARM_WORDS = frozenset("wound injure injury injured wounded kill killing wounding".split())
# Nouns that only carry the count of what follows "of".
_CARRIERS = frozenset(("total", "number", "toll", "body", "remains", "group"))
# Nobody reports more dead or displaced by one act; a larger figure is a sum of money, a date or a law.
MAX_PEOPLE = 20_000_000
_BEFORE_NOUN = frozenset(("nummod", "amod", "compound", "det"))
_MAX_WORDS = 5  # words of one number: "one hundred and twenty five"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people and how it is bounded; 0 with "at_least" where the words name no number."""

    value: int
    bound: Bound = "exact"

    def __add__(self, other: Count) -> Count:
        if self.bound == other.bound:
            return Count(self.value + other.value, self.bound)
        kinds = {self.bound, other.bound} - {"exact"}
        return Count(self.value + other.value, next(iter(kinds)) if len(kinds) == 1 else "about")


VAGUE = Count(0, "at_least")


def number(words: str) -> int | None:
    """An integer from digits or number words ("26", "1,200", "forty-five", "two hundred"), or None."""
    found = _DIGITS.search(words)
    if found:
        value = int(found.group().replace(",", ""))
        rest = words[found.end() :].split()
        return value * _SCALES.get(rest[0].lower(), 1) if rest else value
    total, current, seen, article = 0, 0, False, False
    for word in re.split(r"[\s-]+", words.lower()):
        if word in _WORDS:
            current, seen = current + _WORDS[word], True
        elif word in _SCALES and (seen or article):
            scale = _SCALES[word]
            if scale < 1000:
                current = max(current, 1) * scale
            else:
                total, current = total + max(current, 1) * scale, 0
            seen = True
        elif word in ("a", "an"):
            article = True
        elif word not in ("and", "") and seen:
            break
    return total + current if seen else None


def people(token: Token, parsed: Parsed | None = None) -> Count | None:
    """How many people a phrase with this head speaks of, what is joined to it by "and" included.

    None where it speaks of nobody, or of many without a number ("several villagers").
    """
    apart = [t for t in _joined(token) if t.i == token.i or not _same_mention(t, token, parsed)]
    counts = [_one(t, parsed) for t in apart]
    known = [c for c in counts if c is not None and c.value]
    if not known:
        return None
    rest = sum(c.value for c in known[1:])
    if rest == known[0].value and len(counts) > 2 and token.lemma_.lower() in _GENERAL:
        return known[0]  # "three people, two officers and a guard"
    total = known[0]
    for count in known[1:]:
        total = total + count
    if any(c is VAGUE for c in counts):
        total = Count(total.value, "at_least" if total.bound in ("exact", "at_least") else "about")
    return total


def _same_mention(a: Token, b: Token, parsed: Parsed | None) -> bool:
    """ "The former minister and party leader Ana Silva": two words for one person."""
    if parsed is None:
        return False
    first, second = parsed.mention_over(a), parsed.mention_over(b)
    return first is not None and first is second


def _joined(token: Token) -> list[Token]:
    """The phrase's head and those joined to it, up to a verb that the parser took for a noun ("and wounds
    twelve")."""
    out = []
    for t in grammar.conjuncts(token):
        if t.i != token.i and (t.pos_ in grammar.VERBAL or t.lemma_.lower() in _HARM_WORDS):
            break
        out.append(t)
    out.extend(t for t in _along_with(token) if t not in out)
    return out


def _along_with(token: Token) -> list[Token]:
    """ "... along with his two sons", behind the phrase or its verb."""
    for holder in (token, token.head):
        for child in holder.children:
            if child.lower_ in ("along", "together") and child.i > token.i:
                return grammar.prepositional(child, "with")
    return []


def _one(token: Token, parsed: Parsed | None) -> Count | None:
    """The count of one phrase; :data:`VAGUE` for many without a number."""
    found = counted(token)
    if found is not None:
        return found
    if token.lemma_.lower() in _CARRIERS or token.lower_ in ("all", "most", "both"):
        inner = list(grammar.prepositional(token, "of"))
        if inner:
            return people(inner[0], parsed)
    if token.lower_ == "both":
        return Count(2)
    if token.lower_ in _ONE:
        return Count(1)
    if token.lower_ in _ORDINALS and token.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return Count(1)  # "a third was hurt"
    if token.pos_ == "PRON" or token.tag_ in ("NNS", "NNPS"):
        return VAGUE if token.pos_ != "PRON" or token.lower_ in ("many", "several", "dozens", "others") else None
    if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() not in _MANY:
        return Count(1) if _is_person(token, parsed) else None
    return VAGUE if token.pos_ in ("NOUN", "ADJ") else None


def _is_person(token: Token, parsed: Parsed | None) -> bool:
    """A singular noun or a name for one human being."""
    if token.ent_type_ == "PERSON":
        return True
    mention = parsed.mention_of(token) if parsed is not None else None
    if mention is None and parsed is not None:
        over = parsed.mention_over(token)
        mention = over if over is not None and over.form == "name" else None
    if mention is not None and mention.kind == "person":
        return True
    if parsed is None or (mention is not None and mention.kind not in ("people", "group")):
        return False
    return token.tag_ == "NN" and any(c.lower_ in _ARTICLES and c.dep_ in ("det", "poss") for c in token.children)


def counted(token: Token) -> Count | None:
    """The number that stands with a noun, or that the token is, with its bound; None where there is none."""
    numerals = _numerals(token) or [n for c in token.children if c.dep_ == "compound" for n in _numerals(c)]
    numeral = (
        numerals[-1] if numerals else token if token.pos_ == "NUM" or token.lower_ in ("dozen", "hundred") else None
    )
    if numeral is None or numeral.ent_type_ in _NO_PEOPLE:
        return None
    doc, first = token.doc, numeral.i
    while first > 0 and numeral.i - first < _MAX_WORDS and _in_number(doc[first - 1], doc[first]):
        first -= 1
    value = number(doc[first : numeral.i + 1].text)
    if not value or value > MAX_PEOPLE:
        return None
    return Count(value, _bound(token, first))


def _numerals(token: Token) -> list[Token]:
    return [c for c in token.children if c.i < token.i and c.dep_ in _BEFORE_NOUN and _is_number(c)]


def _is_number(token: Token) -> bool:
    """A numeral, also where the tagger takes "Eleven" at the start of a sentence for an adjective or a
    name."""
    low = token.lower_
    return (token.pos_ == "NUM" and token.dep_ == "nummod") or low in _WORDS or low in _SCALES or _is_compound(low)


def _is_compound(word: str) -> bool:
    left, _, right = word.partition("-")
    return left in _WORDS and right in _WORDS


def _in_number(left: Token, right: Token) -> bool:
    """Whether two neighbours belong to one number: "forty-five", "a hundred", "two hundred and ten"."""
    if left.pos_ == "NUM" or left.text == "-":
        return True
    return left.lower_ in ("a", "an", "half") and right.lower_ in _SCALES


def _bound(token: Token, first: int) -> Bound:
    left = token.doc[max(0, first - 4) : first].text.lower()
    for phrase, bound in _BOUNDS.items():
        if left.endswith(phrase) and not left.removesuffix(phrase)[-1:].isalpha():
            return bound
    after = token.doc[token.i + 1 : token.i + 3].text.lower()
    return "at_least" if after in ("or more", "if not") else "exact"
