"""Who denies it: denials of what was told or claimed before, in the sentence or the next ones.

``settle`` runs over the drafts of an article when all of them have their claims; it fills ``denied_by`` and
``contested``, and gives the denial itself (a REJECT) the accuser as its recipient.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from detente.coding import grammar
from detente.coding.claims import INFERRED
from detente.coding.contests import contest
from detente.coding.draft import Draft
from detente.coding.said import FALSE, Said, denial_lemmas, hits, kinds_of, sentences_after
from detente.coding.speakers import speaker_of, subjects_of
from detente.coding.standing import asserts, same_actor
from detente.language.kept import within
from detente.language.parsed import Mention, Parsed

# Nouns by which a denial takes up what was claimed, and those by which it takes up an act told as a fact.
_CLAIMED = frozenset(
    "accusation allegation charge claim report responsibility involvement wrongdoing account figure number "
    "toll rumour rumor suggestion assertion statement version guilt role assessment finding complaint".split()
)
_ACTS_TAKEN_UP = frozenset(
    "responsibility involvement wrongdoing account accusation allegation charge guilt role toll figure".split()
)
_BACK = frozenset(("it", "this", "that", "them", "which", "such"))
# Types of act that people are accused of.
_DEEDS = frozenset(("ASSAULT", "COERCE", "AID", "MOBILIZE", "RETREAT", "CONCEDE", "SANCTION", "PROTEST"))


def _denials(sentence: Span, after: int = -1) -> Iterator[Token]:
    """Verbs of denying in a sentence behind a token, and "is false"."""
    for token in within(sentence):
        if token.i <= after:
            continue
        if "deny" in kinds_of(token) and token.pos_ in grammar.VERBAL:
            if not any(c.dep_ == "neg" for c in token.children):
                yield token
        elif token.lemma_.lower() in FALSE and token.dep_ in ("acomp", "attr") and token.head.lemma_ == "be":
            yield token


def _takes_up(denial: Token, nouns: frozenset[str]) -> bool:
    """Whether a denial takes up what was told: "denied it", "rejected the claims", "that was false"."""
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
    return Mention(offset + first.idx, offset + token.idx + len(token), token, first.i, token.i, "name", "other")


def _deny(draft: Draft, who: list[Mention], rule: str) -> None:
    found = [m for m in who if not any(same_actor(m, s) for s in draft.claim.said_by)]
    found = [m for m in found if not any(same_actor(m, d) for d in draft.claim.denied_by)]
    if not found:
        return
    draft.claim.denied_by.extend(found)
    draft.claim.contested = True
    draft.claim.rule = f"{draft.claim.rule}; {rule}".strip("; ")


def _inside(draft: Draft, said: list[Said], parsed: Parsed) -> None:
    """An act in the words of a denial: "denied that it had shelled a town", "rumours that ... are false"."""
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
        same = statement.first == denial.first and statement.last == denial.last
        if same and statement.doc is denial.doc and statement.kind == "claim":
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
    nearby = list(_denials(draft.sentence, draft.act.token.i)) if claimed else []
    nearby += [d for s in sentences_after(draft.sentence, parsed) for d in _denials(s)]
    for denial in nearby:
        if not claimed and (denial.pos_ not in grammar.VERBAL or not _named_noun(denial, nouns)):
            continue
        if _takes_up(denial, nouns):
            who = _deniers(denial, parsed)
            before = len(draft.claim.denied_by)
            _deny(draft, who, f"denied: {denial.lower_}")
            if len(draft.claim.denied_by) > before:
                found.append(denial)
    return found


def _named_noun(denial: Token, nouns: frozenset[str]) -> bool:
    return any(c.dep_ == "dobj" and c.lemma_.lower() in nouns for c in denial.children)


def _accused_denies(draft: Draft, said: list[Said], parsed: Parsed) -> None:
    """ "The agency said the army had taken its stores.  The army denied having seized anything." """
    source = draft.sides.source
    if not draft.claim.said_by or draft.claim.own or not source:
        return
    for sentence in (draft.sentence, *sentences_after(draft.sentence, parsed)):
        for statement in said:
            near = statement.doc is sentence.doc and sentence.start <= statement.first < sentence.end
            if not near or statement.kind != "denial" or statement.covers(draft.act.token):
                continue
            who = statement.speakers
            if who and all(any(same_actor(s, m) for m in source) for s in who):
                _deny(draft, who, "the doer denies it")


def _recipient(denial: Token, drafts: list[Draft], accuser: list[Mention]) -> None:
    """The REJECT of a denial is aimed at the accuser where the text names nobody else."""
    which = any(c.tag_ == "WDT" and c.dep_ == "dobj" for c in denial.children)  # stands for the whole claim
    for draft in drafts:
        named = [] if which or INFERRED in draft.sides.recipient_rule else draft.sides.recipient
        if draft.act.type == "REJECT" and any(t == denial for t in draft.act.tokens) and not named:
            own = {c for m in draft.sides.source for c in m.countries}
            if accuser and not any(set(m.countries) & own for m in accuser):
                draft.sides.recipient, draft.fill_recipient = list(accuser), None
                draft.sides.recipient_rule = "the accuser"


def settle(drafts: list[Draft], said: list[Said], parsed: Parsed) -> None:
    """Fills ``denied_by`` and ``contested`` of an article's drafts, and the recipients of denials."""
    if any(hits(doc, denial_lemmas()) for doc in parsed.docs):
        for draft in drafts:
            if draft.act.type == "REJECT" and "deny" in kinds_of(draft.act.token):
                continue
            _inside(draft, said, parsed)
            accuser = list(draft.claim.said_by)
            for denial in _answered(draft, parsed) if draft.act.type in _DEEDS else ():
                _recipient(denial, drafts, accuser)
            _accused_denies(draft, said, parsed)
    contest(drafts, said, parsed)
