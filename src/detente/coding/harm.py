"""How many were killed, wounded, detained and displaced: numbers off the text, given to the act they are told with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from spacy.tokens import Span, Token

from detente.coding import grammar
from detente.coding.figures import Count, counted, people
from detente.event import Bound, Harm
from detente.language.parsed import Parsed

if TYPE_CHECKING:
    from detente.coding.draft import Draft

Kind = Literal["killed", "wounded", "detained", "displaced"]
_VERBS: dict[str, Kind] = {
    **dict.fromkeys(
        "kill slay murder assassinate massacre execute behead slaughter lynch martyr hang die perish drown succumb".split(), "killed"
    ),
    **dict.fromkeys("wound injure hurt maim hospitalise hospitalize".split(), "wounded"),
    **dict.fromkeys("arrest detain imprison jail apprehend recapture".split(), "detained"),
    **dict.fromkeys("displace evacuate flee".split(), "displaced"),
}
# Their subject is the one who suffers.
_SUFFERING = frozenset("die perish drown flee succumb".split())
# Verbs that kill with these words beside them: "shot dead", "fatally stabbed", "beaten to death", "burned alive".
_DEADLY = frozenset("shoot stab gun beat hack stone burn strike hit run crush trample bludgeon torture poison cut".split())
_ADJECTIVES: dict[str, Kind] = {"dead": "killed", "wounded": "wounded", "injured": "wounded", "homeless": "displaced"}
# Nouns whose "of" phrase counts the victims, and nouns that are counted themselves.
_OF: dict[str, Kind] = {
    **dict.fromkeys("death killing murder assassination execution massacre beheading lynching slaying".split(), "killed"),
    "arrest": "detained", "detention": "detained", "displacement": "displaced",
}  # fmt: skip
_COUNTED: dict[str, Kind] = {
    **dict.fromkeys("death fatality execution killing beheading".split(), "killed"), "injury": "wounded", "arrest": "detained",
}  # fmt: skip
_FATAL = frozenset("stabbing shooting beating attack bombing poisoning".split())
_TOLL_VERBS = frozenset("rise reach stand climb increase bring put jump grow exceed pass be surpass hit raise".split())
_NOT_DONE = frozenset(("planned", "wished", "hypothetical", "negated"))
# The types of act that harm is told of, the likeliest first.
_HOSTS: dict[str, tuple[str, ...]] = {
    "killed": ("ASSAULT", "PROTEST", "COERCE"), "wounded": ("ASSAULT", "PROTEST", "COERCE"),
    "detained": ("COERCE", "PROTEST", "SANCTION"), "displaced": ("ASSAULT", "COERCE", "SANCTION"),
}  # fmt: skip
_CLIMB = 12
_RESULTS = frozenset("result results lead cause end in".split())
_CAUSES = frozenset("in after during by from following amid when at".split())


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """``count`` people suffered ``kind``; ``token`` is the word that says so."""

    kind: Kind
    count: Count
    token: Token


def facts(sentence: Span, parsed: Parsed | None = None) -> list[Fact]:
    """Every figure of harm in a sentence, in text order; without ``parsed`` numbers only, no "a soldier"."""
    return [fact for token in sentence for fact in _told_by(token, parsed)]


def find_harm(sentence: Span, parsed: Parsed | None = None) -> dict[Token, list[tuple[Kind, int, Bound]]]:
    """The figures of a sentence by the word that tells them."""
    return {f.token: [(f.kind, f.count.value, f.count.bound)] for f in facts(sentence, parsed)}


def _told_by(token: Token, parsed: Parsed | None) -> Iterator[Fact]:
    lemma = token.lemma_.lower()
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
    return people(heads[0], parsed)


def _victims(verb: Token, lemma: str) -> list[Token]:
    if lemma in _SUFFERING or lemma not in _VERBS and _VERBS.get(lemma) is None and lemma in ("suffer", "sustain", "receive"):
        return grammar.surface_subjects(verb)
    objects = [c for c in verb.children if c.dep_ in ("dobj", "obj")]
    if objects and not any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
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
        # "seven others injured": the verb takes an object and has none, so its subject is the one who suffers.
        return [] if own[0].tag_ in ("WDT", "WP") else own
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ in grammar.VERBAL and grammar.is_passive(verb.head):
        return grammar.surface_subjects(verb.head)
    return [t for t in grammar.objects(verb)][:1]


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
        if first.dep_ == "dobj" and first.head.lemma_ == "leave" or counted(head) is not None:
            return people(first if first.dep_ == "dobj" else head, parsed)
    before = token.doc[token.i - 1] if token.i else token
    if before.pos_ in ("NOUN", "NUM", "PROPN") and before.i < token.i and token.dep_ in ("amod", "acl", "advmod", "appos"):
        return people(before, parsed) if counted(before) is not None else None
    return None


def _of_noun(token: Token, lemma: str, parsed: Parsed | None) -> tuple[Kind | None, Count | None]:
    """ "The death of 120 civilians", "the killing of a journalist", "twelve deaths", "20 arrests"."""
    if token.dep_ == "compound" or any(c.dep_ == "amod" and c.lower_ in ("attempted", "alleged") for c in token.children):
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
    """ "The death toll rises to at least 220 people", "bringing the death toll to 17", "a death toll of 14"."""
    if token.lower_ == "toll" and not any(c.lower_ in ("death", "dead") for c in token.children) and token.dep_ not in ("nsubj", "dobj"):
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


def tell(drafts: Sequence[Draft], parsed: Parsed) -> None:
    """Gives the figures of an article to its acts: those told in their sentence, then those told right after it."""
    groups: dict[tuple[int, int], list[Draft]] = {}
    for draft in drafts:
        groups.setdefault((draft.act.doc_index, draft.sentence.start), []).append(draft)
    for group in groups.values():
        assign(group, facts(group[0].sentence, parsed))
    for (index, _), group in groups.items():
        end = group[0].sentence.end
        hosts = [d for d in group if d.act.type == "ASSAULT" and d.status not in _NOT_DONE]
        if hosts and end < len(parsed.docs[index]):
            _carry_over(hosts[-1], groups.get((index, end), []), parsed.docs[index][end].sent, parsed)


def assign(drafts: Sequence[Draft], found: Sequence[Fact]) -> None:
    """Gives each figure of a sentence to the act that it is told with, and to what is told to have done it."""
    own = {t.i: d for d in drafts for t in d.act.tokens}
    supports = {d.act.support.i: d for d in drafts if d.act.support is not None}
    for fact in found:
        host = own.get(fact.token.i)
        if host is None or host.act.type not in _HOSTS[fact.kind]:
            host = _host(fact, drafts, {**supports, **own})
        if host is None or host.status in _NOT_DONE:
            continue
        _give(host, fact)
    for fact in found:
        for draft in drafts:
            if draft.status in _NOT_DONE or draft.act.type not in _HOSTS[fact.kind]:
                continue
            if all(h[0] != fact.kind for h in draft.harm) and (_caused(fact, draft) or _follows(fact, draft)):
                _give(draft, fact)


def _give(draft: Draft, fact: Fact) -> None:
    draft.harm.append((fact.kind, fact.count.value, fact.count.bound))


def _caused(fact: Fact, draft: Draft) -> bool:
    """ "Nine were killed when troops opened fire", "... in clashes": the act that a passive tells as its cause."""
    verb = fact.token
    if verb.pos_ not in grammar.VERBAL or not grammar.is_passive(verb):
        return False
    around = {verb.i} | ({verb.head.i} if verb.dep_ == "conj" else set())
    around |= {c.i for c in verb.children if c.dep_ == "conj"}
    current = draft.act.support or draft.act.token
    for _ in range(_CLIMB):
        head = current.head
        if head.i in around:
            return current.dep_ in ("advcl", "agent") or (current.dep_ == "prep" and current.lower_ in _CAUSES)
        if head.i == current.i:
            return False
        current = head
    return False


def _follows(fact: Fact, draft: Draft) -> bool:
    """ "Shelled the town, killing two", "the battle resulted in the killing of 57": what an act led to."""
    own = {t.i for t in (*draft.act.tokens, draft.act.support) if t is not None}
    current = fact.token
    for _ in range(_CLIMB):
        head = current.head
        if head.i == current.i:
            return False
        led_to = (
            (current.dep_ == "advcl" and current.tag_ == "VBG" and not any(c.dep_ in ("mark", "prep") for c in current.lefts))
            or (current.dep_ == "conj" and current.pos_ in grammar.VERBAL)
            or (current.dep_ in ("prep", "pobj", "dobj", "appos") and head.lemma_ in _RESULTS)
            or (current.dep_ == "prep" and current.lower_ == "in" and current.head.lemma_ in _RESULTS)
        )
        if not led_to:
            return False
        if head.i in own or any(t.i in own for t in _arms(head)):
            return True
        current = head
    return False


def _arms(verb: Token) -> Iterator[Token]:
    """Subject, object and agent of a verb."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
            yield child
        elif child.dep_ in ("agent", "prep"):
            yield from child.children


