"""A user's rows of actors: read from TSV, CSV or JSONL and checked one by one.

A row is one fact about one actor: what it is called and what it was from when to when.  An actor who held
several offices has several rows.  What is wrong in a row is told with file, line and reason (`Bad`).
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from detente.knowledge import forms
from detente.knowledge.entity import ABOVE_STATES
from detente.knowledge.tsv import table

COLUMNS = (
    "name", "kind", "aliases", "country", "sector", "office", "since", "until", "wiki", "wikidata", "source",
)  # fmt: skip
"""Of a user's file, in any order; ``role`` is taken for ``office``.  name and kind must be there."""
OTHER_NAMES = {"role": "office", "alias": "aliases", "sectors": "sector"}
KINDS = ("person", "group", "body", "country", "region")
SECTORS = frozenset(
    "GOV MIL COP SPY JUD LEG PTY OPP REB UAF PRM PRE CVL CRM BUS LAB AGR EDU MED JRN REL REF ELI SOC UNK".split()
)
MARKS = "~?"
"""Before a name: ``~`` it ranks behind other owners, ``?`` it needs its country named nearby."""
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
QID = re.compile(r"Q[1-9]\d*")
SHORTEST = 3
"""Letters of a name that is not written in capitals (US, EU)."""


class Bad(ValueError):
    """A row that cannot be taken: ``file:line: reason``."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.line = line


class WrongFile(ValueError):
    """A file that cannot be read as rows of actors at all."""


class Row(NamedTuple):
    """One fact about an actor, its cells checked; ``line`` is where it stands, ``id`` empty until it is known.

    ``aliases`` keep their marks (`MARKS`); ``sector`` is best first; days are ISO days, months or years.
    """

    line: int
    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    country: str
    sector: tuple[str, ...]
    office: str
    since: str
    until: str
    wiki: str
    wikidata: str
    source: str

    def names(self) -> set[str]:
        """The folded names, marks left out."""
        return {forms.key(form.lstrip(MARKS)) for form in (self.name, *self.aliases)}

    def facts(self) -> tuple[str, ...]:
        """The cells without the line, as they are written down."""
        cells = {**self._asdict(), "aliases": "|".join(self.aliases), "sector": ";".join(self.sector)}
        return (self.id, *(cells[name] for name in COLUMNS))


# -- reading


def raw_rows(path: Path, name: str = "") -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Line number and cells of every row; a reason in the place of the cells where a line cannot be read.

    Raises WrongFile for what is no table of actors.
    """
    name = name or str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise WrongFile(f"{name}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise WrongFile(f"{name}: not UTF-8 (byte {error.start:,}); save it as UTF-8") from None
    if "\0" in text:
        raise WrongFile(f"{name}: not text")
    lines = text.splitlines()
    first = next((line for line in lines if line.strip() and not line.startswith("#")), None)
    if first is None:
        raise WrongFile(f"{name}: an empty file")
    if path.suffix.lower() in (".jsonl", ".ndjson", ".json") or first.lstrip().startswith("{"):
        yield from _json_rows(lines)
    else:
        yield from _cells(lines, "\t" if "\t" in first else ",", name)


def _json_rows(lines: Sequence[str]) -> Iterator[tuple[int, dict[str, Any] | str]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, f"broken JSON: {getattr(error, 'msg', error)}"
            continue
        if not isinstance(found, dict):
            yield number, "not a JSON object"
            continue
        cells = {OTHER_NAMES.get(str(key), str(key)): value for key, value in found.items()}
        unknown = [key for key in cells if key not in (*COLUMNS, "id")]
        yield number, f"no such column: {', '.join(unknown)}" if unknown else cells


def _cells(lines: Sequence[str], mark: str, name: str) -> Iterator[tuple[int, dict[str, Any] | str]]:
    columns: list[str] | None = None
    kept = (line if not line.startswith("#") else "" for line in lines)
    reader = csv.reader(kept) if mark == "," else csv.reader(kept, delimiter=mark, quoting=csv.QUOTE_NONE)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, f"broken row: {error}"
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = _columns(cells, name)
        elif len(cells) > len(columns):
            yield reader.line_num, f"{len(cells)} cells for {len(columns)} columns"
        else:
            yield reader.line_num, dict(zip(columns, cells, strict=False))


def _columns(cells: Sequence[str], name: str) -> list[str]:
    columns = [OTHER_NAMES.get(cell.strip().lower(), cell.strip().lower()) for cell in cells]
    unknown = [column for column in columns if column not in (*COLUMNS, "id")]
    missing = [column for column in ("name", "kind") if column not in columns]
    if missing or unknown or len(set(columns)) < len(columns):
        what = "no column " + " and ".join(missing) if missing else f"no such column: {', '.join(unknown)}"
        twice = sorted({column for column in columns if columns.count(column) > 1})
        what = what if missing or unknown else f"column {twice[0]} stands there twice"
        raise WrongFile(f"{name}: {what}; columns are {', '.join(COLUMNS)}")
    return columns


# -- checking


def checked(cells: Mapping[str, Any], line: int) -> Row:
    """The row with its cells checked; raises ValueError with the reason where one is wrong."""
    name = _text(cells, "name")
    if not any(char.isalpha() for char in name):
        raise ValueError("no name" if not name else f"a name without letters: {name!r}")
    kind = _text(cells, "kind").lower()
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}" if kind else f"no kind ({', '.join(KINDS)})")
    row = Row(
        line=line,
        id=_text(cells, "id"),
        name=name,
        kind=kind,
        aliases=tuple(dict.fromkeys(a for a in _list(cells, "aliases", "|") if a != name)),
        country=_country(_text(cells, "country")),
        sector=tuple(dict.fromkeys(code.upper() for code in _list(cells, "sector", ";|"))),
        office=_text(cells, "office"),
        since=_day(cells, "since"),
        until=_day(cells, "until"),
        wiki=_wiki(_text(cells, "wiki"), name),
        wikidata=_text(cells, "wikidata"),
        source=_text(cells, "source"),
    )
    _agree(row)
    return row


def _agree(row: Row) -> None:
    """Raises ValueError where the cells of a row do not go together."""
    unknown = [code for code in row.sector if code not in SECTORS]
    if unknown:
        raise ValueError(f"sector {unknown[0]!r} is none of {' '.join(sorted(SECTORS))}")
    if row.office and row.kind != "person":
        raise ValueError(f"an office ({row.office}) is held by a person, not by a {row.kind}")
    if row.wikidata and not QID.fullmatch(row.wikidata):
        raise ValueError(f"wikidata {row.wikidata!r} is no id like Q42")
    if row.since and row.until and row.until < row.since[: len(row.until)]:
        raise ValueError(f"it ends ({row.until}) before it begins ({row.since})")


def unfit(row: Row) -> str | None:
    """Why a name of a row would be found where it is not meant; None where all may stand."""
    return next(filter(None, (_unfit(form, row.kind) for form in (row.name, *row.aliases))), None)


def _text(cells: Mapping[str, Any], column: str) -> str:
    value = cells.get(column)
    if value is None:
        return ""
    if not isinstance(value, str | int):
        raise ValueError(f"{column} is a {type(value).__name__}, not text")
    text = " ".join(str(value).split())
    if any(not char.isprintable() for char in text):
        raise ValueError(f"{column} holds a character that cannot be printed")
    return text


def _list(cells: Mapping[str, Any], column: str, marks: str) -> list[str]:
    """The parts of a cell, or of a list in JSON."""
    value = cells.get(column)
    if isinstance(value, list):
        parts = [_text({column: part}, column) for part in value]
    else:
        parts = re.split(f"[{re.escape(marks)}]", _text(cells, column))
    return [part.strip() for part in parts if part.strip()]


def _country(code: str) -> str:
    if not code:
        raise ValueError("no country (a code, or one of " + " ".join(ABOVE_STATES) + ")")
    if code.upper() in codes():
        return code.upper()
    meant = codes_by_name().get(forms.key(code))
    raise ValueError(f"country {code!r} is no code" + (f": write {meant}" if meant else " like KEN"))


def _day(cells: Mapping[str, Any], column: str) -> str:
    text = _text(cells, column)
    if not text:
        return ""
    full = f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10]
    try:
        if not DAY.fullmatch(text):
            raise ValueError
        date.fromisoformat(full)
    except ValueError:
        raise ValueError(f"{column} {text!r} is no day, month or year: write 2024-05-31, 2024-05 or 2024") from None
    return text


