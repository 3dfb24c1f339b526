"""PLOVER as data: event types, modes, scores, quads and contexts, and the way from and to CAMEO."""

from detente.ontology.contexts import context_meanings, contexts_of
from detente.ontology.crosswalk import (
    Cameo,
    Difference,
    cameo,
    cameo_codes,
    cameo_to_plover,
    differences,
    plover_to_cameo,
)
from detente.ontology.table import BadTable
from detente.ontology.types import (
    QUADS,
    Mode,
    Ontology,
    Type,
    UnknownCode,
    check,
    folded,
    modes,
    ontology,
    quad,
    score,
    type_names,
)

__all__ = [
    "QUADS",
    "BadTable",
    "Cameo",
    "Difference",
    "Mode",
    "Ontology",
    "Type",
    "UnknownCode",
    "cameo",
    "cameo_codes",
    "cameo_to_plover",
    "check",
    "context_meanings",
    "contexts_of",
    "differences",
    "folded",
    "modes",
    "ontology",
    "plover_to_cameo",
    "quad",
    "score",
    "type_names",
]
