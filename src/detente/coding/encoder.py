"""The trained half: one pass of a small encoder over a paragraph, and what its heads say of each word.

``Encoder.read(doc)`` gives a :class:`Reading`: for every token of a parsed paragraph the probability that it tells
an act, and of which type; its status; and for an act and a mention, how much they look like act and source or
recipient.  The model (``models/coder.onnx``, made by ``training/coder``, see ``models/README.md``) is run on one
paragraph at a time, never in a batch, so that an article's events do not depend on what else is coded.
"""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Token

from detente.language.grid import grid_of

if TYPE_CHECKING:
    from tokenizers import Encoding

Floats = npt.NDArray[np.float32]

# Word pieces in one pass. A paragraph of news has 60 on average; a longer one is cut between sentences.
LONGEST = 256
LIMIT = 512  # word pieces that the encoder has places for
SIDES = ("source", "recipient")
ELSE = "install detente again, or code with --coder syntax"
MODELS = Path(str(files("detente") / "models"))


class ModelError(RuntimeError):
    """The model file is missing or is not the one that the package was made with."""


@dataclass(slots=True)
class Reading:
    """What the encoder says of a paragraph; the first axis counts the doc's tokens.

    ``types`` (n, 1 + types): probabilities, of no act first; ``status`` (n, states): probabilities;
    ``acts``, ``mentions`` (n, sides, d): vectors whose product is the logit of a role; ``nobody`` (n, sides): logits
    that nobody is on that side of an act; ``places`` (n): the word piece that a token starts with, from which
    distances are counted.
    """

    types: Floats
    status: Floats
    acts: Floats
    mentions: Floats
    nobody: Floats
    places: npt.NDArray[np.int64]
    bias: Floats
    edges: tuple[int, ...]
    names: tuple[str, ...]
    states: tuple[str, ...]

    def act(self, token: Token) -> float:
        """Probability that a token tells an act of any type."""
        return float(1.0 - self.types[token.i, 0])

    def type(self, token: Token, name: str) -> float:
        """Probability that a token tells an act of a type."""
        return float(self.types[token.i, 1 + self.names.index(name)])

    def state(self, token: Token, name: str) -> float:
        """Probability of a status of the act that a token tells."""
        return float(self.status[token.i, self.states.index(name)])

    def best(self, token: Token) -> tuple[str, float]:
        """The likeliest type of a token and its probability."""
        k = int(self.types[token.i, 1:].argmax())
        return self.names[k], float(self.types[token.i, 1 + k])

    def role(self, act: Token, mention: Token, side: str) -> float:
        """Logit that a mention with this head is on a side of an act."""
        s = SIDES.index(side)
        distance = int(self.places[mention.i] - self.places[act.i])
        near = self.bias[s, sum(distance > e for e in self.edges)]
        return float(self.acts[act.i, s] @ self.mentions[mention.i, s] + near)


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), dtype=np.float32)


class Encoder:
    """The model, loaded once; ``read`` is deterministic and knows nothing of other paragraphs."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime as ort
        from tokenizers import Tokenizer

        self.card = card(folder)
        self.types, self.states = tuple(self.card["types"]), tuple(self.card["status"])
        model = _needed(folder / "coder.onnx")
        digest = hashlib.sha256(model).hexdigest()
        if digest != self.card["sha256"]:
            raise ModelError(
                f"{folder / 'coder.onnx'}: damaged: its checksum is {digest[:12]}, not {self.card['sha256'][:12]}; "
                f"{ELSE}"
            )
        self.tokenizer = Tokenizer.from_str(_needed(folder / "tokenizer.json").decode("utf-8"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.disable_quant_qdq", "1")  # word vectors to 32 bits once, at the start
        self.session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.bias = np.asarray(self.card["bias"], dtype=np.float32)

    def read(self, doc: Doc) -> Reading:
        """Reads a paragraph: one pass, or a pass for each run of sentences that fits."""
        coded = self.tokenizer.encode(doc.text)
        if len(coded.ids) <= LONGEST:
            passes = [self._read(doc, 0, len(doc), coded, 0)]
        else:
            passes, passed = [], 0
            for first, last in self._runs(doc):
                text = doc.text[doc[first].idx : doc[last - 1].idx + len(doc[last - 1])]
                coded = self.tokenizer.encode(text)
                passes.append(self._read(doc, first, last, coded, passed))
                passed += len(coded.ids)
        parts = [p[0] if len(passes) == 1 else np.concatenate(p) for p in zip(*passes, strict=True)]
        types, status, acts, mentions, nobody, places = parts
        edges = tuple(self.card["edges"])
        return Reading(types, status, acts, mentions, nobody, places, self.bias, edges, self.types, self.states)

    def _runs(self, doc: Doc) -> list[tuple[int, int]]:
        """Ranges of tokens that are read together: as many sentences as fit."""
        runs: list[tuple[int, int]] = []
        start, pieces = 0, 0
        for sentence in doc.sents:
            own = len(self.tokenizer.encode(sentence.text).ids)
            if pieces and pieces + own > LONGEST:
                runs.append((start, sentence.start))
                start, pieces = sentence.start, 0
            pieces += own
        return [*runs, (start, len(doc))]

    def _read(self, doc: Doc, first: int, last: int, coded: Encoding, passed: int) -> list[npt.NDArray[Any]]:
        """The arrays of a reading for tokens first to last (exclusive), before which stand `passed` pieces."""
        starts = grid_of(doc).idx[first:last]
        begin = starts[0] if starts else 0
        ids = np.asarray([coded.ids[:LIMIT]], dtype=np.int64)
        types, status, acts, mentions, nobody = self.session.run(None, {"ids": ids})
        at = {begin + a: i for i, (a, b) in enumerate(coded.offsets[:LIMIT]) if b > a}
        pieces, piece = np.zeros(last - first, np.int64), 0
        for i, start in enumerate(starts):
            pieces[i] = piece = at.get(start, piece)
        shape = (len(pieces), len(SIDES), int(self.card["role"]))
        return [
            _softmax(types[0])[pieces], _softmax(status[0])[pieces], acts[0][pieces].reshape(shape),
            mentions[0][pieces].reshape(shape), nobody[0][pieces, : len(SIDES)], pieces + passed,
        ]  # fmt: skip


def _needed(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: {error.strerror or error}; {ELSE}") from error


def card(folder: Path) -> dict[str, Any]:
    """What is known of a model without loading it: names of its classes, sizes, checksum, version."""
    try:
        return dict(json.loads(_needed(folder / "coder.json")))
    except ValueError as error:
        raise ModelError(f"{folder / 'coder.json'}: damaged: {error}; {ELSE}") from None


@functools.lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The package's own model; raises :class:`ModelError` where it is missing or damaged."""
    return Encoder(MODELS)
