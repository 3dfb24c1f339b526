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
# Acts of several, which one of them makes known.
_TOGETHER = frozenset(("AGREE", "CONSULT", "COOPERATE"))
_SELF = frozenset("it they he she we i its their his her our my".split())
_ONE_PERSON = frozenset("he she his her".split())
_MANY = frozenset("they their".split())
# Whose is nobody's own side: "its neighbour is shelling it".
_RIVALS = frozenset("neighbour neighbor rival enemy opponent foe adversary predecessor successor".split())
# Verbs by which nobody tells of a deed of its own.
_ACCUSING = frozenset("allege complain accuse lament decry deplore attribute".split())
# Verbs that charge: what they name behind "with", "for" or "on charges of" is the charge.
_CHARGING = frozenset("charge indict prosecute".split())
_CHARGES = frozenset("charge accusation allegation".split())
_TIMES = frozenset("after during since before following amid while when".split())
_OPENING = frozenset(('"', "“", "‘", "«"))
# Those who report attacks and do not make them.
_BYSTANDERS = frozenset(("UNO", "NGO"))
_REASON_LINKS = frozenset(("prep", "advcl", "dobj", "nsubjpass"))
# Acts for whose charge somebody is arrested, sanctioned or sued.
_PUNISHING = frozenset(("COERCE", "SANCTION", "ACCUSE", "REJECT", "THREATEN"))
_ALLEGED = frozenset(("allegedly", "alleged", "purportedly", "purported"))
# Reports that nobody owns ("amid reports that") are nobody's claim, but can be denied.
_RUMOURS = frozenset(("report", "rumour", "rumor"))
# Statements whose content is no claim: what is asked, promised or denied.
_NOT_SAID = frozenset(("request", "vow", "denial"))
# What the rule of a side has where it was filled by inference (:mod:`filling`), not by the act's grammar.
INFERRED = " + "
# The rule of a side that was taken from the article before (:mod:`filling`).
_SO_FAR = "the other party so far"


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


def _is_himself(mention: Mention, act: Act, speakers: list[Mention]) -> bool:
    """Whether a source is a pronoun or somebody's own ("its fighters"): in reported speech, the speaker's."""
    head = mention.head
    if head.sent != act.token.sent or head.lemma_.lower() in _RIVALS:
        return False
    if mention.form in ("pronoun", "possessive") and head.lower_ in _SELF:
        man = bool(speakers) and all(s.kind == "person" and s.form == "name" for s in speakers)
        if head.lower_ == "it" and man and mention.actors and not any(one_state(mention, s) for s in speakers):
            return False  # "Hassan said that it had bombed his town"
        return _stands_for(head.lower_, speakers)
    return any(c.dep_ == "poss" and c.lower_ in _SELF and _stands_for(c.lower_, speakers) for c in head.children)


def _stands_for(pronoun: str, speakers: list[Mention]) -> bool:
    """Whether a pronoun in the words can be the speaker: "he" is no country, "their" is not one man."""
    persons = [s.kind == "person" and s.form != "pronoun" for s in speakers]
    if pronoun in _ONE_PERSON:
        return not speakers or any(s.kind not in ("country", "body") for s in speakers)
    return pronoun not in _MANY or len(speakers) != 1 or not persons[0] or speakers[0].head.tag_ in ("NNS", "NNPS")


def _makes_known(statement: Said) -> bool:
    """Whether what is announced is mostly what the speaker does by announcing it."""
    return statement.kind == "named" and statement.cue is not None and statement.cue.lemma_ == "announce"


def _is_own(
    speakers: list[Mention], source: list[Mention], recipient: list[Mention], act: Act, statement: Said
) -> bool:
    """Whether the speaker tells of an act of its own, or of its state's."""
    if act.type == "ASSAULT" and all(_BYSTANDERS & set(s.countries) for s in speakers) and speakers:
        return False
    if statement.kind == "charge":
        return False
    if _makes_known(statement):  # "announced a ban", but "announced the release of its citizen by Oslo"
        theirs = {c for s in speakers for c in s.countries}
        return not source or act.type in _TOGETHER or any(theirs & set(m.countries) for m in source)
    if statement.cue is not None and statement.cue.lower_ == "by":
        return False  # "by the army's own count"
    if any(same_actor(s, m) for s in speakers for m in source):
        return True
    if source and all(_is_himself(m, act, speakers) for m in source):
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
        if current.dep_ in ("relcl", "acl") or current.lower_ in _TIMES:
            return False
        current = current.head
        if not statement.covers(current):
            break
    return False


