"""Which time expression of a sentence belongs to which of its acts.

A time hangs on a verb ("resigned on Monday") or stands in a noun phrase ("Monday's raid", "the 2018 attack which
killed three").  It belongs to the act of that verb or noun; a verb or event that is no act keeps its time to itself
("the 2025 election", "appointed four days ago").
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from detente.coding import grammar
from detente.coding.acts import Act
from detente.event import TimeExpression
from detente.language.parsed import Parsed
from detente.language.times import reach_back, since_then

_ATTRIBUTE = frozenset(("amod", "nummod", "compound", "poss", "nmod", "nounmod", "det"))
# Verbs that lend their clause to a noun: "protests took place on Monday".
_LIGHT = frozenset(
    "take be occur happen begin start come hold continue go follow resume end erupt break carry conduct participate "
    "launch make have schedule expect set plan due stage organize organise slate mark".split()
)
_SAYING = frozenset("say tell announce report state claim declare confirm add warn note reveal".split())
# Prepositions by which a noun phrase tells when or in what an act took place.
_TELLING = frozenset("in during by with from amid at through on for".split())
# Endings and words of nouns that take place: "the sinking in October", "the 2024 election".
_EVENT_ENDINGS = ("ion", "ment", "ing", "al", "ism")
_EVENTS = frozenset(
    "election vote war pandemic ceasefire summit fire murder crash flood earthquake law act deal agreement treaty accord "
    "match game cup season movement crisis conflict coup revolution fall death plot incident festival case ruling "
    "referendum term mandate budget order year month week day inauguration birth end start beginning overthrow".split()
)
# Acts of words: a time behind their object may be the object's.
_TALK = frozenset("ACCUSE SUPPORT REQUEST REJECT THREATEN AGREE CONCEDE".split())
_WITHIN = frozenset(("during", "amid"))
_NO_EVENTS = frozenset(
    "location region million billion station religion union opinion constitution organization organisation mission nation "
    "population position section administration institution corporation television building hospital capital official "
    "department government parliament criminal journal general material animal".split()
)
_CHARGES = frozenset("suspect accuse allege wanted believe charge".split())
_GOING = frozenset("be travel come go fly arrive visit meet".split())
_CLIMB = 10


def times_of(sentence: Span, parsed: Parsed, acts: Sequence[Act]) -> dict[int, list[TimeExpression]]:
    """The time expressions of a sentence by the act (its token's index) that they belong to."""
    offset = int(sentence.doc.user_data["offset"])
    start, end = offset + sentence.start_char, offset + sentence.end_char
    own = {t.i: a for a in acts for t in (*_fixed_objects(a), *a.tokens, *_supports(a))}
    out: dict[int, list[TimeExpression]] = {}
    for time in parsed.times:
        if not start <= time.start_char < end:
            continue
        tokens = [t for t in sentence if t.idx < time.end_char - offset and t.idx + len(t) > time.start_char - offset]
        token = next((t for t in tokens if all(t.head.i != o.i for o in tokens)), tokens[0] if tokens else None)
        if token is None or _hyphened(tokens):
            continue
        if time.kind == "duration":
            _backward(time, tokens, own, parsed, out)
        elif time.kind in ("date", "time") and time.start is not None:
            named = next((own[t.i] for t in tokens if t.i in own), None)
            if named is not None:  # "the bombing of Hiroshima" is its own time, not that of what it is told with
                out.setdefault(named.token.i, []).append(time)
                continue
            _place(time, tokens[0], token, own, parsed, out)
            _when_clause(time, token, own, out)
    _share(acts, out)
    return out


def _fixed_objects(act: Act) -> list[Token]:
    """Nouns that belong to the predicate: the "war" of "declared war" keeps no time to itself."""
    words = {w for c in act.frame.conditions if c.path == ("obj",) for w in c.words}
    return [c for c in act.token.children if c.dep_ == "dobj" and c.lemma_.lower() in words] if words else []


def _hyphened(tokens: Sequence[Token]) -> bool:
    """Part of a compound: a "dusk-to-dawn curfew"."""
    doc, last = tokens[0].doc, tokens[-1].i
    return bool(tokens[0].i and doc[tokens[0].i - 1].text == "-") or (last + 1 < len(doc) and doc[last + 1].text == "-")


def _when_clause(time: TimeExpression, token: Token, own: dict[int, Act], out: dict[int, list[TimeExpression]]) -> None:
    """ "Last June, when they signed ...": the act of the clause took place at that time."""
    following = token.doc[token.i + 1 : token.i + 3]
    when = next((t for t in following if t.lower_ == "when"), None)
    act = own.get(when.head.i) if when is not None and when.dep_ in ("advmod", "mark") else None
    if act is not None:
        out.setdefault(act.token.i, []).append(time)


def _place(
    time: TimeExpression, first: Token, token: Token, own: dict[int, Act], parsed: Parsed, out: dict[int, list[TimeExpression]]
) -> None:
    """Gives a time to its act; "since the coup in June" is June for the coup, and from then on for what governs it."""
    since = first if first.lower_ == "since" else _since_over(token)
    if since is None or first.lower_ != "since":
        act = _owner(token, own, since.i if since is not None else -1)
        if act is not None:
            out.setdefault(act.token.i, []).append(time)
    published = parsed.article.published.day
    if since is None or published is None or _compares(since):
        return
    outer = own.get(since.head.i) or (_owner(since, own, -1) if first.lower_ == "since" else None)
    if outer is not None and outer.token.i not in out:
        span = since_then(parsed.article.text, time, published)
        dated = time.model_copy(update={"start": span[0], "end": span[1]}) if span else time
        if span or first.lower_ == "since":
            out.setdefault(outer.token.i, []).append(dated)


def _since_over(token: Token) -> Token | None:
    """The "since" in whose phrase or clause a time stands."""
    current = token
    for _ in range(_CLIMB):
        if current.lower_ == "since" and current.dep_ in ("prep", "mark"):
            return current
        mark = next((c for c in current.children if c.lower_ == "since" and c.dep_ in ("mark", "prep") and c.i < token.i), None)
        if mark is not None and current.pos_ in grammar.VERBAL and mark.dep_ == "mark":
            return current
        if current.head.i == current.i:
            return None
        current = current.head
    return None


def _supports(act: Act) -> list[Token]:
    return [t for t in (act.support, *(m.support for m in act.merged)) if t is not None]


def _compares(since: Token) -> bool:
    """ "For the first time since 2024", "the largest since May": a time that only ranks the act."""
    doc = since.doc
    index = since.i if since.lower_ == "since" else next((t.i for t in since.lefts if t.lower_ == "since"), since.i)
    before = doc[max(0, index - 6) : index]
    return any(t.lower_ in ("first", "time", "only") or t.tag_ in ("JJS", "RBS") and t.lower_ != "least" for t in before)


def _owner(token: Token, own: dict[int, Act], end: int) -> Act | None:
    """The act that a time belongs to, going up from its word, at most to the token ``end``."""
    current = token
    attribute = token.dep_ in _ATTRIBUTE
    for _ in range(_CLIMB):
        if current.i in own:
            return own[current.i]
        head = current.head
        if current.i == end or head.i == end and head.pos_ not in grammar.VERBAL:
            return None
        if head.i == current.i:
            return _under(current, own) if current.pos_ in ("NOUN", "PROPN") or current.lemma_ in _LIGHT else None
        if head.i in own and not (head.dep_ == "acl" and head.lemma_ in _CHARGES):
            return _nearer(own[head.i], current, token, own)
        if head.pos_ in grammar.VERBAL:
            found = _of_clause(head, own, token)
            if found is not None or not _passes(head):
                return found
        elif head.pos_ in ("NOUN", "PROPN") and current.dep_ != "conj":
            found = _of_noun(head, own, attribute, current)
            if found is not None:
                return found
            if _keeps(head, attribute, current):
                return None
        current = head
    return None


def _nearer(act: Act, current: Token, token: Token, own: dict[int, Act]) -> Act:
    """A noun act next to a time that the parser hung on a verb: "condemns the raid two days ago", "the suspect in
    the killing two days ago is charged"."""
    if act.frame.pos != "v" or current.dep_ not in ("npadvmod", "prep", "advmod"):
        return act
    verb = act.token
    if current.i < verb.i:
        between = [own[t.i] for t in token.doc[verb.sent.start : token.i] if t.i in own and own[t.i].frame.pos == "n"]
        return between[-1] if between and any(verb.i == a.i for a in between[-1].token.ancestors) else act
    if act.type not in _TALK:
        return act
    between = [own[t.i] for t in token.doc[verb.i + 1 : token.i] if t.i in own and own[t.i].frame.pos == "n"]
    return between[-1] if between and token.i - verb.i > 2 else act


def _passes(verb: Token) -> bool:
    """A verb that gives its time to the noun or verb above it: "tariffs starting in May", "set to begin on"."""
    return verb.lemma_ in _LIGHT and verb.dep_ in ("acl", "relcl", "advcl", "xcomp")


def _of_noun(noun: Token, own: dict[int, Act], attribute: bool, current: Token) -> Act | None:
    """The act that a noun phrase with a time tells of: a clause on the noun, or what took place in it."""
    if current.dep_ == "prep" and current.lower_ not in ("on", "in", "since", "during", "from", "at"):
        return None
    for child in noun.children:
        if child.dep_ in ("relcl", "acl") and child.i in own and (attribute or child.i > current.i):
            return own[child.i]
        if attribute and child.dep_ == "conj" and child.i in own:
            return own[child.i]
    if not attribute:
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during", "by") and noun.head.head.i in own:
        return own[noun.head.head.i]
    for t in noun.subtree:  # "a 2012 attack on a centre in Homs that killed ...", the clause hung on the last noun
        if t.i > noun.i and t.dep_ == "relcl" and t.i in own and t.head.pos_ in ("NOUN", "PROPN"):
            return own[t.i]
    return None


def _keeps(noun: Token, attribute: bool, current: Token) -> bool:
    """Whether a noun that is no act keeps its time to itself."""
    if noun.dep_ in ("compound", "nmod", "amod") or (noun.dep_ == "conj" and attribute):
        return False
    if attribute:
        return True
    lemma = noun.lemma_.lower()
    if current.dep_ == "prep" and current.lower_ in ("in", "since", "on", "from", "during", "of"):
        ending = lemma.endswith(_EVENT_ENDINGS) and lemma not in _NO_EVENTS and noun.tag_ in ("NN", "NNS")
        return lemma in _EVENTS or ending
    return False


def _of_clause(verb: Token, own: dict[int, Act], token: Token) -> Act | None:
    """The act of a clause whose verb is none itself: its subject or object, what it began or took part in."""
    if verb.dep_ in ("acl", "relcl") and verb.head.i in own and verb.i > verb.head.i:
        return own[verb.head.i]  # "the airstrike conducted on Monday"
    if verb.lemma_ in _SAYING:
        # "confirms the death in an airstrike two days earlier", but "said on Monday"
        before = [own[t.i] for t in verb.doc[verb.i + 1 : token.i] if t.i in own] if token.i > verb.i + 3 else []
        return before[-1] if before and before[-1].frame.pos == "n" else None
    found = _under(verb, own)
    if found is not None:
        return found
    inside = [own[t.i] for t in verb.doc[verb.i + 1 : token.i] if t.i in own and own[t.i].frame.pos == "n"]
    if inside:
        return inside[-1]
    if verb.dep_ == "nsubj" and verb.head.i in own:
        return own[verb.head.i]  # "overnight strikes kill", the noun taken for a verb
    if verb.dep_ == "conj" and verb.head.i in own and not any(c.dep_ in grammar.SUBJECTS for c in verb.children):
        return own[verb.head.i]
    if verb.dep_ in ("xcomp", "pcomp", "conj") or (verb.dep_ == "advcl" and verb.tag_ == "VBG"):
        above = verb.head.head if verb.dep_ == "pcomp" else verb.head
        if above.i in own and verb.dep_ != "conj":
            return own[above.i]
    lead = [own[t.i] for t in verb.lefts if t.i in own]
    return lead[-1] if lead and verb.lemma_ in _LIGHT else _subject_act(verb, own, token)


def _subject_act(verb: Token, own: dict[int, Act], token: Token) -> Act | None:
    """ "The toll of the strikes in X, two days ago, rises": a time inside the subject's phrase."""
    if token.i > verb.i:
        return None
    inside = [own[t.i] for t in verb.doc[verb.sent.start : token.i] if t.i in own and own[t.i].frame.pos == "n"]
    return inside[-1] if inside else None


def _under(verb: Token, own: dict[int, Act]) -> Act | None:
    """The first act among a verb's subjects, objects and what it took place in."""
    light = verb.lemma_ in _LIGHT
    last: Act | None = None
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "attr", "xcomp") or (child.dep_ == "nsubj" and light):
            for t in grammar.conjuncts(child):
                if t.i in own:
                    return own[t.i]
                clause = next((c for c in t.children if c.dep_ == "acl" and c.tag_ == "VBG" and c.i in own), None)
                if clause is not None:
                    return own[clause.i]  # "signed a decree on Monday banning rallies"
        elif child.dep_ in ("advcl", "xcomp", "ccomp") and child.i in own:
            if child.tag_ == "VB" and verb.lemma_ in _GOING:
                return own[child.i]  # "was in Kyiv on Monday to promise support"
            if child.tag_ == "VBG" and child.dep_ == "advcl":
                last = own[child.i]  # "signed it on Monday, banning rallies"
        elif child.dep_ in ("prep", "agent") and child.lower_ in _TELLING:
            for t in child.children:
                if t.i in own and own[t.i].frame.pos == "n":
                    return own[t.i]
    return last


