"""Answers that are persons: one of several of a name, a surname, a name with its title, a name written otherwise."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from detente.event import Resolution
from detente.knowledge import forms
from detente.knowledge.alike import LIKE, SOUND, TURN, alike, bearers, common, given_alike
from detente.knowledge.answers import BARE, COMPOSED, SHORT, SURE, answer, made
from detente.knowledge.gazetteer import Match, gazetteer
from detente.knowledge.guard import TITLES
from detente.knowledge.names import Entry
from detente.knowledge.people import people
from detente.knowledge.phrase import Phrase, known_noun
from detente.knowledge.places import lookup_place
from detente.knowledge.roles import FORMER, TITLE_WORDS, Role
from detente.knowledge.titles import HEADS, office_for
from detente.knowledge.told import NOTHING, Told, told, told_in
from detente.knowledge.who import Fit, close, fits, known_well

INITIALS = re.compile(r"(?<![A-Za-z])([A-Z])\.?(?=[A-Z]\.?(?:[A-Z]\.?)?\s)")
"""Initials before a surname, without a blank between them: G.W. Bush."""
POLITICAL = frozenset(["GOV", "LEG", "ELI"])
"""Sectors between which politicians change so often that one told does not speak against another."""
BY_FIRST_NAME = frozenset(["monarch", "head_of_state", "crown_prince"])
FEW = 3
"""Bearers of a surname in one sector of one country, of whom the best known is given."""
LESS_KNOWN = 0.85
"""How well a surname fits those who do not go by it alone, beside one who does."""
SHORTEST = 3
"""Letters of a surname that stands alone."""
HEAD = 9
"""The same for a surname that is a given name too (Johnson): heads of state and government."""
GREAT = 6
"""Weight of an office by whose holder a surname alone is understood (heads, foreign and defence ministers)."""


def chosen(text: str, entries: Sequence[Entry], day: date | None, near: Collection[str], context: str) -> Resolution:
    """One of several persons of a name, or the only one, by what the context says of the name."""
    store = people()
    at = [store.index(e.entity.id.removeprefix("person:")) for e in entries if e.form in ("person", "short")]
    found = [(1.0, i) for i in at if i is not None]
    if entries[0].form == "short":
        when = (day or date.today()).isoformat()
        heads = [i for i in bearers(forms.key(text)) if any(t.covers(when) and t.role in HEADS for t in store.terms(i))]
        found = list(dict.fromkeys([*found, *((1.0, i) for i in heads)]))
    said = (
        told_in(context, text.split(), day, near)
        if context and (len(found) > 1 or not known_well(found[0][1]))
        else NOTHING
    )
    ordered = fits(found, said, day, near) if len(found) > 1 or said else [Fit(1.0, found[0][1], 1.0)]
    best = ordered[0]
    if best.elsewhere and not known_well(best.person):  # a namesake: the tables' has another country
        return made(text, said.country, said.sectors, COMPOSED, text)
    return _answer(text, ordered, SHORT if entries[0].form == "short" else SURE, day)


def _answer(text: str, found: Sequence[Fit], confidence: float, day: date | None) -> Resolution:
    store, best = people(), found[0]
    rivals = close(list(found))
    shares = [1 - (best.score - fit.score) for fit in rivals]
    return answer(text, store.on(best.person, day), [store.on(f.person, day) for f in rivals], confidence, shares)


def by_surname(
    text: str, day: date | None, near: Collection[str], context: str, name: str | None = None
) -> Resolution | None:
    """Who is meant by a surname alone: who holds a great office on the day, or one of a country that is named."""
    store, when = people(), (day or date.today()).isoformat()
    said = told_in(context, [name or text], day, near) if context else NOTHING
    key = forms.key(name or text)
    if len(key) < SHORTEST or known_noun(key) or key in TITLE_WORDS or key in TITLES:
        return None
    found = [(1.0, at) for at, spelled in bearers(key).items() if spelled and known_well(at)]
    ordered = fits(found, said, day, near)
    least = HEAD if key in gazetteer().given_names() else GREAT
    great = [
        f for f in ordered if any(t.covers(when) and office_for(t.role).weight >= least for t in store.terms(f.person))
    ]
    sure = [f for f in ordered if f.role or (f.here and f in great)] or (great if len(great) == 1 or not near else [])
    sure = [f for f in sure if not f.elsewhere]
    if not sure:
        return None
    spelled = any(name.endswith(key) for name in store.names(sure[0].person))
    if not spelled and not sure[0].sure and lookup_place(text):
        return None
    return _answer(text, sure, SHORT, day)


def with_words(text: str, phrase: Phrase, match: Match, day: date | None, near: Collection[str]) -> Resolution:
    """A person with what is said of him or her: the office that the words give goes before the tables'."""
    entity, office = match.entity, phrase.role()
    if office is not None and office.office == "honorific":
        office = None
    store = people()
    namesakes = [store.index(e.id.removeprefix("person:")) for e in (entity, *match.others) if e.kind == "person"]
    if len(namesakes) > 1 and match.form == "person":
        said = told([*phrase.words[: match.start], *phrase.words[match.end :]], day, near)
        entity = store.on(fits([(1.0, at) for at in namesakes if at is not None], said, day, near)[0].person, day)
    elif match.form == "short" and office is not None:
        said = told([*phrase.words[: match.start], *phrase.words[match.end :]], day, near)
        bearing = fits(_short(forms.key(phrase.words[match.end - 1]), said, day), said, day, near)
        if bearing and bearing[0].role and not bearing[0].elsewhere:
            entity = store.on(bearing[0].person, day)
    sectors = entity.sectors
    past = any(w.lower().startswith("ex-") for w in phrase.words)
    if office is not None:
        sectors = _led(sectors, office, office.sectors, former=office.former or past)
    if sectors == entity.sectors and (past or any(w.lower() in FORMER for w in phrase.words)):
        sectors = tuple(dict.fromkeys(("ELI", *sectors)))
    confidence = SURE if match.form == "person" else SHORT
    others = [e for e in (match.entity, *match.others) if e.id != entity.id]
    return answer(text, replace(entity, sectors=sectors), others, confidence)


