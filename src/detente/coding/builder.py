"""From drafts (tokens, mentions) to events (text, codes, offsets), with the explanation of each field."""

from __future__ import annotations

import hashlib

from spacy.tokens import Token

from detente import ontology
from detente.coding import circumstances, judged
from detente.coding.confidence import confidence
from detente.coding.draft import Draft
from detente.coding.harm import merge
from detente.coding.lexicon import Lexicon
from detente.coding.parties import where_country
from detente.coding.roles import entities
from detente.coding.statements import Said
from detente.event import Actor, Event, Explanation, Place, Quote, Statement, Trigger
from detente.knowledge.entity import Entity
from detente.language.kept import within
from detente.language.parsed import Mention, Parsed


def actor(entity: Entity, mention: Mention, text: str) -> Actor:
    """The actor of an event from what the words stand for; offsets into the article's text."""
    sectors = list(entity.sectors) or (["GOV"] if entity.kind == "country" else [])
    return Actor(
        text=text[mention.start : mention.end], name=entity.name, country=entity.country,
        sovereign=entity.sovereign,
        sector=sectors[0] if sectors else None, sectors=sectors, wiki=entity.wiki, wikidata=entity.wikidata,
        start=mention.start, end=mention.end,
    )  # fmt: skip


def actors(mentions: list[Mention], text: str) -> list[Actor]:
    """Actors of mentions, each entity once; mentions that nothing is known of keep their words."""
    out = [actor(e, m, text) for e, m in entities(mentions)]
    out.extend(
        Actor(text=text[m.start : m.end], start=m.start, end=m.end, sector="UNK", sectors=["UNK"])
        for m in mentions
        if not m.actors
    )
    return out


def _filled(country: str, draft: Draft, mentions: list[Mention], text: str) -> Actor:
    """A side that the text leaves to be understood: its words are the people or the place it names."""
    if mentions:
        base = actors(mentions[:1], text)[0]
        return base.model_copy(update={"country": country})
    words = draft.where if draft.where is not None and where_country(draft) == country else None
    if words is None:
        found = [m for m in (*draft.sides.source, *draft.sides.recipient) if country in m.countries]
        words = found[0] if found else None
    sectors = ["CVL"]
    if words is None:
        return Actor(text="", country=country, sector="CVL", sectors=sectors)
    return Actor(
        text=text[words.start : words.end], country=country, sector="CVL", sectors=sectors,
        start=words.start, end=words.end,
    )  # fmt: skip


def side(draft: Draft, which: str, text: str) -> list[Actor]:
    """The actors of a side of a draft."""
    mentions = draft.sides.source if which == "source" else draft.sides.recipient
    filled = draft.fill_source if which == "source" else draft.fill_recipient
    found = actors(mentions, text)
    if filled and not any(a.country for a in found):
        return [
            _filled(filled, draft, mentions, text),
            *[a.model_copy(update={"country": filled}) for a in found[1:]],
        ]
    if any(a.country for a in found):
        found = [a for a in found if a.country]
    return found


def place(mention: Mention | None, text: str) -> Place | None:
    """A place of the text with its country and coordinates."""
    if mention is None or mention.place is None:
        return None
    row = mention.place
    return Place(
        name=row.name, text=text[mention.start : mention.end], country=row.country, admin1=row.admin1,
        lat=row.lat, lon=row.lon, geonameid=row.geonameid, start_char=mention.start, end_char=mention.end,
    )  # fmt: skip


def trigger(draft: Draft, text: str) -> Trigger:
    """The predicate's words: the token with its particle and its fixed modifiers."""
    token = draft.act.token
    offset = int(token.doc.user_data["offset"])
    first = last = token
    before = len(draft.act.frame.before)
    if before and token.i >= before:
        first = token.doc[token.i - before]
    follow = token.i + 1
    for word in draft.act.frame.after:
        if follow < len(token.doc) and token.doc[follow].lower_ == word:
            last = token.doc[follow]
            follow += 1
    start, end = offset + first.idx, offset + last.idx + len(last)
    return Trigger(text=text[start:end], start=start, end=end)


