"""Who and whom as the grammar gives them: inherited subjects, owners, speakers.  Every sentence is the project's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.event import Event
from tests.coding.conftest import countries

Code = Callable[..., list[Event]]

SIDES = [
    # text, type, source, recipient
    ("Israel accuses Syria of breaking the truce and demands an apology from Damascus.", "REQUEST", ["ISR"], ["SYR"]),
    ("Rwanda expelled two envoys after Belgium condemned Rwanda.", "ACCUSE", ["BEL"], ["RWA"]),
    ("Turkey accused the Armenian forces of shelling a Turkish village.", "ASSAULT", ["ARM"], ["TUR"]),
    ("A pro-Russian rally was held in Chisinau, Moldova.", "PROTEST", ["MDA"], ["MDA"]),
    ("Thirty people were killed in Aleppo by an airstrike of the Syrian army.", "ASSAULT", ["SYR"], ["SYR"]),
    ("Peru has said that it will expel the Bolivian ambassador.", "SANCTION", ["PER"], ["BOL"]),
    ("The minister wrote to the Danish government asking it to extradite a spy.", "REQUEST", None, ["DNK"]),
    ("The Kremlin, Beijing and Delhi condemned the French raid.", "ACCUSE", ["RUS", "CHN", "IND"], ["FRA"]),
    ("Norway says that Russia violated its airspace.", "MOBILIZE", ["RUS"], ["NOR"]),
    # the by-phrase of a passive goes before the owner of the attack, and what has no owner is nobody's
    ("Three rebels were killed by Chadian troops in a raid near Bol, in Chad.", "ASSAULT", ["TCD"], ["TCD"]),
    ("Nine Lebanese villagers were killed by Israeli planes and tanks.", "ASSAULT", ["ISR"], ["LBN"]),
    ("An airstrike conducted by the Sudanese air force killed nine people in Nyala.", "ASSAULT", ["SDN"], ["SDN"]),
    # participles that the tagger takes for past tenses
    ("A Dutch nurse detained in Minsk, Belarus, is released.", "COERCE", ["BLR"], ["NLD"]),
    ("A Kenyan militia was designated as a danger to peace by Uganda.", "SANCTION", ["UGA"], ["KEN"]),
    # who controls an infinitive, who made a ban, whose a measure is
    ("The Danish prime minister visits Riga, Latvia, to sign a treaty with Latvia.", "SUPPORT", ["DNK"], ["LVA"]),
    ("Chile suspends visas in response to a ban announced by the Peruvian president.", "SANCTION", ["CHL"], ["PER"]),
    ("French tariffs on Brazilian beef are delayed by thirty days.", "CONCEDE", ["FRA"], ["BRA"]),
    # of whom a thing is: who filed it, with whom it was made, to whom somebody was to be sent
    ("A court in Oslo rejects a lawsuit filed by a Chilean farmer against the state.", "REJECT", ["NOR"], ["CHL"]),
    ("A court in Berne rejects an appeal brought by Yemeni plaintiffs.", "REJECT", ["CHE"], ["YEM"]),
    ("Portugal praises the talks with Morocco in Cairo.", "SUPPORT", ["PRT"], ["MAR"]),
    ("Panama will not renew its contracts with China, the Panamanian president says.", "REJECT", ["PAN"], ["CHN"]),
    ("Georgia protests Armenia's detention of two Georgian sailors.", "ACCUSE", ["GEO"], ["ARM"]),
    # each other, and the parties of a truce
    ("Iran and Iraq launch missiles at each other.", "ASSAULT", ["IRN"], ["IRQ"]),
    ("Greece and Turkey expelled each other's diplomats.", "SANCTION", ["GRC"], ["TUR"]),
    ("A ceasefire between Egypt and Libya was reached with Oman as mediator.", "AGREE", ["EGY"], ["LBY"]),
    # who answers for what he did
    (
        "A court in Lusaka, Zambia, jails a rebel commander for kidnappings of Angolan nurses.",
        "ASSAULT",
        ["ZMB"],
        ["AGO"],
    ),
    # for whom a march is
    ("Police opened fire at a pro-Danish march in Lagos, Nigeria.", "ASSAULT", ["NGA"], ["NGA"]),
]


@pytest.mark.parametrize(("text", "type", "source", "recipient"), SIDES, ids=[s[0][:40] for s in SIDES])
def test_sides(code: Code, text: str, type: str, source: list[str] | None, recipient: list[str]) -> None:
    found = countries(code(text), type)
    assert any((source is None or set(s) == set(source)) and set(r) == set(recipient) for s, r in found), found


def test_a_strike_is_its_owners_and_not_that_of_the_place_where_it_falls(code: Code) -> None:
    events = code("An airstrike on a market in Mekelle, Ethiopia, killed nine people.")
    assert [r for _, r in countries(events, "ASSAULT")] == [["ETH"]]


def test_talks_within_a_visit_name_the_host(code: Code) -> None:
    events = code("The Kenyan president is to begin an official visit on Friday with talks with President Paul Kagame.")
    assert (["KEN"], ["RWA"]) in countries(events, "CONSULT")


NOT_PARTIES = [
    # who only stands behind an act, is where it was, or brings it about
    ("A Turkish-backed militia attacked a Syrian army post near Hama.", "ASSAULT", "source", "TUR"),
    ("A Syrian singer was abducted during the Riga festival massacre.", "ASSAULT", "source", "LVA"),
    ("Denmark reached a ceasefire with Norway, with Oman as mediator.", "AGREE", "recipient", "OMN"),
    ("Eleven Syrians were killed by gunfire and mortars on Monday.", "ASSAULT", "source", "ISR"),
]


@pytest.mark.parametrize(("text", "type", "side", "country"), NOT_PARTIES, ids=[n[0][:40] for n in NOT_PARTIES])
def test_no_party(code: Code, text: str, type: str, side: str, country: str) -> None:
    events = [e for e in code(text) if e.type == type]
    assert country not in {a.country for e in events for a in getattr(e, side)}


def test_a_relative_clause_with_the_sides_turned_round_does_not_give_the_source(code: Code) -> None:
    events = code("Poland has finalised a trade deal with Brazil in which Brazil agrees to buy buses.")
    assert (["POL"], ["BRA"]) in countries(events, "SUPPORT")
