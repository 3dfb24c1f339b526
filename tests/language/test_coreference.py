from __future__ import annotations

from datetime import date

from tests.language.conftest import Read, countries, find


def who(parsed, words: str, number: int = 1) -> str | None:
    actors = find(parsed, words, number).actors
    return actors[0].name if actors else None


def test_short_names_are_completed(read: Read) -> None:
    parsed = read("Norwegian minister Kari Berg flew to Accra.", "Berg met Kofi Owusu, Ghana's envoy. Owusu smiled.")
    assert who(parsed, "Berg") == "Kari Berg"
    assert countries(parsed, "Berg") == ["NOR"]
    assert countries(parsed, "Owusu") == ["GHA"]
    assert find(parsed, "Owusu").antecedent is find(parsed, "Kofi Owusu")


def test_a_headline_is_completed_from_the_text(read: Read) -> None:
    parsed = read("Norwegian minister Kari Berg resigned on Monday.", headline="Berg resigns over loan")
    assert who(parsed, "Berg") == "Kari Berg"


def test_hyphened_given_names(read: Read) -> None:
    parsed = read("Kim Jong-un wrote to Putin. Jong-un wants a talk.", day=date(2019, 4, 23))
    assert countries(parsed, "Jong-un") == ["PRK"]


def test_he_and_she_by_gender(read: Read) -> None:
    parsed = read("Ghana's envoy John Owusu told Norwegian minister Kari Berg to wait. She refused. He left.")
    assert countries(parsed, "She") == ["NOR"]
    assert countries(parsed, "He") == ["GHA"]


def test_it_is_not_the_subject_of_its_own_verb(read: Read) -> None:
    parsed = read("Rwanda called for talks, while Uganda accused it of lying.")
    assert countries(parsed, "it") == ["RWA"]


def test_empty_it(read: Read) -> None:
    assert find(read("Ghana said it was clear that talks would fail."), "it").actors == ()


def test_they_are_those_who_are_joined(read: Read) -> None:
    parsed = read("Chad and Niger signed a pact on Monday. They will share the water.")
    assert countries(parsed, "They") == ["TCD", "NER"]


def test_its_gives_the_country_on(read: Read) -> None:
    parsed = read("Kenya fears a drought. Its army will carry water.")
    assert countries(parsed, "Its") == ["KEN"]
    assert countries(parsed, "Its army") == ["KEN"]
    assert "MIL" in find(parsed, "Its army").actors[0].sectors


def test_we_is_who_speaks(read: Read) -> None:
    parsed = read('"We will not leave," Norwegian minister Kari Berg said.')
    assert countries(parsed, "We") == ["NOR"]
    assert find(parsed, "We").rule == "coref:speaker"


def test_the_north_and_the_south(read: Read) -> None:
    parsed = read("North Korea fired a rocket. The North denied it, and the South protested.")
    assert countries(parsed, "The North") == ["PRK"]
    assert countries(parsed, "the South") == ["KOR"]


def test_the_two_leaders(read: Read) -> None:
    parsed = read("Emmanuel Macron met Olaf Scholz in Rome. The two leaders praised each other.")
    leaders = next(m for m in parsed.mentions if m.head.text == "leaders")
    assert leaders.countries == ["FRA", "DEU"]
    assert leaders.rule == "coref:pair"


def test_both_sides_leave_out_who_speaks_to_them(read: Read) -> None:
    parsed = read("Chad shelled Niger on Monday. Norway begged both sides to stop.")
    sides = next(m for m in parsed.mentions if m.head.text == "sides")
    assert set(sides.countries) == {"TCD", "NER"}


def test_a_counterpart_has_the_same_office(read: Read) -> None:
    parsed = read("Norwegian minister Kari Berg met her Ghanaian counterpart, Kofi Owusu.")
    owusu = find(parsed, "Kofi Owusu")
    assert owusu.countries == ["GHA"]
    assert "GOV" in owusu.actors[0].sectors


def test_the_president_is_who_the_article_has_named(read: Read) -> None:
    parsed = read("Kenyan president William Ruto flew to Rome. The president will stay for a week.")
    president = next(m for m in parsed.mentions if m.head.text == "president")
    assert president.actors[0].name == "William Ruto"
    assert president.rule == "coref:office"


def test_the_president_of_the_only_country(read: Read) -> None:
    parsed = read("Kenya will pay its debts, the president said.")
    president = next(m for m in parsed.mentions if m.head.text == "president")
    assert president.countries == ["KEN"]


def test_the_group_and_the_country(read: Read) -> None:
    parsed = read("Hezbollah fired rockets. The group lost ten men.", "Lebanon wept. The country has no president.")
    assert countries(parsed, "group") == ["LBN"]
    assert find(parsed, "group").actors[0].name == find(parsed, "Hezbollah").actors[0].name
    assert countries(parsed, "country") == ["LBN"]


def test_bare_nouns_take_the_place(read: Read) -> None:
    parsed = read("Police arrested 20 people in Nairobi, Kenya.")
    police = find(parsed, "Police")
    assert police.countries == ["KEN"]
    assert police.rule == "inherit:place"
    assert police.inherited
    assert countries(parsed, "20 people") == []


def test_bare_nouns_take_the_only_actor(read: Read) -> None:
    parsed = read("The cabinet thanked Kenyan president William Ruto.")
    cabinet = next(m for m in parsed.mentions if m.head.text == "cabinet")
    assert cabinet.countries == ["KEN"]
    assert cabinet.inherited


def test_the_same_noun_again(read: Read) -> None:
    parsed = read("Kenyan soldiers crossed the border. The soldiers met no one in Somalia.")
    assert countries(parsed, "soldiers") == ["KEN"]
    assert find(parsed, "soldiers").rule == "coref:noun"


def test_forces_belong_to_who_sends_them(read: Read) -> None:
    parsed = read("Chad, which has 900 troops in Mali, said nothing.")
    assert next(m for m in parsed.mentions if m.head.text == "troops").countries == ["TCD"]


def test_whose(read: Read) -> None:
    parsed = read("Guinea, whose soldiers took power, will vote in Conakry.")
    assert next(m for m in parsed.mentions if m.head.text == "soldiers").countries == ["GIN"]


def test_foreign_people_are_not_of_here(read: Read) -> None:
    parsed = read("Kenya expelled foreign reporters.")
    assert next(m for m in parsed.mentions if m.head.text == "reporters").countries == []


def test_a_dateline_is_no_actor_but_tells_the_story(read: Read) -> None:
    parsed = read("NAIROBI, May 20: Police raided two banks.")
    assert find(parsed, "NAIROBI").rule == "dateline"
    assert countries(parsed, "Police") == ["KEN"]
