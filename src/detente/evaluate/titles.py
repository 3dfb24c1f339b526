"""Titles of articles, whatever redirect a link takes: ``IDF``, ``Israeli army``: ``Israel Defense Forces``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.knowledge import forms
from detente.knowledge.tsv import cell, table
from detente.knowledge.withheld import title_of

ELSEWHERE = re.compile(r"^:?[a-z]{2,3}:(?=\w)")  # "es:Partido X" is a page of the Spanish Wikipedia
TABLES = ("countries", "groups", "bodies", "organs")


def written(title: str) -> str:
    """A title as it is shown: blanks for underscores, no section, no other Wikipedia's code, the first letter large."""
    text = " ".join(title.split("#")[0].replace("_", " ").split())
    text = ELSEWHERE.sub("", text).removesuffix(" (page does not exist)")
    return text[:1].upper() + text[1:]


class Titles:
    """The names that the tables know an article by; read before anything is withheld."""

    def __init__(self) -> None:
        self._titles: set[str] = set()
        self._named: dict[str, set[str]] = {}
        for title, names in _articles():
            self._titles.add(title)
            for name in names:
                self._named.setdefault(name, set()).add(title)

    def of(self, title: str) -> str:
        """The article that a title leads to: itself, or that of the one row whose name or alias it is."""
        text = written(title)
        if text in self._titles:
            return text
        found = self._named.get(forms.key(text), set())
        return next(iter(found)) if len(found) == 1 else text


def _articles() -> Iterator[tuple[str, list[str]]]:
    for name in TABLES:
        for row in table(name).dicts():
            texts = (row["name"], *(alias for alias in cell(row["aliases"]) if alias[0] not in "~?"))
            yield title_of(row["name"], row["wiki"]), [forms.key(text) for text in texts]
    for row in table("persons").dicts():
        yield title_of(row["name"], row["wiki"]), cell(row["keys"])
