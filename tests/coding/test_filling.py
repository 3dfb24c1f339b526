"""What sentences and articles leave to be understood of who and whom.  Every sentence is the project's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.article import Article, Paragraph, Published
from detente.coding.coder import Coder
from detente.coding.parties import countries_of
from detente.coding.understood import parted
from detente.event import Event
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
]


@pytest.mark.parametrize(("text", "type", "source", "recipient"), SIDES, ids=[s[0][:40] for s in SIDES])
def test_sides(code: Code, text: str, type: str, source: list[str], recipient: list[str] | None) -> None:
    found = countries(code(text), type)
    assert any(set(s) == set(source) and (recipient is None or set(r) == set(recipient)) for s, r in found), found


def test_parties_that_act_together_are_parted_into_two_sides() -> None:
    parsed = next(iter(parse([article("The governments of Chad and Sudan met.")])))
    together = [m for m in parsed.mentions if len(m.countries) == 2]
    assert together
    split = parted(together)
    assert split is not None
    assert (countries_of(split[0]), countries_of(split[1])) == (["TCD"], ["SDN"])
    assert parted(split[0]) is None
