"""sectors.tsv and sectors.py: nouns of the news to sectors."""

from __future__ import annotations

import time

import pytest

from detente.knowledge.sectors import sector_entry, sector_of, singular, words_of
from detente.knowledge.tsv import table

SECTORS = frozenset(
    {"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "UAF", "PRM", "PRE", "CVL", "CRM", "BUS",
     "LAB", "AGR", "EDU", "MED", "JRN", "REL", "REF", "ELI", "SOC", "UNK"}
)  # fmt: skip
KINDS = {"person", "group", "body", "people", "modifier"}
NOTES = {"", "object", "place", "weak"}


def test_every_row_is_valid() -> None:
    columns, rows = table("sectors")
    assert columns == ["phrase", "sectors", "kind", "plural", "head", "gives", "note"]
    for phrase, sectors, kind, plural, head, gives, note in rows:
        assert phrase == phrase.lower().strip()
        assert phrase
        assert set(filter(None, sectors.split(";"))) <= SECTORS, phrase
        assert kind in KINDS, phrase
        assert plural in {"yes", "no", ""}, phrase
        assert head in {"", "takes", "adds"}, phrase
        assert set(filter(None, gives.split(";"))) <= SECTORS, phrase
        assert note in NOTES, phrase
        assert sectors or head or gives, phrase
        assert gives or kind != "modifier", phrase


def test_no_two_rows_are_looked_up_alike() -> None:
    keys = [" ".join(words_of(row[0])) for row in table("sectors").rows]
    assert len(keys) == len(set(keys)) >= 900


def test_weapons_are_no_actors_but_the_machines_of_a_force_are() -> None:
    for weapon in ("missile", "bomb", "rocket", "rifle", "shell", "grenade"):
        assert sector_of([weapon]) is None
    for machine in ("warplane", "drone", "tank", "warship", "submarine"):
        entry = sector_entry([machine])
        assert entry is not None
        assert (entry.sectors, entry.note) == (("MIL",), "object")


@pytest.mark.parametrize(
    ("phrase", "first"),
    [
        ("troop", "MIL"),
        ("riot police", "COP"),
        ("coast guard", "COP"),
        ("protester", "CVL"),
        ("farmer", "AGR"),
        ("gunman", "UAF"),
        ("insurgent", "REB"),
        ("jihadist", "REB"),
        ("drug cartel", "CRM"),
        ("supreme court", "JUD"),
        ("attorney", "JUD"),
        ("lawmaker", "LEG"),
        ("opposition", "OPP"),
        ("opposition party", "PTY"),
        ("ruling party", "PTY"),
        ("authority", "GOV"),
        ("intelligence agency", "SPY"),
        ("foreign military intelligence agency", "SPY"),
        ("central bank", "GOV"),
        ("airline", "BUS"),
        ("trade union", "LAB"),
        ("expert", "EDU"),
        ("ambulance", "MED"),
        ("journalist", "JRN"),
        ("cleric", "REL"),
        ("asylum seeker", "REF"),
        ("human right group", "SOC"),
        ("mercenary", "PRM"),
        ("breakaway state", "PRE"),
        ("occupier", "UNK"),
        ("foreign minister", "GOV"),
        ("relative", "CVL"),
        ("retired vice president", "ELI"),
        ("disgraced former minister", "ELI"),
    ],
)
def test_first_sector(phrase: str, first: str) -> None:
    found = sector_of(phrase.split())
    assert found is not None
    assert found[0] == first


def test_longest_suffix_wins() -> None:
    assert sector_of(["police"]) == ("COP",)
    assert sector_of(["secret", "police"]) == ("SPY",)
    assert sector_of(["security", "force"]) == ("MIL", "COP")
    assert sector_of(["the", "army", "of", "protester"]) == ("CVL",)


@pytest.mark.parametrize(
    ("phrase", "sectors"),
    [
        ("army accountant", ("MIL",)),
        ("rebel commander", ("REB",)),
        ("gang leader", ("CRM",)),
        ("church official", ("REL",)),
        ("university spokesman", ("EDU",)),
        ("coast guard boat", ("COP",)),
        ("refugee activist", ("CVL", "REF")),
        ("police detainee", ("CVL",)),
        ("member", ("UNK",)),
    ],
)
def test_heads_that_take_the_sector_of_what_stands_before(phrase: str, sectors: tuple[str, ...]) -> None:
    found = sector_of(phrase.split())
    assert found is not None
    assert found[: len(sectors)] == sectors


def test_modifiers_before_an_office() -> None:
    assert sector_of(["former", "opposition", "lawmaker"]) == ("ELI", "LEG", "OPP")
    assert sector_of(["ex", "-", "general"]) == ("ELI", "MIL")
    assert sector_of(["ex-general"]) == ("ELI", "MIL")
    assert sector_of(["former", "rebel"]) == ("REB",)
    assert sector_of(["former", "soldier"]) == ("MIL",)
    assert sector_of(["suspect", "militant"]) == sector_of(["suspected", "militant"]) == sector_of(["militant"])


def test_words_that_a_parser_lemmatises_in_several_ways() -> None:
    assert sector_of(["arm", "group"]) == sector_of(["armed", "group"]) == sector_of(["Armed", "Groups"])
    assert sector_of(["state", "medium"]) == sector_of(["state", "media"]) == ("JRN", "GOV")
    assert sector_of(["teachers", "'", "union"]) == sector_of(["teachers'", "union"]) == ("LAB",)
    assert sector_of(["president", "'s", "office"]) == ("GOV",)
    assert sector_of(["defence", "ministry"]) == sector_of(["defense", "ministry"])


def test_what_is_no_actor() -> None:
    for phrase in ("military base", "airstrike", "election", "border", "police station", "talk", ""):
        assert sector_of(phrase.split()) is None


def test_kinds() -> None:
    for phrase, kind in (("judge", "person"), ("court", "body"), ("troop", "group"), ("villager", "person"),
                         ("population", "people"), ("hospital", "body")):  # fmt: skip
        entry = sector_entry([phrase])
        assert entry is not None
        assert entry.kind == kind
    assert sector_entry(["hospital"]).note == "place"  # type: ignore[union-attr]


def test_singular() -> None:
    words = {
        "gunmen": "gunman",
        "parties": "party",
        "churches": "church",
        "press": "press",
        "forces": "force",
        "children": "child",
        "police": "police",
        "congress": "congress",
        "witnesses": "witness",
    }
    assert {word: singular(word) for word in words} == words


def test_is_fast() -> None:
    """More than 100,000 different phrases a second would be needed to cost 1 % of the parser."""
    phrases = [("senior", f"x{i}", "police", "officer") for i in range(2000)]
    sector_of(phrases[0])
    start = time.perf_counter()
    for phrase in phrases:
        sector_of(phrase)
    assert time.perf_counter() - start < 0.5
