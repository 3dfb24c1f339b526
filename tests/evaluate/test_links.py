"""Links as gold: withholding, the selection of mentions, verdicts, figures, rows and the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from detente.evaluate import GoldError
from detente.evaluate.links import (
    Answer,
    Label,
    answered,
    evaluate_links,
    figures,
    judged,
    labels,
    read_items,
    rows,
    score,
)
from detente.evaluate.links import _parsed as parsed_items
from detente.evaluate.titles import Titles, written
from detente.knowledge.gazetteer import gazetteer
from detente.knowledge.offices import person
from detente.knowledge.resolve import resolve
from detente.knowledge.withheld import withheld


def item(key: str, day: str, text: str, *links: tuple[str, str]) -> dict[str, Any]:
    """An item whose words are linked to titles."""
    spans = [[text.index(words), text.index(words) + len(words), title] for words, title in links]
    return {"id": key, "date": day, "text": text, "links": spans}


ITEMS = [
    item("a", "2025-03-02", "Hamas and Israel exchange prisoners.", ("Hamas", "Hamas"), ("Israel", "Israel")),
    item("b", "2025-09-03", "Israel strikes Hamas in Gaza City.", ("Israel", "Israel"), ("Hamas", "Hamas")),
    item(
        "c", "2025-09-04", "French steelmaker Ferrovance closes a plant in Lille.",
        ("Ferrovance", "Ferrovance"), ("Lille", "Lille"),
    ),
    item(
        "d", "2025-10-05", "The Lebanese militia Hezbollah withdraws from a village.",
        ("Lebanese", "Lebanon"), ("Hezbollah", "Hezbollah"),
    ),
    item("e", "2025-10-06", "A choir sings Zorvanta.", ("Zorvanta", "Zorvanta")),
]  # fmt: skip
KNOWN = {
    "Hamas": Label("organisation", ("PSE",)),
    "Hezbollah": Label("organisation", ("LBN",)),
    "Israel": Label("state", ("ISR",)),
    "Lebanon": Label("state", ("LBN",)),
    "Ferrovance": Label("organisation", ("FRA", "MNC")),
    "Zorvanta": Label("person", ("ITA",)),
}


def test_what_is_withheld_is_not_known_and_comes_back() -> None:
    assert resolve("Hezbollah") is not None
    with withheld({"Hezbollah"}):
        assert not gazetteer().find("Hezbollah")
        assert gazetteer().find("Hamas")
        assert gazetteer().find("Lebanon")
    found = resolve("Hezbollah")
    assert found is not None
    assert found.wiki == "Hezbollah"


def test_persons_of_the_facts_stay_without_what_was_written_by_hand() -> None:
    who = person("Angela Merkel")[0]
    with withheld({"Angela Merkel"}):
        assert person("Angela Merkel")[0].id == who.id
    by_hand = next(
        row
        for row in gazetteer().people._rows
        if row[7] == "2" and row[6] == "=" and row[1].isascii()  # type: ignore[union-attr]
    )
    assert person(by_hand[1])
    with withheld({by_hand[1]}):
        assert all(p.id != f"person:{by_hand[0]}" for p in person(by_hand[1]))


def test_states_are_never_withheld() -> None:
    with withheld({"Israel", "France"}):
        assert gazetteer().find("Israel")


def test_titles_lead_to_one_article() -> None:
    titles = Titles()
    assert written("united_Nations#History") == "United Nations"
    assert written("es:Partido Inventado") == "Partido Inventado"
    assert titles.of("USA") == titles.of("united States") == "United States"
    assert titles.of("UNSC") == "United Nations Security Council"
    assert titles.of("Nobody At All") == "Nobody At All"


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Answer("FRA"), "right"),
        (Answer(None, "Ferrovance"), "right"),
        (Answer("DEU", "Ferrovance"), "right"),
        (Answer(None), "missing"),
        (Answer("DEU"), "wrong"),
        (Answer(None, "Ferrovia"), "wrong"),
    ],
)
def test_verdicts(answer: Answer, verdict: str) -> None:
    assert judged(answer, "Ferrovance", KNOWN["Ferrovance"], Titles()) == verdict


def ask(text: str, words: str) -> Answer:
    parsed = next(iter(parsed_items([item("x", "2025-09-09", text)])))
    return answered(parsed, text.index(words), text.index(words) + len(words), "2025-09-09")


def test_the_mention_whose_head_is_linked_answers() -> None:
    found = ask("Kenyan lawmaker Jane Otieno-Wafula visits Paris.", "Jane Otieno-Wafula")
    assert (found.country, found.rule) == ("KEN", "title+adjective")


def test_words_without_a_head_are_resolved() -> None:
    assert ask("Israeli troops cross the river.", "Israeli") == Answer("ISR", "Israel", "resolve")


def test_of_several_actors_the_words_say_who() -> None:
    assert ask("Greek and Turkish officials meet in Vienna.", "Turkish officials").country == "TUR"


def test_a_role_without_a_head_is_that_of_the_mention_around() -> None:
    assert ask("Norwegian trade envoy Kari Lindmo resigns.", "envoy").country == "NOR"


def test_scored_are_labelled_links_of_the_later_months() -> None:
    found = score(ITEMS, KNOWN)
    assert [(m.id, m.title, m.first, m.verdict) for m in found] == [
        ("b", "Israel", False, "right"),
        ("b", "Hamas", False, "right"),
        ("c", "Ferrovance", True, "right"),
        ("d", "Lebanon", True, "right"),
        ("d", "Hezbollah", True, "right"),
        ("e", "Zorvanta", True, "missing"),
    ]
    hezbollah = found[4].answer
    assert hezbollah.wiki is None  # withheld: only the words around tell
    f = figures(found)
    assert (f["items"], f["mentions"]) == (4, 6)
    assert f["all_titles"]["state"]["n"] == 2
    assert f["all_titles"]["organisation"]["right"] == 1
    assert f["first_titles"]["person"]["missing"] == 1
    assert f["first_titles"]["any"]["n"] == 4
    assert f["all_titles"]["any"]["right_95"][0] <= f["all_titles"]["any"]["right"]
    assert [(r.kind, r.id, r.cause) for r in rows(found)] == [("missing", "e", "person, first")]


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.cli import app

    path = tmp_path / "items.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ITEMS), encoding="utf-8")
    ran = CliRunner().invoke(app, ["evaluate", "--links", str(path), "--json"])
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.output)["all_titles"]["state"]["right"] == 1
    ran = CliRunner().invoke(app, ["evaluate", "--links", str(path), "--rows"])
    assert "Titles linked for the first time" in ran.output


def test_files_that_hold_no_items(tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text('{"id": "a", "text": "x"}\n', encoding="utf-8")
    with pytest.raises(GoldError, match="no item with links"):
        read_items(path)
    with pytest.raises(GoldError):
        evaluate_links(tmp_path / "missing.jsonl")


def test_the_table_of_titles() -> None:
    known = labels()
    assert len(known) > 1000
    assert {label.kind for label in known.values()} == {"state", "person", "organisation"}
    assert all(len(c) == 3 and c.isupper() for label in known.values() for c in label.countries)
