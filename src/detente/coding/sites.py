"""The places that a sentence names, each by its most specific part: what :mod:`where` chooses from.

"a market in Kassala, eastern Sudan" is one site, Kassala, with the country of what follows it; a prison, a
church or a village that no table knows is one too, when it stands where places stand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from detente.coding import grammar
from detente.coding.site_names import OF_A_PLACE, endings, name_end, preposition_before, unknown_names
from detente.knowledge.place_words import SIDES, words
from detente.knowledge.places import PlaceRow
from detente.language.parsed import Mention, Parsed
from detente.language.spots import spot, unknown_place

# How wide a kind of place is: 0 a building, 1 a town, 2 a district, 3 a province, 4 a country or sea.
WIDTH = {
    "city": 1, "town": 1, "village": 1, "settlement": 1, "neighbourhood": 1, "unknown": 1, "district": 2,
    "admin2": 2, "admin1": 3, "region": 3, "corridor": 3, "island": 3, "islands": 3,
    "country": 4, "sea": 4, "ocean": 4,
}  # fmt: skip
COUNTRY_WIDE = 4
# A town of so many people is meant by its name, though the article does not name its country.
LARGE = 200_000
_BETWEEN = frozenset("the a an its 's ’s , in of ( near on outside".split())
# First, last token and known place of a name.
_Spot = tuple[int, int, Mention | None]


@dataclass(slots=True, eq=False)
class Site:
    """A place of a sentence.

    ``mention`` has the words and the row, ``first`` to ``last`` are its tokens with those of the wider places
    that follow; ``hook`` is the word by which it hangs in the sentence, its preposition (``prep``) or head;
    ``width`` is that of ``WIDTH``; ``known``: a table has it; ``listed``: it follows another in a list.
    """

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
    starts = {s[0] for s in spans}
    spans.extend((a, b, None) for a, b in unknown_names(sentence, parsed, covered, starts))
    spans.sort(key=lambda s: s[0])
    return _folded(spans, sentence, parsed)


def _is_place(mention: Mention) -> bool:
    return mention.place is not None and mention.form not in ("adjective", "pronoun") and mention.kind != "people"


def _widened(mention: Mention, end: int) -> _Spot:
    """A named place with the facility that it names: "Goma prison", "Jenin refugee camp"."""
    doc = mention.head.doc
    last = mention.last
    if mention.form == "possessive" or doc[mention.last].lower_ in ("'s", "’s"):
        return mention.first, last, mention
    far = name_end(doc, last, end, set())
    if far > last and doc[far].lower_ in endings() and not (far + 1 < end and doc[far + 1].lower_ == "of"):
        last = far
    return mention.first, last, mention


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
    """Whether the second place tells where the first one is: "Goma, North Kivu", "Goma in the Congo"."""
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
            and doc[b[1]].lower_ in endings()
        )
    rest = [g for g in gap if g not in _BETWEEN and g not in OF_A_PLACE and not SIDES.match(g + " ")]
    if rest or gap[0] not in (",", "in", "of", "near", "on", "("):
        return False
    listed = b[1] + 1 < sentence.end and doc[b[1] + 1].lower_ in ("and", "or")
    if gap == [","] and listed and _width(row_a) == _width(row_b):
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
    before, _ = preposition_before(doc, first, sentence.start, parsed)
    hook, prep = _hook(head, before)
    mention = _mention(first, last, mention, country, sentence, parsed)
    row = mention.place
    known = chain[0][2] is not None
    possessive = last + 1 < len(doc) and doc[last + 1].lower_ in ("'s", "’s", "'", "’")
    tabled = known or (row is not None and row.kind != "unknown")
    width = _width(row) if tabled else _bare_width(doc, last)
    return Site(mention, head, first, chain[-1][1], hook, prep, width, known, possessive=possessive)


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
        if current.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in OF_A_PLACE:
            current = above.head
        elif current.dep_ == "pobj":
            return above, above.lower_
        elif current.dep_ in ("compound", "nmod", "appos", "conj", "poss", "amod") and above.pos_ in (
            "NOUN",
            "PROPN",
        ):
            if above.lower_ not in endings() and current.dep_ not in ("appos", "conj"):
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
    text = " ".join(parsed.article.text[start:end].split())
    if mention is not None:
        row = mention.place
        assert row is not None
        if row.kind == "country":
            return mention
        return replace(mention, start=start, end=end, last=last, place=replace(row, name=text))
    near = (country,) if country else tuple(parsed.countries)
    found = spot(text, near)
    if found is None or not (found.country in near or (country is None and found.population >= LARGE)):
        found = unknown_place(text, country)
    return Mention(start, end, doc[last], first, last, "name", "place", (), replace(found, name=text), "site")
