"""Who the words for an actor stand for on a day: ``resolve("the Russian president", "2019-04-23")``.

In this order: a whole name of the tables; a person with what is said of him or her ("former Prime Minister
Shinzo Abe"); a role of a state or body; a state, place or people with a noun ("Kyiv police"); a bare noun
("soldiers"); at last a name that is spelled nearly like one of the tables.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from detente.event import Resolution
from detente.knowledge import forms
from detente.knowledge.entity import Entity
from detente.knowledge.gazetteer import Match, gazetteer
from detente.knowledge.names import NEEDS_CONTEXT, Entry, capital_of
from detente.knowledge.offices import chief, holder, in_office, person, titled
from detente.knowledge.phrase import COUNTED, Phrase, take_apart
from detente.knowledge.roles import FORMER, Role
from detente.knowledge.sectors import sector_entry

LETTERS_AN_EDIT = 5
"""A name may differ from one of the tables by an edit (a letter more, less, other or two swapped) for so many
of its letters: Kazahks, Dehli.  With 4, Iran is Iraq; with 6, Dehli is lost."""
SURE, COMPOSED, SHORT, BARE, GUESSED = 0.95, 0.8, 0.75, 0.6, 0.5
"""Confidence by how it was found; where others are called the same it is `RIVAL` of that."""
RIVAL = 0.65
MOST_CANDIDATES = 5
SPELLING = 0.5
"""Share of letters in common from which two names of a capital are one city: Kiev and Kyiv have half."""
PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "you", "him", "her", "them", "us", "who"])
FORMATS = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%Y/%m/%d", "%Y-%m", "%Y")
UNIQUE = frozenset(
    ["head_of_state", "head_of_government", "foreign_minister", "defence_minister", "interior_minister",
     "finance_minister", "justice_minister", "monarch", "supreme_leader", "leader", "pope", "crown_prince",
     "first_lady", "secretary_of_state", "un_secretary_general", "opposition_leader"]
)  # fmt: skip
"""Offices that one person holds at a time."""
ABOVE = {"pope": "VAT", "un_secretary_general": "UNO"}
"""Offices that need no state."""
DEPUTIES = {"head_of_state": "vice president", "head_of_government": "deputy prime minister"}


def resolve(name: str, date: str | date | None = None, context: str = "") -> Resolution | None:
    """Who the words stand for, or None where nothing is known of them.

    ``date`` is the day that is asked about: an ISO day, a day written out, "today", "" or None (today).
    ``context`` is text around the words: a country named there settles what several could be called.
    ``country`` and ``sector`` of the answer follow the codebook; ``candidates`` are the names of others that
    the words may mean.  Raises ValueError for a date that is none.
    """
    text = " ".join(name.split())
    day = _day(date)
    if not text:
        return None
    near = _countries(context, day)
    for attempt in (_whole, _surname, _described, _alike):
        found = attempt(text, day, near)
        if found is not None:
            return found
    return None


def _day(value: str | date | None) -> date | None:
    """The day meant; None for today."""
    if value is None or isinstance(value, date):
        return value
    text = value.strip()
    if text.lower() in ("", "today", "now"):
        return None
    for pattern in FORMATS:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    raise ValueError(f"no day: {value!r}; give YYYY-MM-DD")


def _countries(context: str, day: date | None) -> list[str]:
    """Codes of the states named in the context, in order."""
    if not context.strip():
        return []
    matches = take_apart(context, day).matches
    return list(dict.fromkeys(m.entity.country for m in matches if m.entity.country))


# -- a whole name


def _whole(text: str, day: date | None, near: Collection[str]) -> Resolution | None:
    for form in dict.fromkeys((text, re.sub(r"^(the|a|an) ", "", text, flags=re.IGNORECASE))):
        entries = [e for e in gazetteer().lookup(form, day, near) if _written(e, form)]
        if entries and not _open(entries, near):
            return _entry(text, entries[0], [e.entity for e in entries[1:]], day)
    return None


def _surname(text: str, day: date | None, near: Collection[str]) -> Resolution | None:
    """A word that is the surname of a head of state or government in office on the day: Bush in 2003."""
    if not text[:1].isupper() or not text.isalpha():
        return None
    found = [p for p in person(text, day, _only(near)) if in_office(p, day)]
    return _answer(text, found[0], found[1:], SHORT) if found else None


def _open(entries: Sequence[Entry], near: Collection[str]) -> bool:
    """Whether the words are anybody's (the National Guard): owners in several states, none of them named."""
    asked = [e for e in entries if e.rank == NEEDS_CONTEXT and e.entity.country not in near]
    return len(asked) == len(entries) and len({e.entity.country for e in entries}) > 1


