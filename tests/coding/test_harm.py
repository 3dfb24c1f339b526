"""How many were harmed, and by which act.  Every sentence is the project's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.coding.counts import find_count
from detente.coding.figures import Count, number, people
from detente.coding.harm import facts, merge
from detente.event import Event
from detente.language.pipeline import parse
from tests.coding.conftest import article

Code = Callable[..., list[Event]]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("26", 26), ("1,200", 1200), ("nine", 9), ("forty-five", 45), ("two hundred", 200),
        ("one hundred and twenty", 120), ("2 million", 2_000_000), ("three thousand", 3000), ("a dozen", 12),
        ("two dozen", 24), ("a hundred", 100), ("several", None), ("a", None),
    ],
)  # fmt: skip
def test_number(words: str, value: int | None) -> None:
    assert number(words) == value


FIGURES = [
    # sentence, kind, number, bound (None: no figure)
    ("The raid killed 12 villagers.", "killed", 12, "exact"),
    ("At least 40 people were killed.", "killed", 40, "at_least"),
    ("More than 300 people were wounded in the shelling.", "wounded", 300, "at_least"),
    ("About 60 miners were injured.", "wounded", 60, "about"),
    ("Up to 25 soldiers died.", "killed", 25, "at_most"),
    ("Eleven people were killed, including a priest, in an attack on a church.", "killed", 11, "exact"),
    ("Two soldiers and seven rebels were killed.", "killed", 9, "exact"),
    ("A soldier was killed.", "killed", 1, "exact"),
    ("Three guards, a cook and a driver died.", "killed", 5, "exact"),
    ("Three soldiers and several civilians were killed.", "killed", 3, "at_least"),
    ("Dozens of people were killed.", "killed", None, None),
    ("Several villagers were injured.", "wounded", None, None),
    ("A man was shot dead.", "killed", 1, "exact"),
    ("Two officers were fatally stabbed.", "killed", 2, "exact"),
    ("A bomb went off, leaving nine dead.", "killed", 9, "exact"),
    ("The blast left two guards and four clerks dead.", "killed", 6, "exact"),
    ("The death toll rose to 14.", "killed", 14, "exact"),
    ("The fire resulted in the deaths of 17 prisoners.", "killed", 17, "exact"),
    ("The army shelled the town, killing five people and injuring 30 others.", "wounded", 30, "exact"),
    ("Four people were killed and twelve others injured.", "wounded", 12, "exact"),
    ("Police arrested 20 people.", "detained", 20, "exact"),
    ("The fighting displaced 5,000 people.", "displaced", 5000, "exact"),
    ("The minister was not killed.", "killed", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "value", "bound"), FIGURES)
def test_facts(text: str, kind: str, value: int | None, bound: str | None) -> None:
    parsed = next(iter(parse([article(text)])))
    found = [f for s in parsed.docs[0].sents for f in facts(s, parsed) if f.kind == kind]
    if value is None:
        assert found == []
        return
    assert [(f.count.value, f.count.bound) for f in found[:1]] == [(value, bound)]


def test_sum_of_counts() -> None:
    assert Count(2) + Count(3) == Count(5, "exact")
    assert Count(2, "at_least") + Count(3) == Count(5, "at_least")
    assert Count(2, "about") + Count(3, "at_least") == Count(5, "about")


def test_list_that_tells_who_they_were() -> None:
    text = "Three people, two nurses and a guard, were killed."
    parsed = next(iter(parse([article(text)])))
    subject = next(t for t in parsed.docs[0] if t.lower_ == "people")
    assert people(subject, parsed) == Count(3)


def test_merge_keeps_the_first_of_a_kind() -> None:
    harm = merge([("killed", 5, "at_least"), ("wounded", 7, "exact"), ("killed", 9, "exact")])
    assert (harm.killed, harm.wounded) == (5, 7)
    assert harm.bounds == {"killed": "at_least", "wounded": "exact"}


ACTS = [
    # text, type, killed, wounded, detained
    ("Russia fired missiles at Kharkiv, killing six people and wounding 14.", "ASSAULT", 6, 14, None),
    ("Seven people were killed when Sudanese soldiers opened fire on a bus.", "ASSAULT", 7, None, None),
    ("Turkish police arrested 31 people in Ankara.", "COERCE", None, None, 31),
    ("Indian troops shelled Pakistan. Four people were killed and nine injured.", "ASSAULT", 4, 9, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "killed", "wounded", "detained"), ACTS)
def test_harm_of_an_act(
    code: Code, text: str, kind: str, killed: int | None, wounded: int | None, detained: int | None
) -> None:
    events = [e for e in code(text) if e.type == kind]
    assert events
    harm = events[0].harm
    assert (harm.killed, harm.wounded, harm.detained) == (killed, wounded, detained)


COUNTS = [
    ("Macron met Zelensky four times.", "met", 4),
    ("The two leaders spoke twice.", "spoke", 2),
    ("Israel carried out six airstrikes on Sanaa.", "airstrikes", 6),
    ("The sides held three rounds of talks.", "talks", 3),
    ("Nine soldiers were killed in two raids.", "killed", 2),
    ("Macron met Zelensky for the third time.", "met", None),
    ("The 2022 killings shocked the country.", "killings", None),
]


@pytest.mark.parametrize(("text", "word", "count"), COUNTS)
def test_count(text: str, word: str, count: int | None) -> None:
    parsed = next(iter(parse([article(text)])))
    token = next(t for t in parsed.docs[0] if t.lower_ == word)
    assert find_count([token], None) == count
