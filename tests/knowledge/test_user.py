"""A user's own actors: checked row by row, kept in a folder, and before our tables everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import detente
from detente.event import Resolution
from detente.knowledge import user
from detente.knowledge.gazetteer import gazetteer
from detente.knowledge.offices import holder, person
from detente.knowledge.resolve import resolve
from detente.knowledge.user_rows import Bad, WrongFile

HEAD = "name\tkind\taliases\tcountry\tsector\toffice\tsince\tuntil\twiki\twikidata\tsource\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path / "home"))
    user.reload()
    yield tmp_path / "home" / "knowledge"
    monkeypatch.undo()
    user.reload()


def row(name: str, kind: str, country: str = "KEN", sector: str = "", **cells: str) -> str:
    columns = HEAD.strip().split("\t")
    given = {"name": name, "kind": kind, "country": country, "sector": sector, **cells}
    return "\t".join(given.get(column, "") for column in columns) + "\n"


def add(tmp_path: Path, *lines: str, replace: bool = False, check: bool = False) -> user.Added:
    source = tmp_path / "mine.tsv"
    source.write_text(HEAD + "".join(lines), encoding="utf-8")
    return user.add(source, replace=replace, check=check)


def reasons(found: user.Added) -> list[str]:
    return [str(bad).split("mine.tsv:")[1] for bad in found.bad]


def got(name: str, day: str = "2025-12-01", context: str = "") -> Resolution:
    found = resolve(name, day, context)
    assert found is not None
    return found


TESTWALA = row("Zuhura Testwala", "person", office="Foreign Minister", since="2025-11-20", aliases="Z. Testwala")
FRONT = row("Mwangaza Front", "group", sector="REB", since="2024-02", aliases="Mwangaza")


def test_new_actors_are_found_everywhere(tmp_path: Path) -> None:
    assert resolve("Zuhura Testwala", "2025-12-01") is None
    assert len(add(tmp_path, TESTWALA, FRONT).new) == 2
    who = got("Zuhura Testwala")
    assert (who.country, who.sector, who.name) == ("KEN", "GOV", "Zuhura Testwala")
    assert got("Kenya's foreign minister").name == "Zuhura Testwala"
    assert got("Mwangaza fighters").sector == "REB"
    tokens = "The Mwangaza Front met Zuhura Testwala .".split()
    assert [m.entity.name for m in gazetteer().match(tokens)] == ["Mwangaza Front", "Zuhura Testwala"]
    assert person("Z. Testwala", date(2025, 12, 1))[0].name == "Zuhura Testwala"
    held = holder("foreign minister", "KEN", date(2025, 12, 1))
    assert held is not None
    assert held.id == "person:ken-zuhura-testwala"


def test_the_coder_knows_them(tmp_path: Path) -> None:
    text = "NAIROBI - Mwangaza Front fighters attacked a Kenyan army base on Monday, killing four soldiers."
    article = detente.read(text.encode(), published="2025-03-12")[0]
    assert all(a.sector != "REB" for e in detente.code(article) for a in e.source)
    add(tmp_path, FRONT)
    event = detente.code(article)[0]
    assert (event.type, event.source[0].name, event.source[0].country) == ("ASSAULT", "Mwangaza Front", "KEN")
    assert event.source[0].sector == "REB"


def test_ours_ends_where_theirs_begins(tmp_path: Path) -> None:
    day, before = date(2025, 12, 1), date(2025, 6, 1)
    ours = holder("foreign minister", "KEN", before)
    assert ours is not None
    add(tmp_path, TESTWALA)
    still = holder("foreign minister", "KEN", before)
    assert still is not None
    assert (still.id, still.until) == (ours.id, "2025-11-20")
    after = person(ours.name or "", day)[0]
    assert after.id == ours.id
    assert after.until == "2025-11-20" or "ELI" not in after.sectors  # another office may go on


def test_a_row_about_one_of_ours_takes_its_place(tmp_path: Path) -> None:
    told = add(tmp_path, row("Vladimir Putin", "person", "RUS", aliases="Vova Testovich"))
    assert [r.id for r in told.new] == ["person:Q7747"]
    assert "goes before ours" in told.notes[0].text
    assert got("Vova Testovich", "2020-01-01").wiki == "Vladimir Putin"
    assert got("Vladimir Putin", "2020-01-01").sector == "GOV"
    assert got("Wladimir Putin", "2020-01-01").wikidata == "Q7747"


def test_offices_of_one_of_ours_are_put_right(tmp_path: Path) -> None:
    add(tmp_path, row("Angela Merkel", "person", "DEU", office="Chancellor", since="2005", until="2019-01-01"))
    assert got("Angela Merkel", "2018-06-01").sector == "GOV"
    assert got("Angela Merkel", "2020-06-01").sector == "ELI"


def test_a_group_of_ours_gets_another_sector_under_all_its_names(tmp_path: Path) -> None:
    assert got("Hezbollah").sector == "REB"
    add(tmp_path, row("Hezbollah", "group", "LBN", "PTY", since="2026-01-01"))
    assert got("Hizbullah", "2026-02-01").sector == "PTY"
    assert got("Hizbullah", "2020-02-01").sector == "REB"
    assert got("Hizbullah", "2026-02-01").wiki == "Hezbollah"


def test_names_for_a_state_and_for_a_region(tmp_path: Path) -> None:
    add(tmp_path, row("Test Hermit Land", "country", "PRK"), row("Testovia", "region", "MDA", "PRE"))
    assert (got("Test Hermit Land").name, got("Test Hermit Land").country) == ("North Korea", "PRK")
    assert (got("Testovia").country, got("Testovia").sector) == ("MDA", "PRE")


def test_a_marked_name_needs_its_country(tmp_path: Path) -> None:
    add(tmp_path, row("Harambee Testers", "group", sector="CVL", aliases="?Testers"))
    named = "Kenya said the Testers would march .".split()
    alone = "Some said the Testers would march .".split()
    assert [m.entity.name for m in gazetteer().match(named)][-1] == "Harambee Testers"
    assert not gazetteer().match(alone)


def test_the_same_row_twice_is_one(tmp_path: Path) -> None:
    first = add(tmp_path, TESTWALA, TESTWALA, FRONT)
    assert (len(first.new), len(first.same)) == (2, 1)
    text = user.path().read_text("utf-8")
    again = add(tmp_path, TESTWALA, FRONT)
    assert (len(again.new), len(again.same)) == (0, 2)
    assert user.path().read_text("utf-8") == text


def test_check_changes_nothing(tmp_path: Path) -> None:
    assert len(add(tmp_path, FRONT, check=True).new) == 1
    assert not user.path().exists()


def test_replace_takes_the_place_of_all_rows(tmp_path: Path) -> None:
    add(tmp_path, FRONT)
    other = row("Mwangaza Front", "group", sector="PTY", since="2024-02")
    refused = add(tmp_path, other)
    assert "KEN REB in line" in reasons(refused)[0]
    assert "--replace" in reasons(refused)[0]
    assert len(add(tmp_path, other, replace=True).replaced) == 1
    assert [r.sector for r in user.rows()] == [("PTY",)]


def test_remove(tmp_path: Path) -> None:
    add(tmp_path, FRONT, TESTWALA)
    assert len(user.remove("group:ken-mwangaza-front")) == 1
    assert user.remove("group:ken-mwangaza-front") == []
    assert got("Mwangaza Front").name is None
    assert [r.id for r in user.rows()] == ["person:ken-zuhura-testwala"]


def test_a_sector_for_a_time(tmp_path: Path) -> None:
    add(
        tmp_path,
        row("Ali Test Ashur", "person", "IRQ", "REB", until="2020"),
        row("Ali Test Ashur", "person", "IRQ", "PTY", since="2021"),
    )
    assert got("Ali Test Ashur", "2019-05-01").sector == "REB"
    assert got("Ali Test Ashur", "2022-05-01").sector == "PTY"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (row("", "person", sector="GOV"), "2: no name"),
        (row("1234", "person", sector="GOV"), "2: a name without letters"),
        (row("Jane Testdoe", "", sector="GOV"), "2: no kind"),
        (row("Jane Testdoe", "robot", sector="GOV"), "2: kind 'robot' is none of"),
        (row("Jane Testdoe", "person", "", "GOV"), "2: no country"),
        (row("Jane Testdoe", "person", "Kenya", "GOV"), "2: country 'Kenya' is no code: write KEN"),
        (row("Jane Testdoe", "person", "QQQ", "GOV"), "2: country 'QQQ' is no code"),
        (row("Jane Testdoe", "person", sector="BOSS"), "2: sector 'BOSS' is none of"),
        (row("Jane Testdoe", "person"), "2: no sector and no office"),
        (row("Test Front", "group"), "2: no sector"),
        (row("Test Front", "group", sector="REB", office="Chairman"), "2: an office (Chairman) is held by a person"),
        (row("Jane Testdoe", "person", sector="GOV", since="31 May"), "2: since '31 May' is no day"),
        (row("Jane Testdoe", "person", sector="GOV", until="2023-02-30"), "2: until '2023-02-30' is no day"),
        (row("Jane Testdoe", "person", sector="GOV", since="2024", until="2020"), "2: it ends (2020) before it"),
        (row("Jane Testdoe", "person", sector="GOV", wikidata="42"), "2: wikidata '42' is no id"),
        (row("Jane Testdoe", "person", sector="GOV", wikidata="Q7747"), "2: wikidata Q7747 is Vladimir Putin"),
        (row("Jane Testdoe", "person", sector="GOV", wiki="https://en.wikipedia.org/wiki/X"), "2: wiki"),
        (row("Jane Testdoe", "person", sector="GOV", aliases="J"), "2: 'J' is too short"),
        (row("Jane Testdoe", "person", sector="GOV", aliases="Jo"), "2: 'Jo' is too short"),
        (row("Jane Testdoe", "person", sector="GOV", aliases="John"), "2: 'John' is too common for a name (a given"),
        (row("Jane Testdoe", "person", sector="GOV", aliases="Khan"), "2: 'Khan' is too common"),
        (row("Jane Testdoe", "person", sector="GOV", aliases="the president"), "2: 'the president' is too common"),
        (row("Test Front", "group", sector="REB", aliases="the rebels"), "2: 'the rebels' is too common"),
        (row("Test Front", "group", sector="REB", aliases="The Army"), "2: 'The Army' is too common"),
        (row("Jane Testdoe", "person", sector="GOV").strip() + "\t\t\t\t\t\t\t\tx\n", "2: "),
    ],
)
def test_bad_rows_are_named_and_the_rest_is_added(tmp_path: Path, line: str, reason: str) -> None:
    found = add(tmp_path, line, FRONT)
    assert reasons(found)[0].startswith(reason)
    assert [r.name for r in found.new] == ["Mwangaza Front"]


def test_terms_that_contradict_each_other(tmp_path: Path) -> None:
    found = add(
        tmp_path,
        row("Jane Testdoe", "person", office="Mayor of Testville", since="2019", until="2023"),
        row("Jane Testdoe", "person", office="Mayor of Testville", since="2021", until="2024"),
        row("Jane Testdoe", "person", office="Mayor of Testville", since="2023", until="2024"),
        row("Joan Testroe", "person", office="President", since="2030-01-01"),
        row("Jack Testpoe", "person", office="President", since="2029-01-01", until="2031-01-01"),
        row("Jack Testpoe", "person", office="President", since="2029-01-01", until="2030-01-01"),
    )
    assert reasons(found) == [
        "3: Mayor of Testville of KEN from 2019 to 2023 in line 2 of this file, here Mayor of Testville of KEN "
        "from 2021 to 2024",
        "6: Joan Testroe is President of KEN from 2030-01-01 to now in line 5 of this file",
    ]
    assert len(found.new) == 4


def test_two_ids_of_one_and_one_id_of_two(tmp_path: Path) -> None:
    found = add(
        tmp_path,
        row("Jane Testdoe", "person", sector="GOV", wikidata="Q999999991"),
        row("Jane Testdoe", "person", sector="GOV", wikidata="Q999999992"),
        row("Joan Testroe", "person", sector="GOV", wikidata="Q999999991"),
    )
    assert reasons(found) == [
        "3: wikidata is 'Q999999991' in line 2 of this file, here 'Q999999992'",
        "4: wikidata Q999999991 is Jane Testdoe in line 2 of this file",
    ]


def test_csv_and_jsonl(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text('Name,Kind,Role,Country,Aliases\n"Testdoe, Jane",person,Senator,KEN,"J. Testdoe|Jay Testdoe"\n')
    assert user.add(table).new[0].aliases == ("J. Testdoe", "Jay Testdoe")
    lines = tmp_path / "a.jsonl"
    lines.write_text(
        '{"name": "Test Bank", "kind": "body", "country": "KEN", "sector": ["BUS"], "aliases": ["Benki Test"]}\n'
        "{broken\n[]\n"
        '{"name": "Test Bunk", "kind": "body", "colour": "red"}\n'
    )
    found = user.add(lines)
    assert [r.name for r in found.new] == ["Test Bank"]
    assert [str(b).split(":")[1] for b in found.bad] == ["2", "3", "4"]
    assert got("Benki Test").sector == "BUS"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "an empty file"),
        (b"name\tcolour\n", "no column kind"),
        (b"name\tkind\tcolour\n", "no such column: colour"),
        (b"name\tkind\tname\n", "column name stands there twice"),
        (b"name\tkind\n\xff\xfe\n", "not UTF-8"),
        (b"name\tkind\n\0\n", "not text"),
    ],
)
def test_what_is_no_file_of_actors(tmp_path: Path, content: bytes, reason: str) -> None:
    source = tmp_path / "a.tsv"
    source.write_bytes(content)
    with pytest.raises(WrongFile, match=reason):
        user.add(source)
    with pytest.raises(WrongFile, match="No such file"):
        user.add(tmp_path / "none.tsv")


def test_a_broken_file_is_named_with_its_line(home: Path, tmp_path: Path) -> None:
    add(tmp_path, FRONT)
    broken = user.path().read_text("utf-8").replace("2024-02", "soon")
    user.path().write_text(broken, encoding="utf-8")
    user.reload()
    with pytest.raises(Bad, match=r"actors\.tsv:4: since 'soon' is no day"):
        resolve("Kenya")


def test_a_name_in_another_script(tmp_path: Path) -> None:
    add(tmp_path, row("Иван Тестов", "person", "RUS", "BUS"))
    assert got("Иван Тестов").country == "RUS"
