"""Whose words they are: from the subject of a cue to the mention, with the name that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.said import Said, kinds_of, speaks
from detente.language.kept import tokens_of
from detente.language.parsed import Mention, Parsed

_SINGULAR = frozenset(("he", "she"))
# Links of a noun phrase through which an office holder's name is reached ("spokesman in Quetta, Ann Low").
_NAME_LINKS = frozenset(("appos", "pobj", "prep", "conj"))
_MAX_LINKS = 6
_FILINGS = frozenset("case lawsuit suit complaint petition appeal letter motion".split())
# A participle of saying more tokens behind than this belongs to another verb.
MAX_REACH = 60


@dataclass(slots=True)
class Speaker:
    """The head token of who speaks, and the mentions of those who speak together."""

    token: Token | None = None
    mentions: list[Mention] = field(default_factory=list)

    @property
    def mention(self) -> Mention | None:
        return self.mentions[0] if self.mentions else None

    def __bool__(self) -> bool:
        return self.token is not None


def _is_name(mention: Mention) -> bool:
    return mention.form == "name" and mention.kind == "person"


def _up_to(head: Token, top: Token) -> bool:
    """Whether a token hangs on another by the links of a noun phrase."""
    current = head
    for _ in range(_MAX_LINKS):
        if current == top:
            return True
        if current.dep_ not in _NAME_LINKS or current.head == current:
            return False
        current = current.head
    return False


def _names_beside(role: Token, mention: Mention, parsed: Parsed) -> list[Mention]:
    """The names at the end of an office's noun phrase, set off by a comma or run on after a country."""
    doc = role.doc
    index = int(doc.user_data["index"])
    found: list[Mention] = []
    for name in parsed.mentions_in(index, mention.head.i + 1, int(role.right_edge.i)):
        if not _is_name(name) or not _up_to(name.head, role):
            continue
        before, dep = doc[name.first - 1], name.head.dep_
        over = parsed.mention_over(before)
        run_on = dep == "pobj" and over is not None and over.kind in ("country", "body", "place")
        if dep == "conj" if found else run_on or (dep == "appos" and before.text == ","):
            found.append(name)
    return found


def named(mention: Mention, parsed: Parsed) -> list[Mention]:
    """The mention, with the names that its noun phrase or its antecedent's gives to office holders."""
    if mention.form == "pronoun" and not any(a.name for a in mention.actors) and mention.antecedent is not None:
        full = [m for m in named(mention.antecedent, parsed) if m.actors]
        return [replace(mention, actors=full[0].actors)] if full else [mention]
    office = mention.kind == "person" and mention.form not in ("name", "pronoun")
    if not office and mention.kind != "body":
        return [mention]
    names = _names_beside(mention.head, mention, parsed)
    if not names or (not office and names[0].head.head != mention.head):
        return [mention]
    first, *others = names
    actors = first.actors
    unplaced = first.inherited or not any(a.country for a in actors)
    if mention.actors and unplaced and not mention.rule.startswith("coref"):
        # The office knows better whose man it is than the place of the story does.
        held = mention.actors[0]
        base = actors[0] if actors else held
        name = base.name or first.text
        actors = (replace(base, name=name, country=held.country, sectors=held.sectors or base.sectors),)
    whole = replace(mention, end=first.end, last=first.last, form="name", actors=actors, rule=f"{mention.rule}+name")
    return [whole, *others]


def _who(token: Token, mention: Mention | None, parsed: Parsed) -> tuple[Token, Mention | None]:
    """The person whom "who" means where the parser hung it on a place ("an envoy in Quetta, who said")."""
    current = token
    while mention is not None and mention.kind in ("place", "country") and current.dep_ in _NAME_LINKS:
        current = current.head
        over = parsed.mention_of(current)
        if over is not None and over.kind == "person":
            return current, over
    return token, mention


def speaker_of(tokens: list[Token], parsed: Parsed) -> Speaker:
    """The speaker that a cue's subjects name; joined speakers ("X and Y said") speak together."""
    found = Speaker()
    for token in tokens:
        mention = parsed.mention_of(token) or parsed.mention_over(token)
        if mention is not None and mention.head != token and not _heads(token, mention):
            mention = None
        token, mention = _who(token, mention, parsed)
        if found.token is None:
            found.token = token
        if mention is not None:
            found.mentions.extend(m for m in named(mention, parsed) if m not in found.mentions)
    if found.mentions and found.token is not None:
        first = found.mentions[0]
        if parsed.mention_of(found.token) is None and len(tokens) > 1:
            found.token = first.head
    return found


