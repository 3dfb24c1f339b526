"""Reported speech: clauses that a verb of saying governs, cues in parenthesis, "according to", claims as nouns.

Every finder gives statements with the tokens that stand for the speaker; :mod:`statements` resolves them.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from detente.coding import grammar
from detente.coding.said import (
    FINITE, Said, SaidKind, cue_ids, hits, ids, is_finite, is_rule, kinds_of, make, speaks, trim,
)  # fmt: skip
from detente.coding.speakers import subjects_of
from detente.language.parsed import Parsed

Found = tuple[Said, list[Token]]

_STOPS = frozenset((".", ",", ";", ":", "?", "!", "—", "–", "“", "”", '"', "(", ")"))
_BEFORE_CUE = frozenset((",", "”", '"', "’", "?", "!", "—", "–", "'"))
_BREAKS = frozenset((";", ":"))
# Nouns with a clause of their own: "the claim that ...", "gave warning that ...", "in a statement that ...".
_CLAIM_NOUNS = frozenset(
    "claim allegation accusation warning statement announcement report complaint suggestion assertion denial charge "
    "rumour rumor insistence contention declaration admission confirmation view opinion belief impression speech "
    "interview letter prediction promise pledge assurance argument notion conclusion finding evidence fear hope".split()
)
_NATIONS = frozenset(("GPE", "NORP", "ORG"))
# Of these, the ones that are themselves a source when nobody owns them ("media reports that").
_SOURCES = frozenset(("report", "rumour", "rumor"))
# Verbs by which an event named as their object is reported.
_REPORTING = frozenset(
    "report confirm document acknowledge allege recognise recognize record suspect cite".split()
)
_COUNTS = frozenset("count account estimate reckoning tally telling figure".split())
_VIEWS = frozenset(
    ("view", "opinion", "words", "eyes", "judgment", "judgement", "telling", "account", "estimation")
)
_FIGURES = frozenset("number toll figure cost count total tally dead loss damage turnout".split())
_CHARGED = {"accuse": "of", "suspect": "of", "blame": "for", "credit": "with", "fault": "for"}
_CLAIM_NOUN_IDS = ids(_CLAIM_NOUNS)
_REPORTING_IDS = ids(_REPORTING)
_SOURCE_IDS = ids(("accord", "according", "by", "in", "By", "In"))
# Verbs of saying that have the hearer as their object.
_TOLD = frozenset("tell assure inform remind notify reassure".split())
# Verbs whose infinitive says what their subject did or will do ("claims to have shot down", "vowed to fight").
_OWN_INFINITIVE = frozenset("claim profess purport vow pledge promise threaten swear admit report".split())


def _right_edge(token: Token) -> int:
    return int(token.right_edge.i)


def _clause_of(verb: Token) -> Token | None:
    """The clause that stands after a verb of saying as its complement, wherever the parser hung it."""
    for child in verb.children:
        if child.i > verb.i and (child.dep_ == "ccomp" or (child.dep_ == "xcomp" and child.tag_ in FINITE)):
            return child
    for child in verb.children:  # complements that the parser calls something else
        if child.i > verb.i and child.dep_ in ("acl", "advcl") and is_finite(child):
            if any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children):
                return child
    for child in verb.children:  # "said in a statement that", "gave warning that", "have evidence that"
        if child.i < verb.i or child.dep_ not in ("prep", "dobj", "dative"):
            continue
        for noun in (child, *(c for c in child.children if c.dep_ == "pobj")):
            if noun.lemma_.lower() in _CLAIM_NOUNS and not grammar.slot(noun, "poss"):
                found = _that_clause(noun)
                if found is not None:
                    return found
    return None


def _that_clause(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and child.i > noun.i:
            if any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children) and is_finite(child):
                return child
    return None


def _contrast(clause: Token) -> int | None:
    """Where another's account sets in: the comma before "while Y said", or None."""
    for child in clause.subtree:
        if child.dep_ == "mark" and child.lower_ in ("while", "whereas", "although", "though"):
            own = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.head.children)
            if own and child.i > 0 and clause.doc[child.i - 1].text == "," and child.i > clause.i:
                return int(child.i - 1)
    return None


