"""Losses over sets of accepted answers: what is asked is that the probability lies inside the set."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from training.coder.data import Example
from training.coder.model import ROLE, TYPES, Student, bucket

FIRST = 0.3  # share of the loss that asks for the answer given first
STATUS_WEIGHT, ROLE_WEIGHT = 0.05, 0.15


def type_loss(logits: Tensor, group: Sequence[Example]) -> Tensor:
    """Mean over words of -log P(accepted classes); a share of it asks for the first of them."""
    classes = torch.arange(1 + len(TYPES))
    longest = logits.shape[1]
    allowed = torch.zeros(len(group), longest, dtype=torch.long)
    first = torch.full((len(group), longest), -1, dtype=torch.long)
    weight = torch.zeros(len(group), longest)
    for row, e in enumerate(group):
        allowed[row, : len(e.ids)] = torch.tensor(e.allowed)
        first[row, : len(e.ids)] = torch.tensor(e.first)
        weight[row, : len(e.ids)] = e.weight
    inside = (allowed.unsqueeze(-1) >> classes) & 1
    logp = torch.log_softmax(logits, -1)
    marginal = torch.logsumexp(logp.masked_fill(inside == 0, -1e4), -1)
    named = torch.gather(logp, -1, first.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    loss = torch.where(first >= 0, -(1 - FIRST) * marginal - FIRST * named, -marginal)
    scored = (allowed > 0).float() * weight
    return (loss * scored).sum() / scored.sum().clamp(min=1)


def status_loss(logits: Tensor, group: Sequence[Example]) -> Tensor:
    """Mean over acts of -log P(accepted status)."""
    out = []
    for row, e in enumerate(group):
        for act in e.acts:
            if act["status"]:
                logp = torch.log_softmax(logits[row, act["pieces"]].mean(0), -1)
                out.append(-torch.logsumexp(logp[sorted(act["status"])], 0))
    return torch.stack(out).mean() if out else logits.sum() * 0


def role_loss(acts: Tensor, mentions: Tensor, nobody: Tensor, model: Student, group: Sequence[Example]) -> Tensor:
    """Binary loss per act, side and country named: any of its mentions may carry it."""
    logits, targets = [], []
    for row, e in enumerate(group):
        placed = [m for m in e.mentions if m["countries"]]
        if not placed:
            continue
        at = [m["piece"] for m in placed]
        vectors = mentions[row, at].view(len(at), 2, ROLE)
        for act in e.acts:
            own = acts[row, act["pieces"]].mean(0).view(2, ROLE)
            near = torch.tensor([[bucket(p - act["pieces"][0]) for p in at]]).expand(2, -1)
            scores = torch.einsum("mrd,rd->rm", vectors, own) + torch.gather(model.bias, 1, near)
            free = nobody[row, act["pieces"]].mean(0)
            for side, name in enumerate(("source", "recipient")):
                gold = act[name]
                if gold is None:
                    continue
                # Read as logits that nobody is on the side, and that only the other side's country is understood.
                logits.append(free[side])
                targets.append(1.0 if gold[0] == "" else 0.0)
                found = {c for m in placed for c in m["countries"]}
                for c in found:
                    if c in gold[1:]:
                        continue
                    its = [i for i, m in enumerate(placed) if c in m["countries"]]
                    logits.append(torch.logsumexp(scores[side, its], 0))
                    targets.append(1.0 if c == gold[0] else 0.0)
    if not logits:
        return acts.sum() * 0
    return nn.functional.binary_cross_entropy_with_logits(torch.stack(logits), torch.tensor(targets))


def loss_of(model: Student, ids: Tensor, mask: Tensor, group: Sequence[Example]) -> tuple[Tensor, dict[str, float]]:
    """The whole loss of a batch and its parts."""
    types, status, acts, mentions, nobody = model(ids, mask)
    parts = {
        "types": type_loss(types, group),
        "status": status_loss(status, group),
        "roles": role_loss(acts, mentions, nobody, model, group),
    }
    total = parts["types"] + STATUS_WEIGHT * parts["status"] + ROLE_WEIGHT * parts["roles"]
    return total, {k: float(v.detach()) for k, v in parts.items()}