def _wiki(title: str, name: str) -> str:
    if "://" in title or title.startswith("www."):
        raise ValueError(f"wiki {title!r} is an address: write the article's title")
    return name if title == "=" else title.replace("_", " ")


def _unfit(form: str, kind: str) -> str | None:
    marked, text = form[0] in MARKS, form.lstrip(MARKS).strip()
    letters = [char for char in text if char.isalpha()]
    if not letters:
        return f"an alias without letters: {form!r}"
    latin = letters[0].isascii()
    if latin and (len(letters) < 2 or (len(letters) < SHORTEST and not text.isupper())):
        return f"{text!r} is too short for a name (two letters only in capitals, like EU)"
    reason = None if marked else common(text, kind)
    return (
        f"{text!r} is too common for a name ({reason}); ?{text} counts where its country is named" if reason else None
    )


@cache
def codes() -> frozenset[str]:
    """Codes of states, territories and what is above states."""
    return frozenset({row[0] for row in table("countries").rows} | set(ABOVE_STATES))


@cache
def codes_by_name() -> dict[str, str]:
    """Folded names of states -> codes, to say which is meant."""
    out: dict[str, str] = {}
    for row in table("countries").dicts():
        for name in (row["name"], *row["aliases"].split("|")):
            out.setdefault(forms.key(name.lstrip(MARKS)), row["code"])
    return out


