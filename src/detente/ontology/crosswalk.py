"""From CAMEO to PLOVER and back.

``tables/cameo.tsv`` gives each CAMEO code its PLOVER type and mode (``differences.tsv``: where and why it
departs from PLOVER's own file), ``plover2cameo.tsv`` one CAMEO code for each type and mode.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from detente.ontology.table import TABLES, rows
from detente.ontology.types import UnknownCode


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code (2 to 4 digits) and what it is in PLOVER.

    ``type`` is None for CAMEO's comments, which are no events; ``swapped``: CAMEO's source is PLOVER's
    recipient (043, the host of a visit).
    """

    code: str
    name: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    swapped: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the crosswalk departs from PLOVER's CAMEO2PLOVER-2021.txt, and why."""

    code: str
    plover_type: str | None
    plover_mode: str | None
    type: str | None
    mode: str | None
    reason: str


@cache
def cameo_codes() -> dict[str, Cameo]:
    """Every CAMEO code, in order."""
    columns = ("code", "name", "type", "mode", "contexts", "sides")
    return {
        r["code"]: Cameo(
            r["code"], r["name"], r["type"] or None, r["mode"] or None,
            tuple(c for c in r["contexts"].split(";") if c), r["sides"] == "swapped",
        )
        for r in rows(TABLES / "cameo.tsv", columns)
    }  # fmt: skip


@cache
def _back() -> dict[tuple[str, str], str]:
    columns = ("type", "mode", "code")
    return {(r["type"], r["mode"]): r["code"] for r in rows(TABLES / "plover2cameo.tsv", columns)}


def cameo_to_plover(code: str) -> tuple[str, str | None] | None:
    """PLOVER type and mode of a CAMEO code; None for a code that is no event in PLOVER.

    A leading zero that a spreadsheet ate is put back ("57" is 057, "1241" stays).  UnknownCode otherwise.
    """
    found = cameo(code)
    return None if found.type is None else (found.type, found.mode)


def cameo(code: str) -> Cameo:
    """The row of a CAMEO code, see :func:`cameo_to_plover`."""
    codes = cameo_codes()
    found = codes.get(code) or codes.get(f"0{code}")
    if found is None:
        raise UnknownCode(f"no CAMEO code {code!r}")
    return found


def plover_to_cameo(type: str, modes: Sequence[str] = ()) -> str:
    """One CAMEO code: that of the first of the modes which has one, else that of the type alone."""
    back = _back()
    for mode in modes:
        if code := back.get((type, mode)):
            return code
    try:
        return back[type, ""]
    except KeyError:
        raise UnknownCode(f"no CAMEO code for the event type {type!r}") from None


def differences() -> list[Difference]:
    """The rows of ``differences.tsv``."""
    c = ("code", "plover_type", "plover_mode", "type", "mode", "reason")
    return [
        Difference(r["code"], r[c[1]] or None, r[c[2]] or None, r[c[3]] or None, r[c[4]] or None, r[c[5]])
        for r in rows(TABLES / "differences.tsv", c)
    ]
