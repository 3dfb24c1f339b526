from __future__ import annotations

import pytest
from tests.language.conftest import Read, countries, find

ONE = [
    # sentence, words of the mention, countries, first sector
    ("Israeli troops entered the town.", "Israeli troops", ["ISR"], "MIL"),
    ("The army of Sudan took a bridge.", "army of Sudan", ["SDN"], "MIL"),
    ("Colombian rebel leader Pedro Ruiz was shot.", "Colombian rebel leader Pedro Ruiz", ["COL"], "REB"),
    ("Norwegian minister Kari Berg flew home.", "Norwegian minister Kari Berg", ["NOR"], "GOV"),
    ("Norway's health minister Kari Berg fled.", "Norway's health minister Kari Berg", ["NOR"], "GOV"),
    ("Police in Nairobi arrested a thief.", "Police", ["KEN"], "COP"),
    ("Protesters in Istanbul burnt flags.", "Protesters", ["TUR"], "CVL"),
    ("At least 23 Palestinians were hurt.", "Palestinians", ["PSE"], "CVL"),
    ("Two Israeli hostages were freed.", "Two Israeli hostages", ["ISR"], "CVL"),
    ("A Turkish court jailed a singer.", "Turkish court", ["TUR"], "JUD"),
    ("Hamas fighters hid in a tunnel.", "Hamas fighters", ["PSE"], "REB"),
    ("Members of the Taliban met in Kabul.", "Members of the Taliban", ["AFG"], None),
    ("UN peacekeepers left the base.", "UN peacekeepers", ["UNO"], None),
    ("The Saudi-led coalition bombed Sanaa.", "Saudi-led coalition", ["SAU"], None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "words", "codes", "sector"), ONE, ids=[o[1] for o in ONE])
def test_one_mention_with_what_belongs_to_it(
    read: Read, sentence: str, words: str, codes: list[str], sector: str | None
) -> None:
    mention = find(read(sentence), words)
    assert mention.countries == codes
    if sector:
        assert mention.actors[0].sectors[0] == sector


def test_modifiers_of_an_act_are_mentions_by_themselves(read: Read) -> None:
    parsed = read("Israeli airstrikes and Russia's attack shook the towns.")
    israeli, russia = find(parsed, "Israeli"), find(parsed, "Russia")
    assert (israeli.form, israeli.kind, israeli.countries) == ("adjective", "country", ["ISR"])
    assert (russia.form, russia.countries) == ("possessive", ["RUS"])
    assert parsed.mention_of(israeli.head) is israeli


def test_words_inside_a_mention_answer_for_it(read: Read) -> None:
    parsed = read("Norway's defence minister Kari Berg flew home.")
    mention = find(parsed, "Norway's defence minister Kari Berg")
    doc = parsed.docs[0]
    assert all(parsed.mention_over(t) is mention for t in doc[0:6])
    assert parsed.mention_over(doc[6]) is None
    assert parsed.mention_of(doc[5]) is mention
    assert parsed.mention_of(doc[0]) is None


def test_backed_against_and_pro_are_not_owners(read: Read) -> None:
    parsed = read("Iran-backed militiamen shelled a base in Iraq, and anti-American protesters marched in Baghdad.")
    militiamen = next(m for m in parsed.mentions if m.head.text == "militiamen")
    assert "IRN" not in militiamen.countries
    protesters = next(m for m in parsed.mentions if m.head.text == "protesters")
    assert "USA" not in protesters.countries


def test_two_owners_two_actors(read: Read) -> None:
    parsed = read("Israeli and Palestinian officials met the foreign ministers of France and Germany.")
    officials = next(m for m in parsed.mentions if m.head.text == "officials")
    ministers = next(m for m in parsed.mentions if m.head.text == "ministers")
    assert officials.countries == ["ISR", "PSE"]
    assert ministers.countries == ["FRA", "DEU"]


def test_conjuncts_are_mentions_each(read: Read) -> None:
    parsed = read("Brazil and Chile told Peru to wait.")
    assert [m.countries for m in parsed.mentions] == [["BRA"], ["CHL"], ["PER"]]


