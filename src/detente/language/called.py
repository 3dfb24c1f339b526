"""What the words of an unknown name say: who is above states, and the noun that stands before a name.

"International Federation of Journalists" is of no state; "the French mining company Eramet" is French.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.lexicon import Described, describe
from detente.language.words import words

if TYPE_CHECKING:
    from detente.language.grid import Grid

WORLDWIDE = words("worldwide")
# Unions of private bodies and persons; of what is left, states and public bodies are the members.
PRIVATE_UNIONS = words("private-unions")
PUBLIC_UNIONS = words("public-unions")
FEDERATIONS = frozenset(("federation", "confederation", "union", "association"))
MEMBERS = frozenset(("states", "nations", "countries", "governments"))
REGIONS = words("regions-of-states")


def above_states(name: str) -> str | None:
    """IGO, NGO or EUR for a body whose own words put it above states; None for all others."""
    parts = name.lower().split()
    if len(parts) < 2:
        return None
    nouns = set(parts[1:])
    first = parts[0]
    if first in WORLDWIDE:
        if nouns & PRIVATE_UNIONS:
            return "NGO"
        return "IGO" if nouns & PUBLIC_UNIONS else None
    if first == "european" and nouns & PUBLIC_UNIONS:
        return "EUR"
    if first in REGIONS and nouns & (PUBLIC_UNIONS | FEDERATIONS):
        return "IGO"
    if "of" in parts[1:] and parts[-1] in MEMBERS and first in PUBLIC_UNIONS | PRIVATE_UNIONS:
        return "IGO"
    return None


def public_body(name: str) -> bool:
    """Whether the words are those of an organ of some state: "State Protection Service", "Commission for Water"."""
    parts = name.lower().split()
    if len(parts) < 2 or parts[0] in WORLDWIDE:
        return False
    end = next((i for i, part in enumerate(parts) if i and part in ("of", "for", "on")), len(parts))
    head = parts[end - 1]
    return head in OFFICES or (head in SERVICES and parts[0] in STATELY)


OFFICES = words("offices-of-state")
SERVICES = words("services-of-state")
STATELY = frozenset("national federal state royal central public general republican presidential".split())


def noun_before(grid: Grid, start: int, end: int) -> Described | None:
    """The common noun for a body right before a name that it calls so: "mining company" before Eramet.

    Where the parse does not join the two they still stand together: no English noun in the singular ends
    right before a name for another reason, but for one that opens a clause ("the day the company Eramet ...").
    """
    i = start - 1
    if i < 0 or grid.pos[i] != "NOUN" or grid.tag[i] != "NN" or grid.sent[i] != grid.sent[start]:
        return None
    found = describe(grid, i, grid.start_of_sentence(i))
    return found if found is not None and found.kind in ("body", "group") and not found.note else None
