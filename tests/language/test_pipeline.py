from __future__ import annotations

from tests.language.conftest import Read, article

from detente.article import Article, Paragraph
from detente.language import pipeline
from detente.language.pipeline import parse, pieces_of

LONG = "The minister of Chad met the envoy of Mali in Rome. "


def rows(parsed) -> list[tuple]:
    return [(m.start, m.end, m.form, m.kind, m.actors, m.rule) for m in parsed.mentions]


def test_offsets_are_those_of_the_article(read: Read) -> None:
    parsed = read("Kenya's police arrested\n12 people in\tNairobi.", "Ghana sent\xa0troops to Mali.")
    for doc, paragraph in zip(parsed.docs, parsed.paragraphs, strict=True):
        offset = doc.user_data["offset"]
        assert offset == paragraph.start
        for token in doc:
            if not token.is_space and "\n" not in token.text:
                assert parsed.article.text[offset + token.idx : offset + token.idx + len(token)] == token.text
    assert [doc.user_data["index"] for doc in parsed.docs] == [0, 1]


def test_a_line_break_ends_no_sentence(read: Read) -> None:
    parsed = read("Kenya's police arrested\n12 people\nin Nairobi on Monday.")
    assert len(list(parsed.docs[0].sents)) == 1


def test_the_same_alone_and_in_any_batch() -> None:
    texts = [
        "Kenya's police arrested 12 people in Nairobi.",
        "Ghana sent troops to Mali. They arrived on Monday.",
    ]
    articles = [article(t) for t in texts]
    together = [rows(p) for p in parse(articles)]
    apart = [rows(next(parse([a], batch_size=1))) for a in articles]
    assert together == apart
    assert all(together)


def test_articles_come_back_in_order_even_empty_ones() -> None:
    given = [article("Chad met Mali."), Article(id="e", text="  \n "), article("Ghana left.")]
    assert [p.article.text for p in parse(given)] == [a.text for a in given]


def test_only_headline_body_and_caption_are_parsed() -> None:
    text = "News\nChad wins\nbody of it"
    parts = [("masthead", 0, 4), ("headline", 5, 14), ("furniture", 15, 22)]
    a = Article(id="x", text=text, paragraphs=[Paragraph(part=p, start=s, end=e) for p, s, e in parts])
    assert [p.part for p in pieces_of(a)] == ["headline"]


def test_very_long_paragraphs_are_cut_behind_sentences() -> None:
    text = LONG * 900
    pieces = pieces_of(Article(id="x", text=text))
    assert len(pieces) > 1
    assert all(p.end - p.start <= pipeline.LONGEST for p in pieces)
    assert all(text[p.end - 1] == "." for p in pieces)
    assert "".join(text[p.start : p.end] + " " for p in pieces) == text


def test_long_runs_without_a_sentence_are_cut_too() -> None:
    text = "word " * 9000
    assert all(p.end - p.start <= pipeline.LONGEST for p in pieces_of(Article(id="x", text=text)))


def test_titles_and_states_end_no_sentence(read: Read) -> None:
    parsed = read(
        "Gen. Mark Lee met Sen. Ann Brown in the U.S. Senate. The U.S. Army left. It rained in D.C. The talks ended."
    )
    starts = [s.text.split()[0] for s in parsed.docs[0].sents]
    assert starts == ["Gen.", "The", "It", "The"]
