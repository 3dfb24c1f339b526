"""The parts of a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.article import Part
from detente.reading.page import Page, divide

SHARED = Path(__file__).parents[3] / "shared"
BODY = "The two governments agreed on Monday to reopen the border and to exchange all prisoners."
MORE = "Aid convoys will be let through from next week, a spokesman for the ministry told reporters."
CAPTION = "Open arms: A file photo of passengers boarding an aeroplane at the airport of the capital."


def parts(text: str, page: Page, part: Part) -> list[str]:
    return [text[p.start : p.end] for p in page.paragraphs if p.part == part]


def divided(text: str) -> tuple[Page, dict[str, list[str]]]:
    page = divide(text)
    found: dict[str, list[str]] = {}
    for paragraph in page.paragraphs:
        found.setdefault(paragraph.part, []).append(text[paragraph.start : paragraph.end])
    return page, found


@pytest.fixture(scope="module")
def seed() -> tuple[str, Page, dict[str, object]]:
    folder = SHARED / "seed"
    if not folder.exists():
        pytest.skip("../shared/seed is not here")
    text = (folder / "kim-heads-to-russia.txt").read_text(encoding="utf-8")
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["article"]
    return text, divide(text), gold


def test_seed_page_has_its_parts(seed: tuple[str, Page, dict[str, object]]) -> None:
    text, page, gold = seed
    assert page.outlet.name == gold["publication"]
    assert page.headline == gold["headline"]
    assert page.dateline == gold["dateline"]
    bodies = parts(text, page, "body")
    assert len(bodies) == gold["body_paragraphs"]
    assert bodies[0].startswith("On the neighbouring mound to Mansu Hill")
    assert parts(text, page, "caption") == [gold["caption"]]
    assert parts(text, page, "credit") == [gold["caption_credit"]]
    assert parts(text, page, "furniture") == gold["furniture"]


def test_seed_page_tells_its_outlet(seed: tuple[str, Page, dict[str, object]]) -> None:
    outlet = seed[1].outlet
    assert (outlet.country, outlet.language) == ("MYS", "en")
    assert "Newspapers from Malaysia" in outlet.why


def test_full_articles() -> None:
    folder = SHARED / "articles"
    if not folder.exists():
        pytest.skip("../shared/articles is not here")
    for file in sorted(folder.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        page, found = divided(text)
        assert page.headline == text.splitlines()[0], file
        assert page.dateline, file
        assert len(found["caption"]) == 1, file
        assert not found["caption"][0].startswith("Caption"), file
        assert len(found["body"]) >= 13, file
        assert all(len(line.split()) <= 6 for line in found.get("furniture", [])), file


def test_reader_app_page() -> None:
    text = (
        "The Harbour Courier Kenya\n\nBorder opens after twenty years of silence\n\n-\n\n"
        f"NAIROBI: {BODY}\n\n{MORE}\n\n ?? — AFP ?? {CAPTION}\n— AFP {CAPTION}\n\nNewspapers in English\n"
    )
    page, found = divided(text)
    assert found == {
        "masthead": ["The Harbour Courier Kenya"],
        "headline": ["Border opens after twenty years of silence"],
        "dateline": ["NAIROBI"],
        "body": [BODY, MORE],
        "caption": [CAPTION],
        "credit": ["AFP"],
        "furniture": ["-", "Newspapers in English"],
    }
    assert page.outlet.country == "KEN"


def test_one_paragraph_is_body() -> None:
    page, found = divided(f"  {BODY}\n")
    assert found == {"body": [BODY]}
    assert page.headline is None
    assert divide("Border opens").paragraphs[0].part == "body"


def test_a_paragraph_a_line_without_blank_lines() -> None:
    _, found = divided(f"Border opens after twenty years\nBy Ana Petrov\n{BODY}\n{MORE}")
    assert found["headline"] == ["Border opens after twenty years"]
    assert found["byline"] == ["By Ana Petrov"]
    assert found["body"] == [BODY, MORE]


def test_section_headings_are_furniture() -> None:
    _, found = divided(
        f"Border opens after years\n\n{BODY}\n\nTHE DEAL\n\n{MORE}\n\n“No surrender”\n\n{BODY} So be it."
    )
    assert found["furniture"] == ["THE DEAL", "“No surrender”"]
    assert len(found["body"]) == 3


def test_bullets_lose_their_mark() -> None:
    _, found = divided(f"{BODY}\n\n- The army has left the town.\n• Police remain in the town.\n\n{MORE}")
    assert found["body"] == [BODY, "The army has left the town.", "Police remain in the town.", MORE]


def test_readers_comments_are_no_news() -> None:
    _, found = divided(f"{BODY}\n\n{MORE}\n\nComments (2)\n\nThe army attacked us all, says a man who was there.")
    assert found["body"] == [BODY, MORE]
    assert len(found["furniture"]) == 2


def test_related_stories_are_furniture() -> None:
    tail = "Read more: The long road to the border\n\nRelated stories\n\nWho are the rebels?\nArmy kills six"
    _, found = divided(f"{BODY}\n\n{MORE}\n\n{tail}\n")
    assert found["body"] == [BODY, MORE]
    assert len(found["furniture"]) == 4


def test_sign_off_and_imprint() -> None:
    page, found = divided(
        f"{BODY}\n\n{MORE} — Reuters\n\nFirst published 3 May 2019\n\nReporting by A. B. Carter; Editing by D. Fox"
    )
    assert found["body"] == [BODY, MORE]
    assert found["credit"] == ["Reuters"]
    assert found["byline"] == ["Reporting by A. B. Carter; Editing by D. Fox"]
    assert [str(line.stated.day) for line in page.days] == ["2019-05-03"]


def test_several_captions() -> None:
    text = (
        f"Soldiers at the gate of the ministry on Monday. REUTERS/Ana Petrov\n\n{BODY}\n\n"
        f"Caption: A woman weeps in the main square.\n\n{MORE}\n\nPhoto: Lina Marsh\n"
    )
    _, found = divided(text)
    assert found["caption"] == [
        "Soldiers at the gate of the ministry on Monday.",
        "A woman weeps in the main square.",
    ]
    assert found["credit"] == ["REUTERS/Ana Petrov", "Photo: Lina Marsh"]
    assert found["body"] == [BODY, MORE]


def test_two_copies_in_a_row_are_a_caption() -> None:
    words = "Delegates from both countries arrive at the hall in the capital."
    _, found = divided(f"Border opens after twenty years\n\n{BODY}\n\n{words}\n{words}\n\n{MORE}")
    assert found["caption"] == [words]
    assert found["body"] == [BODY, MORE]


def test_headline_with_a_question_and_with_a_full_stop() -> None:
    assert divide(f"Will the border open, and for whom?\n\n{BODY}\n\n{MORE}").headline is not None
    assert divide(f"The border opens.\n\nPARIS, France (AFP) - {BODY}").headline == "The border opens."


def test_no_headline_before_a_first_sentence() -> None:
    page, found = divided(f"{BODY}\n\n{MORE}")
    assert page.headline is None
    assert found == {"body": [BODY, MORE]}


def test_a_list_of_short_items_is_all_body() -> None:
    text = "Army kills twelve rebels\nPolice arrest forty protesters in Lagos\nKenya and Uganda sign deal\n"
    _, found = divided(text)
    assert found == {"body": text.splitlines()}


def test_windows_line_breaks() -> None:
    text = f"Border opens after twenty years\r\n\r\nPARIS: {BODY}\r\n\r\n{MORE}\r\n"
    page, found = divided(text)
    assert found["body"] == [BODY, MORE]
    assert page.dateline == "PARIS"


PIECES = f"""{BODY}|{MORE}|{CAPTION}|PARIS: {BODY}|THE DEAL|-|The Harbour Courier Kenya|By Ana Petrov|AFP
|Who won?|?? — AFP ?? {CAPTION}|— AFP {CAPTION}|Comments|Related stories|Advertisement|3 May 2019
|- a point of the list|(|Border opens after twenty years
|{MORE} — AFP|PARIS, May 3|Caption: A woman weeps.|| |\t|“No”|A (AP Photo/B)
|(Reuters) - Nothing happened.|Published 3 May 2019|Photo: Lina Marsh|Read more: A story|10 comments"""
LINES = st.sampled_from(PIECES.replace("\n", "").split("|"))


@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n"]))
def test_parts_are_inside_in_order_and_apart(lines: list[str], gap: str) -> None:
    check(gap.join(lines))


@given(st.text(max_size=400))
def test_any_text_is_divided(text: str) -> None:
    check(text)


def check(text: str) -> None:
    end = 0
    for paragraph in divide(text).paragraphs:
        assert end <= paragraph.start < paragraph.end <= len(text)
        assert text[paragraph.start : paragraph.end].strip()
        end = paragraph.end
    if len(text.split("\n")) == 1 and text.strip() and "\r" not in text:
        assert divide(text).paragraphs