def _joined_act(clause: Token, verb: Token) -> int | None:
    """Where the speaker's next act sets in ("said it was over and urged ..."): the 'and' before it, or None."""
    for child in clause.children:
        if child.dep_ != "conj" or child.i < clause.i or child.tag_ != verb.tag_ or not kinds_of(child):
            continue
        if not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in child.children):
            joiner = [c for c in clause.children if c.dep_ == "cc" and c.i < child.i]
            return int(joiner[-1].i if joiner else child.i)
    return None


def denied_aside(top: Token) -> int | None:
    """Where ", which X denies" sets in: the comma before it, or None."""
    for token in top.subtree:
        if token.tag_ == "WDT" and token.i > top.i and "deny" in kinds_of(token.head):
            before = top.doc[token.i - 1]
            return int(before.i if before.text == "," else token.i)
    return None


def _finite_conjunct(verb: Token) -> int | None:
    """Where a finite verb joins what somebody is accused of ("of spying and demands"): the 'and', or None."""
    for prep in verb.children:
        for child in prep.children:
            for joined in child.children if child.dep_ == "pcomp" else ():
                if joined.dep_ == "conj" and joined.tag_ in ("VBZ", "VBD", "VBP") and joined.i > child.i:
                    joiner = [c.i for c in child.children if c.dep_ == "cc" and c.i < joined.i]
                    return int(joiner[-1] if joiner else joined.i)
    return None


def _words_after(clause: Token, verb: Token) -> tuple[int, int]:
    """Token range of a clause after its cue."""
    more = [c for c in verb.children if c.dep_ == "ccomp" and c.i > clause.i and clause.head == verb]
    after = [t.i for c in (clause, *more) for t in c.subtree if t.i > verb.i]
    first, last = min(after), max(after)
    for cut in (_contrast(clause), _joined_act(clause, verb), denied_aside(clause)):
        if cut is not None and first < cut <= last:
            last = cut - 1
    return trim(clause.doc, first, last)


def _segment(verb: Token) -> tuple[int, int] | None:
    """Token range (end exclusive) of a cue in parenthesis ("..., said X on Monday, ..."), or None."""
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    inverted = [
        c for c in verb.children if c.dep_ in ("dobj", "attr", "npadvmod") and c.i == _next_word(verb)
    ]
    subject = subjects[0] if subjects else (inverted[0] if inverted else None)
    if subject is None or not is_finite(verb) or verb.dep_ in ("relcl", "acl"):
        return None
    if subject.tag_ in ("WDT", "WP") or any(c.tag_ == "WP$" for c in subject.children):
        return None
    told = verb.lemma_ in _TOLD
    if not told and any(c.dep_ == "dobj" and c.i > verb.i and c != subject for c in verb.children):
        return None
    doc, sentence = verb.doc, verb.sent
    own = [c.i for c in verb.children if (c.i < verb.i and c.dep_ in ("aux", "auxpass", "neg")) or c == subject]
    left = min([verb.i, *own, *(t.i for t in subject.subtree if subject.i < verb.i and t.i < verb.i)])
    while left < verb.i and doc[left].is_punct:
        left += 1
    if subject.i < verb.i and left < subject.i and any(t.text in _BREAKS for t in doc[left : subject.i]):
        return None
    right = max(verb.i, _right_edge(subject) if subject.i > verb.i else verb.i) + 1
    while right < sentence.end and doc[right].text not in _STOPS:
        if doc[right].tag_ in ("VBD", "VBZ", "VBP", "MD", "TO") or doc[right].lower_ == "that":
            return None
        right += 1
    if left == sentence.start or doc[left - 1].text not in _BEFORE_CUE:
        return None
    if right < sentence.end and doc[right].text == ":":
        return None
    return left, right


def _next_word(verb: Token) -> int:
    doc = verb.doc
    i = verb.i + 1
    while i < len(doc) and doc[i].pos_ in ("DET", "ADJ", "PROPN", "NUM", "ADV") and doc[i].head.i > i:
        i += 1
    return i


def _main_after(verb: Token, right: int) -> bool:
    """Whether the predicate of the words stands after the cue ("The deal, he said, was off")."""
    if verb.dep_ in ("parataxis", "conj", "ccomp", "advcl", "relcl") and verb.head.i > right:
        return True
    complements = [c for c in verb.children if c.dep_ in ("ccomp", "parataxis", "xcomp")]
    return bool(complements) and all(c.i >= right for c in complements)


