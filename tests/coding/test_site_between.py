"""What stands between an act and a place, ships that bear names of places, and places of two acts of one sentence.

Every sentence is the project's own.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.coding.coder import Coder
from detente.coding.site_between import between
from detente.coding.site_weights import choose
from detente.coding.sites import find_sites
from detente.event import Event
from detente.language.pipeline import parse
from detente.reading import from_text

Code = Callable[..., list[Event]]


def told(text: str, act: str) -> dict[str, set[str]]:
    """The features of what stands between the act of that word and each site of a sentence."""
    parsed = next(iter(parse([from_text(text, id="t", published=None)])))
    draft = next(d for d in Coder().drafts(parsed) if d.act.token.text == act)
    sites = find_sites(draft.sentence, parsed)
    return {s.mention.text: set(between(draft.act, s, "own", draft.act.type, "in")) for s in sites}


def test_clause_between() -> None:
    found = told("Police arrested a man in Lyon after an attack in Marseille.", "arrested")
    assert "edge after none" in found["Lyon"]
    assert {"edge after clause", "mid after after own"} <= found["Marseille"]


def test_path() -> None:
    found = told("Police arrested a man in Lyon.", "arrested")["Lyon"]
    assert any(f.startswith("path =") for f in found)
    assert "verbs after 0" in found


def test_order() -> None:
    found = told("In Lyon, police arrested a man.", "arrested")["Lyon"]
    assert {"edge before comma", "mid before ,"} <= found


def test_choose_shares_out_one() -> None:
    place, none = choose([("a", ["?"]), ("b", ["??"])], ["???"])
    assert place == "a"
    assert none == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("The army deployed soldiers to the Al Jawf Governorate in Yemen.", "MOBILIZE", "Al Jawf Governorate"),
        ("The two ministers met in Vienna and signed a treaty.", "SUPPORT", "Vienna"),
        ("The two leaders met in Helsinki, Finland, and agreed to reopen the border.", "AGREE", "Helsinki"),
        ("Police arrested a man in Lyon after an attack in Marseille.", "COERCE", "Lyon"),
        ("Police arrested a man in Lyon after an attack in Marseille.", "ASSAULT", "Marseille"),
    ],
)
def test_place(code: Code, text: str, kind: str, place: str) -> None:
    where = next(e for e in code(text) if e.type == kind).where
    assert where is not None
    assert where.name == place


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The navy boarded the tanker Valletta off Crete.", {"Crete"}),
        ("Shells hit the Velyn district of Kharkiv.", {"Velyn district, Kharkiv"}),
        ("Settlers built houses in the occupied Palestinian territories.", {"occupied Palestinian territories"}),
    ],
)
def test_sites(text: str, names: set[str]) -> None:
    parsed = next(iter(parse([from_text(text, id="t", published=None)])))
    sentence = next(iter(parsed.docs[0].sents))
    assert {s.mention.place.name for s in find_sites(sentence, parsed) if s.mention.place is not None} == names
