"""A parsed doc as plain lists: what the rules of this room read, many times faster than tokens.

spaCy's tokens are views that build an object or a string at every look.  The rules look at each token
dozens of times, so a doc is copied once into lists of strings and numbers (about 2 million tokens/s).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STRINGS: dict[int, str] = {0: ""}
COLUMNS: list[int | str] = ["ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "HEAD", "SENT_START", "IDX"]


def _strings(column: list[int], doc: Doc) -> list[str]:
    """The strings behind a column of spaCy's hashes; a dictionary of our own is faster than the store."""
    known = _STRINGS
    try:
        return [known[x] for x in column]
    except KeyError:
        store = doc.vocab.strings
        for x in column:
            if x not in known:
                known[x] = store[x]
        return [known[x] for x in column]


@dataclass(slots=True, eq=False)
class Grid:
    """Columns of a doc, one row a token; ``head`` and ``kids`` are token indices, ``sent`` numbers sentences.

    ``string`` is the text of the doc, ``idx`` the character at which each token begins in it.
    ``starts`` are the tokens at which sentences begin; ``ents`` are (start, end, label), end exclusive.
    """

    doc: Doc
    n: int
    string: str
    idx: list[int]
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    kids: list[list[int]]
    sent: list[int]
    starts: list[int]
    ents: list[tuple[int, int, str]] = field(default_factory=list)

    def root_of(self, start: int, end: int) -> int:
        """The token of a span (end exclusive) that governs it from outside; the last one when several do."""
        head = self.head
        found = -1
        for i in range(end - 1, start - 1, -1):
            if not start <= head[i] < end or head[i] == i:
                if self.pos[i] in ("PROPN", "NOUN", "ADJ", "PRON", "NUM"):
                    return i
                if found < 0:
                    found = i
        return found if found >= 0 else end - 1

    def chain(self, i: int, most: int = 8) -> list[int]:
        """Token ``i`` and those above it, up to the root of the sentence or ``most`` steps."""
        head = self.head
        out = [i]
        for _ in range(most):
            if head[i] == i:
                break
            i = head[i]
            out.append(i)
        return out

    def words(self, start: int, end: int) -> str:
        """The text of tokens ``start`` to ``end`` (exclusive)."""
        last = end - 1
        return self.string[self.idx[start] : self.idx[last] + len(self.text[last])]

    def end_of_sentence(self, i: int) -> int:
        """Index behind the last token of the sentence of token ``i``."""
        after = self.sent[i] + 1
        return self.starts[after] if after < len(self.starts) else self.n

    def start_of_sentence(self, i: int) -> int:
        return self.starts[self.sent[i]]


def grid_of(doc: Doc) -> Grid:
    """The columns of a doc, made once and kept in ``doc.user_data["grid"]``."""
    kept = doc.user_data.get("grid")
    if kept is not None:
        return kept  # type: ignore[no-any-return]
    n = len(doc)
    columns = doc.to_array(COLUMNS)
    *hashes, _, begins, idx = columns.T.tolist()
    offsets = columns[:, COLUMNS.index("HEAD")].astype("int64").tolist()  # signed, unlike hashes
    text, low, lem, pos_, tag_, dep_ = (_strings(column, doc) for column in hashes)
    head = [i + offset for i, offset in enumerate(offsets)]
    kids: list[list[int]] = [[] for _ in range(n)]
    for i, h in enumerate(head):
        if h != i:
            kids[h].append(i)
    starts = [i for i, begin in enumerate(begins) if begin == 1 or i == 0]
    sent: list[int] = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else n
        sent.extend([number] * (end - start))
    ents = [(e.start, e.end, e.label_) for e in doc.ents]
    grid = Grid(doc, n, doc.text, idx, text, low, lem, pos_, tag_, dep_, head, kids, sent, starts, ents)
    doc.user_data["grid"] = grid
    return grid
