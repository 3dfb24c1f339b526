"""Names that no table knows and that stand where names of places stand: "in Daraban", "the village of Um
Garfa"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span, Token

from detente.coding import grammar
from detente.knowledge.place_words import SIDES, words
from detente.language.parsed import LOCATIVE, Parsed
from detente.language.referents import gender_of
from detente.language.spots import spot

# Prepositions before a site; the first ones say by themselves that what follows is a place.
INSIDE = frozenset("in at near outside inside around across throughout".split())
PREPOSITIONS = LOCATIVE | frozenset("on to from of against between over via before".split())
OF_A_PLACE = frozenset(
    "city town village settlement hamlet district region province state territory port suburb suburbs "
    "outskirts area neighborhood neighbourhood part parts coast island capital north south east west center "
    "centre municipality department county oblast governorate community commune locality township "
    "neighborhoods neighbourhoods towns villages settlements cities areas regions provinces islands "
    "south-east outskirt heart vicinity kibbutz camp".split()
)
_BUILDINGS = frozenset(
    "crossing hotel mall tower building headquarters school academy compound complex plant consulate "
    "theatre theater club pass strait shoal reef lake hill heights terminal depot airstrip gymnasium hall "
    "beach forest island megaprison park house centre center supermarket mine favela desert mountain fort "
    "site facility refinery reactor castle monastery synagogue college institution well oasis ranch".split()
)
_NO_PLACE = frozenset(
    ("DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART", "NORP", "PRODUCT", "LANGUAGE", "MONEY", "ORDINAL")
)
_JOINING = frozenset(("-", "–", "‑", "al", "el", "de", "del", "la", "ez", "es", "ar", "of", "the", "du", "da", "do"))
# "The Riverside area of X": the name before it is a part of the known place behind it.
PART_OF = frozenset("area region district neighborhood neighbourhood quarter".split())
# Words inside the names of facilities: "Natanz nuclear site".
_INNER = frozenset(
    "nuclear power military naval air international border refugee army oil gas railway train bus metro medical "
    "presidential central detention displacement".split()
)
# Words between a name and the wider place that tells where it is: "X, a town in the Y region".
_TELLING = OF_A_PLACE | frozenset(("of", "the", "a", "an", "in", "on", "near"))
# Verbs that take places: "captured X in the Y region".
_TAKING = frozenset(
    "capture recapture take retake seize enter leave storm besiege liberate overrun reach visit evacuate "
    "attack strike hit bomb shell target raid control occupy recover lose destroy close reopen "
    "approach".split()
)
# Last words of names that are no places though they stand behind "at" and "in".
_NO_SITE = frozenset(
    "forum summit conference festival agreement war games cup day assembly council court committee meeting address "
    "congress senate parliament crisis revolution force forces army navy party league union week ministry "
    "office department commission treaty pact accord act bill operation offensive movement front".split()
)
_SHIPS = frozenset(
    "ship warship vessel tanker carrier frigate destroyer submarine corvette cruiser boat ferry yacht freighter".split()
)
_LETTERS = frozenset(("IED", "AI", "TV", "VIP", "PM", "MP", "DNA", "COVID-19", "LGBT", "GPS", "UN", "EU"))
_MADE = ("inherit", "name:")  # rules of mentions made from the text alone
_MOST_BEFORE = 5  # words between a preposition and the name: "in the small eastern border town of"


@cache
def endings() -> frozenset[str]:
    """Words that end the names of places: "prison", "Oblast", "village"."""
    facility = {w.split()[-1] for w in words("facility")}
    return frozenset(facility | words("state") | words("district") | OF_A_PLACE | _BUILDINGS)


def unknown_names(sentence: Span, parsed: Parsed, covered: set[int], starts: set[int]) -> Iterator[tuple[int, int]]:
    """First and last token of capitalised words that no table knows and that stand where places stand.

    ``covered`` are the tokens of known places, ``starts`` their first ones.
    """
    doc = sentence.doc
    i = sentence.start
    while i < sentence.end:
        token = doc[i]
        if i in covered or not _begins_name(token, sentence):
            i += 1
            continue
        first, last = i, name_end(doc, i, sentence.end, covered)
        i = last + 1
        low = doc[last].lower_
        of_name = low in OF_A_PLACE and doc[last].text.islower() and i < sentence.end and doc[i].lower_ == "of"
        if of_name and low in PART_OF and _starts_within(doc, i + 1, starts):
            of_name = False  # "the Riverside area of X"
        if (first == last and doc[last].lower_ in endings()) or of_name or doc[first : last + 1].text in _LETTERS:
            continue  # "the Damascus suburb of X"
        if doc[last].lower_ in endings():
            first = whole_name(doc, first, sentence.start, covered)
        if not is_ship(doc, first) and _stands_as_place(first, last, sentence, parsed, starts):
            yield first, last


def _starts_within(doc: Doc, at: int, starts: set[int]) -> bool:
    """Whether a known place begins here, after "the", "rural" or the like."""
    return any(k in starts for k in range(at, min(at + 3, len(doc))))


def whole_name(doc: Doc, first: int, start: int, covered: set[int]) -> int:
    """The first token of a facility that is called after somebody: "Julius Nyerere International Airport"."""
    while (
        first > start
        and first - 1 not in covered
        and doc[first - 1].pos_ == "PROPN"
        and doc[first - 1].text[0].isupper()
    ):
        first -= 1
    return first


def _begins_name(token: Token, sentence: Span) -> bool:
    """A proper noun; or another capitalised word before one, as the tagger takes "Um" and "Let" of names."""
    if not token.text[0].isupper():
        return False
    if token.pos_ == "PROPN":
        return True
    after = token.i + 1
    return (
        sentence.start < token.i < sentence.end - 1
        and token.pos_ not in ("ADJ", "DET", "ADP", "PRON")
        and token.doc[after].pos_ == "PROPN"
        and token.doc[after].text[0].isupper()
    )


def name_end(doc: Doc, first: int, end: int, covered: set[int]) -> int:
    """The last token of a name that begins at a token: capitalised words, and the facility that ends it."""
    last = first
    for i in range(first + 1, end):
        token = doc[i]
        if i in covered:
            break
        if token.pos_ == "PROPN" or (token.lower_ in endings() and token.pos_ == "NOUN"):
            last = i
        elif token.lower_ in _INNER and i + 1 < end and doc[i + 1].lower_ in endings() | _INNER:
            continue
        elif not (token.pos_ == "NOUN" and token.dep_ == "compound" and i < first + 5) and not (
            token.lower_ in _JOINING and i + 1 < end and doc[i + 1].pos_ == "PROPN"
        ):
            break
    return last


def is_ship(doc: Doc, first: int) -> bool:
    """ "The oil tanker Selene": a ship bears the name, not a place."""
    return first > 0 and doc[first - 1].lower_ in _SHIPS


def _stands_as_place(first: int, last: int, sentence: Span, parsed: Parsed, starts: set[int]) -> bool:
    """Whether a name is that of a place: by the words before it, its last word, or what follows."""
    doc = sentence.doc
    head = doc[last]
    before, of_place = preposition_before(doc, first, sentence.start, parsed)
    ending = last > first and head.lower_ in endings()
    chained = _followed_by_place(doc, last, sentence.end, starts)
    over = parsed.mention_over(head)
    inside = before is not None and before.lower_ in INSIDE
    struck = before is not None and before.lower_ in ("on", "against", "into", "targeting", "of")
    if over is not None and over.kind == "person" and over.rule == "name" and inside and not _is_person(first, doc):
        return True  # a village that the tagger took for somebody: "near Vaindloo"
    if over is not None and over.kind == "body" and inside and before is not None and over.first < before.i:
        return spot(doc[first : last + 1].text) is not None  # "X Hospital in Y"
    actor = over is not None and over.kind in ("person", "body", "group") and bool(over.actors)
    if over is not None and actor and (not over.rule.startswith(_MADE) or over.first < first - 1):
        # Actors that a table knows are no places, but hospitals and universities; others are mostly villages.
        return ending and over.kind == "body" and (inside or struck or head.dep_ in ("dobj", "nsubjpass"))
    if doc[first].ent_type_ in ("DATE", "TIME") or head.lower_ in _NO_SITE:
        return False
    if over is not None and over.kind == "people" and over.rule != "name:norp" and not ending:
        return False
    if ending and _only_nationality(first, last, parsed, doc):
        return False
    tagged = any(doc[i].ent_type_ in _NO_PLACE for i in range(first, last + 1))
    if tagged and not (ending or chained or of_place):
        return False
    if of_place or inside:
        return True
    if before is None and over is not None and "capital" in over.rule and head.dep_ in ("compound", "nmod"):
        return True  # "the Hanoi meeting"
    if before is None:
        taken = head.head.lemma_ in _TAKING and head.head.pos_ in grammar.VERBAL
        told = ending or (chained and (taken or doc[last + 1].text == ","))
        told = told or (taken and over is None and spot(doc[first : last + 1].text) is not None)
        return told and head.dep_ in ("dobj", "nsubjpass", "pobj")
    return ending or (chained and before.lower_ != "of") or spot(doc[first : last + 1].text) is not None


def _is_person(first: int, doc: Doc) -> bool:
    """Whether a name begins like a person's, or stands before a verb of saying or doing."""
    return bool(gender_of((doc[first].text,))) or doc[first].lower_ in words("given")


