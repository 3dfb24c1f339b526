"""Who the words for an actor stand for on a day: ``resolve("the Russian president", "2019-04-23")``.

In this order: a whole name of the tables; a person with what is said of him or her ("former Prime Minister
Shinzo Abe"); a role of a state or body; a state, place or people with a noun ("Kyiv police"); a bare noun
("soldiers"); a person's name written otherwise; somebody that the tables do not know, by what the context
says; at last another name that is spelled nearly like one of the tables.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from rapidfuzz.distance import OSA

from detente.event import Resolution
from detente.knowledge import forms
from detente.knowledge.answers import BARE, COMPOSED, GUESSED, SHORT, SURE, answer, made
from detente.knowledge.entity import Entity
from detente.knowledge.gazetteer import Match, gazetteer
from detente.knowledge.names import NEEDS_CONTEXT, Entry, capital_of, years_off
from detente.knowledge.nearly import nearest_body, nearest_state
from detente.knowledge.offices import chief, holder, titled
from detente.knowledge.persons import by_name, by_surname, chosen, with_words
from detente.knowledge.phrase import COUNTED, Phrase, take_apart
from detente.knowledge.roles import Role
from detente.knowledge.sectors import sector_entry
from detente.knowledge.told import LONGEST, fuller, in_name, owner_name, split, told, told_in

SPELLING = 0.5
"""Share of letters in common from which two names of a capital are one city: Kiev and Kyiv have half."""
BEHIND, OUTSIDE = 0.6, 0.3
"""How well another fits whose name ranks behind, or who was not there on the day, as a share of the first."""
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
    ``context`` is text around the words: who is named there, and what is said of the name, settle whom it
    means.  ``country`` and ``sector`` of the answer follow the codebook; ``candidates`` are the names of others
    that the words may mean.  Raises ValueError for a date that is none.
    """
    found = _resolved(" ".join(name.split()), _day(date) if isinstance(date, str) else date, context)
    if found is None:
        return None
    own = {"sectors": [*found.sectors], "candidates": [*found.candidates], "scores": [*found.scores]}
    return found.model_copy(update=own)


@lru_cache(maxsize=2_000)
def _resolved(name: str, day: date | None, context: str) -> Resolution | None:
    """As `resolve`; in a table of names the same ones come again and again."""
    text = re.sub(r"['’]s?$", "", name) or name
    if not text:
        return None
    near = _countries(context, day) if context else []
    if text.lower() in PRONOUNS:
        return made(text, None, ("UNK",), BARE)
    for attempt in (_whole, _surname, _spelled, _described, _called):
        found = attempt(text, day, near, context)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=10_000)
def _day(value: str) -> date | None:
    """The day meant; None for today."""
    text = value.strip()
    if text.lower() in ("", "today", "now"):
        return None
    for pattern in FORMATS:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    raise ValueError(f"no day: {value!r}; give YYYY-MM-DD")


@lru_cache(maxsize=1_000)
def _countries(context: str, day: date | None) -> list[str]:
    """Codes of the states named in the context, in order."""
    if not context.strip():
        return []
    matches = take_apart(context, day).matches
    return list(dict.fromkeys(m.entity.country for m in matches if m.entity.country))


# -- a whole name


def _whole(text: str, day: date | None, near: Collection[str], context: str) -> Resolution | None:
    for form in dict.fromkeys((text, re.sub(r"^(the|a|an) ", "", text, flags=re.IGNORECASE))):
        entries = [e for e in gazetteer().lookup(form, day, near) if _written(e, form)]
        if entries and not _open(entries, near):
            if entries[0].form in ("person", "short"):
                return chosen(text, entries, day, near, context)
            return _entry(text, entries[0], entries[1:], day)
    return None


def _surname(text: str, day: date | None, near: Collection[str], context: str) -> Resolution | None:
    """A word that is a surname: of who holds a great office on the day, of a country that is named."""
    if not text[:1].isupper() or not text.replace("-", "").isalpha():
        return None
    longer = fuller(context, text) if context else None
    found = _called_person(longer, day, near, context) if longer else None
    return found.model_copy(update={"text": text}) if found else by_surname(text, day, near, context)


