"""Who denies it: denials and other accounts of what was told or claimed before, in the sentence or the next ones.

``settle`` runs over the drafts of an article when all of them have their claims; it fills ``denied_by`` and
``contested``, and gives the denial itself (a REJECT) the accuser as its recipient.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from detente.coding import grammar, harm
from detente.coding.claims import asserts, same_actor
from detente.coding.draft import Draft
from detente.coding.said import FALSE, Said, denial_ids, hits, kinds_of
from detente.coding.speakers import speaker_of, subjects_of
from detente.language.parsed import Mention, Parsed

# Nouns by which a denial takes up what was claimed, and those by which it takes up an act told as a fact.
_CLAIMED = frozenset(
    "accusation allegation charge claim report responsibility involvement wrongdoing account figure number toll "
    "rumour rumor suggestion assertion statement version guilt role assessment finding complaint".split()
)
_ACTS_TAKEN_UP = frozenset(
    "responsibility involvement wrongdoing account accusation allegation charge guilt role toll figure".split()
)
FALSE = frozenset(
    "false untrue baseless groundless unfounded fabricated bogus wrong fake incorrect lie hoax".split()
)
_BACK = frozenset(("it", "this", "that", "them", "which", "such"))
_CULPRITS = frozenset(("behind", "responsible", "responsibility", "culprit", "perpetrator"))
_OTHER = frozenset(("other", "another"))
_BLAMING = frozenset("blame accuse".split())
# Types of act that people are accused of.
_DEEDS = frozenset(("ASSAULT", "COERCE", "AID", "MOBILIZE", "RETREAT", "CONCEDE", "SANCTION", "PROTEST"))
# Sentences after a claim in which its denial is looked for.
MAX_SENTENCES = 2


def _following(sentence: Span, parsed: Parsed) -> Iterator[Span]:
    """The next sentences of the paragraph, and the first of the next one where the paragraph ends."""
    doc = sentence.doc
    left, end = MAX_SENTENCES, sentence.end
    while left and end < len(doc):
        following = doc[end].sent
        yield following
        left, end = left - 1, following.end
    index = int(doc.user_data["index"])
    if left == MAX_SENTENCES and index + 1 < len(parsed.docs) and len(parsed.docs[index + 1]):
        yield parsed.docs[index + 1][0].sent


def _denials(sentence: Span, after: int = -1) -> Iterator[Token]:
    """Verbs of denying in a sentence behind a token, and "is false"."""
    for token in sentence:
        if token.i <= after:
            continue
        if "deny" in kinds_of(token) and token.pos_ in grammar.VERBAL:
            if not any(c.dep_ == "neg" for c in token.children):
                yield token
        elif token.lemma_.lower() in FALSE and token.dep_ in ("acomp", "attr") and token.head.lemma_ == "be":
            yield token


def _takes_up(denial: Token, nouns: frozenset[str]) -> bool:
    """Whether a denial is one of what was told before: "denied it", "rejected the claims", "the figure was false"."""
    if denial.pos_ not in grammar.VERBAL:
        taken = grammar.surface_subjects(denial.head)
    else:
        taken = [c for c in denial.children if c.dep_ in ("dobj", "nsubjpass")]
        following = denial.doc[denial.i + 1].lower_ if denial.i + 1 < len(denial.doc) else ""
        if following in ("it", "this"):
            return True
        if not taken:
            return denial.lemma_ == "deny" and not grammar.clausal(denial)
    for t in taken:
        if t.lower_ in _BACK or t.lemma_.lower() in nouns:
            return not any(c.dep_ in ("acl", "relcl", "ccomp") and c.i > t.i for c in t.children)
        if any(c.lower_ == "such" for c in t.children):
            return True
    return False


def _deniers(denial: Token, parsed: Parsed) -> list[Mention]:
    """Who denies: the subject of the denial, or who says that it is false."""
    verb = denial
    if denial.pos_ not in grammar.VERBAL:
        verb = next((a for a in denial.ancestors if "say" in kinds_of(a)), denial.head)
    found = speaker_of(subjects_of(verb, denial.i, denial.i), parsed)
    return found.mentions or ([_unknown(found.token)] if found.token is not None else [])


def _unknown(token: Token) -> Mention:
    """Somebody whom no rule of the language room knew, in the words of the noun phrase."""
    doc = token.doc
    offset, first = int(doc.user_data["offset"]), token.left_edge
    return Mention(
        offset + first.idx, offset + token.idx + len(token), token, first.i, token.i, "name", "other"
    )


def _deny(draft: Draft, who: list[Mention], rule: str) -> None:
    found = [m for m in who if not any(same_actor(m, s) for s in draft.claim.said_by)]
    found = [m for m in found if not any(same_actor(m, d) for d in draft.claim.denied_by)]
    if not found:
        return
    draft.claim.denied_by.extend(found)
    draft.claim.contested = True
    draft.claim.rule = f"{draft.claim.rule}; {rule}".strip("; ")


def _inside(draft: Draft, said: list[Said], parsed: Parsed) -> None:
    """An act in the very words of a denial: "denied that it had shelled the town", "rumours that ... are false"."""
    token = draft.act.token
    for statement in said:
        if not statement.covers(token):
            continue
        if statement.kind == "denial" and asserts(statement, draft.act, [], parsed):
            _deny(draft, statement.speakers, f"denied: {statement.cue.lower_ if statement.cue else ''}")
            _rumoured(draft, statement, said)
        elif statement.kind in ("claim", "quote") and _called_false(statement, token):
            draft.claim.said_by, draft.claim.said, draft.claim.speaker = [], None, None
            _deny(draft, statement.speakers, "said to be false")


def _rumoured(draft: Draft, denial: Said, said: list[Said]) -> None:
    """The reports that are denied say so: "denied media reports that ..."."""
    for statement in said:
        same = (statement.first, statement.last) == (
            denial.first,
            denial.last,
        ) and statement.doc is denial.doc
        if same and statement.kind == "claim":
            draft.claim.said, draft.claim.speaker = statement, statement.speaker
            draft.claim.said_by = list(statement.speakers)


def _called_false(statement: Said, token: Token) -> bool:
    for word in statement.doc[statement.first : statement.last + 1]:
        if word.lemma_.lower() in FALSE and word.dep_ in ("acomp", "attr"):
            return any(token in s.subtree for s in grammar.surface_subjects(word.head))
    return False


def _answered(draft: Draft, parsed: Parsed) -> list[Token]:
    """The denials of a claimed act, or of a deed told as a fact, in its sentence and the ones after it."""
    claimed = bool(draft.claim.said_by or draft.claim.speaker is not None or draft.claim.own)
    nouns = _CLAIMED if claimed else _ACTS_TAKEN_UP
    if not claimed and draft.act.type != "ASSAULT":
        return []
    found = []
    here = [d for d in _denials(draft.sentence, draft.act.token.i)] if claimed else []
    nearby = [(d, True) for d in here]
    nearby += [(d, False) for s in _following(draft.sentence, parsed) for d in _denials(s)]
    for denial, _ in nearby:
        if not claimed and (denial.pos_ not in grammar.VERBAL or not _named_noun(denial, nouns)):
            continue
        if _takes_up(denial, nouns):
            who = _deniers(denial, parsed)
            before = len(draft.claim.denied_by)
            _deny(draft, who, f"denied: {denial.lower_}")
            if len(draft.claim.denied_by) > before:
                found.append(denial)
    return found


def _accused_denies(draft: Draft, said: list[Said], parsed: Parsed) -> None:
    """ "The agency said the army had taken its stores.  The army denied having seized anything." """
    source = draft.sides.source
    if not draft.claim.said_by or draft.claim.own or not source:
        return
    for sentence in (draft.sentence, *_following(draft.sentence, parsed)):
        for statement in said:
            near = statement.doc is sentence.doc and sentence.start <= statement.first < sentence.end
            if near and statement.kind == "denial" and not statement.covers(draft.act.token):
                if statement.speakers and all(
                    any(same_actor(s, m) for m in source) for s in statement.speakers
                ):
                    _deny(draft, statement.speakers, "the doer denies it")


def _named_noun(denial: Token, nouns: frozenset[str]) -> bool:
    return any(c.dep_ == "dobj" and c.lemma_.lower() in nouns for c in denial.children)


def _blamed(drafts: list[Draft], said: list[Said]) -> None:
    """ "Boko Haram was behind the attack, the army says": the attack that was just told is its claim."""
    for draft in drafts:
        if draft.act.type != "ACCUSE" or any(
            t.lemma_.lower() in _OTHER for t in grammar.objects(draft.act.token)
        ):
            continue
        statement = next((s for s in said if s.cue == draft.act.token and s.speakers), None)
        accuser = statement.speakers if statement is not None else draft.sides.source
        words = list(draft.sentence)[draft.act.token.i - draft.sentence.start + 1 :]
        blame = draft.act.token.lemma_ == "blame"
        if not (blame or any(t.lemma_.lower() in _CULPRITS for t in words)):
            continue
        for other in reversed(drafts):
            if other is draft or other.act.type != "ASSAULT" or other.act.doc_index != draft.act.doc_index:
                continue
            same = other.sentence.start == draft.sentence.start and other.act.token.i < draft.act.token.i
            if not same and other.sentence.end != draft.sentence.start:
                continue
            accused = {c for m in draft.sides.recipient for c in m.countries}
            known = " + " not in other.sides.source_rule and other.countries("source")
            if not other.claim.said_by and accuser and (not known or accused & other.countries("source")):
                other.claim.said_by, other.claim.said = list(accuser), statement
                other.claim.rule = f"blamed: {draft.act.token.lower_}"


def _mutual(drafts: list[Draft]) -> None:
    """ "Both sides blame each other for the attack": nobody's claim, and contested."""
    for draft in drafts:
        token = draft.act.token
        if draft.act.type != "ACCUSE" or token.lemma_ not in _BLAMING:
            continue
        if not any(t.lemma_.lower() in _OTHER for t in grammar.objects(token)):
            continue
        for other in drafts:
            if other is draft or other.act.doc_index != draft.act.doc_index or other.act.type == "ACCUSE":
                continue
            inside = other.sentence.start == draft.sentence.start and other.act.token.i > token.i
            before = other.sentence.end == draft.sentence.start and other.act.type == "ASSAULT"
            if inside or before:
                if inside:
                    other.claim.said_by, other.claim.said, other.claim.speaker = [], None, None
                other.claim.contested = True
                other.claim.rule = f"{other.claim.rule}; both blame the other".strip("; ")


