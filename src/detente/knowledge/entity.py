"""The thing that knowledge gives back: who or what a name stands for."""

from __future__ import annotations

from dataclasses import dataclass

# The codebook's codes in place of a country, for those who are of none or above them.
ABOVE_STATES = ("UNO", "EUR", "IGO", "IMG", "NGO", "MNC", "ISM")
NO_STATES = frozenset(ABOVE_STATES)


@dataclass(frozen=True, slots=True)
class Entity:
    """A state, person, body, group or people, as it was on the day that was asked for.

    ``id`` is ``country:RUS``, ``person:Q7747``, ``body:united-nations``, ``group:hamas``, ``organ:knesset``,
    ``region:scotland``; ``?:...`` for one made from the words of a text.  ``name`` is the full canonical
    name, None for bare nouns ("protesters").  ``kind``: country (states, territories and regions that
    stand for their government), person, body, group, people or other.  ``country`` is ISO 3166-1 alpha-3
    or one of the codebook's codes; ``sovereign`` the state that a dependent territory belongs to.
    ``sectors`` are best first.  ``wiki`` is the title of the English article.  ``since`` and ``until``
    are ISO days, months or years as far as known.
    """

    id: str
    name: str | None
    kind: str
    country: str | None
    sectors: tuple[str, ...] = ()
    sovereign: str | None = None
    wiki: str | None = None
    wikidata: str | None = None
    since: str | None = None
    until: str | None = None
