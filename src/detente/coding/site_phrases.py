"""Places that words describe and do not name: "Thai territory", "the Cuban capital", "in the city", "a Lagos court".

"The city" is the one told of last; a town before the noun of a court, a march or a factory is where that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from detente.knowledge.names import capital_of
from detente.knowledge.place_context import doubt
from detente.knowledge.place_words import words
from detente.knowledge.places import PlaceRow, is_ours, lookup_place
from detente.knowledge.tsv import table
from detente.language.parsed import Mention, Parsed
from detente.language.spots import spot, unknown_place

# Nouns behind an adjective of nationality, and how wide a place they make.
_OF_STATE = {
    **dict.fromkeys(("territory", "territories", "soil", "mainland", "airspace", "side"), "country"),
    **dict.fromkeys(("coast", "coastline", "waters", "border", "borders", "frontier", "countryside", "shore"), "area"),
    **dict.fromkeys(("capital",), "capital"),
}  # fmt: skip
# "In the city": which kinds of places the noun takes up.
_TOWN = ("city", "town", "village", "settlement", "port")
_AGAIN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("city", "town", "village", "settlement"), (*_TOWN, "unknown")),
    "port": ("port", "city", "town"),
    "capital": ("city", "town"),
    **dict.fromkeys(("province", "governorate", "oblast", "state", "county"), ("admin1", "region")),
    **dict.fromkeys(("region", "area", "territory", "district"), ("admin1", "region", "district", "admin2", "valley")),
    **dict.fromkeys(("enclave", "exclave", "strip"), ("region", "area")),
    "camp": ("camp", "facility"),
    **dict.fromkeys(("island", "islands", "peninsula"), ("island", "islands", "region")),
    **dict.fromkeys(("strait", "shoal", "reef"), ("strait", "shoal")),
    **dict.fromkeys(("country", "nation"), ("country",)),
}  # fmt: skip
_DEFINITE = frozenset(("the", "this", "that"))
# Adjectives that leave it the same place: "in the besieged city"; "in another city", "the nearby town" is a new one.
_OTHER = frozenset("other another nearby neighbouring neighboring next second different whole entire same".split())
_PREPOSITIONS = frozenset("in across throughout inside within around outside near into from to of on at over".split())
# Nouns behind a town's name whose thing or meeting is in that town.
_HELD = frozenset(
    "court jury conference summit talks march parade pride riots riot protest protests rally bombing bombings attack "
    "attacks massacre siege shooting stabbing uprising ceremony factory plant warehouse meeting negotiations "
    "demonstration demonstrations blast explosion raid hospital prison jail airport suburb suburbs "
    "neighbourhood neighborhood mosque church synagogue school hotel street streets station metro subway market "
    "nightclub studio office home residence headquarters district club tribunal trial embassy consulate restaurant "
    "apartment house mall marathon festival forum declaration assembly prosecutor prosecutors "
    "site facility reactor refinery terminal base complex crossing dam bridge mine camp "
    "university rail bus restaurants slum slums cemetery barracks airfield port".split()
)
SEAS = {("international", "waters"): "international waters", ("high", "seas"): "high seas"}
_SIDES = words("side") | frozenset(
    "occupied rebel-held government-held upper lower mainland north-eastern north-western south-eastern south-western "
    "north-east north-west south-east south-west".split()
)
LARGE = 100_000  # people of a town that is one by its name alone
_BACK = 6  # sentences in which the place of "the city" is looked for


def side_before(doc: Doc, first: int, start: int) -> int:
    """The first token of "north-eastern" or "central and southern" before a name; the name's own where none is."""
    at = i = first
    while i > start:
        low = doc[i - 1].lower_
        if low in _SIDES:
            at = i = i - 1
        elif (
            (low in ("and", "-", "–") and at == i) or (low == "the" and i == first) or (low == "of" and i >= first - 1)
        ):
            i -= 1
        else:
            break
    return at if at < first and doc[at].lower_ in _SIDES else first


def described_places(sentence: Span, parsed: Parsed, taken: set[int]) -> Iterator[tuple[int, int, PlaceRow, str]]:
    """First and last token, row and kind ("phrase", "again", "compound") of places that a sentence describes."""
    doc = sentence.doc
    for token in sentence:
        i, low = token.i, token.lower_
        if i in taken:
            continue
        if low in _OF_STATE and i > sentence.start and (found := _of_state(token, parsed)) is not None:
            yield found[0], i, found[1], "phrase"
        elif low in ("waters", "seas") and i > sentence.start and (doc[i - 1].lower_, low) in SEAS:
            yield i - 1, i, unknown_place(SEAS[doc[i - 1].lower_, low], None), "phrase"
        elif low in _AGAIN and token.pos_ == "NOUN" and (row := _again(token, sentence, parsed)) is not None:
            yield i, i, row, "again"
        elif token.dep_ in ("compound", "nmod") and token.pos_ == "PROPN" and token.head.i > i:
            town = _before_noun(token, parsed, taken)
            if town is not None:
                yield town[0], i, town[1], "compound"


