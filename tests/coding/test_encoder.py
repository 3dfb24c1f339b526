"""The trained model behind its class: what it is loaded from, and that a paragraph is read the same everywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from detente.coding import encoder as room
from detente.coding.coder import make
from detente.coding.encoder import LONGEST, Encoder, ModelError
from detente.language.pipeline import parse
from tests.coding.conftest import article

RAID = "Kenyan warplanes bombed a rebel camp in southern Somalia on Tuesday, killing nine fighters."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return room.encoder()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package's model, to be damaged."""
    return Path(shutil.copytree(room.MODELS, tmp_path / "models"))


def test_the_words_of_an_act_are_known(encoder: Encoder) -> None:
    doc = next(iter(parse([article(RAID)]))).docs[0]
    reading = encoder.read(doc)
    words = {t.text: t for t in doc}
    assert reading.best(words["bombed"])[0] == "ASSAULT"
    assert reading.act(words["bombed"]) > 0.9 > 0.1 > reading.act(words["on"])
    assert np.allclose(reading.types.sum(1), 1, atol=1e-4)
    assert reading.role(words["bombed"], words["warplanes"], "source") > reading.role(
        words["bombed"], words["camp"], "source"
    )


def test_a_paragraph_longer_than_a_pass_is_read_in_runs_of_sentences(encoder: Encoder) -> None:
    text = " ".join(f"{RAID[:-1]} near village number {i}." for i in range(40))
    doc = next(iter(parse([article(text)]))).docs[0]
    assert len(encoder.tokenizer.encode(text).ids) > 2 * LONGEST
    reading = encoder.read(doc)
    bombed = [t for t in doc if t.text == "bombed"]
    assert len(bombed) == 40
    assert all(reading.best(t)[0] == "ASSAULT" and reading.act(t) > 0.5 for t in bombed)
    assert list(reading.places) == sorted(reading.places)


@pytest.mark.parametrize("text", ["a" * 5000, "🛰️ " * 400, "\u202eabc\u202c " * 50, "x. " * 600])
def test_odd_text_is_read_without_a_crash(encoder: Encoder, text: str) -> None:
    for doc in next(iter(parse([article(text)]))).docs:
        assert encoder.read(doc).types.shape[0] == len(doc)


def test_events_do_not_depend_on_what_else_is_coded() -> None:
    coder = make()
    texts = [RAID, "Norway and Sweden signed a treaty in Oslo.", "The weather was fine.", RAID * 5]
    pages = [article(t).model_copy(update={"id": str(i)}) for i, t in enumerate(texts)]
    together = {a.id: [e.model_dump_json() for e in events] for a, events in coder.code(pages)}
    for page in reversed(pages):
        ((_, alone),) = coder.code([page])
        assert [e.model_dump_json() for e in alone] == together[page.id]
    assert together["0"]
    assert together["1"]


def test_events_say_which_coder_made_them() -> None:
    (page,) = [article(RAID)]
    ((_, by_both),) = make("hybrid").code([page])
    ((_, by_syntax),) = make("syntax").code([page])
    assert " hybrid; " in by_both[0].coder
    assert "model " in by_both[0].coder
    assert " syntax; " in by_syntax[0].coder
    assert "; model " not in by_syntax[0].coder
    with pytest.raises(ValueError, match="magic"):
        make("magic")


def test_a_missing_model_is_named(copy: Path) -> None:
    (copy / "coder.onnx").unlink()
    with pytest.raises(ModelError, match=r"coder\.onnx: No such file.*--coder syntax"):
        Encoder(copy)


def test_a_damaged_model_is_refused(copy: Path) -> None:
    data = bytearray((copy / "coder.onnx").read_bytes())
    data[len(data) // 2] ^= 1
    (copy / "coder.onnx").write_bytes(data)
    with pytest.raises(ModelError, match=r"coder\.onnx: damaged: its checksum"):
        Encoder(copy)


def test_a_damaged_card_is_refused(copy: Path) -> None:
    (copy / "coder.json").write_text('{"version": ')
    with pytest.raises(ModelError, match=r"coder\.json: damaged"):
        Encoder(copy)
