"""The places that a sentence names, each by its most specific part: what :mod:`where` chooses from.

"a market in Kassala, eastern Sudan" is one site, Kassala, with the country of what follows it; a prison, a
church or a village that no table knows is one too, when it stands where places stand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from detente.coding import grammar
from detente.coding.site_names import (
    OF_A_PLACE,
    endings,
    is_ship,
    name_end,
    preposition_before,
    unknown_names,
    whole_name,
)
from detente.coding.site_phrases import described_places
from detente.coding.site_rows import DIVISIONS, NEXT, Spot, mention_of, row_of, width_of, words_of
from detente.knowledge.place_words import SIDES, words
from detente.knowledge.places import lookup_place
from detente.language.parsed import Mention, Parsed

_BETWEEN = frozenset("the a an its 's ’s , in of ( near on outside".split())


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
    how: str = "name"  # or "phrase" ("Thai territory"), "again" ("in the city"), "compound" ("the Seoul court")

    @property
    def country(self) -> str | None:
        row = self.mention.place
        return (row.country or None) if row is not None else None


def find_sites(sentence: Span, parsed: Parsed) -> list[Site]:
    """The sites of a sentence in text order, wider places folded into what they say where it is."""
    kept: dict[int, list[Site]] = sentence.doc.user_data.setdefault("sites", {})
    if sentence.start not in kept:
        kept[sentence.start] = _find(sentence, parsed)
    return kept[sentence.start]


def _find(sentence: Span, parsed: Parsed) -> list[Site]:
    index = int(sentence.doc.user_data["index"])
    named = [m for m in parsed.mentions_in(index, sentence.start, sentence.end - 1) if _is_place(m)]
    spans = [_widened(m, sentence.end) for m in named]
    covered = {i for first, last, _ in spans for i in range(first, last + 1)}
    starts = {s[0] for s in spans}
    spans.extend((a, b, None) for a, b in unknown_names(sentence, parsed, covered, starts))
    spans = _joined(sorted(spans, key=lambda s: s[0]))
    sites = _folded(spans, sentence, parsed)
    taken = {i for s in sites for i in range(s.first, s.last + 1)}
    for first, last, row, how in described_places(sentence, parsed, taken):
        mention = words_of(first, last, sentence, parsed)
        mention = replace(mention, place=row, rule=f"site:{how}")
        before, _ = preposition_before(sentence.doc, first, sentence.start, parsed)
        hook, prep = _hook(sentence.doc[last], before) if how != "compound" else (sentence.doc[first], "")
        width = width_of(row)
        sites.append(Site(mention, sentence.doc[last], first, last, hook, prep, width, True, how=how))
    sites.sort(key=lambda s: s.first)
    return sites


def _joined(spans: list[Spot]) -> list[Spot]:
    """ "Al" and the "Anbar Governorate" that a table knows without it are one name."""
    out: list[Spot] = []
    for first, last, mention in spans:
        row = mention.place if mention is not None else None
        before = out[-1] if out else None
        loose = before is not None and before[1] == first - 1 and before[2] is None
        if before is not None and loose and row is not None and row.kind != "country" and before[1] - before[0] < 2:
            out[-1] = (before[0], last, mention)
        else:
            out.append((first, last, mention))
    return out


def _is_place(mention: Mention) -> bool:
    row = mention.place
    if row is None or mention.form == "pronoun" or mention.kind == "people" or is_ship(mention.head.doc, mention.first):
        return False
    if mention.form != "adjective":
        return True
    doc = mention.head.doc  # "Punjab province", whose name the tagger takes for that of a people
    return row.kind != "country" and mention.last + 1 < len(doc) and doc[mention.last + 1].lower_ in DIVISIONS


def _widened(mention: Mention, end: int) -> Spot:
    """A named place with the facility that it names: "Goma prison", "Jenin refugee camp"."""
    doc = mention.head.doc
    last = mention.last
    if mention.form == "possessive" or doc[mention.last].lower_ in ("'s", "’s"):
        return mention.first, last, mention
    first = mention.first
    if mention.place is not None and mention.place.kind == "unknown" and doc[last].lower_ in endings():
        first = whole_name(doc, first, first - NEXT if first > NEXT else 0, set())
    far = name_end(doc, last, end, set())
    if mention.place is not None and mention.place.kind == "country" and doc[far].lower_ in OF_A_PLACE:
        far = last  # "the Afghanistan province of Takhar"
    unknown = mention.place is not None and mention.place.kind == "unknown"
    if unknown and last + 2 < end and doc[last + 1].lower_ in OF_A_PLACE and doc[last + 2].lower_ == "of":
        far = last + 1  # "the Velyn district of Kharkiv"
    of_another = far + 1 < end and doc[far + 1].lower_ == "of" and not unknown
    if far > last and doc[far].lower_ in endings() and not of_another:
        last = far
    return first, last, mention


def _folded(spans: list[Spot], sentence: Span, parsed: Parsed) -> list[Site]:
    """One site for each chain "A, B" or "A in B"; of a list each is one."""
    out: list[Site] = []
    i = 0
    while i < len(spans):
        if i + 1 < len(spans) and (owned := _owned(spans[i], spans[i + 1], sentence)) is not None:
            i += 1
            spans[i] = owned
        chain = [spans[i]]
        while i + 1 < len(spans) and _within(chain[-1], spans[i + 1], sentence):
            i += 1
            chain.append(spans[i])
        i += 1
        site = _site(chain, sentence, parsed)
        if out and _lists(out[-1], site, sentence):
            site.listed, site.hook, site.prep = True, out[-1].hook, out[-1].prep
            _same_country(out[-1], site)
        out.append(site)
    return out


def _same_country(*sites: Site) -> None:
    """Of a list the places that no table has lie in the country of the others."""
    country = next((s.country for s in sites if s.country), None)
    for site in sites:
        row = site.mention.place
        if country and row is not None and row.kind == "unknown" and not row.country:
            site.mention = replace(site.mention, place=replace(row, country=country))


def _within(a: Spot, b: Spot, sentence: Span) -> bool:
    """Whether the second place tells where the first one is: "Goma, North Kivu", "Goma in the Congo"."""
    doc = sentence.doc
    gap = [doc[k].lower_ for k in range(a[1] + 1, b[0])]
    if not gap or len(gap) > 5:
        return False
    row_a, row_b = row_of(a), row_of(b)
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
    if gap == [","] and listed and width_of(row_a) == width_of(row_b):
        return False
    same = row_a is None or not row_a.country or row_a.country == row_b.country
    wider = row_a is None or width_of(row_b) > width_of(row_a) or row_a.kind == "unknown"
    if gap == ["in"] and row_a is not None and row_a.kind == "city" and row_a.population > row_b.population > 0:
        return False  # "took them to X in Y", X the larger town
    if gap[0] in ("in", "of") and same and (row_a is None or width_of(row_b) >= width_of(row_a)):
        return True
    return same and wider and gap[0] in (",", "(", "near", "on")


def _owned(a: Spot, b: Spot, sentence: Span) -> Spot | None:
    """ "Kenya's Turkana region": the state is but where the region lies; of two Punjabs the one that lies there."""
    row_a, row_b = row_of(a), row_of(b)
    if row_a is None or row_b is None or row_a.kind != "country" or b[2] is None or row_b.kind == "country":
        return None
    marked = sentence.doc[a[1]].lower_ in ("'s", "’s")
    gap = [sentence.doc[k].lower_ for k in range(a[1] if marked else a[1] + 1, b[0])]
    if not gap or gap[0] not in ("'s", "’s") or not all(SIDES.match(g + " ") for g in gap[1:]):
        return None
    if row_b.country == row_a.country:
        return b
    there = [r for r in lookup_place(row_b.name, near=(row_a.country or "",)) if r.country == row_a.country]
    return (b[0], b[1], replace(b[2], place=there[0])) if there else None


def _lists(a: Site, b: Site, sentence: Span) -> bool:
    gap = [sentence.doc[k].lower_ for k in range(a.last + 1, b.first)]
    return (
        bool(gap)
        and len(gap) <= 4
        and gap[0] in (",", "and", "or", "&")
        and all(g in (",", "and", "or", "&", "the", "in", "as", "well") or SIDES.match(g + " ") for g in gap)
    )


def _site(chain: list[Spot], sentence: Span, parsed: Parsed) -> Site:
    doc = sentence.doc
    first, last, mention = chain[0]
    head = mention.head if mention is not None and mention.last == last else doc[last]
    country = next((r.country for s in reversed(chain) if (r := row_of(s)) is not None and r.country), None)
    before, _ = preposition_before(doc, first, sentence.start, parsed)
    hook, prep = _hook(head, before)
    mention = mention_of(chain, country, sentence, parsed)
    row = mention.place
    known = chain[0][2] is not None
    possessive = last + 1 < len(doc) and doc[last + 1].lower_ in ("'s", "’s", "'", "’")
    tabled = known or (row is not None and row.kind != "unknown")
    width = width_of(row) if tabled else _bare_width(doc, last)
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
