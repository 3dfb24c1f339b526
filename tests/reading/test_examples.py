"""The pages under examples/: each is what its README says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.article import Article
from detente.reading import foreign, read

FOLDER = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def pages() -> dict[str, Article]:
    files = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".html"))
    return {file.name: read(file)[0] for file in files}


def test_six_pages_and_two_digests(pages: dict[str, Article]) -> None:
    assert len(pages) == 6
    assert [len(read(FOLDER / name)) for name in ("07-digest.csv", "08-digest.jsonl")] == [6, 6]
    assert len(read(FOLDER)) == 18


def test_every_page_states_its_day_and_headline(pages: dict[str, Article]) -> None:
    days = {name: article.published.day for name, article in pages.items()}
    assert days == {
        "01-reader-page.txt": date(2018, 7, 10),
        "02-wire.txt": date(2017, 6, 5),
        "03-web-page.html": date(2020, 8, 19),
        "04-claim-and-denial.txt": date(2019, 6, 15),
        "05-background.txt": date(2018, 11, 15),
        "06-court-and-protest.txt": date(2019, 10, 15),
    }
    for article in read(FOLDER):
        assert article.published.how == "stated"
        assert foreign(article.text) is None
    assert all(article.headline and len(article.parts("headline")) == 1 for article in pages.values())


def test_the_reader_page(pages: dict[str, Article]) -> None:
    page = pages["01-reader-page.txt"]
    assert (page.outlet.name, page.outlet.country, page.dateline) == (
        "The Harbour Courier Kenya",
        "KEN",
        "ASMARA",
    )
    assert len(page.parts("body")) == 10
    assert len(page.parts("caption")) == 1
    assert page.parts("furniture") == ["-", "Newspapers in English", "Newspapers from Kenya"]


def test_the_web_page_leaves_the_page_out(pages: dict[str, Article]) -> None:
    page = pages["03-web-page.html"]
    for words in ("kati_boy", "Floods kill", "Facebook", "Advertisement", "rights reserved", "Opinion"):
        assert words not in page.text
    assert (page.outlet.name, page.outlet.country) == ("The Sahel Lantern", "SEN")


def test_the_court_page(pages: dict[str, Article]) -> None:
    page = pages["06-court-and-protest.txt"]
    assert page.parts("byline") == ["Laura Pons and Daniel Weir in Barcelona"]
    assert "Catalan trade unions have called a general strike for Friday." in page.parts("body")
    assert page.parts("credit") == ["Photograph: Jordi Vidal/Courier"]
    assert not any("declared war" in body for body in page.parts("body"))