def _called_person(name: str, day: date | None, near: Collection[str], context: str) -> Resolution | None:
    """A person by the whole name that the context gives: one of the tables, or what the context says."""
    entries = [e for e in gazetteer().lookup(name, day, near) if e.form == "person"]
    if entries:
        return chosen(name, entries, day, near, context)
    words = name.split()
    return by_name(name, words, told_in(context, words, day, near), day, near)


def _open(entries: Sequence[Entry], near: Collection[str]) -> bool:
    """Whether the words are anybody's (the National Guard): owners in several states, none of them named."""
    asked = [e for e in entries if e.rank == NEEDS_CONTEXT and e.entity.country not in near]
    return len(asked) == len(entries) and len({e.entity.country for e in entries}) > 1


def _written(entry: Entry, form: str) -> bool:
    """Whether a form of two or three capitals (US, ICE, C.A.R.) is written so."""
    letters = entry.text.replace(".", "")
    return len(letters) > 3 or not letters.isupper() or form.upper() == form


def _entry(text: str, entry: Entry, others: Sequence[Entry], day: date | None, confidence: float = SURE) -> Resolution:
    entity = entry.entity
    if entry.form == "people":
        entity = replace(entity, wiki=None, wikidata=None)
    elif entry.form == "capital":
        entity = replace(entity, wiki=_town(entry.text, entity), wikidata=None)
    elif entry.form == "body" and (held := titled(entity, day)):
        entity, confidence = held, COMPOSED
    elif entry.form == "short" or entry.rank > 0:
        confidence = min(confidence, SHORT)
    return answer(text, entity, [e.entity for e in others], confidence, [_share(e, entry, day) for e in others])


def _share(other: Entry, first: Entry, day: date | None) -> float:
    """How well another owner of a name fits beside the first."""
    if years_off(other.entity, (day or date.today()).isoformat()):
        return OUTSIDE
    return BEHIND if other.rank > first.rank else 1.0


def _town(name: str, state: Entity) -> str:
    """The article about a capital: that of the first name of the table for another spelling of it (Kiev)."""
    first = capital_of(state.id) or name
    return first if OSA.normalized_similarity(name, first) >= SPELLING else name


def _spelled(text: str, day: date | None, near: Collection[str], context: str) -> Resolution | None:
    """A person's whole name in another spelling or order, before a part of it is taken for a place."""
    words = text.split()
    if not 2 <= len(words) <= LONGEST or not all(in_name(word, at > 0) for at, word in enumerate(words)):
        return None
    return by_name(text, words, None, day, near)


# -- a description


def _described(text: str, day: date | None, near: Collection[str], context: str) -> Resolution | None:
    phrase = take_apart(text, day, near)
    match = phrase.person()
    if match is None and (found := _named(text, phrase, day, near, context)):
        return found
    if match is None and phrase.owner() is None and phrase.body() is None:
        phrase = _mended(text, phrase, day, near)
        match = phrase.person()
    if match is not None:
        return with_words(text, phrase, match, day, near)
    if phrase.owner() is None and phrase.body() is None and (country := _master(phrase, day, near)):
        near = [country]
    office = phrase.role()
    if office is not None:
        return _role(text, phrase, office, day, near)
    return _noun(text, phrase, day, near)


def _master(phrase: Phrase, day: date | None, near: Collection[str]) -> str | None:
    """The country of the person to whom those belong who are spoken of: "Putin's spokesman"."""
    known = phrase.master()
    if known is not None:
        return known.entity.country
    name = owner_name(phrase)
    found = (
        by_surname(name[0], day, near, "") if len(name) == 1 else by_name("", name, None, day, near) if name else None
    )
    return found.country if found else None


