"""Who says so: the claim around an act.

An act is somebody's claim when it stands in the words that they are given as saying, as something that these
words assert, and when it is not the speaker's own act: "Hamas says it will release hostages" tells what Hamas
will do, "Hamas says Israel struck a school" is Hamas' claim.  Who denies it is found in :mod:`denials`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import Act, contained_in
from detente.coding.roles import Sides
from detente.coding.said import Said, kinds_of
from detente.coding.standing import MAX_STEPS, asserts, is_according, of_state, one_state, same_actor
from detente.language.parsed import Mention, Parsed

# Acts that a state which tells of them with no doer named has done itself ("announced that ten were held").
_OFFICIAL_ACTS = frozenset(("SANCTION", "COERCE", "AID", "CONCEDE", "SUPPORT", "MOBILIZE", "REJECT", "ACCUSE"))
_SELF = frozenset("it they he she we i its their his her our my".split())
# Those who report attacks and do not make them.
_BYSTANDERS = frozenset(("UNO", "NGO"))
# Acts for whose charge somebody is arrested, sanctioned or sued.
_PUNISHING = frozenset(("COERCE", "SANCTION", "ACCUSE", "REJECT", "THREATEN"))
_ALLEGED = frozenset(("allegedly", "alleged", "purportedly", "purported"))
# Reports that nobody owns ("amid reports that") are nobody's claim, but can be denied.
_RUMOURS = frozenset(("report", "rumour", "rumor"))
# Statements whose content is no claim: what is asked, promised or denied.
_NOT_SAID = frozenset(("request", "vow", "denial"))
# What the rule of a side has where it was filled by inference (:mod:`filling`), not by the act's grammar.
INFERRED = " + "


@dataclass(slots=True)
class Claim:
    """Who is given as saying so, with the statement if its words are known, and who denies it."""

    said_by: list[Mention] = field(default_factory=list)
    speaker: Token | None = None
    said: Said | None = None
    denied_by: list[Mention] = field(default_factory=list)
    rule: str = ""
    own: bool = False  # the doer says it of itself
    contested: bool = False

    def absorb(self, other: Claim) -> None:
        """Takes over who denies a repeat of the act; what is told as a fact once stays one."""
        self.denied_by.extend(m for m in other.denied_by if not any(same_actor(m, d) for d in self.denied_by))
        self.contested = self.contested or other.contested


def accusation_over(act: Act, acts: list[Act]) -> Act | None:
    """The act whose complement claims this one ("accused Russia of helping")."""
    for other in acts:
        if other is act or "claims" not in other.frame.flags or other.token.sent != act.token.sent:
            continue
        if contained_in(act.token, other.token):
            return other
    return None


def _is_himself(mention: Mention, act: Act) -> bool:
    """Whether a source is a pronoun or somebody's own ("its fighters"): in reported speech, the speaker's."""
    if mention.head.sent != act.token.sent:
        return False
    word = mention.head.lower_ if mention.form == "pronoun" else ""
    return word in _SELF or any(c.dep_ == "poss" and c.lower_ in _SELF for c in mention.head.children)


def _is_own(
    speakers: list[Mention], source: list[Mention], recipient: list[Mention], act: Act, statement: Said
) -> bool:
    """Whether the speaker tells of an act of its own, or of its state's."""
    if act.type == "ASSAULT" and all(_BYSTANDERS & set(s.countries) for s in speakers) and speakers:
        return False
    if any(same_actor(s, m) for s in speakers for m in source):
        return True
    if source and all(_is_himself(m, act) for m in source):
        return not statement.parenthetical
    if is_according(statement) or _is_alleged(act, statement):
        return False
    if any(one_state(s, m) for s in speakers for m in source):
        return True
    unnamed = not any(m.actors for m in source)
    if act.type == "MOBILIZE" and any(m.actors and not one_state(s, m) for s in speakers for m in recipient):
        return False  # "NATO says that Russian troops are massed"
    return unnamed and act.type in _OFFICIAL_ACTS and any(of_state(s) for s in speakers)