def _tolls(draft: Draft, said: list[Said], parsed: Parsed) -> None:
    """Two who say how many were killed, and differ."""
    if draft.act.type != "ASSAULT" or draft.claim.contested:
        return
    mine = _speakers_of(draft.act.token, said)
    counts = {n for kind, n, _ in draft.harm if kind == "killed"}
    if not mine or not counts:
        return
    for sentence in (draft.sentence, *_following(draft.sentence, parsed)):
        for token, found in harm.find_harm(sentence).items():
            theirs = _speakers_of(token, said)
            others = {n for kind, n, _ in found if kind == "killed"}
            if (
                not theirs
                or not others
                or others & counts
                or any(same_actor(a, b) for a in mine for b in theirs)
            ):
                continue
            if not set(mine[0].countries) & set(theirs[0].countries):
                draft.claim.contested = True
                draft.claim.rule = f"{draft.claim.rule}; another toll by {theirs[0].text}".strip("; ")
                return


def _speakers_of(token: Token, said: list[Said]) -> list[Mention]:
    """Who says the words around a token."""
    covering = [s for s in said if s.covers(token) and s.kind in ("claim", "quote") and s.speakers]
    best = min(covering, key=lambda s: s.length, default=None)
    return best.speakers if best is not None else []


def _despite(draft: Draft) -> None:
    """ "Strikes go on despite U.S. claims of a ceasefire": the claim is told as doubtful."""
    said = draft.claim.said
    if said is not None and said.cue is not None and draft.claim.said_by:
        if any(a.lower_ == "despite" and a.sent == said.cue.sent for a in said.cue.ancestors):
            draft.claim.contested = True