def _bounds(doc: Doc, token: Token, left: int, right: int) -> tuple[int, int]:
    """The part of a sentence around a cue's segment, no further than a semicolon or a colon."""
    sentence = token.sent
    start, end = sentence.start, sentence.end
    for i in range(left - 1, sentence.start - 1, -1):
        if doc[i].text in _BREAKS:
            start = i + 1
            break
    for i in range(right, sentence.end):
        if doc[i].text == ";":
            end = i
            break
    return start, end


def _carries_on(doc: Doc, right: int, end: int) -> bool:
    """Whether what follows a cue in parenthesis goes on with the words: "and" with a clause of its own."""
    i = right
    while i < end and doc[i].is_punct:
        i += 1
    if i >= end or doc[i].lower_ != "and":
        return False
    rest = doc[i + 1 : end]
    return any(t.dep_ in ("nsubj", "nsubjpass") and t.tag_ != "WP" for t in rest[:8])


# Words that open a clause of the narrator's after a cue, not more of what was said.
_NEW_CLAUSE = frozenset(
    "and but or while as after although though who which whose when adding because before".split()
)


def _goes_on(token: Token) -> bool:
    """Whether the words after a cue in parenthesis are the rest of a phrase ("..., he said, on Monday")."""
    return token.lower_ not in _NEW_CLAUSE and token.tag_ not in ("VBG", "VBN", "CC", "WDT", "WP", "``")


def _main_subject(verb: Token, start: int, left: int) -> Token | None:
    """The named subject before a cue whose own subject is a pronoun for it."""
    pronoun = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "PRON"), None)
    if pronoun is None or pronoun.lower_ not in ("he", "she", "it", "they"):
        return None
    for token in verb.doc[start:left]:
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ not in ("relcl", "advcl", "acl"):
            return token if token.pos_ in ("NOUN", "PROPN") and _agrees(token, pronoun) else None
    return None


def _agrees(noun: Token, pronoun: Token) -> bool:
    plural = noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.children)
    person = noun.ent_type_ == "PERSON"
    if pronoun.lower_ == "they":
        return plural
    return not plural and person == (pronoun.lower_ != "it")


def _has_predicate(doc: Doc, first: int, last: int) -> bool:
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc[first : last + 1])


def _parenthetical(verb: Token, kind: SaidKind) -> Said | None:
    """The words around a cue in parenthesis, the quotations left to :mod:`quotes`."""
    segment = _segment(verb)
    if segment is None:
        return None
    doc = verb.doc
    left, right = segment
    start, end = _bounds(doc, verb, left, right)
    first, last = start, left - 1
    after = right
    while after < end and doc[after].is_punct and doc[after].text not in '“"':
        after += 1
    quoted_after = after < end and doc[after].text in '“"'
    if left - 2 > start and doc[left - 2].tag_ in ("WDT", "WP") and after < end:
        first = left - 1  # "those who, it said, came from ...": the relative clause only
    if after < end and (_main_after(verb, right) or _carries_on(doc, right, end)):
        last = end - 1
    elif after < end and _goes_on(doc[after]):
        last = end - 1
        owner = _main_subject(verb, start, left)
        if owner is not None:  # "the army rallied, it said, to avoid bloodshed": only the reason is said
            first = after
            said = make(doc, *trim(doc, first, last), verb, kind)
            return said if said.last > said.first else None
    elif quoted_after and last < first:
        return None
    if last <= first or not _has_predicate(doc, first, last):
        return None
    first, last = trim(doc, first, last)
    if last <= first:
        return None
    said = make(doc, first, last, verb, kind)
    said.parenthetical = True
    return said


def _kind(verb: Token, kinds: frozenset[str]) -> SaidKind:
    if "deny" in kinds:
        return "denial"
    if "think" in kinds:
        return "view"
    if kinds <= {"ask", "ask for"}:
        return "request"
    return "claim"


