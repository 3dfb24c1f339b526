from __future__ import annotations

from tests.language.conftest import Read

from detente.language.grid import grid_of


def test_columns_are_those_of_the_doc(read: Read) -> None:
    doc = read("Ghana's army, which left Mali in May, has 900 soldiers there. They like it.").docs[0]
    grid = grid_of(doc)
    assert grid.text == [t.text for t in doc]
    assert grid.lemma == [t.lemma_ for t in doc]
    assert grid.head == [t.head.i for t in doc]
    assert grid.kids == [[c.i for c in t.children] for t in doc]
    assert [grid.start_of_sentence(t.i) for t in doc] == [t.sent.start for t in doc]
    assert [grid.end_of_sentence(t.i) for t in doc] == [t.sent.end for t in doc]
    assert grid.words(0, 3) == doc[0:3].text
    assert grid.ents == [(e.start, e.end, e.label_) for e in doc.ents]


def test_it_is_made_once(read: Read) -> None:
    doc = read("Ghana left.").docs[0]
    assert grid_of(doc) is grid_of(doc)
