"""Acts that the trained model proposes where no frame fits.

Every act keeps the model's reading of its paragraph (``Act.reading``), which confidence weighs.  Where the model sees
an act that the lexicon does not know, the act gets a frame made for it: the type, and the roles that the grammar gives
any verb or noun.  The type of an act that a frame found stays as it is: where the model was surer of another, changing
it made more wrong than right (type F1 0.851 without, 0.847 with, on three held-out folds).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from spacy.tokens import Doc, Token

from detente.coding import grammar
from detente.coding.acts import Act, codeable, pictured
from detente.coding.encoder import Reading
from detente.coding.lexicon import NONE, Frame, Lexicon
from detente.coding.matching import POS, best_frame, word_of
from detente.language.kept import tokens_of
from detente.language.parsed import Parsed

# A token is proposed as an act from this probability of its type on.
PROPOSED = 0.35
# In a long article, from this on: of those between, a quarter were right on the ten articles (of items half).
PROPOSED_IN_ARTICLE = 0.9
# Words of the same type as near as this are one act ("signed a deal").
NEAR = 3
_RECIPROCAL = frozenset(("CONSULT", "AGREE", "COOPERATE"))
MODEL = "model"


def made(token: Token, kind: str, book: Lexicon) -> Frame:
    """A frame for a proposed act: one of the lexicon for this word and type, without its conditions, or a plain one."""
    pos = POS[token.pos_]
    for frame in reversed(book.get(pos, word_of(token))):
        if frame.type == kind and not frame.before and not frame.after:
            return replace(frame, conditions=(), exceptions=(), where=f"{MODEL}, as {frame.where}")
    flags = frozenset({"reciprocal"} if kind in _RECIPROCAL else set())
    return Frame(pos, word_of(token), (), (), kind, (), (), (), (), (), flags, "", MODEL)


def _ruled_out(token: Token, parsed: Parsed, book: Lexicon) -> bool:
    """A frame says that these words tell no event, or they tell of a picture."""
    frame = best_frame(token, parsed, book)
    return (frame is not None and frame.type == NONE) or pictured(token)


def proposed(
    doc: Doc, parsed: Parsed, reading: Reading, acts: Sequence[Act], book: Lexicon, least: float = PROPOSED
) -> list[Act]:
    """Acts of a paragraph that only the model sees: words that are no act yet, nor beside one of the same type."""
    index = int(doc.user_data["index"])
    taken = {a.token.i for a in acts}
    near = {(a.token.i + k, a.type) for a in acts for k in range(-NEAR, NEAR + 1)}
    out: list[Act] = []
    tokens = tokens_of(doc)
    for i in np.flatnonzero(1.0 - reading.types[:, 0] >= least):
        token = tokens[i]
        if token.i in taken or token.pos_ not in POS or not codeable(token):
            continue
        kind, p = reading.best(token)
        if p >= least and (token.i, kind) not in near and not _ruled_out(token, parsed, book):
            out.append(Act(token, made(token, kind, book), index, proposed=True))
    return [a for a in out if not any(_beside(a, o, reading) for o in out if o is not a)]


def _beside(act: Act, other: Act, reading: Reading) -> bool:
    """Whether another word as near, of the same type, tells the act better: a verb before a noun, then the surer."""
    if act.type != other.type or abs(act.token.i - other.token.i) > NEAR:
        return False
    return _rank(act, reading) < _rank(other, reading)


def _rank(act: Act, reading: Reading) -> tuple[float, int]:
    return reading.type(act.token, act.type) + 0.05 * (act.token.pos_ in grammar.VERBAL), -act.token.i
