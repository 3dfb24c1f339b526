"""How many were killed, wounded, detained and displaced: numbers off the text, given to the act they are
told with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span, Token

from detente.coding import grammar
from detente.coding.figures import Count, counted, people
from detente.event import Bound, Harm
from detente.language.kept import within
from detente.language.parsed import Parsed

Kind = Literal["killed", "wounded", "detained", "displaced"]
_VERBS: dict[str, Kind] = {
    **dict.fromkeys(
        "kill slay murder assassinate massacre execute behead slaughter lynch martyr hang die perish drown "
        "succumb".split(),
        "killed",
    ),
    **dict.fromkeys("wound injure hurt maim hospitalise hospitalize".split(), "wounded"),
    **dict.fromkeys("arrest detain imprison jail apprehend recapture".split(), "detained"),
    **dict.fromkeys("displace evacuate flee".split(), "displaced"),
}
# Their subject is the one who suffers.
_SUFFERING = frozenset("die perish drown flee succumb suffer sustain receive".split())
# Verbs that kill with these words beside them: "shot dead", "fatally stabbed", "beaten to death", "burned
# alive".
_DEADLY = frozenset(
    "shoot stab gun beat hack stone burn strike hit run crush trample bludgeon torture poison cut".split()
)
_ADJECTIVES: dict[str, Kind] = {
    "dead": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "homeless": "displaced",
}
# Nouns whose "of" phrase counts the victims, and nouns that are counted themselves.
_OF: dict[str, Kind] = {
    **dict.fromkeys(
        "death killing murder assassination execution massacre beheading lynching slaying".split(), "killed"
    ),
    "arrest": "detained", "detention": "detained", "displacement": "displaced",
}  # fmt: skip
_COUNTED: dict[str, Kind] = {
    **dict.fromkeys("death fatality execution killing beheading".split(), "killed"),
    "injury": "wounded", "arrest": "detained",
}  # fmt: skip
_FATAL = frozenset("stabbing shooting beating attack bombing poisoning".split())
_TOLL_VERBS = frozenset("rise reach stand climb increase bring put jump grow exceed pass be surpass hit raise".split())


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """``count`` people suffered ``kind``; ``token`` is the word that says so."""

    kind: Kind
    count: Count
    token: Token


def facts(sentence: Span, parsed: Parsed | None = None) -> list[Fact]:
    """Every figure of harm in a sentence, in text order; without ``parsed`` numbers only, no "a soldier"."""
    return [fact for token in within(sentence) for fact in _told_by(token, parsed)]


def find_harm(sentence: Span, parsed: Parsed | None = None) -> dict[Token, list[tuple[Kind, int, Bound]]]:
    """The figures of a sentence by the word that tells them."""
    return {f.token: [(f.kind, f.count.value, f.count.bound)] for f in facts(sentence, parsed)}


# What has none of these lemmas tells no figure: nearly every word.
_TELLING = (
    frozenset(("suffer", "sustain", "receive", "toll", "number"))
    | _DEADLY
    | _FATAL
    | _VERBS.keys()
    | _ADJECTIVES.keys()
    | _OF.keys()
    | _COUNTED.keys()
)


def _told_by(token: Token, parsed: Parsed | None) -> Iterator[Fact]:
    lemma = token.lemma_.lower()
    if lemma not in _TELLING:
        return
    count: Count | None = None
    kind: Kind | None = _verb_kind(token, lemma)
    if kind is not None:
        if not _negated(token):
            count = _suffered(token, lemma, parsed)
    elif lemma in _ADJECTIVES and token.pos_ in ("ADJ", "VERB", "NOUN", "ADV"):
        kind, count = _ADJECTIVES[lemma], _of_adjective(token, parsed)
    elif token.pos_ in ("NOUN", "PROPN") and (lemma in _OF or lemma in _COUNTED or lemma in _FATAL):
        kind, count = _of_noun(token, lemma, parsed)
    elif lemma == "toll" or (lemma == "number" and any(g.lower_ == "killed" for g in token.subtree)):
        kind, count = "killed", _of_toll(token, parsed)
    if kind == "displaced" and count is not None and count.value < 2:
        return  # somebody who flees or is evacuated is no displaced population
    if kind is not None and count is not None:
        yield Fact(kind, count, token)


def _verb_kind(token: Token, lemma: str) -> Kind | None:
    if token.pos_ not in grammar.VERBAL and not any(c.dep_ == "dobj" for c in token.children):
        return None  # "kills four and wounds 19 others": a noun with an object is a verb
    if lemma in _VERBS:
        return None if token.dep_ == "amod" else _VERBS[lemma]
    if lemma in _DEADLY and _deadly(token):
        return "killed"
    if lemma in ("suffer", "sustain", "receive") and any(
        c.dep_ == "dobj" and c.lemma_ in ("injury", "wound", "burn") for c in token.children
    ):
        return "wounded"
    return None


def _deadly(verb: Token) -> bool:
    """ "Shot dead", "fatally stabbed", "beaten to death", "gunned down", "burned alive"."""
    for child in verb.children:
        low = child.lower_
        if low in ("dead", "fatally", "alive") or (low == "down" and verb.lemma_ == "gun"):
            return True
        if low == "to" and any(g.lower_ == "death" for g in child.children):
            return True
    return False


def _suffered(verb: Token, lemma: str, parsed: Parsed | None) -> Count | None:
    """How many a harming verb was done to."""
    heads = _victims(verb, lemma)
    if not heads or any(c.lower_ == "by" and any(g.lower_ == "suicide" for g in c.children) for c in verb.children):
        return None
    if heads[0].lower_.endswith(("self", "selves")):
        return None
    first = people(heads[0], parsed)
    joined = {t.i for t in grammar.conjuncts(heads[0])}
    for head in heads[1:]:  # "three guards, a cook and a driver": a list that the parser did not join
        more = people(head, parsed) if head.i not in joined else None
        if first is not None and more is not None:
            first = first + more
        joined |= {t.i for t in grammar.conjuncts(head)}
    return first


def _victims(verb: Token, lemma: str) -> list[Token]:
    if lemma in _SUFFERING:
        return grammar.surface_subjects(verb)
    objects = [c for c in verb.children if c.dep_ in ("dobj", "obj")]
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    if not objects and not passive:  # "displaced 5,000 people", the object taken for an adverb
        objects = [c for c in verb.children if c.dep_ == "npadvmod" and c.i == verb.i + 2 and c.tag_ == "NNS"]
    if objects and not passive:
        return objects
    for child in verb.children:
        if child.dep_ == "auxpass":
            astray = [c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")]
            if astray:
                return astray
    if grammar.is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "xcomp" and _has_no_aux(verb)):
        return grammar.surface_subjects(verb)  # "are confirmed killed" is passive too
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own and verb.tag_ in ("VBN", "VBD") and _has_no_aux(verb):
        # "seven others injured": the verb takes an object and has none, so its subject is the one who
        # suffers.
        return [] if own[0].tag_ in ("WDT", "WP") else own
    if (
        verb.dep_ == "conj"
        and verb.tag_ == "VBN"
        and verb.head.pos_ in grammar.VERBAL
        and grammar.is_passive(verb.head)
    ):
        return grammar.surface_subjects(verb.head)
    return grammar.objects(verb)[:1]


def _has_no_aux(verb: Token) -> bool:
    return not any(c.dep_ == "aux" for c in verb.children)


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _of_adjective(token: Token, parsed: Parsed | None) -> Count | None:
    """ "Leaving nine dead", "two soldiers and six militants dead", "with 98 injured"."""
    subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < token.i]
    if subjects:
        return people(subjects[0], parsed)
    head = token.head
    if token.dep_ in ("oprd", "acomp", "ccomp", "xcomp") and head.pos_ in grammar.VERBAL:
        objects = [c for c in head.children if c.dep_ in ("dobj", "nsubjpass") and c.i < token.i]
        if objects and head.lemma_ in ("leave", "find", "declare", "pronounce", "report", "confirm"):
            return people(objects[0], parsed)
        if head.lemma_ == "be":
            subjects = [c for c in head.children if c.dep_ == "nsubj"]
            return people(subjects[0], parsed) if subjects else None
        return None
    found = counted(token)  # "26 dead", "the 98 injured"
    if found is not None:
        return found
    if token.dep_ == "amod" and head.i == token.i - 1 and head.pos_ in ("NOUN", "PROPN", "NUM"):
        first = head.head if head.dep_ == "conj" and head.head.i < head.i else head
        if (first.dep_ == "dobj" and first.head.lemma_ == "leave") or counted(head) is not None:
            return people(first if first.dep_ == "dobj" else head, parsed)
    before = token.doc[token.i - 1] if token.i else token
    if (
        before.pos_ in ("NOUN", "NUM", "PROPN")
        and before.i < token.i
        and token.dep_ in ("amod", "acl", "advmod", "appos")
    ):
        return people(before, parsed) if counted(before) is not None else None
    return None


def _of_noun(token: Token, lemma: str, parsed: Parsed | None) -> tuple[Kind | None, Count | None]:
    """ "The death of 120 civilians", "the killing of a journalist", "twelve deaths", "20 arrests"."""
    if token.dep_ == "compound" or any(
        c.dep_ == "amod" and c.lower_ in ("attempted", "alleged") for c in token.children
    ):
        return None, None
    fatal = lemma in _FATAL and any(c.lower_ in ("fatal", "deadly") for c in token.children)
    if lemma in _OF or fatal:
        for head in grammar.prepositional(token, "of"):
            found = people(head, parsed)
            if found is not None:
                return _OF.get(lemma, "killed"), found
    if lemma in _COUNTED:
        found = counted(token)
        year = found is not None and 1900 < found.value < 2100 and token.doc[token.i - 1].is_digit
        return _COUNTED[lemma], None if year else found
    return None, None


def _of_toll(token: Token, parsed: Parsed | None) -> Count | None:
    """ "The death toll rises to at least 220 people", "brings the death toll to 17", "a death toll of 14"."""
    if (
        token.lower_ == "toll"
        and not any(c.lower_ in ("death", "dead") for c in token.children)
        and token.dep_ not in ("nsubj", "dobj")
    ):
        return None
    for head in grammar.prepositional(token, "of"):
        found = counted(head)
        if found is not None:
            return found
    verb = token.head
    if verb.pos_ in grammar.VERBAL and verb.lemma_ in _TOLL_VERBS:
        for word in ("to", "at"):
            for head in grammar.prepositional(verb, word):
                found = counted(head) or people(head, parsed)
                if found is not None:
                    return found
        for child in verb.children:
            if child.dep_ in ("dobj", "attr") and child.i != token.i:
                found = counted(child)
                if found is not None:
                    return found
    return None


def merge(found: Sequence[tuple[Kind, int, Bound]]) -> Harm:
    """One harm out of several figures; of two figures of a kind the first stands."""
    harm = Harm()
    for kind, value, bound in found:
        if getattr(harm, kind) is None:
            setattr(harm, kind, value)
            harm.bounds[kind] = bound
    return harm