def _by_clause(verb: Token, kinds: frozenset[str], parsed: Parsed) -> Found | None:
    clause = _clause_of(verb)
    if clause is None or clause == verb:
        return None
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    if "ask" in kinds and not kinds & {"say", "think"} and not marked:
        return None
    bare = not is_finite(clause)
    if bare and "show" in kinds and clause.tag_ == "VBG" and clause.dep_ == "ccomp":
        bare = False  # "the video shows soldiers firing"
    if bare and not (clause.tag_ in ("VB", "VBP") and "ask" in kinds):
        return None
    if any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in clause.children):
        return None
    if any(c.tag_ in ("WP", "WRB", "WDT") and c.i < clause.i and c.dep_ != "nsubj" for c in clause.children):
        if "ask" in kinds:
            return None
    first, last = _words_after(clause, verb)
    if last <= first:
        return None
    subjects = subjects_of(verb, first, last)
    if "say" not in kinds and "show" in kinds and not _may_show(subjects, parsed):
        return None
    return make(verb.doc, first, last, verb, _kind(verb, kinds)), subjects


def _may_show(subjects: list[Token], parsed: Parsed) -> bool:
    return any(speaks(t, parsed.mention_of(t)) for t in subjects)


def _by_infinitive(verb: Token, kinds: frozenset[str]) -> Found | None:
    """Requests, vows and denials in an infinitive or a gerund: "urged X to go", "denied having gone"."""
    if grammar.is_passive(verb) and not grammar.agents(verb):
        return None
    for child in verb.children:
        if child.dep_ not in ("xcomp", "ccomp", "advcl") or child.i < verb.i or is_finite(child):
            continue
        infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in child.children)
        asked = "ask" in kinds and infinitive and child.dep_ != "advcl"
        if asked and not any(c.dep_ in ("dobj", "dative", "prep") and c.i < child.i for c in verb.children):
            asked = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        own = infinitive and child.dep_ != "advcl" and verb.lemma_ in _OWN_INFINITIVE
        denied = "deny" in kinds and child.tag_ in ("VBG", "VBN") and child.dep_ == "xcomp"
        if not (asked or own or denied):
            continue
        first, last = child.left_edge.i, _right_edge(child)
        first, last = trim(verb.doc, max(first, verb.i + 1), last)
        if last <= first:
            continue
        kind: SaidKind = "denial" if "deny" in kinds else "request" if asked and not own else "claim"
        if own and "vow" in kinds:
            kind = "vow"
        return make(verb.doc, first, last, verb, kind), subjects_of(verb, first, last)
    return None


def _phrase(noun: Token) -> tuple[int, int]:
    return int(noun.left_edge.i), _right_edge(noun)


def _charge_of(verb: Token, preps: dict[str, Token]) -> Token | None:
    """The preposition behind which a charge stands ("accused of", "blamed for", also "blamed of")."""
    return preps.get(_CHARGED[verb.lemma_]) or (preps.get("of") if verb.lemma_ == "blame" else None)


def _by_phrase(verb: Token, kinds: frozenset[str]) -> Found | None:
    """Words that are a noun phrase: "called for X", "accused Y of X", "spoke of X", "put the number at X"."""
    doc = verb.doc
    passive = grammar.is_passive(verb)
    if passive and not grammar.agents(verb):
        return None
    preps = {c.lower_: c for c in verb.children if c.dep_ == "prep" and c.i > verb.i}
    found: tuple[int, int, SaidKind] | None = None
    if "charge" in kinds and (prep := _charge_of(verb, preps)) is not None:
        inner = [c for c in prep.children if c.dep_ in ("pobj", "pcomp")]
        if inner and (inner[0].dep_ == "pcomp" or inner[0].pos_ in ("NOUN", "PROPN")):
            first = prep.i + 1
            if verb.lemma_ == "blame":
                first = min([first, *(int(c.left_edge.i) for c in verb.children if c.dep_ == "dobj")])
            more = [
                c
                for c in verb.children
                if c.dep_ == "conj" and verb.tag_ == c.tag_ == "VBG" and not kinds_of(c)
            ]
            found = first, max([_right_edge(prep), *(_right_edge(c) for c in more)]), "charge"
    if found is None and "ask for" in kinds and (prep := preps.get("for")) is not None:
        joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "NOUN" and c.i > prep.i]
        joined += [c for c in verb.children if c.tag_ in ("VB", "VBN") and c.i > prep.i and c.dep_ != "conj"]
        found = prep.i + 1, max([_right_edge(prep), *(_right_edge(c) for c in joined[:1])]), "request"
    if found is None and "speak of" in kinds and (prep := preps.get("of")) is not None:
        found = prep.i + 1, _right_edge(prep), "view"
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    if found is None and objects:
        first, last = _phrase(objects[0])
        if "put at" in kinds and "at" in preps and objects[0].lemma_.lower() in _FIGURES:
            found = first, max(last, _right_edge(preps["at"])), "claim"
        elif "vow" in kinds and verb.lemma_ in ("vow", "threaten", "pledge") and last > first:
            found = first, max([last, *(_right_edge(c) for c in verb.children if c.dep_ == "advcl")]), "vow"
    if found is None:
        return None
    first, last = found[0], found[1]
    for cut in (denied_aside(verb), _contrast(verb), _finite_conjunct(verb)):
        if cut is not None and first < cut <= last:
            last = cut - 1
    first, last = trim(doc, first, last)
    if last < first or (last == first and found[2] != "charge"):
        return None
    return make(doc, first, last, verb, found[2]), subjects_of(verb, first, last)


