"""Trains the student on prepared windows; with ``--fold`` all but one fold of the stories.

    python -m training.coder.train ENCODER OUT WINDOWS [WINDOWS ...] [--fold 0] [--epochs 5] [--extra FILE ...]

Resumable: after each epoch the state is written to OUT and a run that was stopped goes on from there.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from tqdm import tqdm

from training.coder import data
from training.coder.losses import loss_of
from training.coder.model import Student

RATE, HEAD_RATE, BATCH, WARM = 1e-4, 1e-3, 16, 0.1


def seed(number: int) -> None:
    """The same run each time on the same machine."""
    random.seed(number)
    torch.manual_seed(number)


def optimizer_of(model: Student) -> torch.optim.Optimizer:
    """AdamW, the heads faster than the encoder; word vectors stay as pretrained, which saves a third of the time."""
    model.encoder.embeddings.requires_grad_(False)
    encoder = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": encoder, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def train(model: Student, examples: list[data.Example], epochs: int, out: Path, device: str) -> None:
    """Runs the epochs that are not done yet; `out` holds the state after each."""
    steps = math.ceil(len(examples) / BATCH) * epochs
    optimizer = optimizer_of(model)

    def rate(step: int) -> float:
        return min(step / (WARM * steps), (steps - step) / ((1 - WARM) * steps)) if steps else 1.0

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    done = 0
    if out.exists():
        state = torch.load(out, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        done = state["epoch"]
    model.to(device).train()
    for epoch in range(done, epochs):
        sums: dict[str, float] = {}
        began = time.monotonic()
        groups = list(data.batches(examples, BATCH, seed=epoch))
        for group in tqdm(groups, desc=f"epoch {epoch + 1}/{epochs}", mininterval=20):
            ids, mask = data.pad(group)
            loss, parts = loss_of(model, ids.to(device), mask.to(device), group)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + v / len(groups)
        print(epoch + 1, {k: round(v, 4) for k, v in sums.items()}, f"{time.monotonic() - began:.0f} s", flush=True)
        keep = {"model": model.state_dict(), "epoch": epoch + 1}
        if epoch + 1 < epochs:
            keep |= {"optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
        else:
            keep |= {"optimizer": {}, "schedule": {}}
        torch.save(keep, out)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("encoder", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("windows", type=Path, nargs="+")
    arguments.add_argument("--extra", type=Path, nargs="*", default=[], help="windows that are in no fold")
    arguments.add_argument("--fold", type=int)
    arguments.add_argument("--share", type=float, default=1.0, help="of the windows, for a learning curve (0 to 1)")
    arguments.add_argument("--epochs", type=int, default=5)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--threads", type=int, default=2)
    given = arguments.parse_args()
    torch.set_num_threads(given.threads)
    seed(given.seed)
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    examples = [e for e in data.load(given.windows, tokenizer) if given.fold is None or e.fold != given.fold]
    examples = random.Random(given.seed).sample(examples, round(len(examples) * given.share))
    examples += data.load(given.extra, tokenizer)
    print(len(examples), "windows", flush=True)
    train(
        Student.start(given.encoder), examples, given.epochs, given.out, "cuda" if torch.cuda.is_available() else "cpu"
    )


if __name__ == "__main__":
    main()
