"""The coder: an article in, its events out.  ``Coder`` runs the steps of this room in order.

Steps for each paragraph: acts (:mod:`acts`), sides (:mod:`roles`), status, circumstances, harm, claims;
then over the article: what is told twice is coded once (:mod:`repeats`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span

from detente.article import Article
from detente.coding import builder, circumstances, claims, denials, political, repeats
from detente.coding.acts import Act, find_acts
from detente.coding.constructions import DEMAND
from detente.coding.counts import find_count
from detente.coding.discourse import Discourse
from detente.coding.draft import Draft
from detente.coding.encoder import Encoder, encoder
from detente.coding.harm_told import tell as tell_harm
from detente.coding.lexicon import Lexicon, lexicon
from detente.coding.roles import find_sides
from detente.coding.sites import find_sites
from detente.coding.statements import Said, find_claimed, find_statements
from detente.coding.status import find_status
from detente.coding.timing import times_of
from detente.coding.where import find_where, inherit
from detente.event import Event, Explanation, Statement
from detente.knowledge import AS_OF
from detente.language import kept
from detente.language.parsed import Parsed
from detente.language.pipeline import model_version, parse

# Events below this confidence are left out unless asked for; figures on gold-train, out of fold (training/fit_confidence.py).
# By syntax 0.25 gives type F1 0.864 at 0.082 false alarms an empty text; from 0.50 on it falls. With the model 0.45 gives
# 0.876 at 0.071 (0.20: 0.868 at 0.138). In a long article, where it is less sure of what is right, 0.35 gives who F1
# 0.653 on the ten articles, 0.45 gives 0.642.
SYNTAX_CONFIDENCE, HYBRID_CONFIDENCE, ARTICLE_CONFIDENCE = 0.25, 0.45, 0.35
CODED_PARTS = frozenset(("headline", "body"))


@functools.lru_cache(maxsize=4)
def coder_version(way: str, model: str = "") -> str:
    """The versions that an event carries in ``coder``: program, way of coding, language model, trained model."""
    try:
        own = version("detente")
    except PackageNotFoundError:
        own = "unknown"
    return "; ".join(x for x in (f"detente {own} {way}", model_version(), model, f"knowledge {AS_OF}") if x)


def hybrid_version(model: Mapping[str, Any]) -> str:
    """The versions of the hybrid coder, from the card of its model."""
    return coder_version("hybrid", f"model {model['version']}")


@dataclass
class Coder:
    """Codes articles: frames over a dependency parse and, with an `encoder`, the trained model beside them.

    `frames` is a user's folder of frames laid over the project's own; `min_confidence` leaves out events
    of which the coder is less sure (0 to 1; None: its own threshold).  :func:`make` gives the coder by its name.
    """

    frames: Path | None = None
    min_confidence: float | None = None
    encoder: Encoder | None = None
    lexical: bool = True  # False: only the model finds acts, for measuring what it does alone
    book: Lexicon = field(init=False)

    @property
    def version(self) -> str:
        """What events carry in ``coder``."""
        return coder_version("syntax") if self.encoder is None else hybrid_version(self.encoder.card)

    def least(self, draft: Draft) -> float:
        """Confidence from which on an event is kept."""
        if self.min_confidence is not None:
            return self.min_confidence
        if self.encoder is None:
            return SYNTAX_CONFIDENCE
        return ARTICLE_CONFIDENCE if draft.features.get("long") else HYBRID_CONFIDENCE

    def __post_init__(self) -> None:
        self.book = lexicon(str(self.frames) if self.frames else None)

    def code(self, articles: Iterable[Article], batch_size: int = 64) -> Iterator[tuple[Article, list[Event]]]:
        """Events of every article, in order; an article's events do not depend on what else is in the batch."""
        for parsed in parse(articles, batch_size=batch_size):
            yield parsed.article, self.code_parsed(parsed)

    def code_parsed(self, parsed: Parsed) -> list[Event]:
        """Events of one parsed article, in text order."""
        return [event for event, _ in self.explained(parsed)]

    def explained(self, parsed: Parsed) -> list[tuple[Event, Explanation]]:
        """Events with the frame and the rule that gave each of their fields."""
        drafts = self.drafts(parsed)
        pairs = [builder.build(d, parsed, self.version, self.book) for d in drafts]
        return [p for p, d in zip(pairs, drafts, strict=True) if p[0].confidence >= self.least(d)]

    def drafts(self, parsed: Parsed) -> list[Draft]:
        """The acts of an article with their fields as tokens and mentions, repeats folded."""
        said = find_claimed(parsed)
        discourse = Discourse(parsed, said)
        sentences: list[list[Draft]] = []
        passed = 0
        for doc in parsed.docs:
            if parsed.paragraphs[int(doc.user_data["index"])].part in CODED_PARTS:
                sentences.extend(self._paragraph(doc, parsed, passed, said, discourse.long))
                passed += len(kept.sentences_of(doc))
        for group in sentences:
            for draft in group:
                discourse.learn(draft)
        drafts = [d for group in sentences for d in _settled(group, parsed, said, discourse)]
        inherit(drafts, parsed)
        tell_harm(drafts, parsed)
        circumstances.settle(drafts, parsed)
        denials.settle(drafts, said, parsed)
        return repeats.fold(drafts, parsed)

    def _acts(self, doc: Doc, parsed: Parsed, said: list[Said], long: bool) -> list[Act]:
        """The acts of a paragraph; the model reads none in which nobody is named."""
        reading = None
        if self.encoder is not None and parsed.mentions_in(int(doc.user_data["index"]), 0, len(doc)):
            reading = self.encoder.read(doc)
        return find_acts(doc, parsed, self.book, said, reading, frames=self.lexical, in_article=long)

    def _paragraph(self, doc: Doc, parsed: Parsed, passed: int, said: list[Said], long: bool) -> list[list[Draft]]:
        """What the grammar of each sentence of a paragraph says of its acts; `passed` sentences stand before it."""
        acts: dict[int, list[Act]] = {}
        for act in self._acts(doc, parsed, said, long):
            acts.setdefault(act.token.sent.start, []).append(act)
        starts = [s.start for s in kept.sentences_of(doc)] if acts else []
        return [
            _sentence(group[0].token.sent, passed + starts.index(start), group, parsed) for start, group in acts.items()
        ]