def common(text: str, kind: str) -> str | None:
    """Why one word is no name by itself: a noun or title of the tables, a small word, many bear it."""
    from detente.knowledge.place_words import words as place_words
    from detente.knowledge.roles import role
    from detente.knowledge.sectors import sector_entry, words_of
    from detente.knowledge.tsv import word_sets

    text = re.sub(r"(?i)^(the|a|an) ", "", text)
    key = forms.key(text)
    found = role(text)
    if found is not None and found.end - found.start == len(text.split()):
        return "a title"
    if not text.isupper() and sector_entry(words_of(key)) is not None and len(sector_words(key)) == len(key.split()):
        return "a noun for anybody"
    if " " in key:
        return None
    if any(key in found for found in word_sets().values()) or (key in place_words("word") and not text.isupper()):
        return "an English word"
    if key in given_names():
        return "a given name"
    bearers = surnames().get(key, 0) if kind == "person" else 0
    return f"the surname of {bearers} persons of our tables" if bearers >= MANY else None


MANY = 10
"""Persons of the tables with a surname from which it is nobody's alone (as Khan, Kim, Singh are)."""


def sector_words(key: str) -> list[str]:
    """The words of a phrase that the sector lexicon's entry covers."""
    from detente.knowledge.sectors import sector_entry, words_of

    entry = sector_entry(words_of(key))
    return words_of(key)[-entry.size :] if entry else []


@cache
def given_names() -> frozenset[str]:
    """First names of two persons of the tables and more."""
    firsts: dict[str, int] = {}
    for row in table("persons").rows:
        first = row[2].split("|", 1)[0].split(" ", 1)
        if len(first) > 1:
            firsts[first[0]] = firsts.get(first[0], 0) + 1
    return frozenset(name for name, count in firsts.items() if count > 1)


@cache
def surnames() -> dict[str, int]:
    """Last names -> how many persons of the tables bear them."""
    lasts: dict[str, int] = {}
    for row in table("persons").rows:
        last = row[2].split("|", 1)[0].rsplit(" ", 1)[-1]
        lasts[last] = lasts.get(last, 0) + 1
    return lasts
