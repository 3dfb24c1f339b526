"""What the peers' networks cost on the same articles: the same shapes with random weights, run by ONNX Runtime.

No peer's weights or programs are run, and of their programs only the networks are counted, so this is what they cost
at the least.  What is run per story follows the published descriptions:

- NGEC: a 12-layer mpnet-base (768 wide) once over the story, and for each event type in it four questions to a six-layer
  question-answering model (768 wide), each over question and story.  A story is taken to have the event types that
  detente codes in it.
- ZSP: RoBERTa-large (24 layers, 1024 wide) over each sentence with each of its hypotheses; PROMPTS a sentence.

Articles are cut to 512 word pieces, as these networks are.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

PIECES = 1.35  # word pieces a word of news, of the tokenizer in models/
QUESTION = 12  # word pieces of a question
HYPOTHESIS = 12
PROMPTS = 32  # two for each of sixteen types; "dozens of passes a sentence"
LONGEST = 512
QUESTIONS = 4  # an event type: actor, recipient, place, date


@dataclass(frozen=True)
class Shape:
    """A transformer encoder: layers, width, heads; the inner layer is four times the width."""

    layers: int
    width: int
    heads: int


MPNET = Shape(12, 768, 12)
QA = Shape(6, 768, 12)
ROBERTA_LARGE = Shape(24, 1024, 16)


def network(shape: Shape) -> ort.InferenceSession:
    """An encoder with random weights, hidden states (1, T, width) in and out; its layers share one set of weights,
    which costs the same arithmetic."""
    rng = np.random.default_rng(0)
    size, inner, each = shape.width, 4 * shape.width, shape.width // shape.heads
    weights = {
        "wq": (size, size), "wk": (size, size), "wv": (size, size), "wo": (size, size), "w1": (size, inner),
        "w2": (inner, size),
    }  # fmt: skip
    held = [numpy_helper.from_array(rng.normal(0, 0.02, s).astype(np.float32), n) for n, s in weights.items()]
    held += [
        numpy_helper.from_array(np.ones(size, np.float32), "one"),
        numpy_helper.from_array(np.zeros(size, np.float32), "nil"),
        numpy_helper.from_array(np.array([0, 0, shape.heads, each], np.int64), "split"),
        numpy_helper.from_array(np.array([0, 0, size], np.int64), "join"),
        numpy_helper.from_array(np.array(each**-0.5, np.float32), "scale"),
    ]
    nodes = []

    def add(kind: str, inputs: Sequence[str], out: str, **more: object) -> str:
        nodes.append(helper.make_node(kind, list(inputs), [out], **more))
        return out

    x = "x"
    for i in range(shape.layers):
        heads = []
        for w, order in (("wq", [0, 2, 1, 3]), ("wk", [0, 2, 3, 1]), ("wv", [0, 2, 1, 3])):
            wide = add("MatMul", [x, w], f"{w}{i}")
            heads.append(add("Transpose", [add("Reshape", [wide, "split"], f"{w}s{i}")], f"{w}t{i}", perm=order))
        scores = add("Mul", [add("MatMul", heads[:2], f"qk{i}"), "scale"], f"s{i}")
        mixed = add("MatMul", [add("Softmax", [scores], f"p{i}", axis=-1), heads[2]], f"m{i}")
        joined = add("Reshape", [add("Transpose", [mixed], f"mt{i}", perm=[0, 2, 1, 3]), "join"], f"j{i}")
        x = add("Add", [x, add("MatMul", [joined, "wo"], f"o{i}")], f"r{i}")
        x = add("LayerNormalization", [x, "one", "nil"], f"n{i}", axis=-1)
        act = add("Gelu", [add("MatMul", [x, "w1"], f"f{i}")], f"g{i}", approximate="tanh")
        x = add("Add", [x, add("MatMul", [act, "w2"], f"h{i}")], f"q{i}")
        x = add("LayerNormalization", [x, "one", "nil"], f"y{i}", axis=-1)
    dims = [1, "T", size]
    graph = helper.make_graph(
        nodes, "peer", [helper.make_tensor_value_info("x", TensorProto.FLOAT, dims)],
        [helper.make_tensor_value_info(x, TensorProto.FLOAT, dims)], held,
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    onnx.checker.check_model(model)
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def seconds(shape: Shape, lengths: Sequence[int]) -> float:
    """Processor seconds of one pass for each length in word pieces; a network is timed once a length class of 16."""
    net, known = network(shape), dict[int, float]()
    rng, total = np.random.default_rng(1), 0.0
    for length in lengths:
        rounded = min(LONGEST, -(-max(length, 8) // 16) * 16)
        if rounded not in known:
            x = rng.normal(size=(1, rounded, shape.width)).astype(np.float32)
            net.run(None, {"x": x})
            times = []
            for _ in range(3):
                started = time.process_time()
                net.run(None, {"x": x})
                times.append(time.process_time() - started)
            known[rounded] = min(times)
        total += known[rounded] * min(length, LONGEST) / rounded
    return total


def pieces(words: int) -> int:
    """Word pieces of so many words."""
    return round(words * PIECES) + 2


def ngec(stories: Sequence[tuple[int, int]]) -> float:
    """Processor seconds of NGEC's networks; stories as (words, event types)."""
    once = seconds(MPNET, [pieces(w) for w, _ in stories])
    asked = [pieces(w) + QUESTION for w, kinds in stories for _ in range(kinds * QUESTIONS)]
    return once + seconds(QA, asked)


def zsp(sentences: Sequence[int]) -> float:
    """Processor seconds of ZSP's network; the words of each sentence."""
    return PROMPTS * seconds(ROBERTA_LARGE, [pieces(w) + HYPOTHESIS for w in sentences])
