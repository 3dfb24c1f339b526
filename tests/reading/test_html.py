"""Web pages."""

from __future__ import annotations

from datetime import date

import pytest

from detente.article import Article
from detente.reading.html import from_html

BODY = "The two governments agreed on Monday to reopen the border and to exchange all prisoners of the war."
MORE = "Aid convoys will be let through from next week, a spokesman for the ministry told reporters in town."


def page(head: str = "", body: str = "", lang: str = "en", after: str = "") -> bytes:
    story = body or f"<p>{BODY}</p><p>{MORE}</p>"
    return f"""<!DOCTYPE html>
    <html lang="{lang}">
    <head><meta charset="utf-8"><title>Border opens - The Lantern</title>{head}</head>
    <body>
      <nav><a href="/">Home</a> <a href="/w">World</a></nav>
      <article><h1>Border opens after years</h1>{story}</article>
      <aside><h3>Most read</h3><p>Another story of a war elsewhere</p></aside>
      {after}
      <footer><p>© 2020 The Lantern. All rights reserved.</p></footer>
    </body></html>""".encode()


def read_page(*args: str, **kwargs: str) -> Article:
    return from_html(page(*args, **kwargs), path="page.html")


def test_story_without_the_page_around_it() -> None:
    comments = '<section class="comments"><p>I think that the army should attack, said I.</p></section>'
    article = read_page(after=comments)
    assert article.text == f"Border opens after years\n\n{BODY}\n\n{MORE}"
    assert article.headline == "Border opens after years"
    assert article.parts("headline") == ["Border opens after years"]
    assert article.parts("body") == [BODY, MORE]


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2020-08-19T18:30:00+00:00">',
        '<meta name="pubdate" content="Wed, 19 Aug 2020 18:30:00 GMT">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-08-19"}</script>',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2020-08-19"}]}</script>',
        '<link rel="canonical" href="https://lantern.example/2020/08/19/border">',
    ],
)
def test_day_in_metadata(head: str) -> None:
    published = read_page(head).published
    assert (published.how, published.day) == ("stated", date(2020, 8, 19))
    assert published.why


def test_broken_metadata_are_passed_over() -> None:
    head = '<meta name="date" content="soon"><script type="application/ld+json">{"headline": </script>'
    assert read_page(head).published.how == "unknown"


def test_time_of_the_article() -> None:
    article = read_page(body=f'<time datetime="2020-08-19T01:00Z">Wed</time><p>{BODY}</p><p>{MORE}</p>')
    assert article.published.day == date(2020, 8, 19)


def test_outlet_language_country_and_address() -> None:
    head = (
        '<meta property="og:site_name" content="The Lantern"><meta property="og:locale" content="en_MY">'
        '<meta property="og:title" content="Border opens after years - The Lantern">'
        '<meta property="og:url" content="https://lantern.example/a">'
    )
    article = read_page(head)
    assert (article.outlet.name, article.outlet.country, article.outlet.language) == (
        "The Lantern",
        "MYS",
        "en",
    )
    assert "og:locale='en_MY'" in article.outlet.why
    assert article.headline == "Border opens after years"
    assert article.url == "https://lantern.example/a"


def test_everybodys_default_locale_tells_no_country() -> None:
    assert read_page(lang="en-US").outlet.country is None


def test_headings_lists_and_line_breaks() -> None:
    items = "<li>The army is to leave the town within a week.</li><li>Police are to remain in the town.</li>"
    body = f"<p>{BODY}<br><br>{MORE}</p><h2>The deal</h2><ul>{items}</ul><p>{BODY} They shook hands on it.</p>"
    article = read_page(body=body)
    assert article.parts("furniture") == ["The deal"]
    assert article.parts("body") == [
        BODY,
        MORE,
        "The army is to leave the town within a week.",
        "Police are to remain in the town.",
        f"{BODY} They shook hands on it.",
    ]


def test_declared_encoding() -> None:
    data = page().replace(b"utf-8", b"iso-8859-2").replace(b"Border opens", "Łódź opens".encode("iso-8859-2"))
    assert "Łódź opens after years" in from_html(data).text


def test_no_story() -> None:
    with pytest.raises(ValueError, match="no article"):
        from_html(b"<html><body><nav><a href='/'>Home</a></nav></body></html>")


def test_offsets_refer_to_the_text_built_here() -> None:
    article = read_page()
    for paragraph in article.paragraphs:
        assert article.text[paragraph.start : paragraph.end].strip()