def _by_question(verb: Token) -> Found | None:
    """ "what its owners alleged was an attack": the predicate of "what" is alleged."""
    head = verb.head
    if verb.dep_ != "csubj" or head.lemma_ != "be" or not any(c.lower_ == "what" for c in verb.children):
        return None
    first, last = trim(verb.doc, head.i, _right_edge(head))
    if last <= first:
        return None
    return make(verb.doc, first, last, verb, "claim"), [c for c in verb.children if c.dep_ == "nsubj"]


def _by_colon(verb: Token) -> Found | None:
    """ "Others scoff: ..." with words that are no quotation."""
    doc, sentence = verb.doc, verb.sent
    i = verb.i + 1
    while i < sentence.end and doc[i].text not in _STOPS:
        i += 1
    if i + 2 >= sentence.end or doc[i].text != ":" or doc[i + 1].text in '“"‘':
        return None
    first, last = trim(doc, i + 1, sentence.end - 1)
    if last - first < 2 or not _has_predicate(doc, first, last):
        return None
    return make(doc, first, last, verb, "claim"), subjects_of(verb, first, last)


_CONDITIONS = frozenset(("if", "unless", "once", "until", "whether"))
_POSSIBLE = frozenset(("may", "might", "could", "should", "must"))
# Verbs under which an infinitive of saying is said all the same ("continues to insist that").
_GOING_ON = frozenset("continue go begin start keep proceed happen".split())


def _asserted(verb: Token) -> bool:
    """Whether somebody says so, and not only may, did not, or is asked to."""
    if verb.dep_ in ("amod", "compound"):
        return False
    infinitive = False
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "neither"):
            return False
        if child.dep_ == "mark" and child.lower_ in _CONDITIONS:
            return False
        if child.dep_ == "aux":
            if child.lower_ in _POSSIBLE:
                return False
            infinitive = infinitive or child.tag_ == "TO"
    return not infinitive or verb.head.lemma_ in _GOING_ON


def by_verbs(doc: Doc, parsed: Parsed) -> Iterator[Found]:
    """Statements that a verb of the paragraph reports."""
    for verb in hits(doc, cue_ids()):
        kinds = kinds_of(verb)
        if not kinds or verb.pos_ == "NOUN" or not _asserted(verb):
            continue
        talking = kinds & {"say", "think", "deny", "show"}
        if talking and "deny" not in kinds:
            said = _parenthetical(verb, _kind(verb, kinds))
            if said is not None:
                owner = None
                if said.first > verb.i or doc[said.first - 1].tag_ in ("WDT", "WP"):
                    start, _ = _bounds(doc, verb, verb.i, verb.i)
                    owner = _main_subject(verb, start, verb.i)
                    said.parenthetical = owner is None
                yield said, [owner] if owner is not None else subjects_of(verb, verb.sent.end, verb.sent.end)
                continue
        found = _by_clause(verb, kinds, parsed) if talking | (kinds & {"ask"}) else None
        found = found or _by_infinitive(verb, kinds) or _by_phrase(verb, kinds)
        if found is None and "say" in kinds:
            found = _by_question(verb) or _by_colon(verb)
        if found is not None:
            yield found


