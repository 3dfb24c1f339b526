"""What sentences and articles leave to be understood of who and whom.  Every sentence is the project's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from detente.article import Article, Paragraph, Published
from detente.coding.coder import Coder
from detente.coding.parties import countries_of
from detente.coding.understood import parted
from detente.event import Event
from detente.knowledge import wars
from detente.language.pipeline import parse
from tests.coding.conftest import DAY, article, countries

Code = Callable[..., list[Event]]


def code_article(coder: Coder, *paragraphs: str) -> list[Event]:
    """Events of an article of several paragraphs."""
    text = "\n".join(paragraphs)
    parts, start = [], 0
    for paragraph in paragraphs:
        parts.append(Paragraph(part="body", start=start, end=start + len(paragraph)))
        start += len(paragraph) + 1
    made = Article(id="t", text=text, paragraphs=parts, published=Published(day=DAY, how="given", confidence=1.0))
    return coder.code_parsed(next(iter(parse([made]))))


# An article long enough to have two parties.
WAR = (
    "Armenian soldiers attacked Azerbaijani positions near Lachin on Monday. Azerbaijan shelled an Armenian village.",
    "Armenia accused Azerbaijan of breaking the truce. Azerbaijan threatened Armenia with war.",
)


def test_the_other_party_so_far_stands_on_an_empty_side(coder: Coder) -> None:
    events = code_article(coder, *WAR, "Armenia refused to negotiate.")
    assert (["ARM"], ["AZE"]) in countries(events, "REJECT")


def test_a_refusal_of_an_offer_goes_to_whoever_made_it(coder: Coder) -> None:
    events = code_article(coder, *WAR, "Turkey offered to mediate. Armenia rejected the offer.")
    assert (["ARM"], ["TUR"]) in countries(events, "REJECT")


def test_others_in_general_are_not_the_other_party(coder: Coder) -> None:
    events = code_article(coder, *WAR, "Armenia appealed to other countries for help.")
    asked = [r for s, r in countries(events, "REQUEST") if s == ["ARM"]]
    assert asked in ([[]], [[None]])


def test_a_foreigner_is_killed_by_those_who_fight_there(coder: Coder) -> None:
    events = code_article(coder, *WAR, "A Danish cameraman was killed.")
    killed = [(s, r) for s, r in countries(events, "ASSAULT") if r == ["DNK"]]
    assert killed
    assert killed[0][0] != ["DNK"]


SIDES = [
    ("Germany and Poland signed a treaty in Riga.", "SUPPORT", ["DEU"], ["POL"]),
    ("Poland and Latvia offered to help Ukraine.", "AGREE", ["POL", "LVA"], ["UKR"]),
    ("After days of talks, Chad and Sudan signed a truce.", "CONSULT", ["TCD"], ["SDN"]),
    ("Thousands of Turkish troops were massed on the Syrian border.", "MOBILIZE", ["TUR"], ["SYR"]),
    ("Thailand announced that 80,000 Burmese will be given food.", "AID", ["THA"], ["MMR"]),
    ("Chile recalled its envoy from Lima.", "SANCTION", ["CHL"], ["PER"]),
    ("Hungary rejected the request at the request of Serbia.", "REJECT", ["HUN"], None),
    ("Syria waged a Russian-backed offensive against the Kurds.", "ASSAULT", ["SYR"], None),
    # wars of the day (12 March 2025) tell who strikes from afar, and from whom ground is taken
    ("At least nine people were killed by an airstrike in Gaza City.", "ASSAULT", ["ISR"], ["PSE"]),
    ("Three people were killed while waiting for flour in Gaza.", "ASSAULT", ["ISR"], ["PSE"]),
    ("A missile strike on a hospital in Kharkiv, Ukraine, killed three nurses.", "ASSAULT", ["RUS"], ["UKR"]),
    ("Drones struck an oil depot near Belgorod, Russia.", "ASSAULT", ["UKR"], ["RUS"]),
    ("Ukrainian troops recapture the village of Robotyne.", "ASSAULT", ["UKR"], ["RUS"]),
    ("Eleven civilians were wounded in a Russian drone attack.", "ASSAULT", ["RUS"], ["UKR"]),
    ("Six soldiers were wounded by a roadside bomb in Khan Yunis, Gaza.", "ASSAULT", ["PSE"], ["ISR"]),
    # who is told of elsewhere as the doer
    (
        "Three people were injured in a knife attack in Turin, Italy. The suspect is a Serbian.",
        "ASSAULT",
        ["SRB"],
        ["ITA"],
    ),
    (
        "The Kenyan army says that an airstrike killed twelve militants in Lower Juba, Somalia.",
        "ASSAULT",
        ["KEN"],
        ["SOM"],
    ),
    ("A Chadian student who had been deported from Hungary arrived in Paris.", "COERCE", ["HUN"], ["TCD"]),
    ("Madrid announced the release of a Spanish nurse from a prison in Laos.", "RETREAT", ["LAO"], ["ESP"]),
    ("Two Danes held in Eritrea were freed.", "RETREAT", ["ERI"], ["DNK"]),
    ("Norway recalled its envoy from Mali over the arrest of a Norwegian geologist.", "COERCE", ["MLI"], ["NOR"]),
    ("A Chadian court charges a Danish couple who were arrested last month with spying.", "COERCE", ["TCD"], ["DNK"]),
    (
        "Police in Baku, Azerbaijan, raided a Russian news agency after its licence was revoked.",
        "SANCTION",
        ["AZE"],
        ["RUS"],
    ),
    (
        "Brazil's tariffs on Chilean wine take effect, while a tariff on Peruvian tin rises.",
        "SANCTION",
        ["BRA"],
        ["PER"],
    ),
    (
        "Turkey ends all contact with the United Nations after a ban on the United Nations agency.",
        "COERCE",
        ["TUR"],
        ["UNO"],
    ),
    # people of no known country
    ("A Latvian was detained in Warsaw and two others were arrested in Prague.", "COERCE", ["CZE"], ["LVA"]),
    ("Gunmen killed six people, including two Danes.", "ASSAULT", None, ["DNK"]),
    ("A German minister says that Peru fired missiles at the country.", "ASSAULT", ["PER"], ["DEU"]),
    # protests
    ("Dozens were arrested in Lima, Peru, at protests against Chile.", "PROTEST", ["PER"], ["CHL"]),
    ("Thousands of people protested against France on the streets of Bamako.", "PROTEST", ["MLI"], ["FRA"]),
    # what is cut off is cut off from somebody
    ("Russia halted gas supplies to the plant after Moldova refused to pay.", "COERCE", ["RUS"], ["MDA"]),
    # of several, those of one's own country are no other party
    ("Russian forces launched rockets at Odesa, Ukraine, and its port.", "ASSAULT", ["RUS"], ["UKR"]),
    ("Peru and Chile agreed to his peace plan.", "AGREE", ["PER"], ["CHL"]),
    ("European leaders held a summit on Sudan in Brussels.", "CONSULT", ["EUR"], None),
]


@pytest.mark.parametrize(("text", "type", "source", "recipient"), SIDES, ids=[s[0][:40] for s in SIDES])
def test_sides(code: Code, text: str, type: str, source: list[str] | None, recipient: list[str] | None) -> None:
    found = countries(code(text), type)
    assert any(
        (source is None or set(s) == set(source)) and (recipient is None or set(r) == set(recipient)) for s, r in found
    ), found


def test_parties_that_act_together_are_parted_into_two_sides() -> None:
    parsed = next(iter(parse([article("The governments of Chad and Sudan met.")])))
    together = [m for m in parsed.mentions if len(m.countries) == 2]
    assert together
    split = parted(together)
    assert split is not None
    assert (countries_of(split[0]), countries_of(split[1])) == (["TCD"], ["SDN"])
    assert parted(split[0]) is None


def test_measures_at_the_border_are_not_done_at_home(code: Code) -> None:
    events = code("Brazil's president signs an order imposing a tariff on all steel imports.")
    assert (["BRA"], []) in countries(events, "SANCTION")


def test_a_boat_that_nobody_knows_is_not_the_strikers_own(code: Code) -> None:
    events = code("The United States Navy sinks a smuggling boat in an airstrike.")
    assert [r for _, r in countries(events, "ASSAULT")] in ([[]], [["VEN"]])


def test_rebels_take_ground_from_the_state_they_live_in(code: Code) -> None:
    events = code(
        "M23 rebels seize the town of Sake in the Democratic Republic of the Congo after Rwandan troops left."
    )
    assert (["COD"], ["COD"]) in countries(events, "ASSAULT")


def test_a_second_protest_is_against_the_same(code: Code) -> None:
    events = code(
        "Thousands of people protested against France on the streets of Bamako. Protests also took place in Sikasso, Mali."
    )
    assert countries(events, "PROTEST") == [(["MLI"], ["FRA"]), (["MLI"], ["FRA"])]


def test_who_is_blamed_is_the_attacker_where_nobody_else_is(code: Code) -> None:
    events = code("A car bomb exploded in Zinder, Niger, killing nine people. The army blamed Boko Haram.")
    assert (["NGA"], ["NER"]) in countries(events, "ASSAULT")


WARS = [
    ("UKR", date(2025, 3, 12), True, "RUS"),
    ("UKR", date(2025, 3, 12), False, None),  # a shooting in Lviv is not the war's
    ("PSE", date(2025, 3, 12), False, "ISR"),
    ("PSE", date(2019, 3, 12), True, None),
    ("IRN", date(1984, 1, 1), True, "IRQ"),
    ("NOR", date(2025, 3, 12), True, None),
    ("UKR", None, True, None),
]


@pytest.mark.parametrize(("country", "day", "afar", "attacker"), WARS)
def test_wars_tell_who_attacks(country: str, day: date | None, afar: bool, attacker: str | None) -> None:
    assert wars.attacker(country, day, afar=afar) == attacker


def test_who_is_attacked_by_one_that_fights_several_the_wars_do_not_tell() -> None:
    assert wars.attacked("RUS", date(2025, 3, 12)) == "UKR"
    assert wars.attacked("ISR", date(2025, 3, 12)) is None
    assert wars.attacked("RUS", None) is None