# What ends a speaker's noun phrase to the right of its head.
_PHRASE_STOPS = frozenset((",", ";", ":", "—", "–", "(", ")", "“", "”", '"', "."))


def _noun_phrase(token: Token, text: str) -> tuple[str, int, int]:
    """Words of a speaker without a name, with what tells who it is ("The doctors at the hospital")."""
    doc = token.doc
    offset = int(doc.user_data["offset"])
    outer = token
    while outer.dep_ == "conj" and outer.head.pos_ in ("NOUN", "PROPN", "ADJ"):
        outer = outer.head  # "local security and humanitarian officials"
    left = outer.left_edge.i
    while left < token.i and doc[left].text in _PHRASE_STOPS:
        left += 1
    right, last = token.i, token.right_edge.i
    while right < last:
        following = doc[right + 1]
        if following.text in _PHRASE_STOPS or following.dep_ == "appos" or following.tag_ in (
            "WDT", "WP", "WP$", "VBD", "VBZ", "VBP", "MD", "WRB",
        ) or following.dep_ == "mark":  # fmt: skip
            break
        right += 1
    if doc[right].dep_ in ("cc", "prep", "punct"):
        right = max(token.i, right - 1)
    start, end = offset + doc[left].idx, offset + doc[right].idx + len(doc[right])
    return text[start:end], start, end


def speaker_actors(draft: Draft, text: str) -> list[Actor]:
    """Who is given as saying that an act took place."""
    claim = draft.claim
    if claim.said_by:
        found = actors(claim.said_by, text)
        return [_in_full(found[0], claim.said_by[0], text), *found[1:]] if found else found
    if claim.speaker is not None:
        words, start, end = _noun_phrase(claim.speaker, text)
        return [Actor(text=words, start=start, end=end)]
    return []


def _in_full(who: Actor, mention: Mention, text: str) -> Actor:
    """A speaker without a name in all its words; a pronoun's are those of whom it takes up."""
    if who.name is not None:
        return who
    while (
        mention.antecedent is not None
        and mention.antecedent != mention
        and (mention.form == "pronoun" or (mention.antecedent.form != "pronoun" and _is_definite(mention)))
    ):
        mention = mention.antecedent
    words, start, end = _noun_phrase(mention.head, text)
    if mention.start < start or end < mention.end:
        start, end = min(start, mention.start), max(end, mention.end)
        words = text[start:end]
    return who.model_copy(update={"text": words, "start": start, "end": end})


def _is_definite(mention: Mention) -> bool:
    """A noun phrase that takes up somebody named before ("the official")."""
    return "coref" in mention.rule and any(c.lower_ in ("the", "this", "that") for c in mention.head.children)


def speaker(said: Said, text: str) -> Actor | None:
    """The speaker of a statement; speakers who speak together stand in its words, the first in its codes."""
    if said.mention is None:
        if said.speaker is None:
            return None
        words, start, end = _noun_phrase(said.speaker, text)
        return Actor(text=words, start=start, end=end)
    found = actors([said.mention], text)
    office = said.mention.kind in ("person", "people") and all(
        e.kind in ("body", "country") for e in said.mention.actors
    )
    # "An EU official" is somebody of the European Union, not the Union.
    who = _in_full(found[0].model_copy(update={"name": None}) if office else found[0], said.mention, text)
    last = said.speakers[-1]
    if len(said.speakers) > 1 and who.start is not None and last.end > who.start:
        who = who.model_copy(update={"text": text[who.start : last.end], "end": last.end})
    return who


def statement(said: Said, parsed: Parsed) -> Statement:
    """A statement as the interface gives it."""
    text = parsed.article.text
    offset = int(said.doc.user_data["offset"])
    cue = said.cue
    return Statement(
        speaker=speaker(said, text), words=text[offset + said.start : offset + said.end],
        start=offset + said.start, end=offset + said.end, quoted=said.quoted,
        cue=cue.text if cue is not None else "",
        cue_start=offset + cue.idx if cue is not None else None,
        cue_end=offset + cue.idx + len(cue) if cue is not None else None,
    )  # fmt: skip