def _led(sectors: Sequence[str], role: Role, said: Sequence[str], *, former: bool) -> tuple[str, ...]:
    """Sectors led by those that the words say; of a former office theirs are left out."""
    if former:
        return tuple(dict.fromkeys(("ELI", *(s for s in sectors if s not in role.sectors))))
    if role.office != "leader" and said[0] not in sectors:
        return tuple(dict.fromkeys((*said, *(s for s in sectors if s != "ELI"))))
    return tuple(sectors)


def by_name(
    text: str, name: Sequence[str], said: Told | None, day: date | None, near: Collection[str]
) -> Resolution | None:
    """A person by a name written otherwise or with a title; who is not in the tables has what is said of him."""
    written = INITIALS.sub(r"\1 ", " ".join(name))
    atoms = [atom for atom in forms.atoms(written) if atom[:1].isalnum()]
    said_of = said or NOTHING
    store = people()
    exact = [(1.0, at) for at in store.named(" ".join(atoms))]
    short = not exact and len(atoms) == 1
    if short:
        found = _short(atoms[0], said_of, day) if said and len(atoms[0]) >= SHORTEST else []
    else:
        found = exact or [(like.score, like.person) for like in alike(atoms)]
    many = not exact and not short and common(atoms)
    ordered = fits(found, said_of, day, near)
    agree = [fit for fit in ordered if not fit.elsewhere and _agrees(fit, said_of, day)] if short else []
    ordered = [f for f in ordered if _may(f, said_of, day, short, many)] or (agree if _one_house(agree) else [])
    if ordered:
        sure = COMPOSED if said and ordered[0].sure else SHORT if ordered[0].like >= SOUND else BARE
        return _told_answer(text, ordered, SHORT if short else sure, said_of, day)
    if said and (said.sectors or said.country):
        return made(text, said.country, said.sectors, COMPOSED if said.country else BARE, " ".join(name))
    return None


def _short(name: str, said: Told, day: date | None) -> list[tuple[float, int]]:
    """Persons by one name: a surname, of monarchs the first name."""
    owners = {short.person for short in people().shorts.get(name, ())}
    found = [(1.0 if at in owners else LESS_KNOWN, at) for at in bearers(name) if known_well(at)]
    if said.role is not None and said.role.office in BY_FIRST_NAME:
        store, when = people(), (day or date.today()).isoformat()
        reigning = [at for at, term in store.in_role("monarch") if term.covers(when)]
        parts = {at: {atom for key in store.names(at) for atom in key.split()} for at in reigning}
        found += [(1.0, at) for at, atoms in parts.items() if any(given_alike(name, atom) for atom in atoms)]
    return list(dict.fromkeys(found))


def _one_house(agree: Sequence[Fit]) -> bool:
    """Whether few bear a surname in a sector, all in one country: General Haftar, father or son."""
    return 0 < len(agree) <= FEW and len({people().country(fit.person) for fit in agree}) == 1


def _may(fit: Fit, told: Told, day: date | None, short: bool, many: bool) -> bool:
    """Whether a person may be the one meant: by a surname alone only with office or country, else not against both."""
    if short:
        fitting = not told.sectors or told.sectors[0] in POLITICAL or _agrees(fit, told, day)
        return fit.role or (fit.here and not fit.elsewhere and fitting)
    if fit.elsewhere:
        return fit.role and fit.like >= SOUND
    least = TURN if many else LIKE
    return fit.like >= SOUND or (fit.like >= least and known_well(fit.person)) or (fit.like >= LIKE and fit.sure)


def _agrees(fit: Fit, told: Told, day: date | None) -> bool:
    store = people()
    return bool(told.sectors) and told.sectors[0] in store.on(fit.person, day).sectors


def _told_answer(text: str, found: Sequence[Fit], confidence: float, told: Told, day: date | None) -> Resolution:
    """The answer, its sectors led by what the words say."""
    answered = _answer(text, found, confidence, day)
    if not told.sectors or told.role is None:
        return answered
    sectors = list(_led(answered.sectors, told.role, told.sectors, former=told.role.former))
    return answered.model_copy(update={"sectors": sectors, "sector": sectors[0] if sectors else None})
