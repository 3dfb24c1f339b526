"""Whose claim an event is, who denies it and what is contested.  Every sentence is the project's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.event import Event

Code = Callable[..., list[Event]]


def one(events: list[Event], trigger: str) -> Event:
    """The event whose trigger has these words."""
    found = [e for e in events if trigger in e.trigger.text]
    assert found, [(e.type, e.trigger.text) for e in events]
    return found[0]


def names(actors: list) -> list[str]:  # type: ignore[type-arg]
    return [a.name or a.text for a in actors]


CLAIMED = [
    # text, trigger, who says so
    ("Hamas said that an Israeli airstrike killed nine people in Rafah.", "airstrike", ["Hamas"]),
    ("Nine people were killed in a Russian airstrike on Kharkiv, according to Ukraine.", "kill", ["Ukraine"]),
    ("Kenya accused Ethiopia of shelling Moyale.", "shelling", ["Kenya"]),
    ("Kenya accuses Ethiopia of arming rebels in Somalia.", "arming", ["Kenya"]),
    ("Norway reported that Russian jets had bombed Kirkenes.", "bombed", ["Norway"]),
    ("UNICEF confirmed that Sudanese soldiers had killed nine children.", "killed", ["UNICEF"]),
    ("Witnesses reported Israeli airstrikes near Damascus.", "airstrikes", ["Witnesses"]),
    # a figure that has reached something; a verb that can be read as a noun
    (
        "Ukraine's health ministry reports that the toll of civilians killed in Russian attacks has reached 900.",
        "killed",
        ["Ukraine's health ministry"],
    ),
    ("The Houthis claim at least nine fishermen were killed in an Israeli airstrike on Hodeidah.", "kill", ["Houthis"]),
    # what is new, and not taken for granted
    (
        "Human Rights Watch reports that hundreds of villagers are missing following raids by Sudanese soldiers.",
        "raids",
        ["Human Rights Watch"],
    ),
    (
        "The spokesman said Kenyan police fired only after Ethiopian soldiers attacked Moyale.",
        "attacked",
        ["The spokesman"],
    ),
    # gerunds of seeing and of accusing
    ("A Reuters reporter reports seeing Sudanese soldiers shelling a market in Omdurman.", "shelling", ["Reuters"]),
    ("Norway denounced Russia, accusing it of jamming ships and openly bombing Kirkenes.", "bombing", ["Norway"]),
    # charges and what is alleged
    (
        "Kenyan prosecutors indicted three Somali nationals on charges of attacking a bus in Mandera.",
        "attacking",
        ["Kenyan prosecutors"],
    ),
    (
        "The police chief of Kenya announced that nine officers had been arrested for their alleged role in abducting "
        "activists.",
        "abducting",
        ["The police chief of Kenya"],
    ),
    ('Kenya closed its border with Ethiopia over "repeated raids" by Ethiopian soldiers.', "raids", ["Kenya"]),
    # events announced, confirmed later or laid on somebody
    ("Norway announced the release of a Norwegian sailor from a prison in Iran.", "release", ["Norway"]),
    ("A Norwegian sailor was released from prison in Iran. Norway confirmed the release.", "released", ["Norway"]),
    (
        "Nine people were killed in a shelling in Omdurman. Doctors attributed the shelling to Sudanese soldiers.",
        "killed",
        ["Doctors"],
    ),
]

TOLD = [
    # what a speaker says of its own acts, or takes for granted, is nobody's claim
    ("Russia said that its forces had captured Kharkiv.", "captured"),
    ("Hamas said it would release four Israeli hostages.", "release"),
    (
        "Kenya said it would close its embassy in Ethiopia after Ethiopian soldiers attacked Moyale.",
        "attacked",
    ),
    ("Norway expelled two Russian diplomats.", "expelled"),
    ("Russia vowed to attack Ukraine.", "vowed"),
    # what somebody does by announcing it, and what is itself accused
    ("Kenya announced sanctions on Ethiopia.", "announced"),
    ("Kenya accused Ethiopian sanctions of ruining its farmers.", "sanctions"),
    ("Kenya said it would close its embassy in Ethiopia following clashes in Moyale.", "clashes"),
]


@pytest.mark.parametrize(("text", "trigger", "who"), CLAIMED)
def test_claim(code: Code, text: str, trigger: str, who: list[str]) -> None:
    event = one(code(text), trigger)
    assert names(event.said_by) == who
    assert not event.contested


@pytest.mark.parametrize(("text", "trigger"), TOLD)
def test_no_claim(code: Code, text: str, trigger: str) -> None:
    event = one(code(text), trigger)
    assert event.said_by == []
    assert event.quote is None


def test_who_only_speaks_did_nothing(code: Code) -> None:
    laid = one(
        code(
            "Nine people were killed in a shelling in Omdurman. Doctors attributed the shelling to Sudanese soldiers."
        ),
        "killed",
    )
    assert [a.country for a in laid.source] == ["SDN"]
    joined = one(code("Norway denounced Russia, accusing it of jamming ships and openly bombing Kirkenes."), "bombing")
    assert [a.country for a in joined.source] == ["RUS"]


def test_one_speaker_is_no_second_account(code: Code) -> None:
    events = code("Human Rights Watch said that Sudanese soldiers shelled Nyala and that rebels attacked El Obeid.")
    assert events
    assert not any(e.contested for e in events)


def test_quote_has_the_words(code: Code) -> None:
    text = "Hamas said that Israel bombed Rafah."
    event = one(code(text), "bombed")
    assert event.quote is not None
    assert event.quote.text == "Israel bombed Rafah"
    assert text[event.quote.start : event.quote.end] == event.quote.text


def test_accused_denies_in_a_relative_clause(code: Code) -> None:
    events = code("The United States accused Russia of arming North Korea, which Russia denied.")
    claim = one(events, "arming")
    assert names(claim.said_by) == ["United States"]
    assert names(claim.denied_by) == ["Russia"]
    assert claim.contested
    assert claim.quote is not None
    assert claim.quote.text == "arming North Korea"
    denial = one(events, "denied")
    assert denial.type == "REJECT"
    assert [a.country for a in denial.recipient] == ["USA"]


@pytest.mark.parametrize(
    ("second", "who"),
    [
        ("Ethiopia rejected the accusation.", "Ethiopia"),
        ("Ethiopia denied it.", "Ethiopia"),
        ("Ethiopian officials said the claim was false.", "Ethiopia"),
        ("Ethiopia denied having shelled anything.", "Ethiopia"),
    ],
)
def test_denied_in_the_next_sentence(code: Code, second: str, who: str) -> None:
    event = one(code(f"Kenya accused Ethiopia of shelling Moyale. {second}"), "shelling")
    assert event.contested
    assert [a.country for a in event.denied_by] == ["ETH"]


def test_denied_reports(code: Code) -> None:
    event = one(code("Iran denied media reports that it had released two French prisoners."), "released")
    assert names(event.denied_by) == ["Iran"]
    assert [a.text for a in event.said_by] == ["media reports"]
    assert event.contested


def test_each_blames_the_other(code: Code) -> None:
    events = code("Nine soldiers were killed in an attack in Kenya. Kenya and Ethiopia blamed each other for it.")
    event = one(events, "killed")
    assert event.contested
    assert event.said_by == []
    assert event.denied_by == []


def test_two_tolls(code: Code) -> None:
    events = code("Kenya said 54 soldiers were killed in the attack. Ethiopia said 12 soldiers were killed.")
    assert one(events, "killed").contested


def test_blamed_for_what_was_told(code: Code) -> None:
    events = code("Nine people were killed in an attack on Maiduguri. Nigeria blamed Boko Haram.")
    assert names(one(events, "killed").said_by) == ["Nigeria"]


def test_a_refusal_is_no_denial(code: Code) -> None:
    event = one(code("Kenya accused Ethiopia of shelling Moyale. Ethiopia rejected a ceasefire."), "shelling")
    assert event.denied_by == []
    assert not event.contested
