"""Links as gold: does detente know who linked words are, and whom no table has yet?

Editors link words of a digest of news to articles: ``links`` [[start, end, title]...] of its items.  The
titles of the later months that are a state, a person or an organisation are labelled with the countries that
count as right (``tables/link_titles.tsv``).  What is answered for a mention is what the coder reads there:

- the item is parsed; of the mentions whose head is among the linked words, the one highest in the tree;
- where there is none, or it is of nobody or of several, ``resolve`` is asked about the words, with the day and
  the text of the item;
- where that knows nothing and the words are no name, the mention that they are part of ("Czech [defence minister] X").

Right is the article of the title or one of its countries; missing: neither article nor country; wrong: the rest.
Titles that no item of the earlier months links are given apart, and what was written by hand of them is
withheld from the tables (see :mod:`detente.knowledge.withheld`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from detente.evaluate.evaluation import Evaluation
from detente.evaluate.goldfile import GoldError, Json, read_rows
from detente.evaluate.rows import Row
from detente.evaluate.titles import Titles, written

if TYPE_CHECKING:
    from detente.language.parsed import Mention, Parsed

SINCE = date(2025, 9, 1)
"""The first day of the later months: September and October 2025 are scored."""
KINDS = ("state", "person", "organisation")
RIGHT, MISSING, WRONG = "right", "missing", "wrong"


class Label(NamedTuple):
    """What a title is, and the countries that count as right."""

    kind: str
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of linked words: ``rule`` is the mention's, or ``resolve``; "" for no answer."""

    country: str | None = None
    wiki: str | None = None
    rule: str = ""

    def __str__(self) -> str:
        said = " ".join(x for x in (self.country, self.wiki) if x)
        return f"{said or 'nobody'} ({self.rule or 'no mention'})"


@dataclass(frozen=True, slots=True)
class Linked:
    """A scored mention: words ``start`` to ``end`` of item ``id`` that are linked to ``title``."""

    id: str
    start: int
    end: int
    words: str
    title: str
    label: Label
    first: bool
    answer: Answer
    verdict: str


def labels(path: Path | None = None) -> dict[str, Label]:
    """The labelled titles: of the package's table, or of a file of its columns (title, kind, countries).

    Titles without a country (riot police as such) are left out.
    """
    source = path or files("detente.evaluate") / "tables" / "link_titles.tsv"
    out = {}
    for line in source.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if not line.startswith("#") and len(cells) > 1 and cells[1] in KINDS:
            countries = tuple(c for c in cells[2].split(";") if c) if len(cells) > 2 else ()
            if countries:
                out[written(cells[0])] = Label(cells[1], countries)
    return out


def read_items(path: Path) -> list[Json]:
    """Items with ``id``, ``date``, ``text`` and ``links``; GoldError where the file has others."""
    rows = read_rows(path)
    for number, row in rows:
        links = row.get("links")
        if not isinstance(row.get("text"), str) or not row.get("date") or not isinstance(links, list):
            raise GoldError(path, number, "no item with links: id, date, text, links ([start, end, title])")
    return [row for _, row in rows]


def score(items: Sequence[Json], known: dict[str, Label], since: date = SINCE) -> list[Linked]:
    """Every labelled mention of the items since a day, in their order, with what detente says of it."""
    from detente.knowledge.withheld import withheld

    titles = Titles()
    earlier = {titles.of(t) for row in items if row["date"] < since.isoformat() for *_, t in row["links"]}
    later = [row for row in items if row["date"] >= since.isoformat()]
    first = {titles.of(t) for row in later for *_, t in row["links"]} - earlier
    with withheld(first):
        return list(_scored(later, known, first, titles))


def _scored(items: Sequence[Json], known: dict[str, Label], first: set[str], titles: Titles) -> Iterator[Linked]:
    wanted = [row for row in items if any(written(t) in known for *_, t in row["links"])]
    for row, parsed in zip(wanted, _parsed(wanted), strict=True):
        for start, end, title in row["links"]:
            label = known.get(written(title))
            if label is None:
                continue
            words = row["text"][start:end]
            answer = answered(parsed, start, end, row["date"])
            verdict = judged(answer, title, label, titles)
            new = titles.of(title) in first
            yield Linked(str(row["id"]), start, end, words, title, label, new, answer, verdict)


def _parsed(items: Iterable[Json]) -> Iterator[Parsed]:
    from detente.article import Article, Published
    from detente.language.pipeline import parse

    yield from parse(
        Article(
            id=str(row["id"]), text=row["text"],
            published=Published(day=date.fromisoformat(row["date"]), how="stated", confidence=1),
        )
        for row in items
    )  # fmt: skip


