"""Events as rows: what stands in which column."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from detente import ontology
from detente.article import Article
from detente.event import Event
from detente.record import exports
from tests.made_up_events import ELBA, FRANCE, MAYOR, event


def test_a_line_of_json_is_the_event() -> None:
    assert Event.model_validate_json(exports.jsonl(event(desk="Rome"))) == event(desk="Rome")
    assert list(json.loads(exports.jsonl(event(desk="Rome"))))[-1] == "desk"


def test_flat_rows_have_all_columns_and_nothing_else() -> None:
    assert list(exports.flat(event())) == list(exports.columns())
    assert len(set(map(str.casefold, exports.columns()))) == len(exports.columns())


def test_lists_are_joined_in_order_and_stay_beside_each_other() -> None:
    row = exports.flat(event())
    assert row["modes"] == "heavy-weapons;destroy"
    assert row["source_name"] == "France;"  # the second has none, its place is kept
    assert row["source_country"] == "FRA;"
    assert row["source_sectors"] == "GOV;MIL/GOV"
    assert row["source_text"] == "France,;“Elba”"  # a separator inside a value gives way
    assert row["recipient_name"] == "Anna, of Gela"
    assert exports.flat(event(source=[ELBA, FRANCE]))["source_country"] == ";FRA"
    assert exports.flat(event(source=[ELBA]))["source_country"] is None
    assert exports.flat(event(source=[]))["source_text"] is None


def test_fields_of_fields() -> None:
    row = exports.flat(event())
    assert (row["where_lat"], row["where_geonameid"], row["when_start"], row["when_grain"]) == (
        37.07, 2524155, "2025-03-01", "month",
    )  # fmt: skip
    assert (row["harm_killed"], row["harm_bounds"], row["harm_detained"]) == (
        9,
        "killed=at_least;wounded=about",
        None,
    )
    assert (row["quote_text"], row["trigger_text"]) == ("it was us", "shelled")
    bare = exports.flat(event(when=None, where=None, quote=None))
    assert {bare[c] for c in bare if c.startswith(("when_", "where_", "quote_"))} == {None}


def test_carried_columns() -> None:
    row = exports.flat(event(desk="Rome", tags=["a", "b"]))
    assert (row["desk"], row["tags"]) == ("Rome", '["a", "b"]')


@pytest.mark.parametrize(
    ("extra", "carried"),
    [
        ({"desk": 1}, {"desk": 1}),
        ({"source": 1, "Type": 2}, {"row_source": 1, "row_Type": 2}),
        ({"source_name": 1, "WHEN_START": 2}, {"row_source_name": 1, "row_WHEN_START": 2}),
        ({"a": 1, "A": 2}, {"a": 1, "row_A": 2}),
        ({"": "pandas", " ": 0}, {"row_": "pandas", "row_ ": 0}),
        ({"x": float("nan"), "y": [float("inf"), 1.5]}, {"x": None, "y": [None, 1.5]}),
        ({"x": "half \ud83d", "y": {"\udc00": 1}}, {"x": "half ?", "y": {"?": 1}}),
    ],
)
def test_carried_columns_hide_nothing(extra: dict[str, Any], carried: dict[str, Any]) -> None:
    made = exports.carried(Article(id="a", text="x", extra=extra)).extra
    assert made == carried
    assert json.loads(exports.jsonl(event(**made)))["type"] == "ASSAULT"


def test_an_article_that_carries_nothing_odd_is_left_as_it_is() -> None:
    page = Article(id="a", text="x", extra={"desk": 1})
    assert exports.carried(page) is page


def test_dyads() -> None:
    found = list(exports.dyads([event(source=[FRANCE, ELBA], recipient=[MAYOR, FRANCE])]))
    assert [(e.source, e.recipient) for e in found] == [
        ([FRANCE], [MAYOR]), ([FRANCE], [FRANCE]), ([ELBA], [MAYOR]), ([ELBA], [FRANCE]),
    ]  # fmt: skip
    assert [(e.source, e.recipient) for e in exports.dyads([event(recipient=[])])] == [
        ([FRANCE], []),
        ([ELBA], []),
    ]
    assert len(list(exports.dyads([event(source=[], recipient=[])]))) == 1


# -- layouts of others


def test_plover() -> None:
    row = exports.plover(event())
    assert (row["Event Date"], row["Event Type"], row["Event Mode"]) == (
        "2025-03-31",
        "ASSAULT",
        "heavy-weapons",
    )
    assert (row["Actor Country"], row["Recipient Country"], row["Primary Actor Sector"]) == (
        "FRA;",
        "ITA",
        "GOV;MIL",
    )
    assert "\n" not in row["Event Text"]
    assert (row["Status"], row["Denied By"]) == ("happened", "Anna, of Gela")


def test_plover_puts_both_sides_of_a_reciprocal_event_into_the_actor_list() -> None:
    row = exports.plover(event(type="CONSULT", modes=[], reciprocal=True, source=[FRANCE], recipient=[MAYOR]))
    assert (row["Actor Country"], row["Recipient Country"]) == ("FRA;ITA", None)


@pytest.mark.parametrize(
    ("type", "status", "quad", "folded"),
    [
        ("CONSULT", "happened", "VC", "CONSULT"),
        ("CONSULT", "planned", "VC", "AGREE"),
        ("RETREAT", "planned", "VC", "CONCEDE"),
        (
            "SANCTION",
            "planned",
            "VK",
            "THREATEN",
        ),  # announced to the recipient: coded with the quad of a threat
        ("SANCTION", "planned", "MK", "SANCTION"),
        ("PIRACY", "planned", "MK", "PIRACY"),
    ],
)
def test_plover_folds_what_is_planned(type: str, status: str, quad: str, folded: str) -> None:
    row = exports.plover(event(type=type, status=status, quad=quad, modes=["convict"]))
    assert row["Event Type"] == folded
    assert row["Event Mode"] == ("convict" if folded == type else None)


def test_icews() -> None:
    row = exports.icews(next(exports.dyads([event()])))
    assert (row["Source Name"], row["Source Country"], row["Target Name"]) == (
        "France",
        "FRA",
        "Anna; of Gela",
    )
    assert (row["CAMEO Code"], row["Event Text"]) == ("194", ontology.cameo("194").name)
    assert list(row)[:11] == [
        "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
        "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country",
    ]  # fmt: skip
    nobody = exports.icews(event(source=[], recipient=[], cameo=None, day=None))
    assert {nobody[c] for c in ("Source Name", "Target Country", "Event Text", "Event Date")} == {None}
    assert event().day == date(2025, 3, 31)
