"""Whether an act happened, is planned, wished, possible, or did not happen.  The sentences are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.event import Event

Code = Callable[..., list[Event]]

STATES = [
    ("Macron met Zelensky in Paris.", "CONSULT", "happened"),
    ("Macron is expected to meet Zelensky in Paris.", "CONSULT", "planned"),
    ("Macron will meet Zelensky in Paris.", "CONSULT", "planned"),
    ("Macron is set to meet Zelensky.", "CONSULT", "planned"),
    ("Macron plans to visit Warsaw.", "CONSULT", "planned"),
    ("Macron does not plan to visit Russia.", "CONSULT", "negated"),
    ("Macron hopes to meet Xi Jinping.", "CONSULT", "wished"),
    ("Macron may meet Xi Jinping.", "CONSULT", "hypothetical"),
    ("Macron did not meet Xi Jinping.", "CONSULT", "negated"),
    ("Russia and Ukraine failed to reach an agreement.", "AGREE", "negated"),
    ("Russian forces are shelling Kharkiv.", "ASSAULT", "ongoing"),
    ("Italy summoned the Iranian ambassador to condemn Iran.", "ACCUSE", "happened"),
    ("Iraq became the first country to recognise Iran.", "SUPPORT", "happened"),
    ("A Russian attack on Poland is imminent.", "ASSAULT", "planned"),
    ("No Iranian missiles hit the Israeli base.", "ASSAULT", "negated"),
    ("Sudan hopes that Chad would attack Libya.", "ASSAULT", "wished"),
]


@pytest.mark.parametrize(("text", "kind", "status"), STATES)
def test_status(code: Code, text: str, kind: str, status: str) -> None:
    found = [e.status for e in code(text) if e.type == kind]
    assert found[:1] == [status]
