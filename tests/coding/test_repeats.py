"""What an article tells twice is one event, and what it tells of two is two.  Every sentence is the project's own."""

from __future__ import annotations

from collections.abc import Callable

from detente.event import Event

Code = Callable[..., list[Event]]


def of(events: list[Event], type: str) -> list[Event]:
    return [e for e in events if e.type == type]


def test_the_same_attack_told_again_is_one_event(code: Code) -> None:
    events = code("Israeli jets bombed Tyre in Lebanon on Monday. The attack killed nine people.")
    assert len(of(events, "ASSAULT")) == 1
    assert of(events, "ASSAULT")[0].harm.killed == 9


def test_a_plan_and_a_deed_of_one_kind_are_two_events(code: Code) -> None:
    events = code("Kim Jong Un is expected to meet Vladimir Putin on Thursday. Kim Jong Un met Xi Jinping in March.")
    assert [(e.status, e.recipient[0].country) for e in of(events, "CONSULT")] == [
        ("planned", "RUS"),
        ("happened", "CHN"),
    ]


def test_meetings_with_two_persons_of_one_state_are_two_events(code: Code) -> None:
    events = code("Emmanuel Macron met Vladimir Putin in Paris. Emmanuel Macron met Dmitry Medvedev in Nice.")
    assert len(of(events, "CONSULT")) == 2


def test_verbs_in_a_row_with_objects_of_their_own_are_acts_of_their_own(code: Code) -> None:
    events = code(
        "Ethiopian soldiers cut off the internet, arrested hundreds of people and closed two newspapers in Addis Ababa."
    )
    assert len(of(events, "COERCE")) >= 2


def test_kinds_of_harm_of_one_attack_are_one_event(code: Code) -> None:
    events = code("A Russian drone struck Odesa in Ukraine, killing three people and injuring nine.")
    assert len(of(events, "ASSAULT")) == 1


def test_taking_ground_and_killing_are_two_events(code: Code) -> None:
    events = code(
        "Thirteen militants were killed in Yobe, Nigeria, as Nigerian troops claim they seized the town of Gujba."
    )
    assert len(of(events, "ASSAULT")) == 2


def test_another_of_its_kind_at_another_place_is_an_event(code: Code) -> None:
    events = code("People protested against Chile in Lima, Peru. Protests also took place in Cusco, Peru.")
    assert len(of(events, "PROTEST")) == 2


def test_the_arrest_of_whom_was_detained_is_no_second_arrest(code: Code) -> None:
    events = code(
        "An opposition activist is detained in Harare, Zimbabwe. The activist's arrest drew condemnation from Norway."
    )
    assert len(of(events, "COERCE")) == 1


def test_arrests_of_two_people_are_two_events(code: Code) -> None:
    events = code("A Danish nurse was arrested in Oran, Algeria. A Swedish priest's arrest followed in Cairo, Egypt.")
    assert len(of(events, "COERCE")) == 2
