"""Events and articles made by hand, for tests that need no coder."""

from __future__ import annotations

from datetime import date
from typing import Any

from detente.article import Article, Outlet, Paragraph, Published
from detente.event import Actor, Event, Harm, Place, Quote, Trigger, When

TEXT = """Storm over port

France; and “Elba” shelled the port of Gela, killing
at least nine. The <b>mayor</b> denied it."""
BODY = TEXT.index("France")
FRANCE = Actor(
    text="France;",
    name="France",
    country="FRA",
    sector="GOV",
    sectors=["GOV"],
    wiki="France",
    start=BODY,
    end=BODY + 7,
)
ELBA = Actor(text="“Elba”", country=None, sector="MIL", sectors=["MIL", "GOV"], start=BODY + 12, end=BODY + 18)
MAYOR = Actor(text="The <b>mayor</b>", name="Anna; of Gela", country="ITA", sector="GOV", sectors=["GOV"])


def article(**more: Any) -> Article:
    """A page with a headline and a paragraph."""
    cells: dict[str, Any] = {
        "id": "page",
        "text": TEXT,
        "paragraphs": [
            Paragraph(part="headline", start=0, end=15),
            Paragraph(part="body", start=BODY, end=len(TEXT)),
        ],
        "headline": "Storm over port",
        "published": Published(day=date(2025, 3, 12), how="given", confidence=1.0),
        "outlet": Outlet(name="The Gela Post"),
        "path": "page.txt",
    }
    return Article(**cells | more)


def event(**more: Any) -> Event:
    """A shelling with everything that an event can have."""
    start = TEXT.index("shelled")
    place = TEXT.index("Gela")
    cells: dict[str, Any] = {
        "id": "e1",
        "article_id": "page",
        "published": date(2025, 3, 12),
        "type": "ASSAULT",
        "modes": ["heavy-weapons", "destroy"],
        "quad": "MK",
        "score": -9.5,
        "contexts": ["military"],
        "cameo": "194",
        "source": [FRANCE, ELBA],
        "recipient": [MAYOR],
        "said_by": [FRANCE],
        "denied_by": [MAYOR],
        "contested": True,
        "quote": Quote(text="it was us", start=1, end=10),
        "when": When(
            start=date(2025, 3, 1), end=date(2025, 3, 31), grain="month", text="March",
            start_char=1, end_char=9
        ),
        "day": date(2025, 3, 31),
        "day_from": "text",
        "where": Place(
            name="Gela", text="Gela", country="ITA", admin1="Sicily", lat=37.07, lon=14.24, geonameid=2524155,
            start_char=place, end_char=place + 4,
        ),
        "count": 4,
        "harm": Harm(killed=9, wounded=20, bounds={"killed": "at_least", "wounded": "about"}),
        "sentence": TEXT[BODY : TEXT.index(" The <b>")],
        "sentence_start": BODY,
        "trigger": Trigger(text="shelled", start=start, end=start + 7),
        "confidence": 0.625,
        "coder": "detente test",
    }  # fmt: skip
    return Event(**cells | more)
