"""What stands between an act and a place in their sentence: the words, and the way from one to the other in the parse.

The words of the sentence are read beside the parse because it goes astray in long sentences: a comma, "after" or
"who" between an act and a place tells by itself that the place may belong to something else.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.coding.acts import Act
from detente.coding.sites import Site
from detente.coding.ties import supports

_CLAUSE = frozenset("after before while when as following during amid since because where until".split())
_RELATIVE = frozenset(("that", "which", "who", "whom"))
# Words that may end what belongs to an act.
_TELLING = _CLAUSE | _RELATIVE | frozenset("to over for and but , ; from by with against about said says".split())
_CLIMB, _SHOWN = 6, 4  # words of a path that are followed, and named, on either side
_MOST_VERBS = 3


def between(act: Act, site: Site, tie: str, kind: str, prep: str) -> list[str]:
    """The features of what stands between; ``tie`` is the kind of tie, ``kind`` that of act."""
    after = site.first > act.token.i
    low, high = (act.token.i + 1, site.first) if after else (site.last + 1, act.token.i)
    words = [act.token.doc[k] for k in range(low, high)]
    order = "after" if after else "before"
    telling = {t.lower_ for t in words} & _TELLING
    verbs = f"verbs {order} {min(sum(t.pos_ == 'VERB' for t in words), _MOST_VERBS)}"
    edge = f"edge {order} {_edge(telling)}"
    way = f"path {_path(act, site)}"
    out = [verbs, f"{verbs} {tie}", f"{verbs} {kind}"]
    out += [edge, f"{edge} {kind}", f"{edge} {prep}", f"{edge} {kind} {prep}"]
    out += [way, f"{way} {prep}", f"{way} {kind}"]
    for word in sorted(telling):
        out += [f"mid {order} {word}", f"mid {order} {word} {tie}"]
    return out


def _edge(telling: set[str]) -> str:
    """The strongest edge between an act and a place."""
    if telling & _CLAUSE:
        return "clause"
    if telling & _RELATIVE:
        return "relative"
    return "comma" if "," in telling else "word" if telling else "none"


def _path(act: Act, site: Site) -> str:
    """The labels up from an act to the word above both, and down from there to the place's hook."""
    tops = (act.token, *supports(act))
    above: dict[int, list[str]] = {t.i: [] for t in tops}
    for top in reversed(tops):
        for at, labels in _up(top):
            above[at] = labels
    own = {t.i for t in tops}
    for at, labels in ((site.hook.i, []), *_up(site.hook)):
        down = "<".join(reversed(labels[-_SHOWN:]))
        if at in own:
            return f"={down}"
        if at in above:
            return f"{'>'.join(above[at][:_SHOWN])}|{act.token.doc[at].pos_}|{down}"
    return "far"


def _up(token: Token) -> list[tuple[int, list[str]]]:
    """The words above one, each with the labels that lead to it."""
    out: list[tuple[int, list[str]]] = []
    labels: list[str] = []
    current = token
    while current.head.i != current.i and len(labels) < _CLIMB:
        labels = [*labels, current.dep_]
        current = current.head
        out.append((current.i, labels))
    return out
