"""Where an act happened.  Every sentence is the project's own."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.event import Event

Code = Callable[..., list[Event]]

SENTENCES = [
    line.split("\t")
    for line in Path(__file__).with_name("where_sentences.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
][1:]
FAR = 50  # kilometres that a place may lie off

PLACES = [
    # text, type, place (None: the sentence does not say where), country
    ("Gunmen killed nine soldiers in Gao, Mali.", "ASSAULT", "Gao", "MLI"),
    ("Nine soldiers were killed by gunmen at a checkpoint in Ségou.", "ASSAULT", "Ségou", "MLI"),
    ("Russian missiles struck Odesa overnight.", "ASSAULT", "Odesa", "UKR"),
    ("Israel carried out an airstrike on the port of Hodeidah in Yemen.", "ASSAULT", "Hodeidah", "YEM"),
    ("Rebels stormed the village of Kotumba in South Kivu, Congo.", "ASSAULT", "Kotumba", "COD"),
    ("Thousands protested in Tbilisi, Georgia, against the government.", "PROTEST", "Tbilisi", "GEO"),
    ("In Nairobi, police arrested forty demonstrators.", "COERCE", "Nairobi", "KEN"),
    ("The foreign ministers of Serbia and Kosovo met in Vienna.", "CONSULT", "Vienna", "AUT"),
    ("Police fired tear gas at protesters outside the parliament in Belgrade.", "ASSAULT", "Belgrade", "SRB"),
    ("Soldiers shot dead two men at Kasangulu prison in Congo.", "ASSAULT", "Kasangulu prison", "COD"),
    ("France condemned the attack on Kyiv.", "ACCUSE", None, None),
    ("Germany imposed sanctions on Belarus.", "SANCTION", None, None),
    ("Police arrested the mayor of Izmir.", "COERCE", None, None),
]  # fmt: skip


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    (lat1, lon1), (lat2, lon2) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


@pytest.mark.parametrize(("text", "act", "place", "country", "lat", "lon"), SENTENCES)
def test_sentence(code: Code, text: str, act: str, place: str, country: str, lat: str, lon: str) -> None:
    events = [e for e in code(text) if act in e.trigger.text or e.trigger.text in act]
    assert events, text
    where = events[-1].where
    if place == "-":
        assert where is None
        return
    assert where is not None
    assert place.lower() in where.name.lower()
    assert (where.country or "") == country
    if lat:
        assert where.lat is not None
        assert where.lon is not None
        assert kilometres((where.lat, where.lon), (float(lat), float(lon))) < FAR


@pytest.mark.parametrize(("text", "kind", "place", "country"), PLACES)
def test_place(code: Code, text: str, kind: str, place: str | None, country: str | None) -> None:
    event = next(e for e in code(text) if e.type == kind)
    if place is None:
        assert event.where is None
        return
    assert event.where is not None
    assert (event.where.name, event.where.country) == (place, country)


def test_offsets_and_coordinates(code: Code) -> None:
    text = "Rebels attacked an army post in Goma, Congo."
    place = next(e for e in code(text) if e.type == "ASSAULT").where
    assert place is not None
    assert place.start_char is not None
    assert place.end_char is not None
    assert text[place.start_char : place.end_char] == place.text == "Goma"
    assert place.lat == pytest.approx(-1.68, abs=0.1)
    assert place.lon == pytest.approx(29.22, abs=0.1)


def test_most_specific_place(code: Code) -> None:
    text = "Militants killed eleven villagers in Bandiagara, Mopti Region, Mali."
    place = next(e for e in code(text) if e.type == "ASSAULT").where
    assert place is not None
    assert place.name == "Bandiagara"


def test_not_where_it_was_said(code: Code) -> None:
    text = "The defence ministry in Moscow said that Ukrainian drones had attacked an airfield near Ryazan."
    place = next(e for e in code(text) if e.type == "ASSAULT").where
    assert place is not None
    assert place.name == "Ryazan"


def test_place_of_the_sentence_before(code: Code) -> None:
    text = "Gunmen attacked a police station in Gao, Mali. Malian soldiers shot four of the gunmen dead."
    later = [e for e in code(text) if e.type == "ASSAULT" and e.sentence_start > 0]
    assert all(e.where is not None and e.where.name == "Gao" for e in later)


def test_town_that_names_the_act(code: Code) -> None:
    text = "Angela Merkel praised the Geneva talks between Iran and France."
    event = next(e for e in code(text) if e.type == "CONSULT")
    assert event.where is not None
    assert event.where.name == "Geneva"
