from __future__ import annotations

from detente.article import Article, Paragraph
from detente.language.kept import sentences_of, tokens_of, within
from detente.language.pipeline import parse

TEXT = (
    "Envoys from Chad, Niger and Mali met in Lomé on Monday, where the minister accused the rebels of shelling a camp. "
    "The rebels, who hold two towns, denied it."
)


def test_kept_tokens_answer_as_those_of_the_doc() -> None:
    article = Article(id="a", text=TEXT, paragraphs=[Paragraph(part="body", start=0, end=len(TEXT))])
    doc = next(iter(parse([article]))).docs[0]
    kept = tokens_of(doc)
    assert kept == list(doc)
    assert [(s.start, s.end) for s in sentences_of(doc)] == [(s.start, s.end) for s in doc.sents]
    for mine, own in zip(kept, doc, strict=True):
        assert hash(mine) == hash(own)
        for name in ("text", "lower_", "lemma_", "pos_", "tag_", "dep_", "idx", "head", "sent"):
            assert getattr(mine, name) == getattr(own, name), (own, name)
        assert list(mine.children) == list(own.children)
        assert list(mine.subtree) == list(own.subtree)
        assert list(mine.ancestors) == list(own.ancestors)


def test_made_once_and_cut_by_spans() -> None:
    article = Article(id="a", text=TEXT, paragraphs=[Paragraph(part="body", start=0, end=len(TEXT))])
    parsed = next(iter(parse([article])))
    doc = parsed.docs[0]
    assert tokens_of(doc) is tokens_of(doc)
    last = sentences_of(doc)[-1]
    assert within(last) == list(last)
    assert all(m.head is tokens_of(doc)[m.head.i] for m in parsed.mentions)
