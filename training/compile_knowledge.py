"""Compile the tables of persons and offices from the public facts and from what was written by hand.

    python training/compile_knowledge.py [--facts ../shared/facts]

Reads ``offices-2001-2023.tsv``, ``offices-january-2025.tsv`` (both from Wikidata, CC0) and
``leaders-1945-2021.tsv`` (REIGN) from the folder of facts, and ``persons_hand.tsv``, ``offices_hand.tsv`` and
``leader_names.tsv`` from ``training/knowledge``; writes ``persons.tsv`` and ``offices.tsv`` into
``src/detente/knowledge/tables``.

Rules that settle contradictions:
- one person is one Wikidata id; without one, one name in one country; the name is the English article's title;
- two terms of one person in one office that touch or overlap are one term;
- what was written by hand wins over January 2025, and that over 2001-2023, and that over REIGN;
- a term without an end ends where the next holder of the same single office begins; where the person is not
  in the list of January 2025 though the list has the place, it ended in the last year that the source knows;
- a leader of REIGN is left out where the other sources have the person in office in those years.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from detente.knowledge import forms
from detente.knowledge.gazetteer import Gazetteer
from detente.knowledge.names import NEEDS_CONTEXT, Entry
from detente.knowledge.titles import HEADS, office_for, office_of
from detente.knowledge.tsv import cell

ROOT = Path(__file__).resolve().parent.parent
HAND = ROOT / "training" / "knowledge"
TABLES = ROOT / "src" / "detente" / "knowledge" / "tables"

REIGN_READ = "2021-03"  # who led a state by then and has no end in REIGN may lead it still
LAST_KNOWN = "2023"  # the 2001-2023 source was read between 2021 and 2023: an office it leaves open ended by then
AMBASSADOR_YEARS = 4  # usual length of a posting, where its end is not known
ALIKE = 80  # per cent of letters that two spellings of a surname share; 75 takes Chen for Cheng
UNNAMED = {"SMR", "CHE"}  # REIGN gives heads of state for half a year or a year, by names of no use
COMMON_SURNAME = 4  # a surname of so many persons in the table stands alone only where the country is named
SINGLE = {
    "president", "prime minister", "monarch", "supreme leader", "foreign minister", "defence minister",
    "interior minister", "finance minister", "justice minister", "national security adviser",
    "intelligence chief", "secretary-general", "opposition leader",
}  # fmt: skip
MANY = re.compile(
    r"\b(deputy|vice|state secretary|minister of state|without portfolio|judge|justice|member|ambassador"
    r"|representative|commissioner|adviser|advisor|cabinet minister|secretary of state to)\b",
    re.IGNORECASE,
)
PLACES = {
    "us": "USA", "uae": "ARE", "saudi": "SAU", "czech": "CZE", "swiss-federal-council": "CHE", "caymans": "CYM",
    "faroes": "FRO", "turks-and-caicos": "TCA", "aland": "ALA", "curacao": "CUW", "cabo-verde": "CPV",
    "donetsk": "UKR", "luhansk": "UKR", "european-union": "EUR", "congo-kinshasa": "COD", "georgia": "GEO",
    "congo-brazzaville": "COG", "bosnia-herzegovina": "BIH", "st-kitts-and-nevis": "KNA",
}  # fmt: skip
SUBNATIONAL = {
    "georgia-us": "USA", "washington": "USA", "new-york": "USA", "victoria": "AUS", "punjab": "IND",
    "berlin": "DEU", "bremen": "DEU", "hamburg": "DEU", "newfoundland-and-labrador": "CAN", "quebec": "CAN",
    "baden-wurttemberg": "DEU", "manipur": "IND", "odisha": "IND",
}  # fmt: skip
COW = {
    "AAB": "ATG", "ALG": "DZA", "ANG": "AGO", "AUL": "AUS", "AUS": "AUT", "BAH": "BHR", "BAR": "BRB",
    "BFO": "BFA", "BHM": "BHS", "BHU": "BTN", "BNG": "BGD", "BOS": "BIH", "BOT": "BWA", "BRU": "BRN", "BUI": "BDI",
    "BUL": "BGR", "CAM": "KHM", "CAO": "CMR", "CAP": "CPV", "CDI": "CIV", "CEN": "CAF", "CHA": "TCD", "CON": "COG",
    "COS": "CRI", "CRO": "HRV", "CZE": "CSK", "CZR": "CZE", "DEN": "DNK", "DRC": "COD", "DRV": "VNM",
    "EQG": "GNQ", "ETM": "TLS", "FRN": "FRA", "GAM": "GMB", "GDR": "DDR", "GFR": "DEU", "GMY": "DEU", "GRG": "GEO",
    "GRN": "GRD", "GUA": "GTM", "GUI": "GIN", "HAI": "HTI", "HON": "HND", "ICE": "ISL", "INS": "IDN",
    "IRE": "IRL", "KOS": "XKX", "KUW": "KWT", "KYR": "KGZ", "KZK": "KAZ", "LAT": "LVA", "LEB": "LBN", "LES": "LSO",
    "LIB": "LBY", "LIT": "LTU", "MAA": "MRT", "MAC": "MKD", "MAD": "MDV", "MAG": "MDG", "MAL": "MYS",
    "MAS": "MUS", "MAW": "MWI", "MLD": "MDA", "MNC": "MCO", "MNG": "MNE", "NAU": "NRU", "UAE": "ARE", "MON": "MNG", "MOR": "MAR", "MSI": "MHL", "MYA": "MMR",
    "MZM": "MOZ", "NEP": "NPL", "NEW": "NZL", "NIG": "NGA", "NIR": "NER", "NTH": "NLD", "OMA": "OMN", "PAL": "PLW",
    "PAR": "PRY", "PHI": "PHL", "POR": "PRT", "ROK": "KOR", "ROM": "ROU", "RVN": "VNM", "SAF": "ZAF",
    "SAL": "SLV", "SEY": "SYC", "SIE": "SLE", "SIN": "SGP", "SKN": "KNA", "SLO": "SVK", "SLU": "LCA", "SLV": "SVN",
    "SNM": "SMR", "SOL": "SLB", "SPN": "ESP", "SRI": "LKA", "SUD": "SDN", "SVG": "VCT", "SWA": "SWZ",
    "SWD": "SWE", "SWZ": "CHE", "TAJ": "TJK", "TAZ": "TZA", "THI": "THA", "TOG": "TGO", "TRI": "TTO", "UKG": "GBR",
    "URU": "URY", "VAN": "VUT", "YAR": "YEM", "YPR": "YEM", "ZAM": "ZMB", "ZIM": "ZWE",
}  # fmt: skip


@dataclass
class Person:
    id: str
    name: str
    aliases: dict[str, None] = field(default_factory=dict)
    country: str = ""
    sector: str = ""
    short: list[str] = field(default_factory=list)
    wiki: str = ""
    wikidata: str = ""
    source: str = ""
    settled: bool = False  # the country was written by hand


@dataclass
class Term:
    person: str
    role: str
    title: str
    country: str
    since: str
    until: str
    source: str
    place: str = ""


class Compiler:
    """Persons and terms as they come in; `settle` makes them agree."""

    def __init__(self) -> None:
        self.persons: dict[str, Person] = {}
        self.terms: list[Term] = []
        self.by_name: dict[tuple[str, str], str] = {}
        self.by_wiki: dict[str, str] = {}
        self.names = Gazetteer(tables=("countries", "regions"))
        self.current: set[tuple[str, str]] = set()  # (person, country) of January 2025
        self.listed: set[str] = set()  # places of January 2025

    # -- what comes in

    def place(self, slug: str) -> tuple[str, bool]:
        """The code of a place of the facts, and whether it is a part of a state."""
        if slug in PLACES:
            return PLACES[slug], False
        if slug in SUBNATIONAL:
            return SUBNATIONAL[slug], True
        entries: list[Entry] = self.names.entries(slug.replace("-", " "))
        entries = [e for e in entries if e.rank < NEEDS_CONTEXT and e.form == "name"]
        if not entries:
            raise ValueError(f"unknown place {slug!r}: add it to PLACES or SUBNATIONAL")
        best = entries[0].entity
        return best.country or "", not best.id.startswith("country:")

    def person(self, name: str, wiki: str, wikidata: str, country: str, source: str) -> Person | None:
        if not latin(name):
            if not (wiki and latin(wiki)):
                return None
            name = wiki
        title = re.sub(r" \([^)]*\)$", "", wiki) if wiki else ""
        key = wikidata or self.by_name.get((forms.key(name), country)) or self.by_name.get((forms.key(title), country))
        if not key:
            key = f"{country.lower()}-{slug(name)}"
        found = self.persons.get(key)
        if found is None:
            found = Person(key, title or name, wiki=wiki, wikidata=wikidata, country=country, source=source)
            self.persons[key] = found
        for alias in (name, title):
            if alias and alias != found.name:
                found.aliases[alias] = None
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
            person = self._hand(name, country, wiki, wikidata)
            person.aliases.update(dict.fromkeys(cell(aliases)))
            person.country, person.sector, person.settled = country, sector, True
            person.short += cell(short)
        for name, country, title, since, until in rows(HAND / "offices_hand.tsv"):
            person = self._hand(name, country, "", "")
            role = office_of(title).role
            own = [t for t in self.terms if t.person == person.id and t.role == role and t.country == country]
            for term in own:  # the hand's row replaces what it overlaps
                if not term.until or not since or term.until >= since:
                    self.terms.remove(term)
            self.terms.append(Term(person.id, role, title, country, since, until, "hand"))

    def _hand(self, name: str, country: str, wiki: str, wikidata: str) -> Person:
        """The person that a row by hand means: by Wikidata id, by article, by name in the country, by name alone."""
        folded = forms.key(name)
        ident = wikidata if wikidata in self.persons else self.by_wiki.get(wiki or name)
        ident = ident or self.by_name.get((folded, country))
        if ident is None:
            named = {key for (known, _), key in self.by_name.items() if known == folded}
            ident = named.pop() if len(named) == 1 else None
        if ident is None:
            ident = wikidata or f"{country.lower()}-{slug(name)}"
            self.persons[ident] = Person(ident, name, country=country, wiki=wiki or name, wikidata=wikidata, source="hand")
        found = self.persons[ident]
        if name != found.name:
            found.aliases[name] = None
        found.wiki = wiki or found.wiki or name
        self.by_name.setdefault((folded, country), ident)
        self.by_wiki.setdefault(found.wiki, ident)
        return found

    def read_leaders(self, folder: Path) -> None:
        """REIGN's terms that the other sources do not have; its surnames get the full names written by hand."""
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
                return True
        return False

    def _leader(self, country: str, name: str, long: str, wiki: str) -> Person:
        key = self.by_wiki.get(wiki) or self.by_name.get((forms.key(long or name), country))
        if not key:
            key = f"{country.lower()}-{slug(long or name)}"
            self.persons[key] = Person(key, long or name, country=country, wiki=wiki, source="reign")
            self.by_name[(forms.key(long or name), country)] = key
        person = self.persons[key]
        if len(forms.atoms(name)) == 1 and name not in person.short and not person.short:
            person.short.append(surname(person.name) or name)
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
            successors(group, group)
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
        if not person.short and any(t.person == person.id for t in self.heads()):
            last = surname(person.name)
            if last and not self.names.entries(last):
                person.short.append(last)

    def short_key(self, short: str) -> str:
        """``Trump!`` as it is looked up; the mark stays, and ``?`` is set where many bear the name."""
        key = forms.key(short.rstrip("!"))
        common = "?" if self.surnames[key] >= COMMON_SURNAME else ""
        return key + common + ("!" if short.endswith("!") else "")

    def heads(self) -> list[Term]:
        if not hasattr(self, "_heads"):
            self._heads = [t for t in self.terms if t.role in HEADS]
            self.surnames: dict[str, int] = defaultdict(int)
            for person in self.persons.values():
                self.surnames[forms.key(surname(person.name) or "")] += 1
        return self._heads

    def write(self) -> None:
        self.terms.sort(key=lambda t: (t.person, t.since, t.title))
        used = {t.person for t in self.terms}
        people = [p for p in self.persons.values() if p.id in used or p.source == "hand"]
        people.sort(key=lambda p: (p.name, p.id))
        names = {forms.key(p.name) for p in people}
        head = [
            "# Persons: compiled by training/compile_knowledge.py; do not edit, edit training/knowledge/*.tsv.",
            "# Sources: Wikidata (CC0) by way of every-politician-scrapers (2001-2023) and peppercatorg (January 2025);",
            "# REIGN (OEFDataScience, March 2021) for leaders since 1945; hand: general knowledge, October 2025.",
            "# short: names that may stand alone while in office, with ! always, with ? only where the country is named. country, sector: without an office.",
            "# keys: the name and its other spellings as they are looked up (see forms.py).",
            "id\tname\tkeys\tcountry\tsector\tshort\twiki",
        ]
        lines = [
            "\t".join((p.id, p.name, "|".join(spelled(p, names)), p.country, p.sector, "|".join(map(self.short_key, p.short)), same(p)))
            for p in people
        ]
        (TABLES / "persons.tsv").write_text("\n".join(head + lines) + "\n", encoding="utf-8")
        head = [
            "# Who held which office from when to when: one fact a row; compiled by training/compile_knowledge.py.",
            "# Sources: see persons.tsv; since and until are days, months or years as far as known, empty: not known or still.",
            "person\trole\ttitle\tcountry\tsince\tuntil\tsource",
        ]
        lines = ["\t".join((t.person, t.role, t.title, t.country, t.since, t.until, t.source)) for t in self.terms]
        (TABLES / "offices.tsv").write_text("\n".join(head + lines) + "\n", encoding="utf-8")
        print(f"{len(people)} persons, {len(self.terms)} terms")


