"""The places that a sentence names, each by its most specific part: what :mod:`where` chooses from.

"a market in Kassala, eastern Sudan" is one site, Kassala, with the country of what follows it; a prison, a
church or a village that no table knows is one too, when it stands where places stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from detente.coding import grammar
from detente.knowledge.place_words import SIDES, words
from detente.knowledge.places import PlaceRow
from detente.language.parsed import LOCATIVE, Mention, Parsed
from detente.language.spots import spot, unknown_place

# How wide a kind of place is: 0 a building, 1 a town, 2 a district, 3 a province or region, 4 a country or sea.
WIDTH = {
    "city": 1, "town": 1, "village": 1, "settlement": 1, "neighbourhood": 1, "district": 2, "admin2": 2, "unknown": 1,
    "admin1": 3, "region": 3, "corridor": 3, "island": 3, "islands": 3, "country": 4, "sea": 4, "ocean": 4,
}  # fmt: skip
COUNTRY_WIDE = 4
# Prepositions before a site; the first ones say by themselves that what follows is a place.
INSIDE = frozenset("in at near outside inside around across throughout".split())
PREPOSITIONS = LOCATIVE | frozenset("on to from of against between over via before".split())
_OF_A_PLACE = frozenset(
    "city town village settlement hamlet district region province state territory port suburb suburbs outskirts area "
    "neighborhood neighbourhood part parts coast island capital north south east west center centre municipality "
    "department county oblast governorate community commune locality township neighborhoods neighbourhoods towns "
    "villages settlements cities areas regions provinces islands south-east outskirt heart vicinity kibbutz camp".split()
)
_BUILDINGS = frozenset(
    "crossing hotel mall tower building headquarters school academy compound complex plant consulate theatre theater "
    "club pass strait shoal reef lake hill heights terminal depot airstrip gymnasium hall beach forest island megaprison "
    "park house centre center supermarket mine favela desert mountain fort castle monastery synagogue college".split()
)
_BETWEEN = frozenset("the a an its 's ’s , in of ( near on outside".split())
_NO_PLACE = frozenset(
    ("DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART", "NORP", "PRODUCT", "LANGUAGE", "MONEY", "ORDINAL")
)
_JOINING = frozenset(
    ("-", "–", "‑", "al", "el", "de", "del", "la", "ez", "es", "ar", "of", "the", "du", "da", "do")
)
# Words between a name and the wider place that tells where it is: "X, a town in the Y region".
_TELLING = _OF_A_PLACE | frozenset(("of", "the", "a", "an", "in", "on", "near"))
# Verbs that take places: "captured X in the Y region".
_TAKING = frozenset(
    "capture recapture take retake seize enter leave storm besiege liberate overrun reach visit evacuate attack strike "
    "hit bomb shell target raid control occupy recover lose destroy close reopen approach".split()
)
# Last words of names that are no places though they stand behind "at" and "in".
_NO_SITE = frozenset(
    "forum summit conference festival agreement war games cup day assembly council court committee meeting congress "
    "senate parliament crisis revolution force forces army navy party league union week ministry office department "
    "commission treaty pact accord act bill operation offensive movement front".split()
)
_MOST_BEFORE = 5  # words between a preposition and the name: "in the small eastern border town of"


@dataclass(slots=True, eq=False)
class Site:
    """A place of a sentence: ``mention`` has the words and the row, ``first`` to ``last`` its tokens, with those
    of the wider places that follow; ``hook`` is the word by which it hangs in the sentence, its preposition
    (``prep``) or its head; ``width`` is that of :data:`WIDTH`; ``listed`` tells that it follows another in a list."""

    mention: Mention
    head: Token
    first: int
    last: int
    hook: Token
    prep: str
    width: int
    known: bool
    listed: bool = False
    possessive: bool = False

    @property
    def country(self) -> str | None:
        row = self.mention.place
        return (row.country or None) if row is not None else None


def find_sites(sentence: Span, parsed: Parsed) -> list[Site]:
    """The sites of a sentence in text order, wider places folded into what they say where it is."""
    index = int(sentence.doc.user_data["index"])
    named = [m for m in parsed.mentions_in(index, sentence.start, sentence.end - 1) if _is_place(m)]
    spans = [_widened(m, sentence.end) for m in named]
    covered = {i for first, last, _ in spans for i in range(first, last + 1)}
    spans.extend(_unknown(sentence, parsed, covered, {s[0] for s in spans}))
    spans.sort(key=lambda s: s[0])
    return _folded(spans, sentence, parsed)


def _is_place(mention: Mention) -> bool:
    return (
        mention.place is not None
        and mention.form not in ("adjective", "pronoun")
        and mention.kind != "people"
    )


_Spot = tuple[int, int, Mention | None]


def _widened(mention: Mention, end: int) -> _Spot:
    """A named place with the facility that it names: "Goma prison", "Jenin refugee camp"."""
    doc = mention.head.doc
    last = mention.last
    if mention.form == "possessive" or doc[mention.last].lower_ in ("'s", "’s"):
        return mention.first, last, mention
    far = _run(doc, last, end, set())
    if far > last and doc[far].lower_ in _ending() and not (far + 1 < end and doc[far + 1].lower_ == "of"):
        last = far
    return mention.first, last, mention


def _ending() -> frozenset[str]:
    global _ENDING
    if not _ENDING:
        facility = {w.split()[-1] for w in words("facility")}
        _ENDING = frozenset(facility | words("state") | words("district") | _OF_A_PLACE | _BUILDINGS)
    return _ENDING


_ENDING: frozenset[str] = frozenset()


def _unknown(sentence: Span, parsed: Parsed, covered: set[int], starts: set[int]) -> Iterator[_Spot]:
    """Runs of capitalised words that no table knows and that stand where places stand."""
    doc = sentence.doc
    i = sentence.start
    while i < sentence.end:
        token = doc[i]
        if i in covered or not _begins_name(token, sentence):
            i += 1
            continue
        first, last = i, _run(doc, i, sentence.end, covered)
        i = last + 1
        if _stands_as_place(first, last, sentence, parsed, starts):
            yield first, last, None


def _begins_name(token: Token, sentence: Span) -> bool:
    """A proper noun; or another capitalised word before one, as the tagger takes "Um" and "Let" of foreign names."""
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


def _run(doc: Doc, first: int, end: int, covered: set[int]) -> int:
    """The last token of a name that begins at a token: capitalised words, and the facility that ends it."""
    last = first
    for i in range(first + 1, end):
        token = doc[i]
        if i in covered:
            break
        if token.pos_ == "PROPN" or (token.lower_ in _ending() and token.pos_ == "NOUN"):
            last = i
        elif not (token.pos_ == "NOUN" and token.dep_ == "compound" and i < first + 5) and not (
            token.lower_ in _JOINING and i + 1 < end and doc[i + 1].pos_ == "PROPN"
        ):
            break
    return last


def _stands_as_place(first: int, last: int, sentence: Span, parsed: Parsed, starts: set[int]) -> bool:
    """Whether a name of unknown meaning is a place: by the words before it, its last word, or what follows."""
    doc = sentence.doc
    head = doc[last]
    before, of_place = _before(doc, first, sentence.start, parsed)
    ending = last > first and head.lower_ in _ending()
    chained = _followed_by_place(doc, last, sentence.end, starts)
    over = parsed.mention_over(head)
    if over is not None and over.kind in ("person", "body", "group") and over.actors:
        # Of an actor that a table knows only "the Bank of Ghana in Accra" would speak; others are mostly villages.
        if not over.rule.startswith(("inherit", "name:")) or over.first < first - 1:
            struck = head.dep_ in ("dobj", "nsubjpass") or (before is not None and before.lower_ in INSIDE)
            return ending and over.kind == "body" and struck
    if doc[first].ent_type_ in ("DATE", "TIME") or head.lower_ in _NO_SITE or (over is not None and over.kind == "people" and over.rule != "name:norp" and not ending):
        return False
    if ending and _only_nationality(first, last, parsed, doc):
        return False
    if any(doc[i].ent_type_ in _NO_PLACE for i in range(first, last + 1)) and not (
        ending or chained or of_place
    ):
        return False
    if of_place or (before is not None and before.lower_ in INSIDE):
        return True
    if before is None:
        taken = head.head.lemma_ in _TAKING and head.head.pos_ in grammar.VERBAL
        return head.dep_ in ("dobj", "nsubjpass", "pobj") and (ending or (chained and (taken or doc[last + 1].text == ",")))
    return ending or (chained and before.lower_ != "of") or spot(doc[first : last + 1].text) is not None


def _only_nationality(first: int, last: int, parsed: Parsed, doc: Doc) -> bool:
    """ "The U.S. consulate", "a Hyundai plant": words that name no one place."""
    if doc[last].lower_ in words("state") or doc[last].lower_ in words("district"):
        return False
    if first and doc[first - 1].lower_ in ("a", "an"):
        return True
    return all((m := parsed.mention_over(doc[i])) is not None and m.kind == "country" for i in range(first, last))


def _followed_by_place(doc: Doc, last: int, end: int, starts: set[int]) -> bool:
    """Whether ", Province of X" or " in X" follows, X a known place."""
    i = last + 1
    if i >= end or doc[i].lower_ not in (",", "in"):
        return False
    i += 1
    while i < end and i not in starts and (doc[i].lower_ in _TELLING or SIDES.match(doc[i].lower_ + " ")):
        i += 1
    return i in starts


def _before(doc: Doc, first: int, start: int, parsed: Parsed) -> tuple[Token | None, bool]:
    """The preposition before a name, and whether "the town of" stands between."""
    of_place = False
    for j in range(first - 1, max(start, first - 1 - _MOST_BEFORE) - 1, -1):
        token = doc[j]
        low = token.lower_
        if low == "of" and j > start and doc[j - 1].lower_ in _OF_A_PLACE:
            of_place = True
        elif low == "at" and doc[j + 1].lower_ in ("least", "most"):
            return None, of_place
        elif low in PREPOSITIONS and token.pos_ in ("ADP", "SCONJ", "ADV", "VERB", "PART"):
            return token, of_place
        elif (
            token.pos_ not in ("DET", "ADJ", "NUM")
            and low not in _OF_A_PLACE
            and low not in ("'s", "’s", "-")
        ):
            over = parsed.mention_over(token)
            if over is None or not (over.form == "adjective" or over.kind in ("country", "place")):
                return None, of_place
    return None, of_place


def _folded(spans: list[_Spot], sentence: Span, parsed: Parsed) -> list[Site]:
    """One site for each chain "A, B" or "A in B"; of a list each is one."""
    out: list[Site] = []
    i = 0
    while i < len(spans):
        chain = [spans[i]]
        while i + 1 < len(spans) and _within(chain[-1], spans[i + 1], sentence):
            i += 1
            chain.append(spans[i])
        i += 1
        site = _site(chain, sentence, parsed)
        if out and _lists(out[-1], site, sentence):
            site.listed, site.hook, site.prep = True, out[-1].hook, out[-1].prep
        out.append(site)
    return out


def _row(span: _Spot) -> PlaceRow | None:
    return span[2].place if span[2] is not None else None


def _width(row: PlaceRow | None) -> int:
    return WIDTH.get(row.kind, 0) if row is not None else 1


def _within(a: _Spot, b: _Spot, sentence: Span) -> bool:
    """Whether the second place tells where the first one is: "Goma, North Kivu", "a town in", "Kenya's Lamu"."""
    doc = sentence.doc
    gap = [doc[k].lower_ for k in range(a[1] + 1, b[0])]
    if not gap or len(gap) > 5:
        return False
    row_a, row_b = _row(a), _row(b)
    if row_b is None:
        return (
            gap[0] in ("in", "near", ",")
            and row_a is None
            and all(g in _BETWEEN for g in gap)
            and doc[b[1]].lower_ in _ending()
        )
    rest = [g for g in gap if g not in _BETWEEN and g not in _OF_A_PLACE and not SIDES.match(g + " ")]
    if rest or gap[0] not in (",", "in", "of", "near", "on", "(", "'s", "’s"):
        return False
    if gap[0] in ("'s", "’s"):
        return False
    if (
        gap == [","]
        and b[1] + 1 < sentence.end
        and doc[b[1] + 1].lower_ in ("and", "or")
        and _width(row_a) == _width(row_b)
    ):
        return False
    same = row_a is None or not row_a.country or row_a.country == row_b.country
    wider = row_a is None or _width(row_b) > _width(row_a) or row_a.kind == "unknown"
    if gap[0] in ("in", "of") and same and (row_a is None or _width(row_b) >= _width(row_a)):
        return True
    return same and wider and gap[0] in (",", "(", "near", "on")


def _lists(a: Site, b: Site, sentence: Span) -> bool:
    gap = [sentence.doc[k].lower_ for k in range(a.last + 1, b.first)]
    return (
        bool(gap)
        and len(gap) <= 4
        and gap[0] in (",", "and", "or", "&")
        and all(g in (",", "and", "or", "&", "the", "in", "as", "well") or SIDES.match(g + " ") for g in gap)
    )


def _site(chain: list[_Spot], sentence: Span, parsed: Parsed) -> Site:
    doc = sentence.doc
    first, last, mention = chain[0]
    head = mention.head if mention is not None and mention.last == last else doc[last]
    country = next((r.country for s in reversed(chain) if (r := _row(s)) is not None and r.country), None)
    before, _ = _before(doc, first, sentence.start, parsed)
    hook, prep = _hook(head, before)
    mention = _mention(first, last, mention, country, sentence, parsed)
    row = mention.place
    known = chain[0][2] is not None
    possessive = last + 1 < len(doc) and doc[last + 1].lower_ in ("'s", "’s", "'", "’")
    return Site(mention, head, first, chain[-1][1], hook, prep, _width(row) if known else _bare_width(doc, last), known,
                possessive=possessive)  # fmt: skip


def _bare_width(doc: Doc, last: int) -> int:
    low = doc[last].lower_
    if low in words("state"):
        return 3
    return 0 if low in {w.split()[-1] for w in words("facility")} else 1


def _hook(head: Token, before: Token | None) -> tuple[Token, str]:
    """The word by which a place hangs in its sentence: its preposition, "of" in "the town of" passed over."""
    if before is not None and not (
        head.dep_ in ("dobj", "nsubj", "nsubjpass") and head.head.i < head.i and before.i < head.head.i
    ):
        return before, before.lower_
    current = head
    for _ in range(grammar.MAX_CLIMB):
        above = current.head
        if above.i == current.i:
            break
        if current.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in _OF_A_PLACE:
            current = above.head
        elif current.dep_ == "pobj":
            return above, above.lower_
        elif current.dep_ in ("compound", "nmod", "appos", "conj", "poss", "amod") and above.pos_ in (
            "NOUN",
            "PROPN",
        ):
            if above.lower_ not in _ending() and current.dep_ not in ("appos", "conj"):
                return current, ""
            current = above
        else:
            break
    return current, ""


def _mention(
    first: int, last: int, mention: Mention | None, country: str | None, sentence: Span, parsed: Parsed
) -> Mention:
    """The mention that shows a site: its words, and a row with coordinates where a table has one."""
    doc = sentence.doc
    offset = int(doc.user_data["offset"])
    start, end = offset + doc[first].idx, offset + doc[last].idx + len(doc[last])
    text = parsed.article.text[start:end]
    if mention is not None:
        row = mention.place
        assert row is not None
        if row.kind == "country":
            return mention
        return replace(mention, start=start, end=end, last=last, place=replace(row, name=text))
    found = spot(text, (country,)) if country else None
    if found is None or (country and found.country != country):
        found = unknown_place(text, country)
    return Mention(start, end, doc[last], first, last, "name", "place", (), replace(found, name=text), "site")
