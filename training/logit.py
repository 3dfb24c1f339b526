"""A conditional logit: of each example's answers one is right, and their probabilities share out one.

Answers are sets of features; the weights minimise the log loss with a ridge, by L-BFGS with backtracking.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

import numpy as np

Loss = Callable[[np.ndarray], tuple[float, np.ndarray]]
ROUNDS, MEMORY, FLAT = 120, 10, 1e-4  # steps, pairs remembered, largest gradient that counts as none


class Choices:
    """Examples as flat arrays: ``own`` is the example of each answer, ``right`` 1.0 where an answer is right."""

    def __init__(self, examples: Sequence[tuple[list[list[str]], list[bool]]], names: Sequence[str]) -> None:
        index = {n: i for i, n in enumerate(names)}
        self.size = len(names)
        own, right, flat, ends = [], [], [], [0]
        for k, (answers, labels) in enumerate(examples):
            for answer, label in zip(answers, labels, strict=True):
                own.append(k)
                right.append(float(label))
                flat += [*(index[f] for f in dict.fromkeys(answer) if f in index), self.size]
                ends.append(len(flat))
        self.own, self.right, self.flat = np.array(own), np.array(right), np.array(flat)
        self.starts = np.array(ends[:-1])
        self.answer = np.repeat(np.arange(len(own)), np.diff(ends))

    def shares(self, weights: np.ndarray) -> np.ndarray:
        """The probability of every answer."""
        scores = np.add.reduceat(np.append(weights, 0.0)[self.flat], self.starts)
        top = np.full(self.own.max() + 1, -np.inf)
        np.maximum.at(top, self.own, scores)
        e = np.exp(scores - top[self.own])
        return e / np.bincount(self.own, e)[self.own]

    def loss(self, kept: np.ndarray, ridge: np.ndarray) -> Loss:
        """Loss and gradient on the examples that ``kept`` weighs (0: left out); ``ridge`` is that of each weight."""

        def at(weights: np.ndarray) -> tuple[float, np.ndarray]:
            p = self.shares(weights)
            mass = np.maximum(np.bincount(self.own, p * self.right), 1e-12)
            rest = (p - p * self.right / mass[self.own]) * kept[self.own]
            gradient = np.bincount(self.flat, rest[self.answer], minlength=self.size + 1)[: self.size]
            return float(-(kept * np.log(mass)).sum() + (ridge * weights) @ weights / 2), gradient + ridge * weights

        return at


def minimise(loss: Loss, start: np.ndarray) -> np.ndarray:
    """The weights of least loss."""
    w = start
    value, gradient = loss(w)
    steps: deque[tuple[np.ndarray, np.ndarray]] = deque(maxlen=MEMORY)
    for _ in range(ROUNDS):
        down = _direction(gradient, steps)
        length, slope = 1.0, float(gradient @ down)
        while True:
            new, slant = loss(w + length * down)
            if new <= value + 1e-4 * length * slope or length < 1e-6:
                break
            length /= 2
        step, change = length * down, slant - gradient
        w, value, gradient = w + step, new, slant
        if step @ change > 1e-10:
            steps.append((step, change))
        if np.abs(gradient).max() < FLAT * max(1.0, abs(value)):
            break
    return w


def _direction(gradient: np.ndarray, steps: deque[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """The way down that the last steps tell (two-loop recursion)."""
    q = gradient.copy()
    taken = []
    for step, change in reversed(steps):
        a = step @ q / (change @ step)
        q = q - a * change
        taken.append(a)
    if steps:
        step, change = steps[-1]
        q = q * (step @ change) / (change @ change)
    else:
        q = q / max(1.0, float(np.abs(gradient).max()))
    for (step, change), a in zip(steps, reversed(taken), strict=True):
        q = q + step * (a - change @ q / (change @ step))
    return -q
