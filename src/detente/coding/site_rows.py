"""What a site shows: its words and the row of the tables that it is, by what stands around it.

A facility that no table has lies in its town, a village in its province, "eastern Congo" in a part of a state.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span

from detente.coding.site_phrases import side_before
from detente.knowledge.place_index import distance
from detente.knowledge.places import PlaceRow, inside, is_ours, lookup_place, within
from detente.language.parsed import Mention, Parsed
from detente.language.spots import spot, unknown_place

# How wide a kind of place is: 0 a building, 1 a town, 2 a district, 3 a province, 4 a country or sea.
WIDTH = {
    "city": 1, "town": 1, "village": 1, "settlement": 1, "neighbourhood": 1, "unknown": 1, "district": 2,
    "admin2": 2, "admin1": 3, "region": 3, "corridor": 3, "island": 3, "islands": 3,
    "country": 4, "sea": 4, "ocean": 4, "continent": 4, "area": 3, "strait": 3, "border": 2, "camp": 1,
}  # fmt: skip
COUNTRY_WIDE = 4
# A town of so many people is meant by its name, though the article does not name its country.
LARGE = 200_000
TOWN, PROVINCE = 1, 3
# Last words of names that are no towns, though the table has their chief town.
DIVISIONS = frozenset("territory district province region state oblast raion governorate department county".split())
NEXT = 4  # tokens from a facility to the town that it is in: "X Hospital in central Y"
# Kinds of places that a name says enough of; of a hospital or an unknown name the town is given beside it.
WHOLE = frozenset(("city", "town", "village", "admin1", "region", "country", "sea", "island", "area", "camp"))
# First, last token and known place of a name.
Spot = tuple[int, int, Mention | None]


def row_of(span: Spot) -> PlaceRow | None:
    return span[2].place if span[2] is not None else None


def width_of(row: PlaceRow | None) -> int:
    return WIDTH.get(row.kind, 0) if row is not None else 1


def mention_of(chain: list[Spot], country: str | None, sentence: Span, parsed: Parsed) -> Mention:
    """The mention that shows a site: its words, and a row with coordinates where a table has one."""
    first, last, mention = chain[0]
    shown = words_of(first, last, sentence, parsed)
    text = " ".join(shown.text.split())
    doc = sentence.doc
    town = next((r for s in chain[1:] if (r := row_of(s)) is not None), None)
    most = PROVINCE if text.lower().endswith("border") else TOWN
    division = len(chain) > 1 and doc[chain[1][1]].lower_ in DIVISIONS
    if town is not None and (width_of(town) > most or chain[1][0] - last > NEXT or (division and most == TOWN)):
        town = None
    if mention is not None:
        row = mention.place
        assert row is not None
        if row.kind == "country":
            return _side_of(mention, sentence, parsed)
        if row.country and (
            last > mention.last or row.kind == "unknown"
        ):  # "Trat province", "Zaporizhzhia nuclear plant"
            row = next((r for r in lookup_place(text, near=(row.country,)) if r.country == row.country), row)
        found = replace(_narrowed(row, mention.text, chain), name=text)
        far = row.kind == "unknown" or (row.kind == "facility" and town is not None and distance(row, town) > 1)
        if far and town is not None and town.lat is not None:
            found = _in_town(text, town)
    else:
        found = _looked_up(text, country or _owner(first, sentence, parsed), parsed, town)
    if town is not None and found.kind not in WHOLE and town.name.lower() not in text.lower():
        found = replace(found, name=f"{text}, {town.name}")
    if mention is not None:
        return replace(mention, start=shown.start, end=shown.end, last=last, place=found)
    return replace(shown, place=found, rule="site")


def words_of(first: int, last: int, sentence: Span, parsed: Parsed) -> Mention:
    doc = sentence.doc
    offset = int(doc.user_data["offset"])
    start, end = offset + doc[first].idx, offset + doc[last].idx + len(doc[last])
    return Mention(start, end, doc[last], first, last, "name", "place", (), None, "site")


def _side_of(mention: Mention, sentence: Span, parsed: Parsed) -> Mention:
    """ "Eastern Congo": a part of a country, wider than a province is not."""
    first = side_before(sentence.doc, mention.first, sentence.start)
    if mention.place is not None and sentence.doc[mention.last].lower_ in ("territory", "territories"):
        shown = words_of(first, mention.last, sentence, parsed)
        name = " ".join(shown.text.split())
        return replace(mention, start=shown.start, first=first, place=replace(mention.place, name=name))
    if first == mention.first or mention.place is None:
        return mention
    side = sentence.doc[first : mention.first].text.lower().removesuffix(" the").removesuffix(" of")
    row = mention.place
    for written in (side, side.replace("-", ""), side.replace("-", "").removesuffix("ern")):
        rows = [r for r in lookup_place(f"{written} {row.name}") if r.country == row.country and r.kind != "area"]
        if rows:
            row = rows[0]
            break
    shown = words_of(first, mention.last, sentence, parsed)
    name = " ".join(shown.text.removesuffix("'s").removesuffix("’s").split())
    return replace(mention, start=shown.start, first=first, place=replace(row, name=name, kind="area"))


def _looked_up(text: str, country: str | None, parsed: Parsed, town: PlaceRow | None) -> PlaceRow:
    """The row of a name that no mention has; a facility that no table has lies in its town."""
    near = (country,) if country else tuple(parsed.countries)
    found = spot(text, near)
    sure = found is not None and (found.population >= LARGE or is_ours(found))
    if found is not None and (found.country in near or (country is None and sure)):
        return replace(found, name=text)
    return unknown_place(text, country) if town is None or town.lat is None else _in_town(text, town)


def _in_town(name: str, town: PlaceRow) -> PlaceRow:
    return replace(town, name=name, kind="facility", geonameid=None, population=0)


def _narrowed(row: PlaceRow, text: str, chain: list[Spot]) -> PlaceRow:
    """The place of the name in the province behind it: "the village of Basivka in Sumy Oblast"."""
    holder = next((r for s in chain[1:] if (r := row_of(s)) is not None and r.kind == "admin1"), None)
    if holder is None or row.kind not in ("city", "town", "village") or holder.country != row.country:
        return row
    return row if inside(row, holder) else within(text, holder)


def _owner(first: int, sentence: Span, parsed: Parsed) -> str | None:
    """The state before a name: "Iran's Ministry of Defence headquarters"."""
    if first - 2 < sentence.start or sentence.doc[first - 1].lower_ not in ("'s", "’s"):
        return None
    owner = parsed.mention_over(sentence.doc[first - 2])
    return owner.countries[0] if owner is not None and owner.kind == "country" and owner.countries else None
