"""Mending what a small parser gets wrong in news: sentence boundaries before the parse, trees after it.

``preset_sentences`` runs before the parser, which keeps what is set; ``mend`` runs on the parsed doc.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from detente.language.words import rows, words

# Abbreviations that stand before a name or number and never end a sentence of news.
TITLES = words("titles")
# Abbreviations that may stand inside or at the end: what follows decides.
LETTERS = words("letters")
# Capitalised words that begin a sentence more often than they continue a name.
BEGINNERS = words("beginners")
QUOTES_CLOSING = frozenset(('"', "”", "’", "''", ")", "]", "»", "'"))
OPENERS = frozenset(('"', "“", "‘", "``", "(", "[", "«", "'"))
ENDERS = frozenset((".", "?", "!", "…", "..."))


def _begins(text: str) -> bool:
    """A token that can begin a sentence: a capital, a figure or an opening mark."""
    return text[0].isupper() or text[0].isdigit() or text in OPENERS


def _after_end(doc: Doc, i: int) -> int | None:
    """Index of the token that begins a new sentence after the full stop at ``i``; None when none does."""
    n = len(doc)
    j = i + 1
    while j < n and (doc[j].text in QUOTES_CLOSING or doc[j].text in ENDERS) and not _opening(doc, j):
        j += 1
    while j < n and doc[j].is_space:
        j += 1
    if j >= n or (not doc[j - 1].whitespace_ and not doc[j - 1].is_space):
        return None
    return j if _begins(doc[j].text) else None


def _opening(doc: Doc, j: int) -> bool:
    """A straight quote with a space before it and none behind opens."""
    return bool(doc[j - 1].whitespace_) and not doc[j].whitespace_ and doc[j].text in OPENERS


@Language.component("detente_sentences")
def preset_sentences(doc: Doc) -> Doc:
    """Fix the boundaries that are certain: none after 'Gen.', one after a full stop and a capital."""
    last = len(doc) - 1
    for token in doc:
        text = token.text
        i = token.i
        if i == last or (text[-1] not in ".?!…" and not token.is_space):
            continue
        low = token.lower_
        following = doc[i + 1]
        if low in TITLES or (len(text) == 2 and text[0].isupper() and text[1] == "."):
            following.is_sent_start = False
        elif low in LETTERS:
            if following.text[0].isalpha() or following.text[0].isdigit():
                start = following.text[0].isupper() and following.lower_ in BEGINNERS
                following.is_sent_start = start
        elif text in ENDERS and text not in ("…", "..."):
            start_at = _after_end(doc, i)
            if start_at is not None:
                doc[start_at].is_sent_start = True
            elif following.text[0].islower() and text == ".":
                following.is_sent_start = False
        elif token.is_space and i and doc[i - 1].text not in ENDERS and following.text[0].islower():
            following.is_sent_start = False
    return doc


def _move(token: Token, head: Token, label: str) -> None:
    if token.head.i != head.i and token.sent == head.sent and not _governs(token, head):
        token.head = head
    token.dep_ = label


def _governs(token: Token, other: Token) -> bool:
    """``token`` stands above ``other``: hanging it there would make a ring."""
    return token.is_ancestor(other)


ENVOYS = frozenset("ambassador envoy representative emissary consul attaché delegate".split())


def _envoy(doc: Doc, start: int, root: Token) -> None:
    """'the envoy to Chad Ann Lee': the name stands beside the ambassador."""
    country = doc[start - 1]
    if country.pos_ != "PROPN" or root.dep_ != "pobj" or root.head.lower_ != "to":
        return
    prep = root.head
    if prep.head.lower_ not in ENVOYS or not prep.i < country.i:
        return
    for token in doc[prep.i + 1 : start]:
        if token.head.i >= start:
            token.head, token.dep_ = (prep, "pobj") if token.i == country.i else (country, token.dep_)
    root.head, root.dep_ = prep.head, "appos"


# Words that the parser may take for a preposition though a clause follows: "as junta admits".
CLAUSAL = frozenset(("as", "after", "before", "since", "until", "while"))
FINITE = frozenset(("VBZ", "VBP", "VBD"))


def _clause(prep: Token) -> None:
    """'... as police raid a mosque': the noun is the subject of the verb behind it."""
    noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if noun is None or noun.right_edge.i + 1 >= len(prep.doc):
        return
    verb = noun.right_edge.nbor()
    if verb.tag_ not in FINITE or verb.dep_ == "ROOT" or verb.sent != prep.sent:
        return
    if any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children):
        return
    if noun.is_ancestor(verb) or prep.is_ancestor(verb) or prep.head.i == prep.i:
        return
    if verb.head.i != prep.head.i and not prep.head.is_ancestor(verb) and prep.head.i != verb.i:
        _move(verb, prep.head, "advcl")
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    _move(noun, verb, "nsubjpass" if passive else "nsubj")
    _move(prep, verb, "mark")
    verb.dep_ = "advcl"


@cache
def _lemmas() -> dict[int, tuple[str, str]]:
    """Hash of a form, lower case -> the form and its right lemma."""
    return {get_string_id(form): (form, lemma) for form, lemma in rows("lemmas.tsv")}


@cache
def _clausal() -> frozenset[int]:
    """Hashes of CLAUSAL."""
    return frozenset(map(get_string_id, CLAUSAL))


def mend(doc: Doc) -> Doc:
    """Mend trees that news makes the parser build wrongly.

    The country of 'Nairobi, Kenya arrested ...' is hung under its city, where it was made a subject; the name
    behind 'ambassador to X' under the ambassador.
    """
    lemmas, clausal = _lemmas(), _clausal()
    for i, form in enumerate(doc.to_array("LOWER").tolist()):  # few words are looked at: numbers, not tokens
        if form in lemmas and doc[i].pos_ == "VERB":
            doc[i].lemma_ = lemmas[form][1]  # 'hopes' is of 'hope', not of 'hop'
        elif form in clausal and doc[i].dep_ == "prep":
            _clause(doc[i])
    ents = doc.ents
    for ent in ents:
        if ent.label_ == "PERSON" and ent.start > 2:
            _envoy(doc, ent.start, ent.root)
    for left, right in pairwise(ents):
        if left.label_ not in PLACES or right.label_ not in PLACES or right.start != left.end + 1:
            continue
        if doc[left.end].text != ",":
            continue
        city, country = left.root, right.root
        if country.dep_ in ("appos", "pobj", "conj") and country.head.i >= left.start and country.head.i < left.end:
            if country.dep_ == "appos":
                continue
        elif (
            country.dep_ not in MOVABLE
            or city.dep_ not in ("pobj", "appos", "compound", "npadvmod")
            or any(child.i > country.i and child.dep_ in ("relcl", "conj") for child in country.children)
        ):
            continue
        _move(country, city, "appos")
    return doc


PLACES = frozenset(("GPE", "LOC", "FAC"))
MOVABLE = frozenset(("nsubj", "nsubjpass", "npadvmod", "dep", "conj", "dobj", "compound", "pobj", "appos", "attr"))