def _backward(
    time: TimeExpression, tokens: Sequence[Token], own: dict[int, Act], parsed: Parsed, out: dict[int, list[TimeExpression]]
) -> None:
    """ "Returned four days after he resigned": he resigned four days before the return, on the day of the news."""
    published = parsed.article.published.day
    if published is None or not tokens:
        return
    span = reach_back(time, published)
    if span is None:
        return
    word = tokens[-1]
    clause = word.head if word.dep_ == "mark" else None
    inner = clause or next((c for c in word.children if c.dep_ in ("pobj", "pcomp")), None)
    act = own.get(inner.i) if inner is not None else None
    if act is not None:
        dated = time.model_copy(update={"kind": "date", "start": span[0], "end": span[1], "grain": span[2]})
        out.setdefault(act.token.i, []).append(dated)


def _share(acts: Sequence[Act], out: dict[int, list[TimeExpression]]) -> None:
    """What an act led to took place when it did: "shelled the town overnight, killing two"."""
    for act in acts:
        if act.token.i in out:
            continue
        host = next((h for h in acts if h.token.i in out and h is not act and _same_time(act, h)), None)
        if host is not None:
            out[act.token.i] = list(out[host.token.i])


def _same_time(act: Act, host: Act) -> bool:
    """Whether an act without a time has that of another: what led to it, what it was told with."""
    token = act.token
    own = {t.i for t in (*host.tokens, *_supports(host))}
    if _inside_of(token, own, _WITHIN) or _coordinate(act, host, own):
        return True
    if token.dep_ in ("advcl", "xcomp") and token.tag_ == "VB" and token.head.i in own and token.head.lemma_ in _GOING:
        return True  # "was in Kyiv on Monday to promise support"
    if act.type != host.type:
        return False
    if _inside_of(host.token, {t.i for t in (*act.tokens, *_supports(act))}, _WITHIN | {"for", "at", "with"}):
        return True  # "will be meeting him for talks on Friday"
    if token.dep_ == "advcl" and token.tag_ == "VBG" and not any(c.dep_ == "mark" for c in token.children):
        return token.head.i in own
    if host.token.dep_ == "conj" and host.token.head.i == token.i:  # "setting fire to it and killing two in May"
        return token.tag_ == host.token.tag_ and act.frame.pos == host.frame.pos == "v"
    if token.dep_ == "relcl" and (token.head.i in own or any(a.i in own for a in token.head.ancestors) and host.frame.pos == "n"):
        return True
    return token.dep_ == "pcomp" and token.head.lower_ == "with" and token.head.head.i in own