def rows(path: Path) -> list[list[str]]:
    """Rows of a TSV below its header, padded to its width."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("# ")]
    width = lines[0].count("\t") + 1
    return [(line.split("\t") + [""] * width)[:width] for line in lines[1:]]


def latin(text: str) -> bool:
    return bool(text) and all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in text)


def body_of(title: str) -> str:
    """The code of an office that no state has."""
    if re.search(r"united nations|international court of justice|world health", title, re.IGNORECASE):
        return "UNO"
    return "IGO"


def alike(one: str, other: str) -> bool:
    """Whether two names share a last name, or nearly: Tschisekedi, Tshisekedi."""
    last = forms.key(one).split()[-1]
    return any(len(word) > 2 and fuzz.ratio(last, word) >= ALIKE for word in forms.key(other).split())


def slug(name: str) -> str:
    return "-".join(a for a in forms.atoms(name) if a.isalnum())


def iso(state: str, since: str) -> str:
    """A state of the Correlates of War at a time as an ISO code (or one of the past)."""
    if state == "RUS" and since < "1991-12-25":
        return "SUN"
    if state == "YUG" and since >= "2003-02":
        return "SRB"
    return COW.get(state, state)


def merged(terms: list[Term]) -> list[Term]:
    """Terms without doubles: same person, role and country, touching or overlapping; the better source wins."""
    rank = {"hand": 0, "wikidata-2025": 1, "wikidata-2023": 2, "reign": 3}
    out: list[Term] = []
    groups: dict[tuple[str, str, str, str], list[Term]] = defaultdict(list)
    for term in terms:
        groups[term.person, term.country, term.role, term.title.lower() if term.role == "minister" else ""].append(term)
    for group in groups.values():
        group.sort(key=lambda t: (t.since, rank[t.source]))
        kept: list[Term] = []
        for term in group:
            last = kept[-1] if kept else None
            if last and (not last.until or term.since[:7] <= last.until[:7]):
                if rank[term.source] < rank[last.source]:
                    last.source, last.title = term.source, term.title
                    last.until = term.until
                elif term.until and (not last.until or term.until > last.until) and rank[last.source] >= rank[term.source]:
                    last.until = term.until
            else:
                kept.append(term)
        out += kept
    return out


def successors(terms: list[Term], others: list[Term]) -> None:
    """End each open term where the next other person's begins."""
    starts = sorted((t.since, t.person) for t in others if t.since)
    for term in terms:
        if not term.until and term.since:
            later = [s for s, p in starts if s > term.since and p != term.person]
            if later:
                term.until = later[0]


