"""The tables themselves: whole, without doubles, in the codes of the codebook."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from detente.knowledge import forms
from detente.knowledge.tsv import FOLDER, cell, table, words

SECTORS = frozenset(
    [
        "GOV",
        "MIL",
        "COP",
        "SPY",
        "JUD",
        "LEG",
        "PTY",
        "OPP",
        "REB",
        "UAF",
        "PRM",
        "PRE",
        "CVL",
        "CRM",
        "BUS",
        "LAB",
        "AGR",
        "EDU",
        "MED",
        "JRN",
        "REL",
        "REF",
        "ELI",
        "SOC",
        "UNK",
    ]
)
CODE = re.compile(r"[A-Z]{3}")
DAY = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")
MINE = (
    "countries",
    "regions",
    "organs",
    "persons",
    "offices",
    "contexts",
    "nonnames",
    "metonyms",
    "titles",
    "words",
)


@pytest.mark.parametrize("name", MINE)
def test_says_its_source_and_has_rows(name: str) -> None:
    head = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8")[:2000]
    assert head.startswith("# ")
    assert "Source" in head
    assert table(name).rows


def test_every_state_and_territory() -> None:
    rows = table("countries").dicts()
    kinds = Counter(row["kind"] for row in rows)
    codes = {row["code"] for row in rows}
    assert kinds["state"] >= 195
    assert len(codes) >= 249 + 1 + 4  # ISO 3166-1, Kosovo, states of the past
    assert {"XKX", "PSE", "TWN", "SUN", "DDR", "YUG", "CSK", "HKG", "GRL"} <= codes
    assert all(CODE.fullmatch(code) for code in codes)
    main = [row["code"] for row in rows if row["kind"] in ("state", "territory")]
    assert len(main) == len(set(main))
    assert all(row["sovereign"] in codes or not row["sovereign"] for row in rows)
    assert all(row["leader"] for row in rows if row["kind"] == "state")


@pytest.mark.parametrize("name", ["regions", "organs"])
def test_rows_of_names(name: str) -> None:
    codes = {row["code"] for row in table("countries").dicts()}
    rows = table(name).dicts()
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["country"] in codes, row
        assert set(row["sector"].split(";")) - {""} <= SECTORS, row
        assert DAY.fullmatch(row["since"])
        assert DAY.fullmatch(row["until"])
        assert not any(text.strip("~?") == "" for text in cell(row["aliases"])), row


def test_persons_and_offices_agree() -> None:
    persons = table("persons").dicts()
    idents = {row["id"] for row in persons}
    assert len(idents) == len(persons) > 20_000
    roles = {row[1] for row in table("titles").rows} | {"leader", "official"}
    last = ""
    seen = set()
    for row in table("offices").dicts():
        assert row["person"] in idents
        assert row["role"].removeprefix("regional ") in roles, row
        assert DAY.fullmatch(row["since"]), row
        assert DAY.fullmatch(row["until"]), row
        if row["person"] != last:
            assert row["person"] not in seen, "rows of a person stand together"
            seen.add(last := row["person"])


def test_keys_of_persons_are_folded() -> None:
    for row in table("persons").dicts():
        for key in cell(row["keys"]):
            assert key == " ".join(forms.atoms(key)), row["id"]


def test_titles_are_patterns() -> None:
    for pattern, _, sector, weight in table("titles").rows:
        re.compile(pattern)
        assert sector in SECTORS | {"REL"}
        assert 1 <= int(weight) <= 9


def test_word_sets() -> None:
    assert "president" in words("titles")
    with pytest.raises(KeyError):
        words("no such set")
