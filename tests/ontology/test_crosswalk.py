from __future__ import annotations

import pytest

from detente.ontology import (
    UnknownCode,
    cameo,
    cameo_codes,
    cameo_to_plover,
    check,
    context_meanings,
    differences,
    modes,
    plover_to_cameo,
    type_names,
)


def test_every_code_leads_into_the_ontology() -> None:
    codes = cameo_codes()
    assert len(codes) == 318
    assert len([c for c in codes if len(c) == 2]) == 20
    for row in codes.values():
        assert row.code[:2] in codes
        if row.type is not None:
            check(row.type, [row.mode] if row.mode else [])
        assert set(row.contexts) <= set(context_meanings())


@pytest.mark.parametrize(
    ("code", "plover"),
    [
        ("055", ("CONCEDE", None)),
        ("0831", ("CONCEDE", None)),
        ("0841", ("RETREAT", "release")),
        ("116", ("SANCTION", "convict")),
        ("163", ("SANCTION", "discontinue")),
        ("195", ("ASSAULT", "aerial")),
        ("020", ("REQUEST", None)),
        ("010", None),
        ("57", ("SUPPORT", None)),
    ],
)
def test_cameo_to_plover(code: str, plover: tuple[str, str | None] | None) -> None:
    assert cameo_to_plover(code) == plover


def test_the_host_of_a_visit_is_the_recipient() -> None:
    assert cameo("043").swapped
    assert not cameo("042").swapped


def test_unknown_codes() -> None:
    with pytest.raises(UnknownCode, match="999"):
        cameo_to_plover("999")
    with pytest.raises(UnknownCode, match="CRIME"):
        plover_to_cameo("CRIME")


def test_every_type_and_mode_has_one_cameo_code_that_leads_back() -> None:
    for type in type_names():
        for mode in ((), *((m,) for m in modes(type))):
            back = cameo_to_plover(plover_to_cameo(type, mode))
            assert back is not None
            if (type, mode) != ("RETREAT", ("resign",)):  # CAMEO codes it as yielding to a demand
                assert back[0] == type, (type, mode, back)


def test_back_takes_the_first_mode_that_has_a_code() -> None:
    assert plover_to_cameo("CONSULT", ["phone"]) == "041"
    assert plover_to_cameo("SANCTION", ["convict", "arrest"]) == "116"
    assert plover_to_cameo("AID", ["military"]) == "070"


def test_differences_say_what_the_crosswalk_does() -> None:
    rows = differences()
    assert any(r.code == "055" and r.plover_type == "SUPPORT" for r in rows)
    for r in rows:
        assert cameo_to_plover(r.code) == (r.type, r.mode)
        assert (r.type, r.mode) != (r.plover_type, r.plover_mode), r.code
        assert len(r.reason) > 20
    assert len({r.code for r in rows}) == len(rows)
