"""Who says so and who denies it: the claims around an act."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import Act, contained_in
from detente.coding.roles import party
from detente.coding.statements import Said
from detente.language.parsed import Mention, Parsed

_DENYING = frozenset("deny reject dismiss refute dispute rebut rebuff contest".split())
# "Confirms" and the like tell of one's own act: an announcement of it is the act, not a claim about it.
_OWN = frozenset("announce pledge promise vow declare warn".split())
_ALLEGING = frozenset("allege accuse claim suspect purport".split())


@dataclass(slots=True)
class Claim:
    """Who is given as saying so, with the statement if its words are known, and who denies it."""

    said_by: list[Mention] = field(default_factory=list)
    speaker: Token | None = None
    said: Said | None = None
    denied_by: list[Mention] = field(default_factory=list)
    rule: str = ""
    own: bool = False  # the doer says it of itself


def _same_actor(a: Mention, b: Mention) -> bool:
    ids = {e.id for e in a.actors}
    return a is b or any(e.id in ids for e in b.actors)


def _same_country(a: Mention, others: list[Mention]) -> bool:
    mine = set(a.countries)
    return bool(mine) and any(mine & set(o.countries) for o in others)


def accusation_over(act: Act, acts: list[Act]) -> Act | None:
    """The act whose complement claims this one ("accused Russia of helping")."""
    for other in acts:
        if other is act or "claims" not in other.frame.flags or other.token.sent != act.token.sent:
            continue
        if contained_in(act.token, other.token):
            return other
    return None


def find_claim(
    act: Act, acts: list[Act], source: list[Mention], said: list[Said], sides: dict[int, list[Mention]], parsed: Parsed
) -> Claim:
    """Who says that an act took place; `sides` gives the source mentions of every act by its token."""
    claim = Claim()
    accusation = accusation_over(act, acts)
    if accusation is not None and accusation.frame.type != "REJECT":
        claim.said_by = list(sides.get(accusation.token.i, []))
        claim.rule = f"claimed by {accusation.token.lower_}"
        claim.denied_by = deniers(accusation.token, claim.said_by, parsed)
        if claim.said_by:
            return claim
    if accusation is not None:
        claim.denied_by = list(sides.get(accusation.token.i, []))
        claim.rule = f"denied by {accusation.token.lower_}"
    covering = [s for s in said if s.covers(act.token) and s.cue != act.token]
    if not covering:
        return claim
    statement = min(covering, key=lambda s: s.last - s.first)
    if statement.speaker is None or statement.cue == act.token or statement.cue == act.support:
        return claim
    if statement.cue is not None and any(statement.cue is t for a in acts for t in a.tokens if a is act):
        return claim
    speaker = statement.mention
    if speaker is not None:
        own = any(_same_actor(speaker, m) for m in source)
        kin = statement.cue is not None and statement.cue.lemma_ in _OWN and _same_country(speaker, source)
        if own or kin:
            claim.own = True
            return claim
    claim.speaker, claim.said = statement.speaker, statement
    claim.said_by = [speaker] if speaker is not None else []
    claim.rule = f"said: {statement.cue.lower_ if statement.cue is not None else 'quotation'}"
    return claim


def deniers(token: Token, accusers: list[Mention], parsed: Parsed) -> list[Mention]:
    """Whoever denies in the same sentence, or in the first words of the next, what somebody claims."""
    sentence = token.sent
    doc = token.doc
    end = min(len(doc), sentence.end)
    window = [t for t in doc[sentence.start : end] if t.i > token.i]
    if end < len(doc):
        following = doc[end].sent
        window.extend(t for t in following if t.dep_ == "ROOT")
    out: list[Mention] = []
    for t in window:
        if t.lemma_ not in _DENYING or t.pos_ not in grammar.VERBAL:
            continue
        if t.sent != sentence and not _points_back(t):
            continue
        for subject in grammar.subjects(t):
            out.extend(m for m in party(subject, parsed) if m not in accusers and m not in out)
    return out


def _points_back(verb: Token) -> bool:
    """A denial of what was just said: "denied it", "rejected the accusation", "denied this"."""
    for t in grammar.objects(verb):
        if t.lower_ in ("it", "this", "that", "them") or t.lemma_ in (
            "accusation", "allegation", "charge", "claim", "report", "responsibility", "involvement", "wrongdoing",
        ):  # fmt: skip
            return True
    return not grammar.objects(verb) and not grammar.clausal(verb)


def alleged(act: Act) -> bool:
    """An act told with 'allegedly', 'reportedly' or as an allegation, by nobody named."""
    return any(c.lower_ in ("allegedly", "alleged", "purportedly") for t in act.tokens for c in t.children)