def _quote(draft: Draft, text: str) -> Quote | None:
    said = draft.claim.said
    if said is None:
        return None
    offset = int(said.doc.user_data["offset"])
    start, end = offset + said.start, offset + said.end
    return Quote(text=text[start:end], start=start, end=end)


def _modes(draft: Draft, kind: str) -> list[str]:
    allowed = set(ontology.modes(kind))
    found = [m for f in (draft.act.frame, *(a.frame for a in draft.act.merged)) for m in f.modes]
    return [m for m in dict.fromkeys(found) if m in allowed]


def build(draft: Draft, parsed: Parsed, coder: str, book: Lexicon) -> tuple[Event, Explanation]:
    """The event of a draft and why each of its fields is as it is."""
    article = parsed.article
    text = article.text
    kind = draft.act.type
    plover = book.parents.get(kind, kind)
    offset = int(draft.sentence.doc.user_data["offset"])
    published = article.published.day
    day, day_from = circumstances.best_day(draft.when, draft.background, published, draft.status, draft.told_on)
    words = trigger(draft, text)
    modes = _modes(draft, plover)
    # A planned sanction or attack that its doer announces is a threat, as the codebook folds it.
    at_recipient = draft.claim.own and bool(draft.sides.recipient)
    start, end = offset + draft.sentence.start_char, offset + draft.sentence.end_char
    source, recipient = side(draft, "source", text), side(draft, "recipient", text)
    denied = actors(draft.claim.denied_by, text)
    key = f"{article.id}|{words.start}|{kind}|{','.join(a.country or '' for a in source + recipient)}"
    event = Event(
        id=hashlib.sha256(key.encode()).hexdigest()[:16], article_id=article.id, published=published,
        type=kind,
        modes=modes, quad=ontology.quad(plover, draft.status, at_recipient),
        score=ontology.score(plover, modes, draft.status, at_recipient),
        contexts=ontology.contexts_of([t.lemma_.lower() for t in within(draft.sentence)]),
        cameo=ontology.plover_to_cameo(plover, modes), source=source, recipient=recipient,
        said_by=speaker_actors(draft, text), denied_by=denied, reciprocal=draft.sides.reciprocal,
        status=draft.status, quote=_quote(draft, text), contested=bool(denied) or draft.claim.contested,
        when=draft.when, day=day,
        day_from=day_from, background=draft.background, where=place(draft.where, text), count=draft.count,
        harm=merge(draft.harm), sentence=text[start:end], sentence_start=start, trigger=words,
        confidence=round(confidence(draft, plover), 3), coder=coder, **article.extra,
    )  # fmt: skip
    return event, _explain(draft, event)


def _explain(draft: Draft, event: Event) -> Explanation:
    frame = draft.act.frame
    fields: dict[str, object] = {
        "type": f"{frame.predicate} ({frame.where})",
        "source": draft.sides.source_rule.strip(" +") or "nobody found",
        "recipient": draft.sides.recipient_rule.strip(" +") or "nobody found",
        "status": draft.status_rule or "told as done",
    }
    for name, mentions in (("source", draft.sides.source), ("recipient", draft.sides.recipient)):
        if mentions:
            fields[f"{name} resolved by"] = ", ".join(m.rule or m.form for m in mentions)
    if draft.claim.rule:
        fields["said_by, denied_by"] = draft.claim.rule
    if draft.where_rule:
        fields["where"] = draft.where_rule
    if draft.when is not None:
        fields["when"] = f"‘{draft.when.text}’"
    if draft.act.reading is not None:
        fields["model"] = judged.told(draft, event.type)
    if draft.act.merged:
        fields["merged"] = ", ".join(f"{a.token.text} ({a.frame.where})" for a in draft.act.merged)
    if draft.act.support is not None:
        fields["support verb"] = f"{draft.act.support.text} ({draft.act.support_role})"
    fields["day"] = event.day_from
    return Explanation(event=event.id, frame=f"{frame.where} {frame.predicate}", fields=fields)
