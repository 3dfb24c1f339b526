"""The student: MiniLM with heads for act and type, status and roles, one pass a paragraph.

Outputs for a batch of token ids (B, T):

- ``types`` (B, T, 17): logits of no act and the sixteen types, per word piece (the first piece of a word counts).
- ``status`` (B, T, 5): logits of happened, ongoing, planned, wished or hypothetical, negated.
- ``acts``, ``mentions`` (B, T, 2 * ROLE): for source and recipient a vector as act and a vector as mention; the logit
  that a mention is the source of an act is their dot product plus ``bias`` of the distance (see :func:`bucket`).
- ``nobody`` (B, T, 4): logits, at an act, that its source is nobody's, its recipient is nobody's, that the source
  is of the recipient's country though no mention says so, and the recipient of the source's.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
).split()
STATUS = ("happened", "ongoing", "planned", "wished", "negated")
STATUS_OF = {"hypothetical": "wished"}
ROLE = 48
# Distances between mention and act in word pieces, before and after; one weight each and role.
EDGES = (-64, -32, -16, -8, -4, -2, 0, 2, 4, 8, 16, 32, 64)


def bucket(distance: int) -> int:
    """Which of ``len(EDGES) + 1`` distance classes a signed distance in word pieces is in."""
    return sum(distance > e for e in EDGES)


class Student(nn.Module):
    """Encoder and heads; see the module for shapes."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        size = encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.types = nn.Linear(size, 1 + len(TYPES))
        self.status = nn.Linear(size, len(STATUS))
        self.acts = nn.Linear(size, 2 * ROLE)
        self.mentions = nn.Linear(size, 2 * ROLE)
        self.nobody = nn.Linear(size, 4)
        self.bias = nn.Parameter(torch.zeros(2, len(EDGES) + 1))

    @classmethod
    def start(cls, folder: Path) -> Student:
        """The student over a pretrained encoder."""
        return cls(BertModel.from_pretrained(folder, add_pooling_layer=False))

    @classmethod
    def empty(cls, folder: Path) -> Student:
        """The student with random weights, to load trained ones into."""
        return cls(BertModel(BertConfig.from_pretrained(folder), add_pooling_layer=False))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        hidden = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return (
            self.types(hidden),
            self.status(hidden),
            self.acts(hidden) / ROLE**0.25,
            self.mentions(hidden) / ROLE**0.25,
            self.nobody(hidden),
        )
