"""The frames of relations: those of the event coder, and those that only `detente relate` uses.

A folder each, in the order in which they are tried: ``cameo`` (in that scheme alone: what CAMEO's root
classes see otherwise), ``over``, the event coder's own, ``under`` (vague words, which count where nothing
else fits).
"""

from __future__ import annotations

import functools
from importlib.resources import files
from pathlib import Path

from detente.coding.lexicon import Lexicon, lexicon, read_frames


def _folder(name: str, base: Lexicon) -> Lexicon:
    own = Lexicon(classes=dict(base.classes))
    read_frames(Path(str(files("detente.coding.relations") / name)), own)
    return own


@functools.lru_cache(maxsize=2)
def relation_book(scheme: str = "plover") -> Lexicon:
    """The frames of a scheme (plover or cameo) in the order in which they are tried."""
    base = lexicon()
    layers = [_folder("over", base), base, _folder("under", base)]
    if scheme == "cameo":
        layers.insert(0, _folder("cameo", base))
    book = Lexicon(classes=dict(base.classes))
    for layer in layers:
        for key, frames in layer.frames.items():
            book.frames.setdefault(key, []).extend(frames)
    return book