def _of_state(token: Token, parsed: Parsed) -> tuple[int, PlaceRow] | None:
    """ "Thai territory", "the occupied Palestinian territories", "off the Venezuelan coast"."""
    doc = token.doc
    state = parsed.mention_over(doc[token.i - 1])
    if (
        state is None
        or state.kind != "country"
        or state.form == "pronoun"
        or not state.countries
        or state.last != token.i - 1
    ):
        return None
    country, what = state.countries[0], _OF_STATE[token.lower_]
    if what == "capital":
        rows = lookup_place(capital_of(country) or "", near=(country,))
        return (state.first, rows[0]) if rows and rows[0].country == country else None
    first = side_before(doc, state.first, token.sent.start)
    name = " ".join(t.text for t in doc[first : token.i + 1])
    ours = next((r for r in lookup_place(name) if is_ours(r)), None)  # "Venezuelan coast"
    own = ours or spot(_state_name(country), (country,))
    if own is None:
        return None
    return first, replace(own, name=name, kind=what)


@cache
def _state_name(country: str) -> str:
    return next((r["name"] for r in table("countries").dicts() if r["code"] == country), "")


def _again(token: Token, sentence: Span, parsed: Parsed) -> PlaceRow | None:
    """The place that "the city", "the region" takes up: the last one told of that is one."""
    if not _is_definite(token) or (token.i + 1 < sentence.end and sentence.doc[token.i + 1].lower_ == "of"):
        return None
    kinds = _AGAIN[token.lower_]
    mentions = _told_before(token, parsed)
    for mention in mentions:
        row = mention.place
        if row is None:
            continue
        if token.lower_ in ("country", "nation") and row.country and mention.kind == "place":
            own = spot(_state_name(row.country), (row.country,))
            if own is not None:
                return own
        if row.kind in kinds and (token.lower_ != "capital" or _is_capital(row)):
            return row
    return None


def _is_capital(row: PlaceRow) -> bool:
    return bool(row.country) and capital_of(row.country or "") == row.name


def _is_definite(token: Token) -> bool:
    kids = [c.lower_ for c in token.children if c.i < token.i]
    if not _DEFINITE.intersection(kids) or _OTHER.intersection(kids):
        return False
    if any(c.dep_ in ("compound", "nummod", "poss") or c.pos_ == "PROPN" for c in token.children):
        return False
    return (token.dep_ == "pobj" and token.head.lower_ in _PREPOSITIONS) or token.dep_ in ("dobj", "nsubjpass")


def _told_before(token: Token, parsed: Parsed) -> Iterator[Mention]:
    """Mentions of places before a token, the last one first, a few sentences far."""
    index = int(token.doc.user_data["index"])
    starts = [s.start for s in token.doc.sents if s.start <= token.i][-_BACK:]
    yield from _places(index, starts[0], token.i - 1, parsed)
    if index and len(starts) < _BACK:
        before = parsed.docs[index - 1]
        yield from _places(index - 1, 0, len(before) - 1, parsed)


def _places(index: int, first: int, last: int, parsed: Parsed) -> Iterator[Mention]:
    for mention in reversed(parsed.mentions_in(index, first, last)):
        if mention.place is not None and mention.form != "adjective":
            yield mention


def _before_noun(token: Token, parsed: Parsed, taken: set[int]) -> tuple[int, PlaceRow] | None:
    """ "The Seoul Central District Court", "a Johannesburg factory": the town where it is."""
    doc, head = token.doc, token.head
    while head.dep_ in ("compound", "nmod") and head.head.i > head.i:
        head = head.head
    if head.lower_ not in _HELD or any(k in taken for k in range(token.i, head.i)):
        return None
    over = parsed.mention_over(token)
    if over is not None and over.kind in ("person", "group"):
        return None
    for first in (token.i - 1, token.i):
        if first < 0 or (
            first < token.i and (doc[first].pos_ != "PROPN" or doc[first].head.i not in (token.i, head.i))
        ):
            continue
        if first == token.i and first and doc[first - 1].dep_ == "compound" and doc[first - 1].pos_ == "PROPN":
            return None  # in the middle of a longer name
        name = doc[first : token.i + 1].text
        row = spot(name, tuple(parsed.countries))
        if row is None or doubt(name) or (row.kind not in ("city", "town", "camp", "admin1") and not is_ours(row)):
            continue
        if row.population >= LARGE or row.country in parsed.countries or is_ours(row):
            return first, row
    return None