def _written(entry: Entry, form: str) -> bool:
    """Whether a form of two or three capitals (US, ICE) is written so."""
    return len(entry.text) > 3 or not entry.text.isupper() or form.upper() == form


def _entry(text: str, entry: Entry, others: Sequence[Entity], day: date | None, confidence: float = SURE) -> Resolution:
    entity = entry.entity
    if entry.form == "people":
        entity = replace(entity, wiki=None, wikidata=None)
    elif entry.form == "capital":
        entity = replace(entity, wiki=_town(entry.text, entity), wikidata=None)
    elif entry.form == "body" and (held := titled(entity, day)):
        entity, confidence = held, COMPOSED
    elif entry.form == "short" or entry.rank:
        confidence = min(confidence, SHORT)
    return _answer(text, entity, others, confidence)


def _town(name: str, state: Entity) -> str:
    """The article about a capital: that of the first name of the table for another spelling of it (Kiev)."""
    first = capital_of(state.id) or name
    return first if OSA.normalized_similarity(name, first) >= SPELLING else name


def _answer(text: str, entity: Entity, others: Sequence[Entity], confidence: float) -> Resolution:
    rivals = [o for o in others if o.id != entity.id]
    return Resolution(
        text=text,
        name=entity.name,
        country=entity.country,
        sovereign=entity.sovereign,
        sector=entity.sectors[0] if entity.sectors else None,
        sectors=list(entity.sectors),
        wiki=entity.wiki,
        wikidata=entity.wikidata,
        confidence=round(confidence * (RIVAL if rivals else 1.0), 2),
        candidates=list(dict.fromkeys(o.name or o.id for o in rivals))[:MOST_CANDIDATES],
    )


def _made(text: str, country: str | None, sectors: Sequence[str], confidence: float) -> Resolution:
    """An answer for somebody that the tables do not name."""
    entity = Entity("?", None, "other", country, tuple(dict.fromkeys(sectors)))
    return _answer(text, entity, (), confidence)


# -- a description


def _described(text: str, day: date | None, near: Collection[str]) -> Resolution | None:
    if text.lower() in PRONOUNS:
        return _made(text, None, ("UNK",), BARE)
    phrase = take_apart(text, day, near)
    if phrase.owner() is None and phrase.body() is None and phrase.person() is None:
        phrase = _mended(text, phrase, day, near)
    match = phrase.person()
    if match is not None:
        return _person(text, phrase, match)
    office = phrase.role()
    if office is not None:
        return _role(text, phrase, office, day, near)
    return _noun(text, phrase, day, near)


def _person(text: str, phrase: Phrase, match: Match) -> Resolution:
    """A person with what is said of him or her: the office that the words give goes before the tables'."""
    entity, office = match.entity, phrase.role()
    sectors = entity.sectors
    if office is not None and office.former:
        sectors = tuple(dict.fromkeys(("ELI", *(s for s in sectors if s not in office.sectors))))
    elif office is not None and office.office != "leader" and office.sectors[0] not in sectors:
        sectors = tuple(dict.fromkeys((*office.sectors, *(s for s in sectors if s != "ELI"))))
    elif not FORMER.isdisjoint(w.lower() for w in phrase.plain):
        sectors = tuple(dict.fromkeys(("ELI", *sectors)))
    confidence = SURE if match.form == "person" else SHORT
    return _answer(text, replace(entity, sectors=sectors), match.others, confidence)


def _role(text: str, phrase: Phrase, office: Role, day: date | None, near: Collection[str]) -> Resolution:
    """A role of a state or body: who holds it where the tables know, else its country and sector."""
    owner, body = phrase.owner(), phrase.body()
    if body is not None:
        held = chief(" ".join(phrase.plain), body.entity, day)
        if held is not None and not office.former:
            return _answer(text, held, (), COMPOSED)
        sectors = office.sectors if office.former else (*body.entity.sectors[:1], *office.sectors)
        return _made(text, body.entity.country, sectors, COMPOSED)
    country = owner.entity.country if owner else ABOVE.get(office.office) or _only(near)
    confidence = COMPOSED if owner else BARE
    wanted = DEPUTIES.get(office.office) if office.deputy else office.office
    state = owner is None or not owner.entity.id.startswith(("region:", "place:"))
    if country and state and wanted and not office.former and not office.elect and _one(wanted):
        held = holder(wanted, country, day)
        if held is not None:
            return _answer(text, held, (), confidence)
    return _made(text, country, office.sectors, confidence)