def _coordinate(act: Act, host: Act, own: set[int]) -> bool:
    """ "Struck back on Monday and threatened ...": verbs of one tense and subject; "In May youths rioted and dozens
    were held": a time before the first verb is that of all."""
    verb = act.support or act.token
    if verb.dep_ != "conj" or verb.head.i not in own or verb.pos_ not in grammar.VERBAL or verb.head.pos_ not in grammar.VERBAL:
        return False
    if _tense(verb) != _tense(verb.head):
        return False
    subject = any(c.dep_ in grammar.SUBJECTS | grammar.PASSIVE_SUBJECTS for c in verb.children)
    return not subject or act.type == host.type


def _tense(verb: Token) -> str:
    """Past, present, future or none, by the verb's form and its auxiliaries."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "would", "'ll", "may", "could", "might", "to"}:
        return "future"
    if helpers & {"was", "were", "had"} or verb.tag_ == "VBD":
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or helpers & {"is", "are", "has", "have"}:
        return "present"
    return "past" if verb.tag_ == "VBN" else "none"


def _inside_of(token: Token, own: set[int], words: frozenset[str]) -> bool:
    """Whether a token stands in a phrase "during ..." of one of these."""
    current = token
    for _ in range(4):
        head = current.head
        if current.dep_ in ("relcl", "acl", "advcl"):
            return False
        if current.dep_ == "prep" and current.lower_ in words:
            return head.i in own
        if head.pos_ in grammar.VERBAL or head.i == current.i:
            return False
        current = head
    return False
