"""Who did what to whom, through the constructions of news prose.  Every sentence is the project's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from detente.event import Event
from tests.coding.conftest import countries

Code = Callable[..., list[Event]]

SIDES = [
    # text, type, source, recipient
    ("France condemned Iran.", "ACCUSE", ["FRA"], ["IRN"]),
    ("Iran was condemned by France.", "ACCUSE", ["FRA"], ["IRN"]),
    ("Kenya, which expelled three Sudanese diplomats, offered no comment.", "SANCTION", ["KEN"], ["SDN"]),
    ("Germany and France imposed sanctions on Belarus.", "SANCTION", ["DEU", "FRA"], ["BLR"]),
    ("Poland is expected to sign a treaty with Ukraine on Friday.", "SUPPORT", ["POL"], ["UKR"]),
    ("Turkey urged Armenia to open the border.", "REQUEST", ["TUR"], ["ARM"]),
    ("The Russian bombing of Kharkiv went on.", "ASSAULT", ["RUS"], ["UKR"]),
    ("Israel's airstrikes on Lebanon resumed on Monday.", "ASSAULT", ["ISR"], ["LBN"]),
    ("Talks between Serbia and Kosovo resumed in Brussels.", "CONSULT", ["SRB"], ["XKX"]),
    ("Ukraine's president, Volodymyr Zelenskyy, met Emmanuel Macron.", "CONSULT", ["UKR"], ["FRA"]),
    ("Pakistan accused India of violating a ceasefire.", "ACCUSE", ["PAK"], ["IND"]),
    ("Japan summoned the Chinese ambassador.", "ACCUSE", ["JPN"], ["CHN"]),
    ("Egypt and Qatar mediated between Israel and Hamas.", "CONSULT", ["EGY", "QAT"], ["ISR", "PSE"]),
    ("Canada sent medical supplies to Haiti.", "AID", ["CAN"], ["HTI"]),
    ("Thousands of people protested in Nairobi against the government.", "PROTEST", ["KEN"], ["KEN"]),
    ("Police in Tbilisi arrested 40 demonstrators.", "COERCE", ["GEO"], ["GEO"]),
    ("Forty demonstrators were arrested in Tbilisi.", "COERCE", ["GEO"], ["GEO"]),
    ("The Kremlin rejected the proposal by Ukraine.", "REJECT", ["RUS"], ["UKR"]),
    ("North Korea threatened to attack South Korea.", "THREATEN", ["PRK"], ["KOR"]),
    ("China deployed warships near Taiwan.", "MOBILIZE", ["CHN"], ["TWN"]),
    ("Hamas released four Israeli hostages.", "RETREAT", ["PSE"], ["ISR"]),
    ("The United States lifted sanctions on Syria.", "CONCEDE", ["USA"], ["SYR"]),
    ("Brazil extradited a drug trafficker to Italy.", "COOPERATE", ["BRA"], ["ITA"]),
    ("Norway agreed to lend money to Ukraine.", "AGREE", ["NOR"], ["UKR"]),
]


@pytest.mark.parametrize(("text", "type", "source", "recipient"), SIDES, ids=[s[0][:40] for s in SIDES])
def test_sides(code: Code, text: str, type: str, source: list[str], recipient: list[str]) -> None:
    found = countries(code(text), type)
    assert any(set(s) == set(source) and set(r) == set(recipient) for s, r in found) or (
        any(set(r) == set(source) and set(s) == set(recipient) for s, r in found) and type == "CONSULT"
    ), found


STATUS = [
    ("Macron will meet Merz in Berlin on Friday.", "CONSULT", "planned"),
    ("Macron met Merz in Berlin on Monday.", "CONSULT", "happened"),
    ("Macron wants to meet Merz.", "CONSULT", "wished"),
    ("Macron could meet Merz in Berlin.", "CONSULT", "hypothetical"),
    ("Macron did not meet Merz in Berlin.", "CONSULT", "negated"),
    ("The summit between Macron and Merz ended without an agreement.", "AGREE", "negated"),
    ("If Israel attacks Iran, prices will rise.", "ASSAULT", "hypothetical"),
    ("Russian forces are shelling Kharkiv.", "ASSAULT", "ongoing"),
]


@pytest.mark.parametrize(("text", "type", "status"), STATUS, ids=[s[0][:40] for s in STATUS])
def test_status(code: Code, text: str, type: str, status: str) -> None:
    assert [e.status for e in code(text) if e.type == type] == [status]


NOT_EVENTS = [
    "The two companies struck a deal to build a factory in Ohio.",
    "The coach of Arsenal was fired after a defeat by Chelsea.",
    "An earthquake killed nine people in Chile.",
    "The film shows German soldiers attacking a Polish village.",
    "Oil prices rose on Monday.",
    "The striker shot wide in the final minute.",
]


@pytest.mark.parametrize("text", NOT_EVENTS)
def test_no_event(code: Code, text: str) -> None:
    assert [e for e in code(text) if e.type in ("ASSAULT", "SANCTION", "PROTEST", "COERCE")] == []


def test_one_act_is_one_event(code: Code) -> None:
    events = code("An Israeli airstrike struck the port of Latakia in Syria, killing nine people and wounding 14.")
    assert [e.type for e in events] == ["ASSAULT"]
    assert (events[0].harm.killed, events[0].harm.wounded) == (9, 14)
    assert countries(events, "ASSAULT") == [(["ISR"], ["SYR"])]


def test_bounds_of_harm(code: Code) -> None:
    harm = code("At least 26 people were killed in a Russian missile attack on Dnipro, Ukraine.")[0].harm
    assert harm.killed == 26
    assert harm.bounds["killed"] == "at_least"


def test_claim_and_denial(code: Code) -> None:
    events = code("The United States has accused Russia of helping Iran evade sanctions, which Moscow denies.")
    accusation = next(e for e in events if e.type == "ACCUSE")
    assert accusation.source[0].country == "USA"
    assert accusation.recipient[0].country == "RUS"
    claimed = next(e for e in events if e.type in ("AID", "SUPPORT", "COOPERATE"))
    assert [a.country for a in claimed.said_by] == ["USA"]
    assert [a.country for a in claimed.denied_by] == ["RUS"]
    assert claimed.contested


def test_said_by_with_its_words(code: Code) -> None:
    events = code("Ukraine's defence ministry said that Russian forces had shelled a hospital in Kherson.")
    attack = next(e for e in events if e.type == "ASSAULT")
    assert attack.said_by[0].country == "UKR"
    assert attack.quote is not None
    assert "shelled a hospital" in attack.quote.text


def test_when_where_count(code: Code) -> None:
    event = next(e for e in code("Rubio met Lavrov in Riyadh three times in February 2025.") if e.type == "CONSULT")
    assert event.count == 3
    assert event.where is not None
    assert (event.where.name, event.where.country) == ("Riyadh", "SAU")
    assert event.when is not None
    assert (event.when.start, event.when.end) == (date(2025, 2, 1), date(2025, 2, 28))


def test_day_comes_from_the_text_or_the_publication_or_nowhere(code: Code) -> None:
    dated = code("On Monday Turkish jets bombed a base of the PKK in Iraq.")[0]
    assert (dated.day, dated.day_from) == (date(2025, 3, 10), "text")
    news = code("Turkish jets bombed a base of the PKK in Iraq.")[0]
    assert (news.day, news.day_from) == (date(2025, 3, 12), "published")
    unknown = code("Turkish jets bombed a base of the PKK in Iraq.", day=None)[0]
    assert (unknown.day, unknown.day_from) == (None, "none")


def test_background_is_marked(code: Code) -> None:
    event = next(e for e in code("Iraq invaded Kuwait in August 1990.") if e.type == "ASSAULT")
    assert event.background
    assert event.when is not None
    assert event.when.start == date(1990, 8, 1)


def test_every_offset_shows_its_words(code: Code) -> None:
    text = "Iran said on Tuesday that Israeli jets had struck a base near Isfahan, killing three soldiers."
    for event in code(text):
        assert text[event.trigger.start : event.trigger.end] == event.trigger.text
        assert text[event.sentence_start :].startswith(event.sentence)
        for actor in (*event.source, *event.recipient, *event.said_by):
            assert actor.start is not None
            assert text[actor.start : actor.end] == actor.text
        if event.where is not None:
            assert text[event.where.start_char : event.where.end_char] == event.where.text
        if event.when is not None:
            assert text[event.when.start_char : event.when.end_char] == event.when.text