def by_objects(doc: Doc) -> Iterator[Found]:
    """Events that a verb of reporting has as its object ("confirmed the death of X", "reports airstrikes")."""
    for verb in hits(doc, _REPORTING_IDS):
        if verb.pos_ not in grammar.VERBAL or not _asserted(verb):
            continue
        objects = [
            c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i and c.pos_ in ("NOUN", "PROPN")
        ]
        if not objects or grammar.is_passive(verb):
            continue
        first, last = _phrase(objects[0])
        preps = [
            c
            for c in verb.children
            if c.dep_ == "prep" and c.i > objects[0].i and c.lower_ in ("by", "in", "from")
        ]
        last = max([last, *(_right_edge(c) for c in preps)])
        first, last = trim(doc, max(first, verb.i + 1), last)
        if last >= first:
            yield make(doc, first, last, verb, "named"), subjects_of(verb, first, last)


def by_nouns(doc: Doc) -> Iterator[Found]:
    """Clauses of nouns with an owner or a source: "Trump's claims that ...", "media reports that ..."."""
    for noun in hits(doc, _CLAIM_NOUN_IDS):
        lemma = noun.lemma_
        if noun.pos_ != "NOUN":
            continue
        content = _that_clause(noun) or next(
            (
                c
                for c in noun.subtree
                if c.dep_ == "prep"
                and c.i > noun.i
                and (c.lower_ == "about" or (c.lower_ == "of" and c.head == noun))
            ),
            None,
        )
        if content is None:
            continue
        owners = grammar.slot(noun, "poss") or [
            t for w in ("by", "from") for t in grammar.prepositional(noun, w) if t.i != content.i
        ]
        owners = owners or [
            c for c in noun.children if c.dep_ in ("compound", "amod") and c.ent_type_ in _NATIONS
        ]
        clause = content.dep_ != "prep"
        if clause and not owners and noun.tag_ == "NNS" and noun.dep_ == "ROOT":
            # "state media reports that ...": a verb that the parser took for a noun
            owners = [c for c in noun.children if c.dep_ == "compound" and c.i == noun.i - 1]
        if not owners and lemma in _SOURCES and clause:
            owners = [noun]
        if not owners:
            continue
        first, last = trim(doc, int(content.left_edge.i) + (not clause), _right_edge(content))
        if last > first or not clause:
            yield make(doc, first, last, noun, "claim" if clause else "named"), owners


def _source_phrase(token: Token) -> tuple[list[Token], int, int] | None:
    """Speaker and token range (end exclusive) of "according to X", "by X's count", "in X's view", or None."""
    doc = token.doc
    word = token.lower_
    if word == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        to = doc[token.i + 1]
        found = grammar.children(to, frozenset(("pobj",))) or grammar.prepositional(token, "to")
        found = [t for t in found if t.i > to.i]
        if not found or is_rule(found[0]):
            return None
        return found, token.i, max(_right_edge(t) for t in found[:1]) + 1
    if word not in ("by", "in") or token.dep_ not in ("prep", "agent", "ROOT"):
        return None
    for noun in token.children:
        lemma = noun.lemma_.lower()
        if noun.dep_ != "pobj" or not (lemma in _COUNTS if word == "by" else lemma in _VIEWS):
            continue
        owners = grammar.slot(noun, "poss") or grammar.prepositional(noun, "of")
        if owners:
            return owners, token.i, _right_edge(noun) + 1
    return None


def by_source(doc: Doc) -> Iterator[Found]:
    """Sentences, or parts of them, told "according to X"."""
    for token in hits(doc, _SOURCE_IDS):
        phrase = _source_phrase(token)
        if phrase is None:
            continue
        owners, left, right = phrase
        start, end = _bounds(doc, token, left, right)
        opens = not any(t.is_alpha for t in doc[start:left])
        after = range(right, end)
        main = token.head if token.head != token else token.sent.root
        if opens or (main.i >= right and any(doc[i].is_alpha for i in after)):
            first, last = (right if opens else start), end - 1
        else:
            first, last = start, left - 1
        if last <= first:
            continue
        first, last = trim(doc, first, last)
        if last <= first:
            continue
        said = make(doc, first, last, token, "claim")
        said.parenthetical = True
        yield said, owners
