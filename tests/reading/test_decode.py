"""Bytes to text."""

from __future__ import annotations

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.decode import binary_kind, decode, lines

TEXT = "“We will not go,” he said – and left for Łódź."
WESTERN = "“We will not go,” he said – and left for Orléans with 300 of his friends on Monday evening."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding)) == WESTERN


def test_windows_quotes() -> None:
    assert decode(WESTERN.encode("cp1252")) == WESTERN


def test_other_alphabets_are_detected() -> None:
    text = "Президент заявил во вторник, что правительство не выведет войска, пока не будет соглашения. " * 3
    assert decode(text.encode("cp1251")) == text
    assert decode(text.encode("koi8-r"), declared="koi8-r") == text


def test_one_damaged_byte_does_not_spoil_the_rest() -> None:
    data = (TEXT * 10).encode() + b"\xff"
    assert decode(data) == TEXT * 10 + "\ufffd"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"PK\x03\x04...", "a ZIP archive"),
        (b"\x00\x01\x02\x03" * 20, "binary data"),
        (b"SQLite format 3\x00", "a database"),
    ],
)
def test_binary_is_named(data: bytes, kind: str) -> None:
    assert (binary_kind(data) or "").startswith(kind)


def test_text_is_not_binary() -> None:
    for data in (TEXT.encode(), TEXT.encode("utf-16"), WESTERN.encode("utf-16-le"), b"", b"MZ said so."):
        assert binary_kind(data) is None


def test_a_long_line_is_skipped_and_counted() -> None:
    stream = io.BytesIO(b"one\n" + b"x" * 5000 + b"\ntwo\n")
    found = list(lines(stream, b"one", limit=100))
    assert [(line.number, line.text, bool(line.problem)) for line in found] == [
        (1, "one\n", False),
        (2, "", True),
        (3, "two\n", False),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lines_in_any_encoding(encoding: str) -> None:
    data = f"{WESTERN}\r\nzweite\n".encode(encoding)
    found = [line.text for line in lines(io.BytesIO(data), data[:100])]
    assert found == [WESTERN + "\r\n", "zweite\n"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_utf8_comes_back_as_it_went(text: str) -> None:
    marks = ("\ufeff",)
    if not text.startswith(marks) and "\x00" not in text:
        assert decode(text.encode()) == text
        assert decode(codecs.BOM_UTF8 + text.encode()) == text
