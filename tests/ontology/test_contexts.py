from __future__ import annotations

import time

import pytest

from detente.ontology import context_meanings, contexts_of
from detente.ontology.contexts import _index


def words(text: str) -> list[str]:
    return text.split()


def test_there_are_thirty_seven_and_each_has_words() -> None:
    single, phrases = _index()
    told = {c for cs in single.values() for c in cs} | {c for ps in phrases.values() for _, c in ps}
    assert len(context_meanings()) == 37
    assert told == set(context_meanings())


@pytest.mark.parametrize(
    ("lemmas", "context"),
    [
        ("the army shell the village", "military"),
        ("he accuse the arm force of a crime", "military"),
        ("displace person cross the river", "migration"),
        ("a report on human right in the camp", "human_rights"),
        ("Elections be hold in may".lower(), "election"),
        ("al - qaeda claim the blast", "terrorism"),
        ("the al-qaeda branch", "terrorism"),
        ("iran enrich uranium at the site", "cbrn"),
        ("a no - confidence vote against the cabinet", "legislative"),
        ("hacker steal the data", "cyber"),
        ("the bribe be pay to a minister", "corruption"),
        ("trade talk on tariff", "economic"),
        ("the court convict two smuggler", "trafficking"),
        ("peacekeeper patrol the buffer zone", "peacekeeping"),
        ("a same - sex couple marry", "lgbt"),
        ("the reparation for slavery", "reparations"),
    ],
)
def test_words_tell_contexts(lemmas: str, context: str) -> None:
    assert context in contexts_of(words(lemmas))


def test_most_told_first_and_nothing_for_nothing() -> None:
    assert contexts_of(words("voter vote on ballot amid the inflation"))[0] == "election"
    assert contexts_of([]) == []
    assert contexts_of(words("the cat sit on the mat .")) == []


def test_it_is_fast() -> None:
    sentence = words("the president order the arm force to leave the disputed border region today")
    contexts_of(sentence)
    start = time.perf_counter()
    for _ in range(2000):
        contexts_of(sentence)
    assert 2000 * len(sentence) / (time.perf_counter() - start) > 100_000  # words a second