def _innermost(act: Act, said: list[Said]) -> Said | None:
    """The smallest statement around an act, its own cue and that of its support verb left out."""
    support = act.support.i if act.support is not None else -1
    covering = [s for s in said if s.covers(act.token) and (s.cue is None or s.cue.i != act.token.i)]
    covering = [s for s in covering if s.kind == "named" or s.cue is None or s.cue.i != support]
    covering = [s for s in covering if s.cue is None or not s.covers(s.cue) or s.parenthetical]
    return min(covering, key=lambda s: s.length, default=None)


def _is_alleged(act: Act, statement: Said) -> bool:
    """Whether the words themselves call the act alleged."""
    current = act.token
    for _ in range(MAX_STEPS):
        if any(c.lower_ in _ALLEGED for c in current.children if c.i < act.token.i):
            return True
        current = current.head
        if not statement.covers(current):
            break
    return False


def _alleged_by(act: Act, acts: list[Act], sides: dict[int, list[Mention]]) -> tuple[list[Mention], str]:
    """Who alleges an act told as the reason of a punishment ("arrested him for allegedly plotting")."""
    current, alleged = act.token, False
    for _ in range(MAX_STEPS):
        head = current.head
        if head == current or current.dep_ == "relcl":
            break
        alleged = alleged or any(c.lower_ in _ALLEGED for c in current.children if c.i < act.token.i)
        if "charge" in kinds_of(head) and head.tag_ == "VBN" and head.dep_ == "acl" and not grammar.agents(head):
            alleged = alleged or current.dep_ == "prep"  # "sanctioned a bank accused of helping ..."
        for other in acts:
            if other is act or other.token != head or other.type not in _PUNISHING:
                continue
            found = [m for m in sides.get(head.i, []) if not any("JUD" in a.sectors[:1] for a in m.actors)]
            if alleged and found and current.dep_ in ("prep", "advcl", "dobj", "nsubjpass"):
                return found, f"alleged by who {head.lemma_}s"
        current = head
    return [], ""


def find_claim(
    act: Act, acts: list[Act], own: Sides, said: list[Said], sides: dict[int, list[Mention]], parsed: Parsed
) -> Claim:
    """Who says that an act took place.

    `own` are the act's sides: a source that was only inferred gives way where it is the very speaker.
    `sides` gives the source mentions of every act of the sentence by its token.
    """
    inferred = INFERRED in own.source_rule or (
        act.type == "ASSAULT" and all(_BYSTANDERS & set(m.countries) for m in own.source)
    )
    claim = _find_claim(act, acts, [] if inferred else own.source, own.recipient, said, sides, parsed)
    speaks = claim.said_by and all(any(same_actor(m, s) for s in claim.said_by) for m in own.source)
    if inferred and own.source and speaks:
        if any(of_state(s) and s.kind != "body" for s in claim.said_by):
            return Claim(own=True)  # "Ukraine says that 40 warplanes were destroyed"
        own.source, own.source_rule = [], f"{own.source_rule}, but it only says so"
    return claim


def _is_rumour(statement: Said) -> bool:
    return statement.cue is not None and statement.cue == statement.speaker and statement.cue.lemma_ in _RUMOURS


def _find_claim(
    act: Act,
    acts: list[Act],
    source: list[Mention],
    recipient: list[Mention],
    said: list[Said],
    sides: dict[int, list[Mention]],
    parsed: Parsed,
) -> Claim:
    claim = Claim()
    statement = _innermost(act, said)
    accusation = accusation_over(act, acts)
    if accusation is not None and accusation.frame.type != "REJECT":
        inner = statement if statement is not None and statement.cue == accusation.token else None
        speakers = inner.speakers if inner is not None and inner.speakers else sides.get(accusation.token.i, [])
        if inner is None or asserts(inner, act, speakers, parsed):
            claim.said_by, claim.said = list(speakers), inner
            claim.rule = f"claimed by {accusation.token.lower_}"
        if claim.said_by:
            return claim
    if statement is None or statement.speaker is None or statement.kind in _NOT_SAID or _is_rumour(statement):
        claim.said_by, claim.rule = _alleged_by(act, acts, sides)
        return claim
    speakers = statement.speakers
    if _is_own(speakers, source, recipient, act, statement):
        claim.own = True
        return claim
    if not asserts(statement, act, speakers, parsed):
        return claim
    claim.speaker, claim.said, claim.said_by = statement.speaker, statement, list(speakers)
    claim.rule = f"said: {statement.cue.lower_ if statement.cue is not None else 'quotation'}"
    return claim