def answered(parsed: Parsed, start: int, end: int, day: str) -> Answer:
    """What detente says of the words from ``start`` to ``end`` of an item."""
    from detente.knowledge.resolve import resolve

    heads, over = mentions_of(parsed, start, end)
    for mention in heads[:1]:
        if len(mention.actors) == 1:
            return Answer(mention.actors[0].country, mention.actors[0].wiki, mention.rule)
    text = parsed.article.text
    found = resolve(text[start:end], day, text)
    if found is not None and (found.country or found.wiki):
        return Answer(found.country, found.wiki, "resolve")
    for mention in (*heads, *(over if _says_what(text[start:end]) else ())):
        if mention.actors:
            return Answer(mention.actors[0].country, mention.actors[0].wiki, mention.rule)
    return Answer()


def _says_what(words: str) -> bool:
    """Whether words name nobody, but say what somebody is: a title, an adjective, a noun."""
    from detente.language.lexicon import is_title

    return words.islower() or is_title(words.split()[-1].lower())


def mentions_of(parsed: Parsed, start: int, end: int) -> tuple[list[Mention], list[Mention]]:
    """The mentions whose head is among the words, the highest in the tree first, and others that hold the words."""
    heads: list[tuple[int, Mention]] = []
    over: dict[Mention, None] = {}
    for index, doc in enumerate(parsed.docs):
        offset = doc.user_data["offset"]
        for token in doc:
            at = offset + token.idx
            if at >= end or at + len(token) <= start:
                continue
            found = parsed.by_head.get((index, token.i))
            if found is not None and found.head.i == token.i:
                heads.append((sum(1 for _ in token.ancestors), found))
            wide = parsed.mention_over(token)
            if wide is not None:
                over[wide] = None
    return [found for _, found in sorted(heads, key=lambda pair: pair[0])], list(over)


def judged(answer: Answer, title: str, label: Label, titles: Titles) -> str:
    """right, missing or wrong."""
    if answer.wiki and titles.of(answer.wiki) == titles.of(title):
        return RIGHT
    if answer.country in label.countries:
        return RIGHT
    return WRONG if answer.country or answer.wiki else MISSING


def figures(found: Sequence[Linked], items: int = 0) -> dict[str, Any]:
    """Figures by kind, of all titles and of those that are linked for the first time.

    ``{"items", "mentions", "all_titles": {"state": {"n", "right", "right_95", "missing"...}...}, "first_titles": ...}``;
    shares, with 95 % intervals by bootstrap over the items.
    """
    out: dict[str, Any] = {"items": items or len({m.id for m in found}), "mentions": len(found)}
    for name, part in (("all_titles", found), ("first_titles", [m for m in found if m.first])):
        kinds = {kind: [m for m in part if m.label.kind == kind] for kind in KINDS}
        kinds["any"] = list(part)
        out[name] = {kind: _shares(mentions) for kind, mentions in kinds.items() if mentions}
    return out


def _shares(found: Sequence[Linked]) -> dict[str, Any]:
    import numpy as np

    from detente.evaluate.paired import weights

    order = {ident: at for at, ident in enumerate(dict.fromkeys(m.id for m in found))}
    counts = np.zeros((len(order), 4))
    for m in found:
        counts[order[m.id], 0] += 1
        counts[order[m.id], 1 + (RIGHT, MISSING, WRONG).index(m.verdict)] += 1
    total = counts.sum(axis=0)
    drawn = weights(len(order)) @ counts
    out: dict[str, Any] = {"n": len(found)}
    for at, name in enumerate((RIGHT, MISSING, WRONG), 1):
        low, high = np.quantile(drawn[:, at] / np.maximum(drawn[:, 0], 1), [0.025, 0.975])
        out[name] = round(float(total[at] / total[0]), 3)
        out[f"{name}_95"] = [round(float(low), 3), round(float(high), 3)]
    return out


def evaluate_links(path: Path, known: dict[str, Label] | None = None, since: date = SINCE) -> Evaluation:
    """The figures and rows of a file of items; ``known`` are the labels, those of the package where None."""
    items = read_items(path)
    found = score(items, labels() if known is None else known, since)
    return Evaluation(path, "links", figures(found), rows(found))


def rows(found: Sequence[Linked]) -> list[Row]:
    """A row for every mention that is not right."""
    return [
        Row(
            m.verdict, m.id, f"{m.label.kind}{', first' if m.first else ''}",
            f"{m.words!r} = {m.title}: {';'.join(m.label.countries)}", str(m.answer),
        )
        for m in found
        if m.verdict != RIGHT
    ]  # fmt: skip
