"""Wars between states (tables/wars.tsv): who attacks a country on a day, where a text names nobody."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from detente.knowledge.tsv import table


class War(NamedTuple):
    """One direction of a war; days are ISO text, `until` empty while it lasts."""

    name: str
    attacker: str
    attacked: str
    since: str
    until: str
    everything: bool  # every deadly attack, not only strikes from afar

    def covers(self, day: str) -> bool:
        return self.since <= day and (not self.until or day <= self.until)


@cache
def _wars() -> tuple[War, ...]:
    return tuple(
        War(name, attacker, attacked, since, until, means == "all")
        for name, attacker, attacked, since, until, means in table("wars").rows
    )


def attacker(country: str, day: date | None, *, afar: bool) -> str | None:
    """The only country at war with one on a day that attacks it so (from `afar` or not); None where there are two."""
    if day is None:
        return None
    on = day.isoformat()
    found = {w.attacker for w in _wars() if w.attacked == country and (afar or w.everything) and w.covers(on)}
    return found.pop() if len(found) == 1 else None


def attacked(country: str, day: date | None) -> str | None:
    """The only country that one attacks in a war on a day; None where there are two, or none."""
    if day is None:
        return None
    on = day.isoformat()
    found = {w.attacked for w in _wars() if w.attacker == country and w.covers(on)}
    return found.pop() if len(found) == 1 else None