def _sentence(sentence: Span, at: int, acts: list[Act], parsed: Parsed) -> list[Draft]:
    """Drafts of one sentence's acts, as far as its own words go."""
    times = times_of(sentence, parsed, acts)
    sites = find_sites(sentence, parsed)
    drafts = []
    for act in acts:
        sides = find_sides(act, parsed)
        draft = Draft(act, sentence, sides, at)
        draft.status, draft.status_rule = (act.told, act.frame.where) if act.told else find_status(act)
        draft.where, draft.where_rule, draft.where_sure = find_where(act, acts, sites, parsed, sides, draft.status)
        draft.when = circumstances.to_when(times.get(act.token.i, []), parsed.article.text)
        draft.count = find_count(act.tokens, act.support)
        drafts.append(draft)
    _accused(drafts, acts)
    return drafts


def _settled(drafts: list[Draft], parsed: Parsed, said: list[Said], discourse: Discourse) -> list[Draft]:
    """The drafts of a sentence that are events, their empty sides filled, with who says so."""
    acts = [d.act for d in drafts]
    drafts = political.keep(drafts, parsed, discourse)
    sources = {d.act.token.i: d.sides.source for d in drafts}
    for draft in drafts:
        draft.claim = claims.find_claim(draft.act, acts, draft.sides, said, sources, parsed)
        if draft.act.frame.where == DEMAND and not draft.claim.said_by:
            draft.claim.said_by = list(draft.act.given)  # what somebody must do is said by who asks for it
    return drafts


def _accused(drafts: list[Draft], acts: list[Act]) -> None:
    """ "Accused him of genocide": what a noun names was done by the accused."""
    by_token = {d.act.token.i: d for d in drafts}
    for draft in drafts:
        if draft.act.frame.pos != "n" or draft.sides.source_rule in ("poss", "by"):
            continue
        accusation = claims.accusation_over(draft.act, acts)
        host = by_token.get(accusation.token.i) if accusation is not None else None
        if host is not None and host.act.type == "ACCUSE" and host.sides.recipient:
            draft.sides.source = list(host.sides.recipient)
            draft.sides.source_rule = f"accused by {host.act.token.lower_}"
            draft.sides.recipient = [m for m in draft.sides.recipient if m not in draft.sides.source]


def statements(article: Article) -> list[Statement]:
    """Who says what in an article: speaker, words, quoted or reported, cue and offsets, in text order."""
    parsed = next(iter(parse([article])))
    return [builder.statement(s, parsed) for s in find_statements(parsed)]


def make(way: str = "hybrid", frames: str | Path | None = None, min_confidence: float | None = None) -> Coder:
    """The coder of a name: ``hybrid`` (the default everywhere) or ``syntax``, which uses no trained model.

    Raises ModelError where the package's model is missing or damaged, FrameError for a folder of frames that
    cannot be used, ValueError for another name.
    """
    if way not in ("hybrid", "syntax"):
        raise ValueError(f"no coder is called {way!r}: hybrid or syntax")
    return Coder(Path(frames) if frames else None, min_confidence, encoder() if way == "hybrid" else None)
