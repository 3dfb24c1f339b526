"""What the trained model says of a draft: features that confidence weighs, and who is on a side left open."""

from __future__ import annotations

import math

from spacy.tokens import Token

from detente.coding.draft import Draft
from detente.coding.encoder import SIDES, Reading
from detente.language.parsed import Mention, Parsed

# Logits are kept within this, so that one word of which the model is certain does not decide alone.
CAP = 5.0
# A side that the grammar leaves open is given to the mention of the sentence of which the model is surer than this (log
# odds): on held-out folds that is right three times where what the rules would fill in is right twice.
OPEN = 0.0
MODEL = "the model"


def _capped(logit: float) -> float:
    """A logit as a share of CAP, -1 to 1."""
    return max(-CAP, min(CAP, logit)) / CAP


def _logit(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return _capped(math.log(p / (1 - p)))


def words(draft: Draft) -> list[Token]:
    """The words that tell the act: its predicate's, its carrier's and those of what was merged into it."""
    act = draft.act
    return [*act.tokens, *([act.support] if act.support is not None else [])]


def role(reading: Reading, draft: Draft, mentions: list[Mention], side: str) -> float | None:
    """The best logit of a mention of the act's paragraph for a side; None where none of them stands in it."""
    here = [m.head for m in mentions if m.head.doc == draft.act.token.doc]
    return max((reading.role(draft.act.token, h, side) for h in here), default=None)


def features(draft: Draft, plover: str) -> dict[str, float]:
    """Log odds (over CAP) of act, type, status and sides, as the model has them; empty where it read nothing."""
    reading = draft.act.reading
    if reading is None:
        return {}
    tokens = words(draft)
    best = max(tokens, key=lambda t: reading.type(t, plover))
    state = draft.status if draft.status in reading.states else "wished"
    out = {
        "model act": _logit(max(reading.act(t) for t in tokens)),
        "model type": _logit(reading.type(best, plover)),
        "model status": _logit(reading.state(draft.act.token, state)),
    }
    if draft.countries("source") == draft.countries("recipient"):  # at home more of what looks like an act is none
        out["model type at home"] = out["model type"]
    if draft.act.proposed:
        out |= {"model proposed": 1.0, "model proposed type": out["model type"]}
    if draft.features.get("long"):  # the model learned from short items: its say is weighed apart in an article
        out |= {"model type in article": out["model type"], "model proposed in article": float(draft.act.proposed)}
    for side in SIDES:
        mentions = draft.sides.source if side == "source" else draft.sides.recipient
        found = role(reading, draft, mentions, side)
        nobody = float(reading.nobody[draft.act.token.i, SIDES.index(side)])
        if found is not None:
            out[f"model {side}"] = _capped(found)
        out[f"model no {side}"] = _capped(nobody) * (-1 if mentions else 1)
    return out


def told(draft: Draft, kind: str) -> str:
    """What the model says of an act, in words for ``--explain``."""
    reading = draft.act.reading
    if reading is None:
        return ""
    token = max(words(draft), key=reading.act)
    best, p = reading.best(token)
    own = f", {kind} {reading.type(token, kind):.2f}" if kind != best and kind in reading.names else ""
    state = reading.states[int(reading.status[draft.act.token.i].argmax())]
    return f"‘{token.text}’ an act {reading.act(token):.2f}, {best} {p:.2f}{own}; {state}"


def second(draft: Draft, parsed: Parsed) -> None:
    """Gives a side that the grammar leaves open to the mention of the sentence that the model takes for it."""
    reading = draft.act.reading
    if reading is None or draft.act.given:
        return
    token, sentence = draft.act.token, draft.sentence
    index = int(token.doc.user_data["index"])
    here = [m for m in parsed.mentions_in(index, sentence.start, sentence.end - 1) if m.countries]
    for side, own, other in (
        ("source", draft.sides.source, draft.sides.recipient),
        ("recipient", draft.sides.recipient, draft.sides.source),
    ):
        if own:
            continue
        scored = [(reading.role(token, m.head, side), -i, m) for i, m in enumerate(here) if m not in other]
        points, _, best = max(scored, default=(OPEN, 0, None))
        if best is None or points <= OPEN or set(best.countries) <= draft.countries(side):
            continue
        if side == "source":
            draft.sides.source, draft.sides.source_rule, draft.fill_source = [best], MODEL, None
        else:
            draft.sides.recipient, draft.sides.recipient_rule, draft.fill_recipient = [best], MODEL, None
