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
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Token

Floats = npt.NDArray[np.float32]

# Word pieces in one pass. A paragraph of news has 60 on average; a longer one is cut between sentences.
LONGEST = 256
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

        try:
            self.card: dict[str, Any] = json.loads(_needed(folder / "coder.json"))
        except ValueError as error:
            raise ModelError(f"{folder / 'coder.json'}: damaged: {error}; {ELSE}") from None
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

    @property
    def version(self) -> str:
        """What an event's ``coder`` says of the model."""
        return f"model {self.card['version']}"

    def read(self, doc: Doc) -> Reading:
        """Reads a paragraph: one pass, or a pass for each run of sentences that fits."""
        names, states = tuple(self.card["types"]), tuple(self.card["status"])
        size = len(doc)
        sides, width = len(SIDES), int(self.card["role"])
        out = Reading(
            np.zeros((size, 1 + len(names)), np.float32), np.zeros((size, len(states)), np.float32),
            np.zeros((size, sides, width), np.float32), np.zeros((size, sides, width), np.float32),
            np.zeros((size, sides), np.float32), np.zeros(size, np.int64), self.bias, tuple(self.card["edges"]), names, states,
        )  # fmt: skip
        out.types[:, 0] = 1.0
        passed = 0
        for first, last in self._runs(doc):
            passed += self._read(doc, first, last, passed, out)
        return out

    def _runs(self, doc: Doc) -> list[tuple[int, int]]:
        """Ranges of tokens that are read together: the whole paragraph, or as many sentences as fit."""
        if len(self.tokenizer.encode(doc.text).ids) <= LONGEST:
            return [(0, len(doc))]
        runs: list[tuple[int, int]] = []
        start, pieces = 0, 0
        for sentence in doc.sents:
            own = len(self.tokenizer.encode(sentence.text).ids)
            if pieces and pieces + own > LONGEST:
                runs.append((start, sentence.start))
                start, pieces = sentence.start, 0
            pieces += own
        return [*runs, (start, len(doc))]

    def _read(self, doc: Doc, first: int, last: int, passed: int, out: Reading) -> int:
        """One pass over tokens first to last (exclusive); returns how many pieces it had."""
        begin = doc[first].idx
        text = doc.text[begin : doc[last - 1].idx + len(doc[last - 1])] if last > first else ""
        coded = self.tokenizer.encode(text)
        ids = np.asarray([coded.ids[:512]], dtype=np.int64)
        types, status, acts, mentions, nobody = self.session.run(None, {"ids": ids})
        at = {begin + a: i for i, (a, b) in enumerate(coded.offsets[:512]) if b > a}
        piece = 0
        for token in doc[first:last]:
            piece = at.get(token.idx, piece)
            out.places[token.i] = passed + piece
            out.types[token.i] = _softmax(types[0, piece])
            out.status[token.i] = _softmax(status[0, piece])
            out.acts[token.i] = acts[0, piece].reshape(len(SIDES), -1)
            out.mentions[token.i] = mentions[0, piece].reshape(len(SIDES), -1)
            out.nobody[token.i] = nobody[0, piece, : len(SIDES)]
        return int(ids.shape[1])


def _needed(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: {error.strerror or error}; {ELSE}") from error


@functools.lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The package's own model; raises :class:`ModelError` where it is missing or damaged."""
    return Encoder(MODELS)
