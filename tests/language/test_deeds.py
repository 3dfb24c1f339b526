from __future__ import annotations

from tests.language.conftest import Read, countries, find


def test_a_doer_keeps_what_the_noun_says(read: Read) -> None:
    parsed = read("A Syrian man stabbed two tourists in Vienna. Police shot the attacker.")
    attacker = find(parsed, "attacker")
    assert attacker.countries == ["SYR"]
    assert attacker.rule == "coref:deed"
    assert "UAF" in attacker.actors[0].sectors


def test_a_named_doer_is_taken_up_by_name(read: Read) -> None:
    parsed = read("Bulgarian driver Ivan Petrov killed a guard in Rome. The killer fled.")
    assert find(parsed, "killer").actors[0].name == "Ivan Petrov"


def test_two_of_one_act_are_not_the_same(read: Read) -> None:
    parsed = read("Guards beat a Chadian man in Oran. The victim fled.")
    assert countries(parsed, "victim") == ["TCD"]


def test_nobody_did_harm(read: Read) -> None:
    parsed = read("A Danish singer came to Oslo. The suspect was seen.")
    assert find(parsed, "suspect").rule != "coref:deed"
