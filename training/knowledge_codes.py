"""Places and states of the facts as codes: ISO 3166-1 alpha-3 and the codebook's others."""

from __future__ import annotations

import re
from pathlib import Path

from knowledge_rules import rows

CODES = Path(__file__).resolve().parent / "knowledge" / "codes.tsv"
_ALL = {(kind, name): code for kind, name, code in rows(CODES)}


def place_code(slug: str) -> tuple[str, bool] | None:
    """The code that codes.tsv has for a place of the facts, and whether it is a part of a state."""
    for kind in ("place", "part"):
        if code := _ALL.get((kind, slug)):
            return code, kind == "part"
    return None


def body_of(title: str) -> str:
    """The code of an office that no state has."""
    if re.search(r"united nations|international court of justice|world health", title, re.IGNORECASE):
        return "UNO"
    return "IGO"


def iso(state: str, since: str) -> str:
    """A state of the Correlates of War at a time as an ISO code (or one of the past)."""
    if state == "RUS" and since < "1991-12-25":
        return "SUN"
    if state == "YUG" and since >= "2003-02":
        return "SRB"
    return _ALL.get(("cow", state), state)