def _only(near: Collection[str]) -> str | None:
    """The one country of the context."""
    return next(iter(near)) if len(set(near)) == 1 else None


def _one(office: str) -> bool:
    return office in UNIQUE or office in DEPUTIES.values()


def _noun(text: str, phrase: Phrase, day: date | None, near: Collection[str]) -> Resolution | None:
    """A noun with or without a state, body or place that it belongs to."""
    owner, body = phrase.owner(), phrase.body()
    entry = sector_entry(phrase.nouns) if phrase.nouns else None
    sectors = entry.sectors if entry else ()
    if body is not None:
        first = body.start <= (owner.start if owner else body.start)
        if not phrase.nouns and (first or owner is None):
            return _answer(text, body.entity, body.others, COMPOSED)
        own = body.entity.sectors
        kept = tuple(dict.fromkeys((*(s for s in sectors if s in own), *own))) or sectors
        if entry is None or phrase.plural or entry.kind in ("group", "body"):  # its fighters: still the body
            return _answer(text, replace(body.entity, sectors=kept), (), COMPOSED)
        return _made(text, body.entity.country, kept, COMPOSED)
    if owner is not None:
        return _owned(text, phrase, owner, sectors, day)
    if entry is None:
        return None
    return _made(text, _only(near), sectors or ("UNK",), BARE)


def _owned(text: str, phrase: Phrase, owner: Match, sectors: Sequence[str], day: date | None) -> Resolution:
    """What belongs to a state, place or people; without a noun that is it itself, or some of the people."""
    country = owner.entity.country
    if phrase.nouns:
        unknown = ("UNK",) if not sectors and _before(phrase, owner) else ()
        own = owner.entity.sectors if "PRE" in owner.entity.sectors else ()
        return _made(text, country, (*sectors, *unknown, *own), COMPOSED)
    if owner.end - owner.start == len(phrase.words):
        return _entry(text, Entry(owner.entity, owner.form, 0, text), owner.others, day)
    return _made(text, country, ("CVL",) if owner.form == "people" else (), COMPOSED)


def _before(phrase: Phrase, owner: Match) -> bool:
    """Whether the owner stands before the noun: "Syrian island", not "targets in Syria"."""
    return bool(phrase.plain) and owner.start < phrase.words.index(phrase.plain[0])


# -- spelled otherwise


def _mended(text: str, phrase: Phrase, day: date | None, near: Collection[str]) -> Phrase:
    """The words taken apart again, the names of states and capitals among them spelled as in the tables."""
    for word in phrase.unknown:
        found = _nearest(forms.key(word), _owner_keys())
        if found:
            return take_apart(text.replace(word, found.title()), day, near)
    return phrase


def _alike(text: str, day: date | None, near: Collection[str]) -> Resolution | None:
    key = forms.key(COUNTED.sub("", text))
    found = _nearest(key, _all_keys()) if any(c.isupper() for c in text) else None
    entries = gazetteer().lookup(found, day, near) if found else []
    return _entry(text, entries[0], [e.entity for e in entries[1:]], day, GUESSED) if entries else None


def _nearest(key: str, keys: Sequence[str]) -> str | None:
    edits = len(key.replace(" ", "")) // LETTERS_AN_EDIT
    if not edits:
        return None
    found = process.extractOne(key, keys, scorer=OSA.distance, score_cutoff=edits)
    return found[0] if found else None


@cache
def _all_keys() -> list[str]:
    """Keys of all names."""
    return gazetteer().keys()


@cache
def _owner_keys() -> list[str]:
    """Keys of states, regions, peoples, adjectives and capitals."""
    keys = gazetteer().keys()
    return [key for key in keys if any(e.form in FORMS for e in gazetteer().entries(key))]


FORMS = frozenset(("name", "adjective", "people", "capital"))
