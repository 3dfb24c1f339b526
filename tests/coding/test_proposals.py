"""What the model adds to the frames, with a reading made up for the sentence."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from detente.coding.acts import find_acts
from detente.coding.encoder import Reading
from detente.coding.lexicon import lexicon
from detente.language.parsed import Parsed
from detente.language.pipeline import parse
from tests.coding.conftest import article

NAMES = tuple(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
STATES = ("happened", "ongoing", "planned", "wished", "negated")


def said(parsed: Parsed, **words: tuple[str, float]) -> Reading:
    """A reading that gives some words a type with a probability and all others none."""
    doc = parsed.docs[0]
    n = len(doc)
    types = np.zeros((n, 1 + len(NAMES)), np.float32)
    types[:, 0] = 1
    for token in doc:
        if token.text in words:
            kind, p = words[token.text]
            types[token.i, 0], types[token.i, 1 + NAMES.index(kind)] = 1 - p, p
    return Reading(
        types, np.full((n, len(STATES)), 0.2, np.float32), np.zeros((n, 2, 4), np.float32),
        np.zeros((n, 2, 4), np.float32), np.zeros((n, 2), np.float32), np.arange(n), np.zeros((2, 3), np.float32),
        (-4, 4), NAMES, STATES,
    )  # fmt: skip


@pytest.fixture
def acts() -> Callable[..., list[tuple[str, str]]]:
    def run(text: str, *, frames: bool = True, **words: tuple[str, float]) -> list[tuple[str, str]]:
        parsed = next(iter(parse([article(text)])))
        reading = said(parsed, **words)
        found = find_acts(parsed.docs[0], parsed, lexicon(), (), reading, frames=frames)
        assert all(a.reading is reading for a in found)
        return [(a.token.text, a.type) for a in found]

    return run


def test_an_act_that_no_frame_knows_is_added(acts: Callable[..., list[tuple[str, str]]]) -> None:
    text = "Kenya defenestrated the Somali envoy."
    assert acts(text) == []
    assert acts(text, defenestrated=("COERCE", 0.9)) == [("defenestrated", "COERCE")]
    assert acts(text, defenestrated=("COERCE", 0.2)) == []


def test_what_a_frame_has_found_stays_one_act(acts: Callable[..., list[tuple[str, str]]]) -> None:
    text = "Kenya bombed a Somali port."
    assert acts(text, bombed=("ASSAULT", 0.99), port=("ASSAULT", 0.9)) == [("bombed", "ASSAULT")]


def test_the_type_that_a_frame_gives_stays(acts: Callable[..., list[tuple[str, str]]]) -> None:
    assert acts("Kenya bombed a Somali port.", bombed=("PROTEST", 0.9)) == [("bombed", "ASSAULT")]


def test_words_that_a_frame_rules_out_stay_out(acts: Callable[..., list[tuple[str, str]]]) -> None:
    text = "A film showing Kenya attacking Somalia won a prize."
    assert acts(text, attacking=("ASSAULT", 0.99)) == []


def test_the_model_alone(acts: Callable[..., list[tuple[str, str]]]) -> None:
    text = "Kenya bombed a Somali port and Norway praised it."
    assert acts(text, frames=False, bombed=("ASSAULT", 0.9)) == [("bombed", "ASSAULT")]
    assert acts(text, frames=False) == []