def _mirrored(drafts: list[Draft]) -> None:
    """ "A says B rammed its ship, while B says A fired on it": each tells the other's deed in one sentence."""
    told = [d for d in drafts if d.act.type == "ASSAULT" and d.claim.said_by and d.claim.said is not None]
    for i, a in enumerate(told):
        for b in told[i + 1 :]:
            if a.sentence.start != b.sentence.start or a.act.doc_index != b.act.doc_index:
                continue
            first, second = a.claim.said_by[0].countries, b.claim.said_by[0].countries
            if set(first) & b.countries("source") and set(second) & a.countries("source"):
                a.claim.contested = b.claim.contested = True


def _recipient(denial: Token, drafts: list[Draft], accuser: list[Mention]) -> None:
    """The REJECT of a denial is aimed at the accuser where the text names nobody else."""
    for draft in drafts:
        named = [m for m in draft.sides.recipient if " + " not in draft.sides.recipient_rule]
        if draft.act.type == "REJECT" and any(t == denial for t in draft.act.tokens) and not named:
            own = {c for m in draft.sides.source for c in m.countries}
            if accuser and not any(set(m.countries) & own for m in accuser):
                draft.sides.recipient, draft.fill_recipient = list(accuser), None
                draft.sides.recipient_rule = "the accuser"


def settle(drafts: list[Draft], said: list[Said], parsed: Parsed) -> None:
    """Fills ``denied_by`` and ``contested`` of an article's drafts, and the recipients of denials."""
    answered = any(hits(doc, denial_ids()) for doc in parsed.docs)
    for draft in drafts:
        if draft.act.type == "REJECT" and "deny" in kinds_of(draft.act.token):
            continue
        if answered:
            _inside(draft, said, parsed)
            accuser = list(draft.claim.said_by)
            for denial in _answered(draft, parsed) if draft.act.type in _DEEDS else ():
                _recipient(denial, drafts, accuser)
            _accused_denies(draft, said, parsed)
        _tolls(draft, said, parsed)
        _despite(draft)
    _blamed(drafts, said)
    _mutual(drafts)
    _mirrored(drafts)
