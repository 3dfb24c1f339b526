"""Present-tense verbs that the parser takes for nouns ("France fines Google"), parsed again so that it sees them.

A sentence of news whose root is no verb, and that has a word which may be one ("visits", "fines", "raid"), is parsed
a second time with that word in the past tense, where nothing is ambiguous; if the word is then the sentence's verb
with a subject before it, tags and tree are taken over.  About one paragraph in thirty needs it.
"""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from detente.language.words import rows

NOMINAL = frozenset(("NOUN", "PROPN", "ADJ"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
# A main verb stands early: behind a subject of at most this many tokens.
LATEST = 18


@cache
def past_forms() -> dict[str, str]:
    """Present forms that look like nouns -> past forms."""
    return {r[0]: r[1] for r in rows("present.tsv")}


def _suspect(sentence: Span) -> Token | None:
    """The word that should be the verb of a sentence without one."""
    root = sentence.root
    if root.pos_ in ("VERB", "AUX") and root.tag_ in FINITE:
        return None
    lone = root.tag_ == "VBG" and not any(c.dep_ in ("aux", "auxpass") for c in root.children)
    complete = any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in root.children)
    if root.pos_ in ("VERB", "AUX") and complete and not lone:
        return None  # "Forces battle rebels, killing ten" is no sentence about killing
    forms = past_forms()
    if root.pos_ in NOMINAL and root.lower_ in forms and root.i > sentence.start:
        return root
    for token in sentence[1:LATEST]:
        if token.lower_ in forms and token.pos_ in NOMINAL and token.text.islower() and _after_name(token):
            return token
    return None


def _after_name(token: Token) -> bool:
    """The word before it can end a subject: a name, a plural or a noun; not an article or adjective."""
    before = token.doc[token.i - 1]
    return before.pos_ in ("PROPN", "NOUN", "PRON") or before.text in (",", ")", "”")


def reparse(doc: Doc, nlp: Language) -> Doc:
    """The doc with the trees of its verbless sentences mended by a second run of `nlp` over them."""
    suspects = [t for t in (_suspect(s) for s in doc.sents) if t is not None]
    if not suspects:
        return doc
    words = [t.text for t in doc]
    for token in suspects:
        words[token.i] = past_forms()[token.lower_]
    again = nlp(Doc(doc.vocab, words=words, spaces=[bool(t.whitespace_) for t in doc]), disable=["ner"])
    for token in suspects:
        verb = again[token.i]
        subject = any(c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i for c in verb.children)
        if verb.pos_ == "VERB" and subject and _same_sentence(token, verb):
            _take_over(token, verb)
    return doc


def _same_sentence(token: Token, verb: Token) -> bool:
    return token.sent.start == verb.sent.start and token.sent.end == verb.sent.end


def _take_over(token: Token, verb: Token) -> None:
    """Copies tags, heads and labels of a sentence from the second parse."""
    doc, sentence, again = token.doc, token.sent, verb.doc
    start, end = sentence.start, sentence.end
    heads = [again[i].head.i for i in range(start, end)]
    lemma = token.lower_
    for i in range(start, end):  # flatten first: no step may make a ring
        doc[i].head = doc[start]
    doc[start].head = doc[start]
    root = next(i for i, head in zip(range(start, end), heads, strict=True) if head == i)
    doc[root].head = doc[root]
    for i in range(start, end):
        if i != root:
            doc[i].head = doc[root]
    for i, head in zip(range(start, end), heads, strict=True):
        if i != root:
            doc[i].head = doc[head]
    for i in range(start, end):
        doc[i].dep_ = again[i].dep_
        doc[i].pos_ = again[i].pos_
        doc[i].tag_ = again[i].tag_
        if i != token.i:
            doc[i].lemma_ = again[i].lemma_
    plural = not lemma.endswith("s") or lemma.endswith("ss")
    token.tag_ = "VBP" if plural else "VBZ"
    token.lemma_ = _lemma(lemma)


def _lemma(form: str) -> str:
    """The infinitive of a present form."""
    if form.endswith("ss") or not form.endswith("s"):
        return form
    if form.endswith("ies"):
        return form[:-3] + "y"
    if form.endswith(("ches", "shes", "sses", "xes", "zes", "toes")):
        return form[:-2]
    return form[:-1]
