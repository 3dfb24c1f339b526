"""Captions, credits and sign-offs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.caption import core, is_credit, read_caption, sign_off

WORDS = "Delegates arrive at the hall in Geneva."


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        (f"?? — AFP ?? {WORDS}", "AFP"),
        (f"\ufffd\ufffd — Bernama \ufffd\ufffd {WORDS}", "Bernama"),
        (f"— Reuters {WORDS}", "Reuters"),
        (f"Caption: {WORDS}", None),
        (f"Image caption, {WORDS}", None),
        (f"FILE - {WORDS} (AP Photo/Lina Marsh, File)", "AP Photo/Lina Marsh, File"),
        (f"{WORDS} Photograph: Lina Marsh/Getty Images", "Photograph: Lina Marsh/Getty Images"),
        (f"{WORDS} REUTERS/Lina Marsh", "REUTERS/Lina Marsh"),
        (f"{WORDS} Photo: AFP", "Photo: AFP"),
        (f"{WORDS} — Reuters pic", "Reuters pic"),
        (f"{WORDS} Lina Marsh/AFP/Getty Images", "Lina Marsh/AFP/Getty Images"),
        (f"Photo: {WORDS} — AFP", "AFP"),
    ],
)
def test_captions_and_their_credit(text: str, credit: str | None) -> None:
    found = read_caption(text)
    assert found is not None
    assert text[found.start : found.end].strip(" —") == WORDS
    assert (text[slice(*found.credit)] if found.credit else None) == credit


def test_words_that_only_captions_say() -> None:
    for text in (
        "In this photo taken on Monday soldiers stand guard.",
        "President Ana Petrov (left) shakes hands with her guest.",
        "A file photo of the bridge.",
    ):
        assert read_caption(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "The army said on Monday that it had taken the town.",
        "He said. — AFP",
        "Trade in 2018/19 rose to $3bn, the ministry said in a statement.",
        "— We will not go, he said.",
    ],
)
def test_body_is_no_caption(text: str) -> None:
    assert read_caption(text) is None


def test_credits_alone() -> None:
    for text in (
        "AFP",
        "— Reuters",
        "(AP)",
        "Image source, Getty Images",
        "Photo: Lina Marsh",
        "REUTERS/Lina Marsh",
    ):
        assert is_credit(text), text
    for text in ("AFP said so.", "Syria", "Photo finish in the race for parliament."):
        assert not is_credit(text), text


def test_sign_offs() -> None:
    text = "He resigned,” he explained. — AFP"
    found = sign_off(text)
    assert found is not None
    assert text[: found[0]] == "He resigned,” he explained."
    assert text[found[1] : found[2]] == "AFP"
    assert sign_off("It was all over (AP) by noon.") is None
    assert sign_off("He spoke to AFP.") is None


def test_copies_have_the_same_core() -> None:
    assert core(f" ?? — AFP ?? {WORDS}".strip()) == core(f"— AFP {WORDS}") == core(WORDS)


@given(st.text(alphabet=st.sampled_from("aA ?—-–.()/AFPReuters:photo\ufffd"), max_size=80))
def test_offsets_stay_inside(text: str) -> None:
    found = read_caption(text)
    if found is not None:
        assert 0 <= found.start <= found.end <= len(text)
        assert found.credit is None or 0 <= found.credit[0] < found.credit[1] <= len(text)
