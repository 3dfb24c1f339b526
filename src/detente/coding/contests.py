"""Other accounts of an act: both sides blame each other, tolls differ, each tells the other's deed."""

from __future__ import annotations

from spacy.tokens import Token

from detente.coding import grammar, harm
from detente.coding.claims import INFERRED
from detente.coding.draft import Draft
from detente.coding.said import Said, sentences_after
from detente.coding.standing import same_actor
from detente.language.parsed import Mention, Parsed

_CULPRITS = frozenset(("behind", "responsible", "responsibility", "culprit", "perpetrator"))
_OTHER = frozenset(("other", "another"))
_BLAMING = frozenset(("blame", "accuse"))


def _note(draft: Draft, rule: str) -> None:
    draft.claim.rule = f"{draft.claim.rule}; {rule}".strip("; ")


def _blamed(drafts: list[Draft], said: list[Said]) -> None:
    """ "Boko Haram was behind the attack, the army says": the attack that was just told is its claim."""
    for draft in drafts:
        if draft.act.type != "ACCUSE" or any(t.lemma_.lower() in _OTHER for t in grammar.objects(draft.act.token)):
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
            known = INFERRED not in other.sides.source_rule and other.countries("source")
            if not other.claim.said_by and accuser and (not known or accused & other.countries("source")):
                other.claim.said_by, other.claim.said = list(accuser), statement
                other.claim.rule = f"blamed: {draft.act.token.lower_}"
                if accused:  # nobody else is named as having made it
                    other.sides.source, other.fill_source = list(draft.sides.recipient), None
                    other.sides.source_rule = "who is blamed"


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
                _note(other, "both blame the other")


def _tolls(draft: Draft, said: list[Said], parsed: Parsed) -> None:
    """Two who say how many were killed, and differ."""
    if draft.act.type != "ASSAULT" or draft.claim.contested:
        return
    mine = _speakers_of(draft.act.token, said)
    counts = {n for kind, n, _ in draft.harm if kind == "killed"}
    if not mine or not counts:
        return
    for sentence in (draft.sentence, *sentences_after(draft.sentence, parsed)):
        for token, found in harm.find_harm(sentence).items():
            theirs = _speakers_of(token, said)
            others = {n for kind, n, _ in found if kind == "killed"}
            if not theirs or not others or others & counts or any(same_actor(a, b) for a in mine for b in theirs):
                continue
            if not set(mine[0].countries) & set(theirs[0].countries):
                draft.claim.contested = True
                _note(draft, f"another toll by {theirs[0].text}")
                return


def _speakers_of(token: Token, said: list[Said]) -> list[Mention]:
    """Who says the words around a token."""
    covering = [s for s in said if s.covers(token) and s.kind in ("claim", "quote") and s.speakers]
    best = min(covering, key=lambda s: s.length, default=None)
    return best.speakers if best is not None else []


def _despite(draft: Draft) -> None:
    """ "Strikes go on despite U.S. claims of a ceasefire": the claim is told as doubtful."""
    said = draft.claim.said
    cue = said.cue if said is not None and draft.claim.said_by else None
    if cue is not None and any(a.lower_ == "despite" and a.sent == cue.sent for a in cue.ancestors):
        draft.claim.contested = True


def _mirrored(drafts: list[Draft]) -> None:
    """ "A says B rammed its ship, while B says A fired on it": each tells the other's deed."""
    told = [d for d in drafts if d.act.type == "ASSAULT" and d.claim.said_by and d.claim.said is not None]
    for i, a in enumerate(told):
        for b in told[i + 1 :]:
            if a.sentence.start != b.sentence.start or a.act.doc_index != b.act.doc_index:
                continue
            if same_actor(a.claim.said_by[0], b.claim.said_by[0]):
                continue
            first, second = a.claim.said_by[0].countries, b.claim.said_by[0].countries
            if set(first) & b.countries("source") and set(second) & a.countries("source"):
                a.claim.contested = b.claim.contested = True


# Verbs by which a later sentence takes up an act: who vouches for it, and who lays it on somebody.
_VOUCHING = frozenset(("confirm", "acknowledge", "verify"))
_LAYING = frozenset(("attribute", "ascribe"))
_STEM = 5  # letters that a noun and its verb share ("suspension", "suspended")
_AGAIN = frozenset(("the", "this", "that", "these", "those"))


def _taken_up(drafts: list[Draft], said: list[Said], parsed: Parsed) -> None:
    """ "Three were freed.  Oslo confirmed the release": who takes up in the next sentence an act that nobody claimed."""
    for statement in said:
        cue = statement.cue
        if cue is None or statement.kind not in ("named", "charge") or not statement.speakers:
            continue
        noun = next((c for c in cue.children if c.dep_ == "dobj"), None)
        if noun is None or not any(c.lower_ in _AGAIN for c in noun.children):
            continue
        laid = cue.lemma_ in _LAYING
        if not laid and (cue.lemma_ not in _VOUCHING or any(c.i > noun.i for c in noun.children)):
            continue
        for draft in drafts:
            last = draft.act.doc_index == int(cue.doc.user_data["index"]) and draft.sentence.end == cue.sent.start
            if last and not draft.claim.said_by and _is_same(draft, noun):
                draft.claim.said_by, draft.claim.said = list(statement.speakers), statement
                _note(draft, f"taken up: {cue.lower_}")
                if laid:
                    _lay(draft, cue, parsed)
                break


def _is_same(draft: Draft, noun: Token) -> bool:
    """Whether a noun names an act that was told, by the same stem or a word beside it."""
    lemma = noun.lemma_.lower()
    if any(t.lemma_.lower()[:_STEM] == lemma[:_STEM] for t in draft.act.tokens):
        return True
    if draft.act.type != "ASSAULT":
        return False
    return any(t.lemma_.lower() == lemma for t in draft.sentence)


def _lay(draft: Draft, cue: Token, parsed: Parsed) -> None:
    """Gives an act to whom it is attributed, where its own sentence names nobody as its doer."""
    if draft.sides.source and INFERRED not in draft.sides.source_rule:
        return
    found = (parsed.mention_of(t) for t in grammar.prepositional(cue, "to"))
    accused = [m for m in found if m is not None and m.actors]
    if accused:
        draft.sides.source, draft.sides.source_rule, draft.fill_source = accused, "to whom it is attributed", None


def contest(drafts: list[Draft], said: list[Said], parsed: Parsed) -> None:
    """Marks acts of which the article gives more than one account as contested."""
    for draft in drafts:
        _tolls(draft, said, parsed)
        _despite(draft)
    _blamed(drafts, said)
    _taken_up(drafts, said, parsed)
    _mutual(drafts)
    _mirrored(drafts)
