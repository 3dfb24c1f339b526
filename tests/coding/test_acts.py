"""Which words are acts, and which of them are one act.  Every sentence is the project's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.coding.coder import Coder
from detente.coding.frametools import failing
from detente.event import Event
from tests.coding.conftest import countries

Code = Callable[..., list[Event]]


def kinds(events: list[Event]) -> list[str]:
    return [e.type for e in events]


def test_a_demand_is_the_speakers(code: Code) -> None:
    events = code("Warsaw must reopen the border, the Belarusian foreign minister said.")
    event = next(e for e in events if e.type == "REQUEST")
    assert ([a.country for a in event.source], [a.country for a in event.recipient]) == (["BLR"], ["POL"])
    assert event.status == "happened"
    assert [a.country for a in event.said_by] == ["BLR"]


REFUSALS = [
    ("Guinea said that it would not apply the sanctions.", ["GIN"]),
    ("Panama's president said that his country will not renew its contracts with China.", ["PAN"]),
    ("Iran will not have direct negotiations with the United States, its president says.", ["IRN"]),
    ("Kenya refused to admit the Somali delegation.", ["KEN"]),
]


@pytest.mark.parametrize(("text", "source"), REFUSALS, ids=[r[0][:40] for r in REFUSALS])
def test_a_refusal_is_a_rejection_that_happened(code: Code, text: str, source: list[str]) -> None:
    event = next(e for e in code(text) if e.type == "REJECT")
    assert [a.country for a in event.source] == source
    assert event.status == "happened"


ECHOES = [
    ("Spain recognised Palestine in May. Ireland did so in June.", "SUPPORT", (["IRL"], ["PSE"])),
    ("France imposed sanctions on Iran on Monday, as did Canada.", "SANCTION", (["CAN"], ["IRN"])),
    ("Germany imposed sanctions on Belarus. Norway followed on Tuesday.", "SANCTION", (["NOR"], ["BLR"])),
]


@pytest.mark.parametrize(("text", "type", "sides"), ECHOES, ids=[e[0][:40] for e in ECHOES])
def test_an_act_told_again_of_somebody_else(
    code: Code, text: str, type: str, sides: tuple[list[str], list[str]]
) -> None:
    assert sides in countries(code(text), type)


def test_an_official_in_a_foreign_capital_visits(code: Code) -> None:
    events = code("The Spanish foreign minister was in Rabat on Monday to promise help.")
    assert (["ESP"], ["MAR"]) in countries(events, "CONSULT")


def test_a_passive_without_a_doer_is_an_act_where_both_sides_are_known(code: Code) -> None:
    assert "COERCE" in kinds(
        code("The president of Chad was overthrown by soldiers in N'Djamena.")
    ) or "ASSAULT" in kinds(code("The president of Chad was overthrown by soldiers in N'Djamena."))


def test_words_joined_by_a_hyphen_are_one_word(code: Code) -> None:
    assert "RETREAT" in kinds(code("Sudan has observed a cease-fire with Chad since July."))


def test_two_objects_of_one_verb_are_two_acts(code: Code) -> None:
    found = kinds(code("Armenia declared martial law and a general mobilisation."))
    assert {"COERCE", "MOBILIZE"} <= set(found)


def test_a_particle_is_no_preposition_of_time(code: Code) -> None:
    assert "CONCEDE" not in kinds(code("Turkey gave Somalia money in 2009."))


def test_whoever_wants_to_do_it_itself_asks_nobody(code: Code) -> None:
    assert "REQUEST" not in kinds(code("Macron wants to meet Merz."))
    assert "REQUEST" in kinds(code("Baghdad wants the American troops to leave."))


def test_what_a_painting_shows_is_no_event(code: Code) -> None:
    assert code("The painting shows Danish soldiers attacking a Swedish village.") == []


def test_what_is_said_to_follow_on_a_condition_is_a_threat(code: Code) -> None:
    assert kinds(code("Kigali said it would expel the Belgian envoy if he spoke again.")) == ["THREATEN"]
    assert "THREATEN" not in kinds(code("Kigali said it would not expel the Belgian envoy if he spoke again."))


def test_a_plain_act_of_a_political_doer_needs_no_other_side(code: Code) -> None:
    assert kinds(code("Zambia quit the convention on wetlands.")) == ["SANCTION"]


@pytest.mark.parametrize("file", ["prose.tsv", "words_of_conflict.tsv", "deeds_of_conflict.tsv"])
def test_every_frame_of_running_prose_fires_in_its_own_example(coder: Coder, file: str) -> None:
    frames = [f for f in coder.book.all() if f.where.startswith(file)]
    assert len(frames) > 1000
    assert [(f.where, f.example) for f, _ in failing(frames)] == []


def test_a_participle_behind_its_noun_is_a_passive(code: Code) -> None:
    assert (["OMN"], ["DNK"]) in countries(code("A Danish engineer detained in Oman is to stand trial."), "COERCE")


def test_a_past_tense_with_an_object_is_none(code: Code) -> None:
    assert (["DNK"], ["SWE"]) in countries(code("Danish police detained a Swedish engineer in Aarhus."), "COERCE")


def test_by_and_a_measure_is_no_doer(code: Code) -> None:
    events = code("Spanish tariffs on Moroccan fish are cut by ten percent.")
    assert all(a.country != "MAR" for e in events for a in e.source)
