"""The trained student as the one file that the package carries: ONNX with weights in 8 bits, its card beside it.

    python -m training.coder.export ENCODER CHECKPOINT FOLDER [--version 1] [--data TEXT]

Word vectors are stored in 8 bits a row and widened when the file is loaded.  Matrices keep 7 bits a number and are
multiplied as integers, with activations scaled by the paragraph, which is read alone: nothing depends on what else is
read.  With 7 bits a sum of two products fits 16 bits, so that processors with and without VNNI agree.  FOLDER gets
``coder.onnx``, ``tokenizer.json`` and ``coder.json`` (names of the classes, sizes, checksum).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.coder.model import EDGES, ROLE, STATUS, TYPES, Student

SMALL = 4096  # tensors with fewer numbers (biases, layer norms) keep 32 bits


class _Alone(nn.Module):
    """One paragraph: ids (1, T) in, logits out."""

    def __init__(self, student: Student) -> None:
        super().__init__()
        self.student = student

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        return tuple(self.student(ids, torch.ones_like(ids)))


def _quantised(model: onnx.ModelProto) -> None:
    """Replaces the 32-bit word vectors by 8 bits a number and one scale a row, widened by a node of the graph."""
    graph = model.graph
    nodes = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.ndim != 2 or values.size < SMALL or "embedding" not in tensor.name:
            continue
        scale = (np.abs(values).max(1) / 127).astype(np.float32)
        scale[scale == 0] = 1
        rounded = np.clip(np.rint(values / scale[:, None]), -127, 127).astype(np.int8)
        name = tensor.name
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(rounded, f"{name}.int8"))
        graph.initializer.append(numpy_helper.from_array(scale, f"{name}.scale"))
        graph.initializer.append(helper.make_tensor(f"{name}.zero", TensorProto.INT8, [len(scale)], [0] * len(scale)))
        inputs = [f"{name}.int8", f"{name}.scale", f"{name}.zero"]
        nodes.append(helper.make_node("DequantizeLinear", inputs, [name], name=f"{name}.widen", axis=0))
    for node in reversed(nodes):
        graph.node.insert(0, node)


def export(encoder: Path, checkpoint: Path, folder: Path, version: str, data: str) -> None:
    """Writes the files; raises where the exported model does not give what the student gives."""
    student = Student.empty(encoder)
    student.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["model"])
    student.eval()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "coder.onnx"
    torch.onnx.export(
        _Alone(student), (torch.tensor([[101, 2003, 2023, 102]]),), str(path), input_names=["ids"],
        output_names=["types", "status", "acts", "mentions", "nobody"], dynamic_axes={"ids": {1: "pieces"}},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    wide = path.with_suffix(".wide.onnx")
    path.rename(wide)
    quantize_dynamic(
        str(wide), str(path), op_types_to_quantize=["MatMul", "Gemm"], per_channel=True, reduce_range=True,
        weight_type=QuantType.QInt8,
    )  # fmt: skip
    wide.unlink()
    model = onnx.load(str(path))
    _quantised(model)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
    shutil.copy(encoder / "tokenizer.json", folder / "tokenizer.json")
    card = {
        "version": version, "types": list(TYPES), "status": list(STATUS), "role": ROLE, "edges": list(EDGES),
        "bias": np.round(student.bias.detach().numpy(), 6).tolist(), "data": data,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }  # fmt: skip
    (folder / "coder.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    print(path, f"{path.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("encoder", type=Path)
    arguments.add_argument("checkpoint", type=Path)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--version", default="1")
    arguments.add_argument("--data", default="", help="what it was trained on, for the card")
    given = arguments.parse_args()
    export(given.encoder, given.checkpoint, given.folder, given.version, given.data)


if __name__ == "__main__":
    main()