def _heads(token: Token, mention: Mention) -> bool:
    """Whether a mention that includes the token stands for the whole phrase, not for a modifier in it."""
    return mention.head.i >= token.i or mention.form == "name"


def subjects_of(cue: Token, first: int, last: int) -> list[Token]:
    """Subjects of a verb of saying, outside of its words (a token range): before it, or after ("said X")."""
    if grammar.is_passive(cue):
        found = grammar.agents(cue) or _quoted_as(cue)
    else:
        found = _of_filing(cue) or grammar.surface_subjects(_upper(cue))
    found = [t for t in found if not first <= t.i <= last and t.dep_ != "expl"]
    named = [c for c in cue.children if c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT") and c in found]
    if len(found) > 1 and named and any(c.tag_ in ("WP", "WDT") for c in cue.children):
        found = [t for c in named for t in grammar.conjuncts(c)]  # "the men who Oslo says fled": Oslo says
    if not found and (marked := [c for c in cue.children if c.dep_ == "mark" and c.i < cue.i]):
        # "after Oslo accused", with "after" read as a preposition
        found = grammar.children(marked[-1], frozenset(("pobj",)))
    before = cue.doc[cue.i - 1] if cue.i > 0 else cue
    noun = before.pos_ in ("NOUN", "PROPN") and before.dep_ != "dobj" and not first <= before.i <= last
    if not found and noun and cue.tag_ in ("VBZ", "VBD", "VBP"):
        found = [before]  # the subject that the parser hung on a place before it
    if not found and before.text in (",", "”", '"', "’", "?", "!", "—"):
        found = [
            c
            for c in cue.children
            if c.dep_ in ("nsubj", "dobj", "npadvmod", "attr") and c.pos_ in ("NOUN", "PROPN", "PRON", "DET")
            and not first <= c.i <= last and c.ent_type_ != "DATE"
        ]  # fmt: skip
        found = [t for c in found for t in grammar.conjuncts(c)]
    return found


def _upper(cue: Token) -> Token:
    """The verb whose subject says it, where the parser hung the cue too deep.

    "They demanded that he stop and called for ...": a second cue in the tense of the first is no part of what
    was demanded.  "gave warning that": the subject of the verb whose object the cue is.
    """
    head = cue.head
    if cue.dep_ == "conj" and head.dep_ in ("ccomp", "xcomp") and head.tag_ != cue.tag_ == head.head.tag_:
        return head.head
    if cue.tag_ == "VBG" and cue.dep_ in ("advcl", "conj") and cue.doc[cue.i - 1].text == ",":
        for verb in cue.ancestors:  # "said that it had failed, adding that ...": the speaker, not "it"
            if "say" in kinds_of(verb):
                return verb
            if verb.i < cue.i - MAX_REACH:
                break
    if cue.tag_ == "VBG" and cue.dep_ == "acl" and not speaks(head, None) and head.pos_ == "NOUN":
        return grammar.governor(head) or cue  # "closed its airspace to all flights saying that ..."
    if cue.dep_ == "dobj" and head.pos_ in grammar.VERBAL:
        return head
    return cue


def _of_filing(cue: Token) -> list[Token]:
    """ "dismissed Sudan's case alleging that ...": whose case it is alleges."""
    if cue.tag_ != "VBG" or cue.dep_ not in ("acl", "advcl") or cue.doc[cue.i - 1].text == ",":
        return []
    for token in reversed(tokens_of(cue.doc)[cue.sent.start : cue.i]):
        if token.lemma_.lower() in _FILINGS:
            return [c for c in token.children if c.dep_ == "poss"]
    return []


def _quoted_as(cue: Token) -> list[Token]:
    """ "X was quoted as saying": the subject of the passive says it."""
    return grammar.surface_subjects(cue) if cue.lemma_ == "quote" else []


def follows(pronoun: Token, last: Said) -> bool:
    """Whether a pronoun can stand for the one who spoke last."""
    word = pronoun.lower_
    mention = last.mention
    one = mention is not None and mention.kind == "person" and mention.form == "name"
    nouns = last.speaker is not None and last.speaker.tag_ in ("NNS", "NNPS") and not one
    plural = nouns or len(last.speakers) > 1
    if word in _SINGULAR:
        return mention is not None and mention.kind == "person" and not plural
    if word == "they":
        return plural or (mention is not None and mention.kind in ("people", "group", "body", "country"))
    if word == "it":
        return not plural and (mention is None or mention.kind in ("body", "country", "group", "other"))
    return False
