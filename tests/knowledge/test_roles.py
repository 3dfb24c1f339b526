"""roles.tsv and roles.py: titles and ranks to offices."""

from __future__ import annotations

import re

import pytest

from detente.knowledge.roles import TITLE_WORDS, role
from detente.knowledge.tsv import table

SECTORS = frozenset(
    {"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "UAF", "PRM", "PRE", "CVL", "CRM", "BUS",
     "LAB", "AGR", "EDU", "MED", "JRN", "REL", "REF", "ELI", "SOC", "UNK"}
)  # fmt: skip


def test_every_row_is_valid() -> None:
    columns, rows = table("roles")
    assert columns == ["phrase", "office", "sectors"]
    assert len(rows) >= 300
    assert len({phrase for phrase, _, _ in rows}) == len(rows)
    for phrase, office, sectors in rows:
        assert phrase == phrase.lower().strip()
        assert re.fullmatch(r"[a-z_]+", office), phrase
        assert set(sectors.split(";")) <= SECTORS, phrase


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        ("prime minister", "head_of_government"),
        ("PM", "head_of_government"),
        ("German Chancellor", "head_of_government"),
        ("president of the United States", "head_of_state"),
        ("King", "monarch"),
        ("Crown Prince", "crown_prince"),
        ("Supreme Leader", "supreme_leader"),
        ("Secretary of State", "secretary_of_state"),
        ("minister of foreign affairs", "foreign_minister"),
        ("Foreign Secretary", "foreign_minister"),
        ("EU foreign policy chief", "foreign_minister"),
        ("defence minister", "defence_minister"),
        ("Secretary of Defense", "defence_minister"),
        ("Home Secretary", "interior_minister"),
        ("Chancellor of the Exchequer", "finance_minister"),
        ("attorney general", "justice_minister"),
        ("trade minister", "minister"),
        ("Kremlin spokesman", "spokesperson"),
        ("ambassador to the United Nations", "ambassador"),
        ("U.S. special envoy", "envoy"),
        ("Gov.", "governor"),
        ("mayor", "mayor"),
        ("Sen.", "lawmaker"),
        ("Rep.", "lawmaker"),
        ("speaker of the house", "speaker"),
        ("opposition leader", "opposition_leader"),
        ("Lt. Gen.", "general"),
        ("Adm.", "general"),
        ("army chief", "chief_of_defence"),
        ("police chief", "police_chief"),
        ("CIA director", "intelligence_chief"),
        ("chief justice", "judge"),
        ("prosecutor general", "prosecutor"),
        ("central bank governor", "central_bank"),
        ("UN Secretary-General", "un_secretary_general"),
        ("NATO secretary general", "igo_head"),
        ("Pope", "pope"),
        ("Archbishop", "religious_leader"),
        ("Dr.", "honorific"),
    ],
)
def test_offices(phrase: str, office: str) -> None:
    found = role(phrase)
    assert found is not None
    assert found.office == office


def test_modifiers() -> None:
    found = role("former deputy foreign minister")
    assert found is not None
    assert (found.office, found.former, found.deputy) == ("foreign_minister", True, True)
    assert found.sectors == ("ELI", "GOV")
    found = role("Vice President")
    assert found is not None
    assert (found.office, found.deputy) == ("head_of_state", True)
    found = role("acting prime minister")
    assert found is not None
    assert found.acting
    found = role("president-elect")
    assert found is not None
    assert (found.elect, found.former) == (True, False)
    found = role("undersecretary of state for political affairs")
    assert found is not None
    assert found.deputy


def test_what_comes_before_and_after_is_left_out() -> None:
    found = role("Russian Foreign Minister Sergei Lavrov")
    assert found is not None
    assert (found.phrase, found.start, found.end) == ("foreign minister", 1, 3)
    found = role("the former deputy prime minister of Spain")
    assert found is not None
    assert (found.start, found.end) == (1, 5)


def test_a_deputy_alone_is_a_lawmaker() -> None:
    found = role("deputy")
    assert found is not None
    assert found.office == "lawmaker"
    found = role("deputy speaker")
    assert found is not None
    assert (found.office, found.deputy) == ("speaker", True)


def test_no_office() -> None:
    for phrase in ("", "table", "the president's visit", "ceasefire talks"):
        assert role(phrase) is None


def test_title_words() -> None:
    assert {"former", "deputy", "foreign", "minister", "lt", "gen", "mr", "president"} <= TITLE_WORDS
    assert not {"of", "the", "for", "and"} & TITLE_WORDS
    assert all(word == word.lower() for word in TITLE_WORDS)
