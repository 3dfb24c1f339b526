from __future__ import annotations

from tests.language.conftest import Read, find


def test_a_branch_in_its_country(read: Read) -> None:
    parsed = read("Pakistani soldiers killed nine Taliban fighters near Quetta.")
    assert find(parsed, "Taliban fighters").countries == ["PAK"]


def test_the_group_itself_where_its_country_is_named(read: Read) -> None:
    parsed = read("Taliban fighters in Kandahar, Afghanistan, shelled a Pakistani post.")
    assert find(parsed, "Taliban fighters").countries == ["AFG"]


def test_brothers_in_egypt(read: Read) -> None:
    assert find(read("Egypt jailed two leaders of the Muslim Brotherhood."), "Muslim Brotherhood").countries == ["EGY"]
    assert find(read("Leaders of the Muslim Brotherhood met."), "Muslim Brotherhood").countries == ["IMG"]
