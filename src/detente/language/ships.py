"""Warships by their letters: "USS Carl Vinson" is the United States', whoever Carl Vinson was."""

from __future__ import annotations

from functools import cache

from detente.knowledge.entity import Entity
from detente.language.naming import Finding, Name
from detente.language.words import rows

# Words that a ship's name has at most ("USS Dwight D. Eisenhower").
LONGEST = 5


@cache
def _navies() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("ships.tsv")}


def find_ships(finding: Finding) -> None:
    """Put the ships of a paragraph over the names of persons and places that they are called by."""
    grid, navies = finding.grid, _navies()
    for i, text in enumerate(grid.text):
        if text not in navies:
            continue
        end = _first_word(grid.text, i + 1)
        start_of_name = end
        while end < grid.n and end - start_of_name < LONGEST and _of_name(grid.text, grid.pos, end):
            end += 1
        if end == start_of_name:
            continue
        words = " ".join(w for w in grid.text[i:end] if not w.isspace())
        slug = "-".join(words.lower().split())
        ship = Entity(f"?:{navies[text]}:{slug}", words, "body", navies[text], ("MIL",))
        for name in finding.inside(i, end):
            for j in range(name.start, name.end):
                finding.at.pop(j, None)
        finding.cover(Name(i, end, grid.root_of(i, end), "body", ship))


def _first_word(text: list[str], i: int) -> int:
    """Blanks and quotation marks between the letters and the name are passed over."""
    while i < len(text) and (text[i].isspace() or text[i] in ("“", '"')):
        i += 1
    return i


def _of_name(text: list[str], pos: list[str], i: int) -> bool:
    return text[i][0].isupper() and pos[i] in ("PROPN", "NOUN", "ADJ")
