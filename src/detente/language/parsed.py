"""What this room hands on: a parsed article with its mentions and times."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.article import Article, Paragraph
from detente.event import TimeExpression
from detente.knowledge.entity import Entity
from detente.language.grid import grid_of
from detente.language.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from detente.knowledge.places import PlaceRow

# Prepositions that say where something happens.
LOCATIVE = words("locative")


@dataclass(slots=True, eq=False)
class Mention:
    """Words that name, describe or stand for somebody, or a place.

    ``start`` and ``end`` are characters of ``Article.text``, the words to show.  ``head`` is the token that
    roles attach to, ``first`` and ``last`` the range of tokens in ``head.doc``, inclusive.  ``form`` is name,
    noun, adjective, pronoun or possessive; ``kind`` is person, country, body, group, people, place or other.
    ``actors`` are who it is (several for "the two leaders"; none when nothing is known); ``place`` is set
    when the words are (also) a place.  ``rule`` says what resolved it: ``table:country.adjective``,
    ``title``, ``apposition``, ``coref:pronoun``, ``inherit:place``...; ``antecedent`` is what it refers to.
    """

    start: int
    end: int
    head: Token
    first: int
    last: int
    form: str
    kind: str
    actors: tuple[Entity, ...] = ()
    place: PlaceRow | None = None
    rule: str = ""
    antecedent: Mention | None = None

    @property
    def countries(self) -> list[str]:
        """Country codes of its actors, each once, in their order."""
        actors = self.actors
        if len(actors) < 2:  # asked of every mention many times
            return [a.country for a in actors if a.country]
        return list(dict.fromkeys(a.country for a in actors if a.country))

    @property
    def text(self) -> str:
        """The words as they stand in the doc (line breaks are blanks there)."""
        doc = self.head.doc
        offset = doc.user_data["offset"]
        return grid_of(doc).string[self.start - offset : self.end - offset]

    @property
    def inherited(self) -> bool:
        """Its country was taken over from a place or an actor nearby: weigh it less."""
        return self.rule.startswith("inherit")


@dataclass(slots=True)
class Parsed:
    """An article, its parsed paragraphs and what stands in them.

    ``docs`` has one doc for each of ``paragraphs``; ``doc.user_data["offset"]`` is its first character in
    ``Article.text``, ``doc.user_data["index"]`` its index here.  ``mentions`` and ``times`` are in text
    order.
    ``countries`` counts how often each country is named, directly or by its people, places and bodies.
    """

    article: Article
    docs: list[Doc]
    paragraphs: list[Paragraph]
    mentions: list[Mention] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)
    by_head: dict[tuple[int, int], Mention] = field(default_factory=dict, repr=False)
    by_token: dict[tuple[int, int], Mention] = field(default_factory=dict, repr=False)

    def mention_of(self, token: Token) -> Mention | None:
        """The mention whose head is this token; in an apposition the heads of both parts answer."""
        return self.by_head.get((token.doc.user_data["index"], token.i))

    def mention_over(self, token: Token) -> Mention | None:
        """The innermost mention whose words include this token."""
        return self.by_token.get((token.doc.user_data["index"], token.i))

    def mentions_in(self, doc: int, first: int, last: int) -> list[Mention]:
        """Mentions whose head is among tokens ``first`` to ``last`` (inclusive) of a doc, in text order."""
        by_head = self.by_head
        found = [by_head.get((doc, i)) for i in range(first, last + 1)]
        return list(dict.fromkeys([m for m in found if m is not None]))

    def place_of(self, token: Token) -> Mention | None:
        """The place that the clause of a token names: by a preposition of it, or of those above it.

        Goes up from the token to the root of its sentence and takes the first governor that has a place
        under a preposition of place; else the nearest place of the sentence after such a preposition.
        """
        index = token.doc.user_data["index"]
        current = token
        for _ in range(MAX_CLIMB):
            for child in current.children:
                if child.dep_ == "prep" and child.lower_ in LOCATIVE:
                    for kid in child.children:
                        found = self.by_head.get((index, kid.i))
                        if found is not None and found.place is not None:
                            return found
            if current.head == current:
                break
            current = current.head
        sentence = token.sent
        best: Mention | None = None
        for mention in self.mentions_in(index, sentence.start, sentence.end - 1):
            if mention.place is None or mention.kind != "place":
                continue
            if best is None or abs(mention.head.i - token.i) < abs(best.head.i - token.i):
                best = mention
        return best


# Governors above a token that may hold its place: deep enough for news, and a bound on broken parses.
MAX_CLIMB = 6
