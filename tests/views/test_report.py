"""The report: every paragraph with its events, and nothing of the text that a browser would run."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

from detente.event import Actor
from detente.views.report import report, spans
from tests.made_up_events import TEXT, article, event

VOID = ("meta", "br", "img")


class Tree(HTMLParser):
    """Fails where tags are not closed in order; gathers what the tests ask for."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_acts_are_marked_and_lead_to_their_events() -> None:
    tree = Tree(report([(article(), [event()])]))
    links = [a["href"] for tag, a in tree.tags if tag == "a"]
    ids = [a["id"] for tag, a in tree.tags if tag == "li"]
    assert links == [f"#{i}" for i in ids]
    assert [a["class"] for tag, a in tree.tags if tag == "mark"] == ["actor", "actor", "act MK"]
    for words in (
        "Storm over port",
        "ASSAULT",
        "France (FRA), “Elba” (MIL) → Anna; of Gela (ITA)",
        "†≥9",
        "62% sure",
    ):
        assert words in tree.text


def test_the_text_is_whole_and_escaped() -> None:
    hostile = Actor(text='"><script>alert(1)</script>', country="KEN")
    page = report([(article(headline="<i>x</i>"), [event(source=[hostile], type="<PIRACY>", said_by=[hostile])])])
    tree = Tree(page)
    assert "script" not in {tag for tag, _ in tree.tags}
    assert "denied it." in tree.text
    assert " ".join(TEXT[17:].split()) in " ".join(tree.text.split())


def test_nothing_comes_from_the_network() -> None:
    page = report([(article(), [event()])])
    assert not re.search(r"https?://|<script|<link|@import|url\(", page)
    assert "prefers-color-scheme: dark" in page


def test_marks_do_not_overlap() -> None:
    found = spans([event(), event(type="REJECT")], "a0")
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_contents_of_several_articles() -> None:
    row = article(id="row", headline=None)
    tree = Tree(report([(article(), [event()]), (row, [])]))
    assert [a["href"] for tag, a in tree.tags if tag == "a"][:2] == ["#a0", "#a1"]
    assert "row: Storm over port" in tree.text