def _carry_over(host: Draft, after: Sequence[Draft], sentence: Span, parsed: Parsed) -> None:
    """Figures of the sentence after an act that has no other act to tell them with.

    "Troops exchange fire. Fourteen people are killed": the dead of the exchange, also where the coder makes an act
    of "killed", which names nobody who did it.
    """
    start, end = sentence.start, sentence.end
    for draft in after:
        told = [m for m in draft.sides.source if m.head.doc.user_data["index"] == draft.act.doc_index]
        if draft.act.type in ("ASSAULT", "PROTEST") and any(start <= m.head.i < end for m in told):
            return  # that sentence says who did it: another act
    for fact in facts(sentence, parsed):
        bare = fact.token.pos_ not in grammar.VERBAL or not grammar.agents(fact.token)
        if bare and fact.kind in ("killed", "wounded") and all(h[0] != fact.kind for h in host.harm):
            _give(host, fact)


def _host(fact: Fact, drafts: Sequence[Draft], by_token: dict[int, Draft]) -> Draft | None:
    """The act above a figure's word, else the one under it, else the nearest, of a type that does such harm."""
    wanted = _HOSTS[fact.kind]
    fitting = [d for d in drafts if d.act.type in wanted and d.status not in _NOT_DONE]
    if not fitting:
        return None
    current = fact.token
    for _ in range(_CLIMB):
        found = by_token.get(current.i)
        if found is not None and found in fitting:
            return found
        if current.head.i == current.i:
            break
        current = current.head
    under = [d for d in fitting if any(a.i == fact.token.i for a in d.act.token.ancestors)]
    return min(under or fitting, key=lambda d: (wanted.index(d.act.type), abs(d.act.token.i - fact.token.i)))


def merge(found: Sequence[tuple[Kind, int, Bound]]) -> Harm:
    """One harm out of several figures; of two figures of a kind the first stands."""
    harm = Harm()
    for kind, value, bound in found:
        if getattr(harm, kind) is None:
            setattr(harm, kind, value)
            harm.bounds[kind] = bound
    return harm
