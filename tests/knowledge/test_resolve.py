"""Words for an actor, resolved: names, roles, descriptions, the day, misspellings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from detente.event import Resolution
from detente.knowledge.resolve import resolve

NAMES = Path(__file__).with_name("names.tsv")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "eval" / "actors-dev.jsonl"
FIGURES = {"country": 0.95, "sector": 0.92, "wiki": 0.96}
"""Shares right on actors-dev.jsonl in November 2025 (0.966, 0.942, 0.983), less a point or two."""


def got(name: str, day: str | date | None = "2025-06-01", context: str = "") -> Resolution:
    found = resolve(name, day, context)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("Portugal", "PRT", None),
        ("the Portuguese", "PRT", None),
        ("Lisbon", "PRT", "GOV"),
        ("Downing Street", "GBR", "GOV"),
        ("soldiers", None, "MIL"),
        ("Peruvian soldiers", "PER", "MIL"),
        ("police in Oslo", "NOR", "COP"),
        ("Osaka police", "JPN", "COP"),
        ("osaka police", "JPN", "COP"),
        ("students from Ghana", "GHA", "EDU"),
        ("Finland's Ministry of Health", "FIN", "GOV"),
        ("Malta's ambassador to Italy", "MLT", "GOV"),
        ("Belgian warplanes", "BEL", "MIL"),
        ("a Kenyan journalist", "KEN", "JRN"),
        ("three Mongolians", "MNG", "CVL"),
        ("retired vice president", None, "ELI"),
        ("a former Danish minister", "DNK", "ELI"),
        ("Turkish-backed rebels", None, "REB"),
        ("Mossad", "ISR", "SPY"),
        ("the Bundestag", "DEU", "LEG"),
        ("speaker of the Knesset", "ISR", "LEG"),
        ("NATO", "IGO", "MIL"),
        ("the European Commission", "EUR", "GOV"),
        ("Transnistria", "MDA", "PRE"),
        ("he", None, "UNK"),
    ],
)
def test_country_and_sector(name: str, country: str | None, sector: str | None) -> None:
    found = got(name)
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize(
    ("name", "day", "who", "sector"),
    [
        ("the Russian president", "2019-04-23", "Vladimir Putin", "GOV"),
        ("the French president", "2009-04-23", "Nicolas Sarkozy", "GOV"),
        ("Germany's foreign minister", "2015-06-01", "Frank-Walter Steinmeier", "GOV"),
        ("former Prime Minister of Japan Shinzo Abe", "2022-01-01", "Shinzo Abe", "ELI"),
        ("Prime Minister Shinzo Abe", "2015-01-01", "Shinzo Abe", "GOV"),
        ("Zelenskiy", "2023-01-01", "Volodymyr Zelenskyy", "GOV"),
        ("Bush", "2003-03-20", "George W. Bush", "GOV"),
        ("Kremlin spokesman Dmitry Peskov", "2020-01-01", "Dmitry Peskov", "GOV"),
        ("president of the European Council", "2021-01-01", "Charles Michel", "GOV"),
        ("UN chief", "2021-01-01", "António Guterres", "GOV"),
        ("King of Jordan", "2021-01-01", "Abdullah II of Jordan", "GOV"),
    ],
)
def test_persons_and_roles_on_the_day(name: str, day: str, who: str, sector: str) -> None:
    found = got(name, day)
    assert (found.name, found.sector) == (who, sector)
    assert found.wiki


def cases() -> list[list[str]]:
    """The rows of names.tsv, every one with six cells."""
    lines = [line for line in NAMES.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
    return [[*line.split("\t"), "", "", ""][:6] for line in lines]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case[0]} {case[2][:4]}")
def test_names_in_many_spellings(case: list[str]) -> None:
    name, context, day, *wanted = case
    found = resolve(name, day, context)
    got = (found.country, found.sector, found.wiki) if found else (None, None, None)
    for want, given in zip(wanted, got, strict=True):
        assert not want or given == (None if want == "-" else want), found


def test_there_are_enough_cases() -> None:
    assert len(cases()) >= 150


def test_a_short_name_is_that_of_the_context() -> None:
    context = "General Olof Qvistgren of Sweden spoke first. Qvistgren then left."
    assert (got("Qvistgren", context=context).name, got("Qvistgren", context=context).sector) == (
        "Olof Qvistgren",
        "MIL",
    )


def test_who_is_named_beside_decides() -> None:
    assert got("Bush", "1990-11-20").name == "George H. W. Bush"
    assert got("the foreign minister", "2023-06-01", "Talks in Beijing with China").name == "Qin Gang"


def test_another_spelling_is_less_sure() -> None:
    known, other, far = (
        got("Joe Biden", "2022-01-01"),
        got("Joseph R. Biden Jr.", "2022-01-01"),
        got("J. Biden", "2022-01-01"),
    )
    assert known.confidence > other.confidence > far.confidence


def test_candidates_have_scores() -> None:
    found = got("the Congolese")
    assert len(found.scores) == len(found.candidates) == 1
    assert found.scores[0] <= found.confidence


def test_a_group_by_its_fighters() -> None:
    found = got("Boko Haram fighters")
    assert (found.name, found.country, found.sector) == ("Boko Haram", "NGA", "REB")


def test_context_names_the_state() -> None:
    assert got("the National Guard").country is None
    assert got("the National Guard", context="Saudi Arabia").country == "SAU"
    assert got("the prime minister", "2023-01-01", "Elections in Spain").name == "Pedro Sánchez"


def test_capital_has_its_own_article() -> None:
    assert got("Teheran").wiki == "Tehran"
    assert got("The Hague").wiki == "The Hague"


def test_misspelled() -> None:
    found = got("Kazahk farmers")
    assert (found.country, found.sector) == ("KAZ", "AGR")
    assert got("Emanuel Macron").name == "Emmanuel Macron"
    assert got("Emanuel Macron").confidence < got("Emmanuel Macron").confidence


def test_unknown_is_none() -> None:
    assert resolve("Qwrtz Plmk") is None
    assert resolve("") is None


def test_rivals_are_told() -> None:
    congo = got("Congolese")
    assert congo.country == "COD"
    assert congo.candidates == ["Republic of the Congo"]
    assert congo.confidence < 0.9


@pytest.mark.parametrize("day", ["today", "", "1 January 2018", "2018-01-01", date(2018, 1, 1), None])
def test_days_are_read(day: str | date | None) -> None:
    assert got("Sauli Niinistö", day).country == "FIN"


def test_wrong_day_is_refused() -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        resolve("Finland", "next whenever")


@pytest.mark.skipif(not SHARED.exists(), reason="shared/eval is not here")
def test_figures_on_the_development_cases() -> None:
    from detente.evaluate.resolve import figures

    gold = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()]
    answers = [(row["id"], resolve(row["actor"], row["date"], row["context"])) for row in gold]
    scored = figures(gold, [{"id": ident, **(a.model_dump() if a else {})} for ident, a in answers])
    for part, least in FIGURES.items():
        assert scored[part][0] >= least, (part, scored[part])  # type: ignore[index]
