"""An event in the making: tokens and mentions, before they become text and codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Span

from detente.coding.acts import Act
from detente.coding.claims import Claim
from detente.coding.harm import Kind
from detente.coding.roles import Sides
from detente.event import Bound, Status, When
from detente.language.parsed import Mention


@dataclass(slots=True, eq=False)
class Draft:
    """One act with what was found out about it; ``*_rule`` says how, for ``--explain``."""

    act: Act
    sentence: Span
    sides: Sides
    at: int = 0  # number of its sentence in the article
    where: Mention | None = None
    where_rule: str = ""
    where_sure: float | None = None  # likelihood of the place, to two digits; None where a rule gave it
    status: Status = "happened"
    status_rule: str = ""
    when: When | None = None
    told_on: date | None = None  # the day of undated news, where the text tells it before
    count: int | None = None
    harm: list[tuple[Kind, int, Bound]] = field(default_factory=list)
    claim: Claim = field(default_factory=Claim)
    background: bool = False
    fill_source: str | None = None  # country code put on an empty side by rule, with the rule beside it
    fill_recipient: str | None = None
    dropped: bool = False  # its recipient was a thing of the source's own
    features: dict[str, float] = field(default_factory=dict)

    def countries(self, side: str) -> set[str]:
        """Country codes on 'source' or 'recipient', those filled by rule included."""
        mentions = self.sides.source if side == "source" else self.sides.recipient
        filled = self.fill_source if side == "source" else self.fill_recipient
        found = {a.country for m in mentions for a in m.actors if a.country}
        return found or ({filled} if filled else set())
