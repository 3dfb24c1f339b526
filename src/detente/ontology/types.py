"""PLOVER's event types and modes, what they weigh, and what a planned act is worth.

The tables are ``tables/types.tsv``, ``modes.tsv`` and ``quads.tsv``.  A folder of a user's own may hold a
``types.tsv`` and a ``modes.tsv`` of the same columns: :func:`ontology` adds them to PLOVER's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.ontology.table import TABLES, BadTable, rows

QUADS = ("VC", "MC", "VK", "MK")
SCALE = 10.0  # PLOVER's conflict-cooperation scale runs from -10 to +10

# The codebook's "Promise or plan": what a planned act counts as.
PLANNED = dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE") | {"RETREAT": "CONCEDE"}
PLANNED_AT_RECIPIENT = dict.fromkeys(("SANCTION", "COERCE", "ASSAULT", "MOBILIZE"), "THREATEN")


class UnknownCode(ValueError):
    """A type, mode, context or CAMEO code that is not in the ontology."""


@dataclass(frozen=True, slots=True)
class Mode:
    """How a type was done; ``score`` -10 to +10."""

    type: str
    name: str
    score: float
    what: str


@dataclass(frozen=True, slots=True)
class Type:
    """An event type; ``quad`` is VC, MC, VK or MK, ``score`` -10 to +10 (without a mode)."""

    name: str
    quad: str
    score: float
    what: str


@dataclass(frozen=True)
class Ontology:
    """Types by name and modes by (type, name), both in the tables' order."""

    types: Mapping[str, Type]
    modes_by_type: Mapping[str, Mapping[str, Mode]]

    def type(self, name: str) -> Type:
        """The type of that name; UnknownCode where there is none."""
        try:
            return self.types[name]
        except KeyError:
            raise UnknownCode(f"no event type {name!r}; there are {', '.join(self.types)}") from None

    def modes(self, name: str) -> tuple[str, ...]:
        """The names of the modes that a type has, in the table's order."""
        self.type(name)
        return tuple(self.modes_by_type.get(name, ()))

    def folded(self, name: str, modes: Sequence[str] = (), status: str = "happened",
               at_recipient: bool = False) -> str:  # fmt: skip
        """The type that a planned act counts as (AGREE, CONCEDE, THREATEN); else the type itself.

        ``at_recipient``: the plan was spoken at the recipient, which makes a planned SANCTION, COERCE,
        ASSAULT or MOBILIZE a threat.  ``modes`` change nothing; they are taken so that all functions agree.
        """
        self.type(name)
        if status != "planned":
            return name
        if at_recipient and name in PLANNED_AT_RECIPIENT:
            return PLANNED_AT_RECIPIENT[name]
        return PLANNED.get(name, name)

    def quad(self, name: str, status: str = "happened", at_recipient: bool = False) -> str:
        """VC, MC, VK or MK; of a planned act that of the type it folds to."""
        return self.type(self.folded(name, (), status, at_recipient)).quad

    def score(self, name: str, modes: Sequence[str] = (), status: str = "happened",
              at_recipient: bool = False) -> float:  # fmt: skip
        """-10 to +10: the strongest of the modes that the type has, else the type's own.

        Modes of another type are passed over (a conviction with prison keeps both its modes).  A planned
        act that folds has the score of the type it folds to.
        """
        folded = self.folded(name, modes, status, at_recipient)
        if folded != name:
            return self.type(folded).score
        known = self.modes_by_type.get(name, {})
        scores = [known[m].score for m in modes if m in known]
        return max(scores, key=abs) if scores else self.type(name).score

    def check(self, name: str, modes: Sequence[str] = ()) -> None:
        """UnknownCode where the type or a mode is not in the ontology.

        A mode of another type passes only for SANCTION and COERCE, which share an event in court.
        """
        allowed = set(self.modes(name))
        if name in ("SANCTION", "COERCE"):
            allowed |= {*self.modes("SANCTION"), *self.modes("COERCE")}
        for mode in modes:
            if mode not in allowed:
                raise UnknownCode(f"{name} has no mode {mode!r}; it has {', '.join(self.modes(name)) or 'none'}")


def _number(path: Path, row: Mapping[str, str], what: str) -> float:
    try:
        score = float(row["score"])
    except ValueError:
        raise BadTable(path, None, f"{what}: score {row['score']!r} is not a number") from None
    if not -SCALE <= score <= SCALE:
        raise BadTable(path, None, f"{what}: score {score} is not within -10 to +10")
    return score


def _read(folder: Path, types: dict[str, Type], modes: dict[str, dict[str, Mode]]) -> None:
    path = folder / "types.tsv"
    for row in rows(path, ("type", "quad", "score", "what")) if path.exists() else ():
        if row["quad"] not in QUADS:
            raise BadTable(path, None, f"{row['type']}: quad {row['quad']!r} is none of {', '.join(QUADS)}")
        types[row["type"]] = Type(row["type"], row["quad"], _number(path, row, row["type"]), row["what"])
    path = folder / "modes.tsv"
    for row in rows(path, ("type", "mode", "score", "what")) if path.exists() else ():
        if row["type"] not in types:
            raise BadTable(path, None, f"mode {row['mode']!r} of an unknown type {row['type']!r}")
        mode = Mode(row["type"], row["mode"], _number(path, row, row["mode"]), row["what"])
        modes.setdefault(row["type"], {})[row["mode"]] = mode


@cache
def ontology(folder: Path | None = None) -> Ontology:
    """PLOVER, with the types and modes of ``folder`` added where one is given (its rows win); cached."""
    types: dict[str, Type] = {}
    modes: dict[str, dict[str, Mode]] = {}
    _read(TABLES, types, modes)
    if folder is not None:
        _read(folder, types, modes)
    return Ontology(types, modes)


def type_names() -> tuple[str, ...]:
    """The names of PLOVER's 16 types, in the codebook's order."""
    return tuple(ontology().types)


def modes(type: str) -> tuple[str, ...]:
    """The modes of a type, e.g. ``modes("MOBILIZE")`` is ("troops", "weapons", "police", "militia")."""
    return ontology().modes(type)


def quad(type: str, status: str = "happened", at_recipient: bool = False) -> str:
    """See :meth:`Ontology.quad`."""
    return ontology().quad(type, status, at_recipient)


def score(type: str, modes: Sequence[str] = (), status: str = "happened", at_recipient: bool = False) -> float:
    """See :meth:`Ontology.score`."""
    return ontology().score(type, modes, status, at_recipient)


def folded(type: str, modes: Sequence[str] = (), status: str = "happened", at_recipient: bool = False) -> str:
    """See :meth:`Ontology.folded`; the PLOVER export writes this type."""
    return ontology().folded(type, modes, status, at_recipient)


def check(type: str, modes: Sequence[str] = ()) -> None:
    """See :meth:`Ontology.check`."""
    ontology().check(type, modes)
