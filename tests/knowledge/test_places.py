"""Places: names to coordinates, names in tokens and texts, the tables themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.knowledge.forms import key
from detente.knowledge.place_index import index
from detente.knowledge.places import PlaceRow, find_places, lookup_place, places
from detente.knowledge.tsv import table

HERE = Path(__file__).parent
# A province is where the mean of its towns is, a region where a hand put its middle.
TOLERANCE = (1.2, 1.6)  # degrees of latitude and longitude


def rows_of(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()[2:]
    return [line.split("\t") for line in lines]


def first(name: str, *near: str) -> PlaceRow:
    found = lookup_place(name, near=near)
    assert found, name
    return found[0]


@pytest.mark.parametrize(("name", "near", "country", "lat", "lon"), rows_of("places.tsv"))
def test_lookup(name: str, near: str, country: str, lat: str, lon: str) -> None:
    row = first(name, *(near.split(";") if near else ()))
    assert (row.country or "-") == country
    assert row.lat is not None
    assert row.lon is not None
    assert abs(row.lat - float(lat)) < TOLERANCE[0]
    assert abs(row.lon - float(lon)) < TOLERANCE[1]


@pytest.mark.parametrize(("text", "expected"), rows_of("place_sentences.tsv"))
def test_places_of_a_sentence(text: str, expected: str) -> None:
    found = places(text)
    assert ("; ".join(f"{p.text}={p.country or '-'}" for p in found) or "-") == expected
    for p in found:
        assert p.start_char is not None
        assert text[p.start_char : p.end_char] == p.text


@pytest.mark.parametrize("name", ["", " ", ",", "Qwertzuiopistan", "the", "near", "Province", "—", "a" * 500])
def test_unknown_names_are_no_place(name: str) -> None:
    assert lookup_place(name) == []


def test_kinds() -> None:
    assert first("Donetsk").kind == "city"
    assert first("Donetsk Oblast").kind == "admin1"
    assert first("Ukraine").kind == "country"
    assert first("Strait of Hormuz").kind == "strait"
    assert first("Kisangani airport").kind == "facility"
    assert first("northern Syria").kind == "area"
    assert first("Evin Prison").kind == "prison"


def test_a_town_brings_its_province_its_people_and_its_number() -> None:
    row = first("Kharkiv")
    assert (row.admin1, row.geonameid) == ("Kharkiv Oblast", 706483)
    assert row.population > 1_000_000
    assert first("El Fasher").geonameid == 379555  # of places.tsv, with what GeoNames knows of it


def test_several_of_one_name_are_given_best_first() -> None:
    countries = [r.country for r in lookup_place("Tripoli")]
    assert countries[:2] == ["LBY", "LBN"]
    assert [r.country for r in lookup_place("Tripoli", near=["LBN"])][:2] == ["LBN", "LBY"]


def test_a_place_that_only_its_province_is_known_of() -> None:
    row = first("Nowherefield, Massachusetts")
    assert (row.name, row.country, row.kind) == ("Nowherefield", "USA", "area")


def test_find_places_takes_tokens_of_a_parser() -> None:
    tokens = ["Clashes", "in", "Deir", "ez", "-", "Zor", "and", "Al", "-", "Hasakah", "killed", "nine", "."]
    found = find_places(tokens)
    assert [(m.start, m.end, m.row.country) for m in found] == [(2, 6, "SYR"), (7, 10, "SYR")]


def test_countries_of_the_article_decide() -> None:
    tokens = ["He", "was", "held", "in", "Tripoli", "."]
    assert find_places(tokens)[0].row.country == "LBY"
    assert find_places(tokens, near=["LBN"])[0].row.country == "LBN"


def test_possessives_and_lists() -> None:
    assert [p.text for p in places("Khartoum's north, Omdurman and Bahri were shelled.")] == [
        "Khartoum",
        "Omdurman",
        "Bahri",
    ]


def test_own_table_is_large_and_sound() -> None:
    found = table("places")
    assert len(found.rows) >= 700
    names = [row[0] for row in found.rows]
    assert len(set(map(key, names))) == len(names)
    codes = {row[0] for row in table("countries").rows}
    for name, _, country, _, lat, lon, kind, source in found.rows:
        assert name == name.strip()
        assert not country or country in codes, (name, country)
        assert -90 <= float(lat) <= 90
        assert -180 <= float(lon) <= 180
        assert kind
        assert source


def test_provinces_named_in_the_own_table_are_those_of_divisions() -> None:
    known = {(row[0], key(row[2])) for row in table("divisions").rows}
    wrong = [(row[0], row[3]) for row in table("places").rows if row[3] and (row[2], key(row[3])) not in known]
    assert wrong == []


def test_every_row_can_be_read() -> None:
    places_known = index()
    for number in range(0, len(places_known.lines), 7):
        row = places_known.row(number)
        assert row.name
        assert row.lat is not None