def _is_quoted(act: Act) -> bool:
    """Whether the act's own noun stands in quotation marks ("over 'repeated incursions'")."""
    return act.frame.pos == "n" and any(c.text in _OPENING and c.i < act.token.i for c in act.token.children)


def _is_charged(current: Token) -> bool:
    """Whether a step up from an act leads to what somebody is charged with ("charged with", "on charges of")."""
    head = current.head
    if current.dep_ == "prep" and head.lemma_.lower() in _CHARGES and head.pos_ == "NOUN":
        return current.lower_ == "of"
    if head.lemma_ not in _CHARGING or head.pos_ not in grammar.VERBAL:
        return False
    return (current.dep_ == "prep" and current.lower_ in ("with", "for")) or _is_joined_charge(current)


def _is_joined_charge(token: Token) -> bool:
    """ "Indict him on charges of theft, and selling secrets": a gerund that the parser joined to the verb."""
    head = token.head
    if token.dep_ != "conj" or token.tag_ != "VBG" or head.tag_ == "VBG" or head.lemma_ not in _CHARGING:
        return False
    return any(t.lemma_.lower() in _CHARGES for t in token.doc[head.i + 1 : token.i])


def _alleged_by(act: Act, acts: list[Act], sides: dict[int, list[Mention]]) -> tuple[list[Mention], str]:
    """Who alleges an act told as the reason of a punishment ("arrested him for allegedly plotting")."""
    current, alleged = act.token, _is_quoted(act)
    for _ in range(MAX_STEPS):
        head = current.head
        if head == current or current.dep_ == "relcl" or (current.lower_ in _TIMES and not alleged):
            break
        alleged = alleged or any(c.lower_ in _ALLEGED for c in current.children if c.i < act.token.i)
        if "charge" in kinds_of(head) and head.tag_ == "VBN" and head.dep_ == "acl" and not grammar.agents(head):
            alleged = alleged or current.dep_ == "prep"  # "sanctioned a bank accused of helping ..."
        alleged = alleged or _is_charged(current)
        for other in acts:
            if other is act or other.token != head or other.type not in _PUNISHING:
                continue
            found = sides.get(head.i, [])
            if not _prosecuted(other):
                found = [m for m in found if not any("JUD" in a.sectors[:1] for a in m.actors)]
            if alleged and found and (current.dep_ in _REASON_LINKS or _is_joined_charge(current)):
                return found, f"alleged by who {head.lemma_}s"
        current = head
    return [], ""


def _prosecuted(act: Act) -> bool:
    """Whether an act charges somebody or has him sought, by which even a court only alleges."""
    return act.type in ("ACCUSE", "THREATEN") or act.token.lemma_ == "arrest"


def find_claim(
    act: Act, acts: list[Act], own: Sides, said: list[Said], sides: dict[int, list[Mention]], parsed: Parsed
) -> Claim:
    """Who says that an act took place.

    `own` are the act's sides: a source that was only inferred gives way where it is the very speaker.
    `sides` gives the source mentions of every act of the sentence by its token.
    """
    statement = _innermost(act, said)
    inferred = (
        INFERRED in own.source_rule
        or own.source_rule == _SO_FAR
        or (act.type == "ASSAULT" and all(_BYSTANDERS & set(m.countries) for m in own.source))
    )
    mistaken = statement is not None and _only_speaks(act, statement, own, parsed)
    source = [] if inferred or mistaken else own.source
    claim = _find_claim(act, acts, statement, source, own.recipient, sides, parsed)
    speaking = [s for s in claim.said_by if any(same_actor(m, s) for m in own.source)]
    speaks = claim.said_by and all(any(same_actor(m, s) for s in claim.said_by) for m in own.source)
    if (inferred or mistaken) and own.source and speaks:
        accusing = mistaken or (
            statement is not None and statement.cue is not None and statement.cue.lemma_ in _ACCUSING
        )
        if not accusing and any(of_state(s) and s.kind != "body" for s in speaking):
            return Claim(own=True)  # "Ukraine says that 40 warplanes were destroyed"
        own.source, own.source_rule = [], f"{own.source_rule}, but it only says so"
        if statement is not None and statement.kind == "charge" and statement.cue is not None:
            own.source = _accused(statement.cue, statement, parsed)
        else:
            own.source = _responsible(act, parsed)
    return claim


