"""Events with the frame and the rule that gave each field, for ``detente code --explain``."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from detente.event import Event, Explanation
from detente.views.table import GAP, QUAD_STYLE, sentence
from detente.views.words import clean, who


def print_explained(pairs: Iterable[tuple[Event, Explanation]], console: Console) -> None:
    """Prints each event, its sentence with the trigger marked, and a line for every decided field."""
    for event, why in pairs:
        head = Text.assemble(
            (event.type, QUAD_STYLE.get(event.quad, "bold")), f" {event.status}{GAP}",
            f"{who(event.source)} → {who(event.recipient)}", (f"{GAP}{event.id}", "dim"),
        )  # fmt: skip
        console.print(head, soft_wrap=True)
        console.print(sentence([event], console))
        width = max(map(len, why.fields), default=0)
        for field, reason in why.fields.items():
            line = Text.assemble(GAP, (f"{field:{width}}", "cyan"), GAP, clean(str(reason)))
            console.print(line, soft_wrap=True)
        console.print()