def _named(text: str, phrase: Phrase, day: date | None, near: Collection[str], context: str) -> Resolution | None:
    """A name with a title before it or an apposition after it: a person of the tables, or one they do not know."""
    parts = split(phrase)
    if parts is None:
        return None
    name, words = parts
    said = told(words, day, near) if words else told_in(context, name, day, near) if context else None
    if said is None or (words and not said and not words[0][:1].isupper()):
        return by_name(text, name, None, day, near) if not words and name != phrase.words else None
    if not said:
        return None
    if said.titled and len(name) == 1:
        return by_surname(text, day, near, context, name[0])
    return by_name(text, name, said, day, near)


def _role(text: str, phrase: Phrase, office: Role, day: date | None, near: Collection[str]) -> Resolution:
    """A role of a state or body: who holds it where the tables know, else its country and sector."""
    owner, body = phrase.owner(), phrase.body()
    if body is not None:
        held = chief(" ".join(phrase.plain), body.entity, day)
        if held is not None and not office.former:
            return answer(text, held, (), COMPOSED)
        sectors = office.sectors if office.former else (*body.entity.sectors[:1], *office.sectors)
        return made(text, body.entity.country, sectors, COMPOSED)
    country = owner.entity.country if owner else ABOVE.get(office.office) or _only(near)
    confidence = COMPOSED if owner else BARE
    wanted = DEPUTIES.get(office.office) if office.deputy else office.office
    state = owner is None or not owner.entity.id.startswith(("region:", "place:"))
    if country and state and wanted and not office.former and not office.elect and _one(wanted):
        held = holder(wanted, country, day)
        if held is not None:
            return answer(text, held, (), confidence)
    return made(text, country, office.sectors, confidence)


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
            return answer(text, body.entity, body.others, COMPOSED)
        own = body.entity.sectors
        kept = tuple(dict.fromkeys((*(s for s in sectors if s in own), *own))) or sectors
        if entry is None or phrase.plural or entry.kind in ("group", "body"):  # its fighters: still the body
            return answer(text, replace(body.entity, sectors=kept), (), COMPOSED)
        return made(text, body.entity.country, kept, COMPOSED)
    if owner is not None:
        return _owned(text, phrase, owner, sectors, day)
    if entry is None:
        return None
    return made(text, _only(near), sectors or ("UNK",), BARE)


def _owned(text: str, phrase: Phrase, owner: Match, sectors: Sequence[str], day: date | None) -> Resolution:
    """What belongs to a state, place or people; without a noun that is it itself, or some of the people."""
    country = owner.entity.country
    if phrase.nouns:
        unknown = ("UNK",) if not sectors and _before(phrase, owner) else ()
        own = owner.entity.sectors if "PRE" in owner.entity.sectors else ()
        return made(text, country, (*sectors, *unknown, *own), COMPOSED)
    if owner.end - owner.start == len(phrase.words):
        others = [Entry(o, owner.form, 0, text) for o in owner.others]
        return _entry(text, Entry(owner.entity, owner.form, 0, text), others, day)
    return made(text, country, ("CVL",) if owner.form == "people" else (), COMPOSED)


def _before(phrase: Phrase, owner: Match) -> bool:
    """Whether the owner stands before the noun: "Syrian island", not "targets in Syria"."""
    return bool(phrase.plain) and owner.start < phrase.words.index(phrase.plain[0])


# -- spelled otherwise


def _mended(text: str, phrase: Phrase, day: date | None, near: Collection[str]) -> Phrase:
    """The words taken apart again, the names of states and capitals among them spelled as in the tables."""
    for word in phrase.unknown:
        found = nearest_state(forms.key(word))
        if found:
            return take_apart(text.replace(word, found.title()), day, near)
    return phrase


def _called(text: str, day: date | None, near: Collection[str], context: str) -> Resolution | None:
    """A person's name written otherwise, or the name of another thing that is spelled nearly so."""
    if not any(c.isupper() for c in text):
        return None
    words = COUNTED.sub("", text)
    found = by_name(text, words.split(), None, day, near)
    if found is not None:
        return found
    key = forms.key(words)
    nearest = nearest_state(key) or nearest_body(key)
    entries = gazetteer().lookup(nearest, day, near) if nearest else []
    return _entry(text, entries[0], entries[1:], day, GUESSED) if entries else None
