from __future__ import annotations

from tests.language.conftest import Read, find


def test_the_country_behind_a_city_is_no_subject(read: Read) -> None:
    parsed = read("Police in Nairobi, Kenya arrested ten students.")
    kenya = next(t for t in parsed.docs[0] if t.text == "Kenya")
    assert kenya.dep_ in ("appos", "pobj")
    assert kenya.head.text in ("Nairobi", "in")
    assert find(parsed, "Kenya").kind == "place"


def test_a_name_behind_ambassador_to_is_the_ambassador(read: Read) -> None:
    parsed = read("Norway's ambassador to the North Alexander Berg said Pyongyang would talk.")
    berg = find(parsed, "Alexander Berg")
    assert berg.countries == ["NOR"]
    assert "GOV" in berg.actors[0].sectors


def test_a_clause_behind_as_has_its_subject(read: Read) -> None:
    parsed = read("Crowds gather in Bamako as junta admits defeat.")
    junta = next(t for t in parsed.docs[0] if t.text == "junta")
    assert junta.dep_ == "nsubj"
    assert junta.head.text == "admits"
