"""Compile the tables of persons and offices from the public facts and from what was written by hand.

    python training/compile_knowledge.py [--facts ../shared/facts]

Reads ``offices-2001-2023.tsv``, ``offices-january-2025.tsv`` (both from Wikidata, CC0) and
``leaders-1945-2021.tsv`` (REIGN) from the folder of facts, and ``persons_hand.tsv``, ``offices_hand.tsv`` and
``leader_names.tsv`` from ``training/knowledge``; writes ``persons.tsv`` and ``offices.tsv`` into
``src/detente/knowledge/tables``.

Rules that settle contradictions:
- one person is one Wikidata id; without one, one name in one country; the name is the article's title;
- two terms of one person in one office that touch or overlap are one term;
- what was written by hand wins over January 2025, and that over 2001-2023, and that over REIGN: a term by hand
  replaces the terms of the same person, role and state that it overlaps; country, sector and short names of a
  person are those of the row by hand, where there is one; who stands there twice by alias is one person;
- a term without an end ends where the next holder of the same single office begins; where the person is not
  in the list of January 2025 though the list has the place, it ended in the last year that the source knows;
- a leader of REIGN is left out where the other sources have the person in office in those years.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from knowledge_codes import body_of, iso, place_code
from knowledge_rules import Person, Term, alike, latin, merged, rows, same, slug, spelled, successors
from knowledge_rules import surname as surname_of

from detente.knowledge import forms
from detente.knowledge.gazetteer import Gazetteer
from detente.knowledge.names import NEEDS_CONTEXT, Entry
from detente.knowledge.offices import FAMILY_FIRST
from detente.knowledge.titles import HEADS, office_for, office_of
from detente.knowledge.tsv import cell

ROOT = Path(__file__).resolve().parent.parent
HAND = ROOT / "training" / "knowledge"
TABLES = ROOT / "src" / "detente" / "knowledge" / "tables"

REIGN_READ = "2021-03"  # who led a state by then and has no end in REIGN may lead it still
LAST_KNOWN = "2023"  # the 2001-2023 source was read by then: an office that it leaves open has ended
AMBASSADOR_YEARS = 4  # usual length of a posting, where its end is not known
CIVIL_SERVANTS = {"IND", "PAK", "BGD", "NPL", "LKA"}  # where the Foreign Secretary serves a minister
UNNAMED = {"SMR", "CHE"}  # REIGN gives heads of state for half a year or a year, by names of no use
COMMON_GIVEN = 2  # a surname that so many persons bear as given name does not stand alone (Martin, Simon)
COMMON_SURNAME = 4  # a surname of so many persons in the table stands alone only where the country is named
SINGLE = {
    "president", "prime minister", "monarch", "supreme leader", "foreign minister", "defence minister",
    "interior minister", "finance minister", "justice minister", "national security adviser",
    "intelligence chief", "secretary-general", "opposition leader",
}  # fmt: skip
MANY = re.compile(
    r"\b(deputy|vice|state secretary|minister of state|without portfolio|judge|justice|member|ambassador"
    r"|representative|commissioner|spokes\w+|adviser|advisor|cabinet minister|secretary of state to)\b",
    re.IGNORECASE,
)


PERSONS_HEAD = """\
# Persons: compiled by training/compile_knowledge.py; do not edit, edit training/knowledge/*.tsv.
# Sources: Wikidata (CC0) by way of every-politician-scrapers (2001-2023) and peppercatorg (January 2025);
# REIGN (OEFDataScience, March 2021) for leaders since 1945; hand: general knowledge, October 2025.
# keys: the name and its other spellings as they are looked up (see forms.py). wiki: = for the name.
# country, sector: without an office. hand: 1 for who was written down by hand as well, being in the news; 2 by hand alone.
# short: names that may stand alone while in office, with ! always, with ? only where the country is named.
id\tname\tkeys\tcountry\tsector\tshort\twiki\thand
"""
OFFICES_HEAD = """\
# Who held which office from when to when: one fact a row; compiled by training/compile_knowledge.py.
# Sources: see persons.tsv. since, until: days, months or years as far as known; empty: not known, or still.
person\trole\ttitle\tcountry\tsince\tuntil\tsource
"""


class Compiler:
    """Persons and terms as they come in; `settle` makes them agree."""

    def __init__(self) -> None:
        self.persons: dict[str, Person] = {}
        self.terms: list[Term] = []
        self.by_name: dict[tuple[str, str], str] = {}
        self.by_wiki: dict[str, str] = {}
        self.names = Gazetteer(tables=("countries", "regions"))
        self.surnames: dict[str, int] = defaultdict(int)
        self.given: dict[str, int] = defaultdict(int)
        self.words = {word for (word,) in rows(HAND / "common_words.tsv")}
        self._heads: set[str] = set()
        self.current: set[tuple[str, str]] = set()  # (person, country) of January 2025
        self.listed: set[str] = set()  # places of January 2025

    # -- what comes in

    def place(self, slug: str) -> tuple[str, bool]:
        """The code of a place of the facts, and whether it is a part of a state."""
        known = place_code(slug)
        if known:
            return known
        entries: list[Entry] = self.names.entries(slug.replace("-", " "))
        entries = [e for e in entries if e.rank < NEEDS_CONTEXT and e.form == "name"]
        if not entries:
            raise ValueError(f"unknown place {slug!r}: add it to codes.tsv")
        best = entries[0].entity
        return best.country or "", not best.id.startswith("country:")

    def person(self, name: str, wiki: str, wikidata: str, country: str, source: str) -> Person | None:
        if not latin(name):
            if not (wiki and latin(wiki)):
                return None
            name = wiki
        title = re.sub(r" \([^)]*\)$", "", wiki) if wiki else ""
        known = (self.by_name.get((forms.key(form), country)) for form in (name, title) if form)
        key = wikidata or next((found for found in known if found), None)
        if not key:
            key = f"{country.lower()}-{slug(name)}"
        found = self.persons.get(key)
        if found is None:
            found = Person(key, title or name, wiki=wiki, wikidata=wikidata, country=country, source=source)
            self.persons[key] = found
        for alias in (name, title):
            if alias and alias != found.name:
                found.aliases[alias] = None
            if alias:
                self.by_name.setdefault((forms.key(alias), country), key)
        if wiki and not found.wiki:
            found.wiki, found.name = wiki, title
            found.aliases[name] = None
        if wiki:
            self.by_wiki.setdefault(wiki, key)
        return found

    def hold(self, slug: str, titles: str, name: str, since: str, until: str, wiki: str, wd: str, source: str) -> None:
        """One row of the facts: a person, an office (several with `` / ``) and its days."""
        for title in re.split(r" / ", titles):
            if slug == "world":
                country, part = body_of(title), False
            else:
                country, part = self.place(slug)
            office = office_of(title)
            if office.weight <= 3 and not wiki:
                continue  # minor and unknown: it would only add names
            person = self.person(name, wiki, wd, country, source)
            if person is None:
                return
            role = office.role
            served = country in CIVIL_SERVANTS and title.endswith(" Secretary") and role.endswith("minister")
            if served or (title == "Secretary of State" and country != "USA"):
                role = "deputy minister"
            if part and role not in ("governor", "mayor", "ambassador", "lawmaker", "judge"):
                role = "governor" if role in HEADS else f"regional {role}"
            if source == "wikidata-2025":
                self.current.add((person.id, country))
                self.listed.add(country)
            self.terms.append(Term(person.id, role, title, country, since, until, source, slug if part else ""))

    def read_facts(self, folder: Path) -> None:
        for line in rows(folder / "offices-january-2025.tsv"):
            slug, _, titles, name, since, _, wiki, wikidata = line
            self.hold(slug, titles, name, since, "", wiki, wikidata, "wikidata-2025")
        for line in rows(folder / "offices-2001-2023.tsv"):
            slug, titles, name, since, until, wiki, wikidata = line
            self.hold(slug, titles, name, since, until, wiki, wikidata, "wikidata-2023")

    def read_hand(self) -> None:
        for name, aliases, country, sector, short, wiki, wikidata in rows(HAND / "persons_hand.tsv"):
            person = self._hand(name, country, wiki, wikidata, cell(aliases))
            person.aliases.update(dict.fromkeys(cell(aliases)))
            person.country, person.sector, person.settled = country, sector, True
            if not wiki and forms.key(name) == forms.key(person.wiki):  # the title as it is written now
                person.wiki = person.name = name
            person.short += cell(short)
        for name, country, title, since, until in rows(HAND / "offices_hand.tsv"):
            person = self._hand(name, country, "", "")
            role = office_of(title).role
            own = [t for t in self.terms if t.person == person.id and t.role == role and t.country == country]
            for term in own:  # the hand's row replaces what it overlaps
                if not term.until or not since or term.until >= since:
                    self.terms.remove(term)
            self.terms.append(Term(person.id, role, title, country, since, until, "hand"))

    def _hand(self, name: str, country: str, wiki: str, wikidata: str, aliases: Sequence[str] = ()) -> Person:
        """Whom a row by hand means: by Wikidata id, article, name or alias in the country, or name alone."""
        folded = forms.key(name)
        ident = wikidata if wikidata in self.persons else self.by_wiki.get(wiki or name)
        ident = ident or self.by_name.get((folded, country))
        others = (self.by_name.get((forms.key(alias), country)) for alias in aliases)
        ident = ident or next((other for other in others if other), None)
        if ident is None:
            named = {key for (known, _), key in self.by_name.items() if known == folded}
            ident = named.pop() if len(named) == 1 else None
        if ident is None:
            ident = wikidata or f"{country.lower()}-{slug(name)}"
            self.persons[ident] = Person(
                ident, name, country=country, wiki=wiki or name, wikidata=wikidata, source="hand"
            )
        found = self.persons[ident]
        if name != found.name:
            found.aliases[name] = None
        found.wiki = wiki or found.wiki or name
        self.by_name.setdefault((folded, country), ident)
        self.by_wiki.setdefault(found.wiki, ident)
        return found

    def read_leaders(self, folder: Path) -> None:
        """REIGN's terms that the other sources lack; its surnames get the full names written by hand."""
        full = {(country, leader): (name, wiki) for country, leader, name, wiki in rows(HAND / "leader_names.tsv")}
        heads = defaultdict(list)
        for term in self.terms:
            if term.role in HEADS:
                heads[term.country].append(term)
        for state, _, name, since, until, _, _ in rows(folder / "leaders-1945-2021.tsv"):
            country = iso(state, since)
            if country in UNNAMED:
                continue
            folded = forms.key(name)
            long, wiki = full.get((country, f"{folded} {since[:4]}")) or full.get((country, folded)) or ("", "")
            if self._known(heads[country], long or name, since, until):
                continue
            person = self._leader(country, name, long, wiki)
            self.terms.append(Term(person.id, "leader", "leader", country, since, until, "reign"))

    def _known(self, terms: list[Term], name: str, since: str, until: str) -> bool:
        """Whether one of the terms is of the same person (a name much alike) and the same years."""
        for term in terms:
            if term.since[:4] > (until or LAST_KNOWN)[:4] or since[:4] > (term.until or "9")[:4]:
                continue
            person = self.persons[term.person]
            if any(alike(name, known) for known in (person.name, *person.aliases)):
                person.told = True
                return True
        return False

    def _leader(self, country: str, name: str, long: str, wiki: str) -> Person:
        key = self.by_wiki.get(wiki) or self.by_name.get((forms.key(long or name), country))
        if not key:
            key = f"{country.lower()}-{slug(long or name)}"
            self.persons[key] = Person(key, long or name, country=country, wiki=wiki, source="reign")
            self.by_name[(forms.key(long or name), country)] = key
        person = self.persons[key]
        if len(forms.atoms(name)) == 1 and not person.short and forms.key(name) not in self.words:
            person.short.append(surname_of(person.name) or name)
        return person

    # -- what is made of it

    def settle(self) -> None:
        self.terms = merged(self.terms)
        self._home()
        self._close()
        for person in self.persons.values():
            self._short(person)

    def _home(self) -> None:
        """The country of a person is that of the greatest office, the longest held of these."""
        best: dict[str, tuple[int, str]] = {}
        for term in self.terms:
            rank = office_for(term.role).weight
            if rank > best.get(term.person, (0, ""))[0]:
                best[term.person] = (rank, term.country)
        for ident, (_, country) in best.items():
            if self.persons[ident].source != "hand" and not self.persons[ident].settled:
                self.persons[ident].country = country

    def _close(self) -> None:
        """Give an end to the terms that have none, where a rule knows it."""
        by_title: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
        by_role: dict[tuple[str, str], list[Term]] = defaultdict(list)
        leaders: dict[str, list[Term]] = defaultdict(list)
        for term in self.terms:
            if term.source == "reign" and not term.until:
                leaders[term.country].append(term)
            if not MANY.search(term.title):
                by_title[term.country, term.place, term.title.lower()].append(term)
            if term.role in SINGLE:
                by_role[term.country, term.role].append(term)
        for group in by_title.values():
            successors([t for t in group if t.source != "hand"], group)
        for group in by_role.values():
            hand = [t for t in group if t.source == "hand"]
            successors([t for t in group if t.source != "hand"], hand)
        for country, group in leaders.items():
            later = [t for t in self.terms if t.country == country and t.role in HEADS and t.since > REIGN_READ]
            successors(group, later)
        for term in self.terms:
            if term.source == "reign":
                term.until = term.until or LAST_KNOWN
            if term.until or term.source != "wikidata-2023":
                continue
            if term.role in ("ambassador", "un ambassador"):
                term.until = str(int(term.since[:4] or LAST_KNOWN) + AMBASSADOR_YEARS)
            elif term.country in self.listed and (term.person, term.country) not in self.current:
                term.until = max(LAST_KNOWN, term.since[:4])

    def _short(self, person: Person) -> None:
        """A head of state or government is also known by the surname alone."""
        heads = self.heads()
        if person.short or person.id not in heads or person.country in FAMILY_FIRST:
            return
        last = surname_of(person.name)
        if last and not self.names.entries(last) and self.plain_surname(last):
            person.short.append(last)

    def plain_surname(self, last: str) -> bool:
        """Whether a surname is neither a word nor a given name."""
        key = forms.key(last)
        return key not in self.words and self.given[key] < COMMON_GIVEN

    def short_key(self, short: str, person: Person) -> str:
        """``Trump!`` as it is looked up; the mark stays, and ``?`` is set where many bear the name."""
        key = forms.key(short.rstrip("!"))
        unknown = person.source == "reign" and not person.wiki
        common = "?" if unknown or self.surnames[key] >= COMMON_SURNAME else ""
        return key + common + ("!" if short.endswith("!") else "")

    def heads(self) -> set[str]:
        """Who ever was head of state or government; counts surnames and given names on the way."""
        if not self._heads:
            self._heads = {t.person for t in self.terms if t.role in HEADS}
            for person in self.persons.values():
                self.surnames[forms.key(surname_of(person.name) or "")] += 1
                self.given[forms.key(person.name).split(" ")[0]] += 1
        return self._heads

    def write(self) -> None:
        """Write persons.tsv and offices.tsv, in the order of names and of persons."""
        self.terms.sort(key=lambda t: (t.person, t.since, t.title))
        used = {t.person for t in self.terms}
        people = [p for p in self.persons.values() if p.id in used or p.source == "hand"]
        people.sort(key=lambda p: (p.name, p.id))
        names = {forms.key(p.name) for p in people}
        save("persons", PERSONS_HEAD, [self._row(p, names) for p in people])
        terms = [(t.person, t.role, t.title, t.country, t.since, t.until, t.source) for t in self.terms]
        save("offices", OFFICES_HEAD, terms)
        print(f"{len(people)} persons, {len(self.terms)} terms")

    def _row(self, person: Person, names: set[str]) -> tuple[str, ...]:
        keys = "|".join(spelled(person, names))
        short = "|".join(self.short_key(name, person) for name in person.short)
        alone = person.source == "hand" and not person.told
        hand = ("2" if alone else "1") if person.settled else ""
        return (person.id, person.name, keys, person.country, person.sector, short, same(person), hand)


def save(name: str, head: str, lines: Sequence[tuple[str, ...]]) -> None:
    text = head + "".join("\t".join(line) + "\n" for line in lines)
    (TABLES / f"{name}.tsv").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=Path, default=ROOT.parent / "shared" / "facts")
    folder = parser.parse_args().facts
    compiler = Compiler()
    compiler.read_facts(folder)
    compiler.read_hand()
    compiler.read_leaders(folder)
    compiler.settle()
    compiler.write()


if __name__ == "__main__":
    main()
