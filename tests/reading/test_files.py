"""Sources: what is picked, what is refused, and that the rest goes on."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.article import Article
from detente.reading import Refusal, errors, iter_articles, read
from detente.reading.sniff import kind_of

NEWS = "The two governments agreed on Monday to reopen the border."


def collected(source: object) -> tuple[list[Article], list[str]]:
    refusals: list[Refusal] = []
    articles = read(source, on_error=refusals.append)  # type: ignore[arg-type]
    return articles, [str(refusal) for refusal in refusals]


@pytest.mark.parametrize(
    ("suffix", "head", "kind"),
    [
        (".txt", b"<html>", "text"),
        ("", b"PAR1....", "parquet"),
        ("", b"WARC/1.0\r\n", "warc"),
        ("", b"<!DOCTYPE html><html>", "html"),
        ("", b"\n<?xml version='1.0'?>\n<rss version='2.0'>", "feed"),
        (".xml", b"<?xml version='1.0'?><!DOCTYPE html><html>", "html"),
        ("", b"<p>Hello", "html"),
        ("", b'{"text": "One."}\n{"text"', "jsonl"),
        ("", b'{"text": "One.', "jsonl"),
        ("", b'[{"text": "One."}]', "json"),
        ("", b"id,date,text\n1,2,3", "csv"),
        ("", b"id;event_text\n1;2", "csv"),
        ("", b"The text, as it stands\nis here", "text"),
        ("", NEWS.encode("utf-16"), "text"),
        ("", b"%PDF-1.5", "binary"),
        (".csv", b"\x00\x01\x02\x03\x04", "binary"),
        (".json", b'{"a": 1}\n{"a": 2}', "jsonl"),
        (".json", b'{\n"a": 1}', "json"),
        (".tsv", b"x", "csv"),
    ],
)
def test_kinds(suffix: str, head: bytes, kind: str) -> None:
    assert kind_of(suffix, head) == kind


def test_text_is_left_as_it_is(tmp_path: Path) -> None:
    text = f"Border opens after years\r\n\r\n{NEWS} “Odd” quotes – and\u00a0dashes — stay.\u2028Also here.\r\n"
    file = tmp_path / "page.txt"
    file.write_bytes(text.encode())
    (article,) = read(file)
    assert article.text == text
    assert article.path == str(file)
    assert article.parts("headline") == ["Border opens after years"]


def test_all_kinds_of_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "page.txt"
    file.write_text(NEWS)
    with file.open("rb") as binary, file.open() as text:
        sources: list[object] = [
            file,
            str(file),
            NEWS.encode(),
            binary,
            text,
            io.StringIO(NEWS),
            io.BytesIO(NEWS.encode()),
        ]
        assert {read(source)[0].text for source in sources} == {NEWS}  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NEWS.encode())))
    (article,) = read("-")
    assert (article.text, article.path) == (NEWS, "<stdin>")
    with pytest.raises(TypeError):
        read(3)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz", "a.gz"])
def test_gzip(tmp_path: Path, name: str) -> None:
    content = {"a.jsonl.gz": f'{{"text": "{NEWS}"}}\n', "a.csv.gz": f'id,text\n1,"{NEWS}"\n'}.get(name, NEWS)
    (tmp_path / name).write_bytes(gzip.compress(content.encode()))
    assert [article.text for article in read(tmp_path / name)] == [NEWS]


def test_broken_gzip(tmp_path: Path) -> None:
    file = tmp_path / "a.txt.gz"
    file.write_bytes(gzip.compress(NEWS.encode() * 100)[:-12])
    assert "broken gzip" in collected(file)[1][0]


def test_folders_are_read_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.jsonl", ".hidden.txt", ".git/x.txt", "notes.md", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"text": "Row."}' if name.endswith("jsonl") else f"Text of {name}.")
    (tmp_path / "empty.txt").touch()
    articles, refusals = collected(tmp_path)
    assert [Path(article.path or "").name for article in articles] == ["b.txt", "y.jsonl", "z.txt"]
    assert refusals == [f"{tmp_path / 'empty.txt'}: an empty file"]


def test_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("x")
    assert collected(tmp_path) == ([], [f"{tmp_path}: nothing to read in this folder"])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "an empty file"),
        ("a.txt", b" \n\n\t", "no text in it"),
        ("a.txt", b"\x00\x01\x02\x03" * 100, "binary data, not text"),
        ("a.txt", b"%PDF-1.4\n%\xe2\xe3", "a PDF, not text"),
        ("a.jsonl", b"\n\n", "no text in it"),
        ("a.html", b"<html><body></body></html>", "no article found on this web page"),
        (
            "a.xml",
            b"<?xml version='1.0'?><rss><channel/></rss>",
            "RSS and Atom feeds are not read yet by this version",
        ),
        ("a.warc.gz", gzip.compress(b"WARC/1.0\r\n"), "WARC archives are not read yet by this version"),
    ],
)
def test_refusals(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert collected(file) == ([], [f"{file}: {reason}"])
    with pytest.raises(Refusal) as caught:
        read(file)
    assert (caught.value.path, caught.value.line, caught.value.reason) == (str(file), None, reason)


def test_paths_and_addresses(tmp_path: Path) -> None:
    assert collected(tmp_path / "none.txt")[1] == [f"{tmp_path / 'none.txt'}: no such file"]
    assert "not read yet" in collected("https://example.org/a.html")[1][0]


def test_a_line_of_50_mb_costs_itself(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    with file.open("wb") as out:
        out.write(b'{"text": "One."}\n{"text": "')
        for _ in range(50):
            out.write(b"x" * 1_000_000)
        out.write(b'"}\n{"text": "Three."}\n')
    articles, refusals = collected(file)
    assert [article.text for article in articles] == ["One.", "Three."]
    assert refusals == [f"{file}:2: a line of 50 MB, the limit is 10 MB"]


def test_pages_and_texts_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.reading.files.MAX_PAGE_BYTES", 1000)
    monkeypatch.setattr("detente.reading.files.MAX_LINE_BYTES", 500)
    assert collected(b"x" * 2000)[1] == ["<bytes>:1: a line of more than 0.001 MB"]
    assert collected(b"word \n" * 500)[1] == ["<bytes>: a page of more than 0.001 MB"]
    monkeypatch.setattr("detente.reading.text.MAX_TEXT_CHARS", 100)
    assert "the limit is 100" in collected(b'{"text": "' + b"word " * 30 + b'"}')[1][0]
    assert errors.MAX_LINE_BYTES < 50_000_000


def test_articles_stream(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "One."}\n{"text": \n')
    articles = iter_articles(file)
    assert next(articles).text == "One."
    with pytest.raises(Refusal, match=r"a\.jsonl:2: broken JSON"):
        next(articles)


def test_published_must_be_a_day() -> None:
    with pytest.raises(ValueError, match="unknown date"):
        read(NEWS.encode(), published="2019-13-45")
    with pytest.raises(ValueError, match="unknown date"):
        iter_articles(NEWS.encode(), published="someday")
    assert read(NEWS.encode(), published="2019-04-23")[0].published.how == "given"


def test_a_refusal_is_one_line() -> None:
    assert str(Refusal("a.csv", "two\nlines", 3)) == "a.csv:3: two lines"


STARTS = st.sampled_from(
    [b"", b"<html><body><p>", b'{"text": "', b"id,text\n1,", b"\x1f\x8b", b"PAR1", b"\xff\xfe", b"[{"]
)


@given(STARTS, st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused(start: bytes, rest: bytes) -> None:
    articles, refusals = collected(start + rest)
    assert articles or refusals
    for article in articles:
        assert all(0 <= p.start < p.end <= len(article.text) for p in article.paragraphs)
    assert all("\n" not in refusal for refusal in refusals)