def _only_nationality(first: int, last: int, parsed: Parsed, doc: Doc) -> bool:
    """ "The U.S. consulate", "a Hyundai plant", "the Somalia town of X": words that name no one place."""
    if doc[last].text[0].isupper() and doc[last].lower_ in words("state") | words("district"):
        return False
    if first and doc[first - 1].lower_ in ("a", "an"):
        return True
    over = [parsed.mention_over(doc[i]) for i in range(first, last)]
    return all(m is not None and (m.kind == "country" or (m.place and m.place.kind == "country")) for m in over)


def _followed_by_place(doc: Doc, last: int, end: int, starts: set[int]) -> bool:
    """Whether ", Province of X" or " in X" follows, X a known place."""
    i = last + 1
    if i + 2 < end and doc[i].text == "[" and doc[i + 2].text == "]":
        i += 3  # the language of a page that there is not
    if i >= end or doc[i].lower_ not in (",", "in"):
        return False
    i += 1
    while i < end and i not in starts and (doc[i].lower_ in _TELLING or SIDES.match(doc[i].lower_ + " ")):
        i += 1
    return i in starts


def preposition_before(doc: Doc, first: int, start: int, parsed: Parsed) -> tuple[Token | None, bool]:
    """The preposition before a name, and whether "the town of" stands between."""
    of_place = False
    for j in range(first - 1, max(start, first - 1 - _MOST_BEFORE) - 1, -1):
        token = doc[j]
        low = token.lower_
        if low == "of" and j > start and doc[j - 1].lower_ in OF_A_PLACE:
            of_place = True
        elif low == "at" and doc[j + 1].lower_ in ("least", "most"):
            return None, of_place
        elif low in PREPOSITIONS and token.pos_ in ("ADP", "SCONJ", "ADV", "VERB", "PART"):
            return token, of_place
        elif (
            token.pos_ not in ("DET", "ADJ", "NUM", "SPACE") and low not in OF_A_PLACE and low not in ("'s", "’s", "-")
        ):
            over = parsed.mention_over(token)
            if over is None or not (over.form == "adjective" or over.kind in ("country", "place")):
                return None, of_place
    return None, of_place
