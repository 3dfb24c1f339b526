"""Sides that the words themselves tell better than a guess from what stands nearby.  Every sentence is the project's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.event import Event

Code = Callable[..., list[Event]]

SENTENCES = [
    ("Chile recognised the new government in Quito.", "SUPPORT", "CHL", "ECU"),
    ("The blue helmets withdrew from Bunia.", "RETREAT", "UNO", "COD"),
    ("Settlers burned a mosque in Burin.", "ASSAULT", "ISR", "PSE"),
    ("Nepal's parliament dropped the case against a bishop from Benin, whose government had threatened to recall "
     "its envoy from Kathmandu.", "THREATEN", "BEN", "NPL"),
    ("Peruvian miners threatened to march on Lima.", "THREATEN", "PER", "PER"),
    ("Kenya undertook to protect the elephants from poachers.", "AGREE", "KEN", "KEN"),
    ("The state of emergency in Quito was lifted on Monday.", "CONCEDE", "ECU", "ECU"),
    ("Danish howitzers were delivered to Moldova in March.", "AID", "DNK", "MDA"),
    ("Pakistan's expulsion of Afghans began in October.", "SANCTION|COERCE", "PAK", "AFG"),
    ("A summit of Indian and Chinese leaders is planned for May.", "CONSULT", "IND", "CHN"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "source", "recipient"), SENTENCES)
def test_sides(code: Code, text: str, kind: str, source: str, recipient: str) -> None:
    sides = [
        ({a.country for a in e.source}, {a.country for a in e.recipient})
        for e in code(text)
        if e.type in kind.split("|")
    ]
    assert ({source}, {recipient}) in sides