def _responsible(act: Act, parsed: Parsed) -> list[Mention]:
    """Who is said to be responsible for an act."""
    for token in (act.token, *act.token.ancestors):
        head = token.head
        if token.lower_ == "for" and head.lemma_ in ("responsible", "accountable") and head.dep_ == "acomp":
            found = (parsed.mention_of(t) for t in grammar.surface_subjects(head.head))
            return [m for m in found if m is not None and m.actors]
        if token.pos_ in grammar.VERBAL and token != act.token:
            break
    return []


def _only_speaks(act: Act, statement: Said, own: Sides, parsed: Parsed) -> bool:
    """Whether the grammar gives as an act's doer who only speaks of it, and speaks of others.

    "A warning about an attack"; "state media reports raids", with the verb read as a noun; "accused him of lying and
    driving out farmers", with the second gerund joined to the accusing: nobody accuses himself.
    """
    cue = statement.cue
    if cue is None:
        return False
    if cue.pos_ == "NOUN" and cue in act.token.children:
        return True
    if own.source_rule == f"subject of {cue.lemma_}":
        return bool(kinds_of(cue) & {"speak of", "charge"})
    himself = all(any(same_actor(m, s) for s in statement.speakers) for m in own.source)
    return statement.kind == "charge" and himself and bool(_accused(cue, statement, parsed))


def _accused(cue: Token, statement: Said, parsed: Parsed) -> list[Mention]:
    """Whom a verb of accusing accuses; never the accuser ("Oslo denounced Moscow, accusing it of ...")."""
    for verb in (cue, cue.head) if cue.dep_ == "advcl" else (cue,):
        found = (parsed.mention_of(c) for c in grammar.children(verb, frozenset(("dobj", "nsubjpass"))))
        others = [m for m in found if m is not None and not any(same_actor(m, s) for s in statement.speakers)]
        if others:
            return others
    return []


def _is_accused(act: Act, accusation: Act) -> bool:
    """Whether an act is what is accused, and not what somebody is accused of ("accuses the strike of harming trade")."""
    verb = accusation.token
    if verb.lemma_ != "accuse" or verb.pos_ not in grammar.VERBAL:
        return False
    for thing in grammar.children(verb, frozenset(("dobj", "nsubjpass"))):
        if act.token in thing.subtree:  # where the parser may have hung the charge, too
            return not any(t.lower_ == "of" and t.dep_ == "prep" for t in verb.doc[thing.i : act.token.i])
    return False


def _is_rumour(statement: Said) -> bool:
    return statement.cue is not None and statement.cue == statement.speaker and statement.cue.lemma_ in _RUMOURS


def _find_claim(
    act: Act,
    acts: list[Act],
    statement: Said | None,
    source: list[Mention],
    recipient: list[Mention],
    sides: dict[int, list[Mention]],
    parsed: Parsed,
) -> Claim:
    claim = Claim()
    accusation = accusation_over(act, acts)
    if accusation is not None and accusation.frame.type != "REJECT" and not _is_accused(act, accusation):
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
    if not asserts(statement, act, speakers, parsed) and not _is_alleged(act, statement):
        claim.said_by, claim.rule = _alleged_by(act, acts, sides)
        return claim
    claim.speaker, claim.said, claim.said_by = statement.speaker, statement, list(speakers)
    claim.rule = f"said: {statement.cue.lower_ if statement.cue is not None else 'quotation'}"
    return claim
