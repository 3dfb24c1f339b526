"""Which act of a sentence a time belongs to, the day of undated acts, background.  The sentences are the project's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from detente.article import Article, Paragraph, Published
from detente.coding.coder import Coder
from detente.event import Event
from detente.language.pipeline import parse

Code = Callable[..., list[Event]]
DAY = date(2025, 3, 12)  # a Wednesday

OWNERS = [
    # text, type, words of the trigger, first and last day of ``when`` ("-": it has none)
    # a verdict and its deed
    ("A Kenyan court sentenced the general to death for killing two Somali ministers in 2019.", "SANCTION", "sentenced", "-"),
    ("A Kenyan court sentenced the general to death for killing two Somali ministers in 2019.", "ASSAULT", "killing",
     "2019-01-01..2019-12-31"),
    ("A Kenyan court sentenced the general to death on Monday for treason.", "SANCTION", "sentenced", "2025-03-10..2025-03-10"),
    # what the news follows
    ("Pakistan expels two Indian diplomats after the attack on its embassy in Kabul yesterday.", "ASSAULT", "attack",
     "2025-03-11..2025-03-11"),
    ("Pakistan expels two Indian diplomats after the attack on its embassy in Kabul yesterday.", "SANCTION", "expels", "-"),
    # a time before two clauses
    ("In May, Turkish students clashed with the police in Ankara, and dozens were arrested.", "COERCE", "arrested",
     "2024-05-01..2024-05-31"),
    # the day of the words
    ("In a speech on Monday, the Iranian president said he would accept a ceasefire with Israel.", "AGREE", "accept",
     "2025-03-10..2025-03-10"),
    # counted from the other act
    ("The Turkish minister resigned on 3 March, two days after police arrested the mayor.", "COERCE", "arrested",
     "2025-03-01..2025-03-01"),
    # days in a row
    ("Turkish police arrested dozens of people on the third consecutive day of protests against the government.", "PROTEST",
     "protests", "2025-03-10..2025-03-12"),
    ("Turkish police arrested dozens of people on the third consecutive day of protests against the government.", "COERCE",
     "arrested", "2025-03-12..2025-03-12"),
    # no time of an act
    ("Russian missiles hit Odesa for the second time in 24 hours.", "ASSAULT", "hit", "-"),
    ("Optimists recall January 2020, when Iran attacked American troops in Iraq.", "ASSAULT", "attacked",
     "2020-01-01..2020-01-31"),
    ("France suspended aid to Niger on Saturday, as did Germany.", "SANCTION", "suspended", "2025-03-08..2025-03-08"),
]  # fmt: skip


@pytest.fixture(scope="module")
def story(coder: Coder) -> Callable[..., list[Event]]:
    def run(*paragraphs: str, day: date = DAY) -> list[Event]:
        parts, at = [], 0
        for p in paragraphs:
            parts.append(Paragraph(part="body", start=at, end=at + len(p)))
            at += len(p) + 2
        published = Published(day=day, how="given", confidence=1.0)
        article = Article(id="s", text="\n\n".join(paragraphs), paragraphs=parts, published=published)
        return coder.code_parsed(next(iter(parse([article]))))

    return run


def the(events: list[Event], kind: str, word: str) -> Event:
    return next(e for e in events if e.type == kind and word in e.trigger.text)


@pytest.mark.parametrize(("text", "kind", "word", "expected"), OWNERS)
def test_owner_of_a_time(code: Code, text: str, kind: str, word: str, expected: str) -> None:
    when = the(code(text), kind, word).when
    assert (f"{when.start}..{when.end}" if when else "-") == expected


def test_a_day_earlier_counts_from_the_paragraph_before(story: Code) -> None:
    events = story(
        "Turkish police arrested the mayor of Izmir on Monday.", "A day earlier, protesters marched in Ankara."
    )
    assert the(events, "PROTEST", "marched").day == date(2025, 3, 9)


def test_undated_words_are_of_the_day_of_the_lead(story: Code) -> None:
    events = story("Macron met Zelensky on Tuesday.", "The French president condemned Russia.")
    condemned = the(events, "ACCUSE", "condemned")
    assert (condemned.day, condemned.day_from, condemned.when) == (date(2025, 3, 11), "text", None)


def test_a_noun_told_again_keeps_its_day(story: Code) -> None:
    events = story("A Russian attack on Odesa killed two people on 2 February.", "Macron condemned the attack.")
    assert {(e.day, e.background) for e in events if e.type == "ASSAULT"} == {(date(2025, 2, 2), True)}


def test_a_story_of_the_past_goes_on_in_the_next_sentence(story: Code) -> None:
    events = story("In 1979 Mauritania signed a peace agreement with the rebels. Morocco invaded Mauritania.")
    invaded = the(events, "ASSAULT", "invaded")
    assert (invaded.background, invaded.day and invaded.day.year) == (True, 1979)


def test_what_goes_on_for_years_is_background(code: Code) -> None:
    assert the(code("Russia has occupied Crimea since 2014."), "ASSAULT", "occupied").background
    assert not the(code("Turkey has bombed Idlib since Monday."), "ASSAULT", "bombed").background