def test_apposition_is_one_mention_and_both_heads_answer(read: Read) -> None:
    parsed = read("Kari Berg, the Norwegian defence minister, called Ghana's envoy, Kofi Owusu.")
    berg, owusu = find(parsed, "Kari Berg"), find(parsed, "Kofi Owusu")
    assert (berg.countries, owusu.countries) == (["NOR"], ["GHA"])
    minister = next(t for t in parsed.docs[0] if t.text == "minister")
    assert parsed.mention_of(minister) is berg
    assert parsed.mention_over(minister) is berg
    assert "apposition" in berg.rule


def test_a_capital_speaks_or_is_a_place(read: Read) -> None:
    parsed = read("Moscow warned Kyiv.", "Talks in Moscow failed after an attack on Kyiv.")
    speaker, place = find(parsed, "Moscow"), find(parsed, "Moscow", 2)
    assert (speaker.kind, speaker.actors[0].sectors[:1]) == ("country", ("GOV",))
    assert (place.kind, place.countries) == ("place", ["RUS"])
    assert place.place is not None
    assert place.place.country == "RUS"
    assert find(parsed, "Kyiv", 2).kind == "place"
    assert countries(parsed, "Kyiv", 2) == ["UKR"]


def test_metonyms_are_governments(read: Read) -> None:
    kremlin = find(read("The Kremlin denied it."), "Kremlin")
    assert (kremlin.kind, kremlin.countries, kremlin.actors[0].sectors[0]) == ("country", ["RUS"], "GOV")


def test_places_tell_their_country(read: Read) -> None:
    parsed = read("A bomb went off in Springfield, Illinois, and another in Goma.")
    assert countries(parsed, "Springfield") == ["USA"]
    assert countries(parsed, "Goma") == ["COD"]
    assert all(find(parsed, w).place is not None for w in ("Springfield", "Goma"))


def test_an_unknown_place_lies_where_its_chain_says(read: Read) -> None:
    village = find(read("Gunmen burnt houses in Zzumvalle, Kenya."), "Zzumvalle")
    assert (village.kind, village.countries) == ("place", ["KEN"])


def test_bodies_take_country_and_sector_from_their_words(read: Read) -> None:
    parsed = read("The Ministry of Fisheries of Ghana sued. The University of Oslo closed.")
    ministry = next(m for m in parsed.mentions if "Ministry" in m.text)
    university = next(m for m in parsed.mentions if "University" in m.text)
    assert (ministry.countries, ministry.actors[0].sectors[0]) == (["GHA"], "GOV")
    assert university.countries == ["NOR"]
    assert "EDU" in university.actors[0].sectors


def test_numbers_of_people_have_no_country(read: Read) -> None:
    parsed = read("The blast killed 26 people and wounded five others; police later freed 12.")
    for words in ("26 people", "five others", "12"):
        mention = find(parsed, words)
        assert mention.kind == "people"
        assert mention.actors[0].sectors == ("CVL",)
        assert mention.countries == []


def test_counted_actors_are_who_is_counted(read: Read) -> None:
    parsed = read("Hundreds of Kenyan students marched.")
    assert parsed.mention_of(parsed.docs[0][0]).countries == ["KEN"]


def test_hostages_of_a_group_are_not_its_own(read: Read) -> None:
    parsed = read("Hamas hostages came home.")
    hostages = next(m for m in parsed.mentions if m.head.text == "hostages")
    assert "PSE" not in hostages.countries


def test_a_language_is_nobody(read: Read) -> None:
    assert read("Persian is taught in the schools.").mentions[0].head.text != "Persian"


def test_countries_are_counted(read: Read) -> None:
    parsed = read("Ghana met Togo in Accra. Ghanaian troops left Togo.")
    assert parsed.countries["GHA"] == 3
    assert parsed.countries["TGO"] == 2


def test_place_of_a_clause(read: Read) -> None:
    parsed = read("Rebels shot two guards in Goma, and students marched in Nairobi.")
    tokens = {t.text: t for t in parsed.docs[0]}
    assert parsed.place_of(tokens["shot"]).text == "Goma"
    assert parsed.place_of(tokens["marched"]).text == "Nairobi"
