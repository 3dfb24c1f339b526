"""The 37 contexts of PLOVER, and which of them the words of a sentence tell.

``tables/contexts.tsv`` has their meanings, ``tables/context_words.tsv`` the words and phrases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product

from detente.ontology.table import TABLES, BadTable, rows

Contexts = tuple[str, ...]
Phrases = list[tuple[tuple[str, ...], str]]


@cache
def context_meanings() -> dict[str, str]:
    """The names of the contexts and what they mean, in the manual's order."""
    return {r["context"]: r["what"] for r in rows(TABLES / "contexts.tsv", ("context", "what"))}


def _variants(word: str) -> Iterable[tuple[str, ...]]:
    """A word of a phrase as a parser may give it: hyphens in or apart, a participle as its verb."""
    yield (word,)
    if "-" in word:
        yield tuple(part for part in word.split("-") if part)
    elif word.endswith("ed") and len(word) > 4:
        yield (word[:-1],)
        yield (word[:-2],)


@cache
def _index() -> tuple[dict[str, Contexts], dict[str, Phrases]]:
    """Contexts of single words, and phrases by their first word (the other words, the context)."""
    words: dict[str, Contexts] = {}
    phrases: dict[str, Phrases] = {}
    path = TABLES / "context_words.tsv"
    for row in rows(path, ("context", "words")):
        context, text = row["context"], row["words"]
        if context not in context_meanings():
            raise BadTable(path, None, f"{text!r}: no context {context!r}")
        parts = text.split(" ")
        if len(parts) == 1 and "-" not in text:
            words[text] = (*words.get(text, ()), context)
            continue
        for choice in product(*map(_variants, parts)):
            first, *rest = (w for ws in choice for w in ws)
            if rest:
                phrases.setdefault(first, []).append((tuple(rest), context))
            elif context not in words.get(first, ()):
                words[first] = (*words.get(first, ()), context)
    return words, phrases


@cache
def _order() -> dict[str, int]:
    return {c: i for i, c in enumerate(context_meanings())}


def contexts_of(lemmas: Sequence[str]) -> list[str]:
    """The contexts that the lemmas of a sentence tell: most words first, else in the manual's order.

    Args:
        lemmas: lower-case lemmas in the sentence's order, hyphens and punctuation included.  A plural that
            the parser left (names: "Elections") is looked up without its s as well.

    >>> contexts_of("police arrest the hacker over ransomware".split())
    ['cyber', 'legal']
    """
    words, phrases = _index()
    flat = [w for w in lemmas if w != "-"]
    found: list[str] = []
    for i, word in enumerate(flat):
        hit = words.get(word)
        if hit is None and word[-1:] == "s":
            hit = words.get(word[:-1])
        if hit is not None:
            found.extend(hit)
        if word in phrases:
            for rest, context in phrases[word]:
                if tuple(flat[i + 1 : i + 1 + len(rest)]) == rest:
                    found.append(context)
    if len(found) < 2:
        return found
    counts = Counter(found)
    order = _order()
    return sorted(counts, key=lambda c: (-counts[c], order[c]))
