"""Blocks: how a text is cut, whatever its layout."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from detente.reading.blocks import split

SENTENCE = "The ministers met in the capital on Monday and agreed to open the border to aid by the end of May."


def texts(text: str) -> list[str]:
    return [block.text for block in split(text)]


def test_blank_lines_part_paragraphs() -> None:
    assert texts("One.\n\n  Two. \n \t\nThree.") == ["One.", "Two.", "Three."]


def test_a_paragraph_a_line() -> None:
    assert texts("Headline\nFirst sentence here.\nSecond one.") == [
        "Headline",
        "First sentence here.",
        "Second one.",
    ]


def test_fixed_width_lines_are_joined() -> None:
    paragraphs = [" ".join([SENTENCE] * 4), " ".join([SENTENCE] * 3) + " Nobody objected."]
    wire = "\n".join(textwrap.fill(p, 72, initial_indent="   ") for p in paragraphs)
    found = texts(wire)
    assert [" ".join(block.split()) for block in found] == paragraphs


def test_long_lines_are_never_joined() -> None:
    assert len(texts("\n".join([SENTENCE] * 5))) == 5
    assert len(texts("\n".join([SENTENCE + " " + SENTENCE] * 5))) == 5


def test_line_breaks_of_every_system() -> None:
    assert texts("a b\r\nc d\re f\u2028g h\x0ci j") == ["a b", "c d", "e f", "g h", "i j"]


def test_bullets_are_measured() -> None:
    lengths = [block.bullet for block in split("- one\n• two\n2. three\n10,000 people\n-\n-5 degrees")]
    assert lengths == [2, 2, 3, 0, 0, 0]


@given(st.text(alphabet=st.sampled_from("ab .-\n\r\t \u00a0\u2028•"), max_size=200))
def test_blocks_are_stretches_in_order(text: str) -> None:
    end = 0
    for block in split(text):
        assert end <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == block.text
        assert block.text.strip() == block.text != ""
        end = block.end