PARTICLES = {"van", "von", "der", "den", "de", "da", "di", "del", "della", "la", "le", "el", "al", "bin", "ten", "dos", "du"}


def surname(name: str) -> str | None:
    """The last name with its particles, None where the last word is no surname (one word, numbers, Jr.)."""
    words = name.replace(",", "").split()
    if len(words) < 2 or not words[-1][0].isalpha() or re.fullmatch(r"[IVX]+|Jr\.?|Sr\.?", words[-1]):
        return None
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    return " ".join(words[at:])


def spelled(person: Person, names: set[str]) -> list[str]:
    """The keys of a person: of the name, its other spellings, and these without middle initials and Jr.

    ``names`` are the full names of everybody: Donald Trump Jr. is not called Donald Trump.
    """
    keys: dict[str, None] = {}
    for name in [person.name, *person.aliases]:
        alias = re.sub(r",? (Jr|Sr)\.?$", "", re.sub(r"(?<=\w) [A-Z]\.(?= )", "", name))
        if latin(name) and (name == person.name or len(forms.atoms(name)) > 1):
            keys[forms.key(name)] = None
            if forms.key(alias) not in names:
                keys[forms.key(alias)] = None
    return list(keys)


def same(person: Person) -> str:
    """The title of the article, ``=`` where it is the name."""
    return "=" if person.wiki and person.wiki == person.name else person.wiki


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
