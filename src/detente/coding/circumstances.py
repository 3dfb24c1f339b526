"""When an act happened, and whether it is told as background: read off the clause that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import Act
from detente.coding.draft import Draft
from detente.event import TimeExpression, When
from detente.language.parsed import Parsed

# An act older than this is background: in articles/gold.jsonl 9 of 122 acts of the last four days are
# background, and 47 of 51 of five to 44 days before publication.
NEWS = timedelta(days=4)
# The lead of a story tells of the day of publication or of one of the two before.
LEAD = timedelta(days=2)
OLD = frozenset("existing previous past prior former longstanding long-standing historic historical".split())
LEADING = 3  # paragraphs
# What goes on since more than a season is no news; what a relative clause tells of two days ago or more neither.
LONG = timedelta(days=90)
ASIDE = timedelta(days=2)
# An article of so many dated acts, most of them older than a year, tells history.
HISTORY, YEAR = 8, timedelta(days=365)
DONE = frozenset(("happened", "ongoing"))
WORDS = frozenset("ACCUSE REJECT REQUEST THREATEN SUPPORT AGREE CONCEDE".split())
GRAINS = frozenset(("day", "week", "month", "season", "year", "decade", "century", "era"))


def _inside(time: TimeExpression, outer: TimeExpression) -> bool:
    """A time of a finer grain that lies within another."""
    if time.start is None or time.end is None or outer.start is None or outer.end is None:
        return False
    shorter = time.end - time.start < outer.end - outer.start
    return shorter and outer.start <= time.start and time.end <= outer.end


def to_when(times: list[TimeExpression], text: str) -> When | None:
    """One interval for an act: coordinated expressions ("tomorrow and on Thursday") are joined."""
    dated = [t for t in times if t.start is not None and t.end is not None and t.grain in GRAINS]
    if not dated:
        return None
    first = dated[0]
    # "this week, reportedly tomorrow and on Thursday": the finer times inside the first say it more exactly
    inner = [t for t in dated[1:] if _inside(t, first)]
    if inner:
        dated, first = inner, inner[0]
    group = [first]
    for time in dated[1:]:
        between = text[group[-1].end_char : time.start_char].strip(" ,").lower()
        if between in ("and", "and on", "or", "or on", "on", "in", "", "of", "until", "to"):
            group.append(time)
    start = min(t.start for t in group if t.start is not None)
    end = max(t.end for t in group if t.end is not None)
    last = group[-1]
    return When(
        start=start, end=end, grain=first.grain, text=text[first.start_char : last.end_char],  # type: ignore[arg-type]
        start_char=first.start_char, end_char=last.end_char,
    )  # fmt: skip


def settle(drafts: Sequence[Draft], parsed: Parsed) -> None:
    """Tells the news of an article from its background, and on which day undated news took place.

    Works through the drafts in text order: a paragraph that has told something old goes on being old; undated
    news in the past tense took place on the day last told of, words spoken on the day of the story's lead.
    """
    published = parsed.article.published.day
    lead = _lead(parsed)
    last: date | None = None
    known: dict[str, Draft] = {}  # dated acts by the lemma of their word
    history = _tells_history(drafts, published)
    verdicts = {(d.act.doc_index, d.act.token.i) for d in drafts if "convict" in d.act.frame.modes}
    passed: Draft | None = None  # the last dated act of the past in this paragraph
    old = before = False  # the last date of this paragraph is an old one; that of an earlier paragraph was
    paragraph = -1
    for draft in drafts:
        if draft.act.doc_index != paragraph:
            old, before, paragraph, passed = False, old or before, draft.act.doc_index, None
        how = tense(draft.act)
        _not_yet(draft, published)
        if draft.when is not None:
            draft.background = _dated_background(draft.when, published, how, _clause(draft.act))
            known.setdefault(draft.act.token.lemma_.lower(), draft)
            if draft.status in DONE:
                passed = draft if draft.background else None
                old, before = draft.background, before and draft.background
                if not draft.background and draft.when.start == draft.when.end and published is not None:
                    last = draft.when.end
            continue
        draft.background = draft.status in DONE and (
            _undated_background(draft, how, old, old or before) or (history and how in ("past", "noun") and before)
        )
        if draft.status in DONE and (_said_to_be_old(draft.act) or _deed_of_verdict(draft.act, verdicts)):
            draft.background = True
            continue
        same = known.get(draft.act.token.lemma_.lower()) if _definite(draft.act) else None
        if same is not None and same.when is not None and same.act.type == draft.act.type and draft.status in DONE:
            draft.background = same.background  # "the coup", dated before
            draft.told_on = best_day(same.when, same.background, published, "happened")[0]
        elif not draft.background and draft.status in DONE and how != "present":
            draft.told_on = lead if draft.act.type in WORDS and how != "past perfect" else last or lead
        elif draft.background and _goes_on(draft, passed, how) and passed is not None and passed.when is not None:
            draft.told_on = best_day(passed.when, True, published, "happened")[0]
    for draft in drafts:
        if draft.when is None and not draft.background and parsed.paragraphs[draft.act.doc_index].part == "headline":
            draft.told_on = lead


def _tells_history(drafts: Sequence[Draft], published: date | None) -> bool:
    """Whether the article is a piece of background: most of its dated acts are older than a year."""
    ends = [d.when.end for d in drafts if d.when is not None]
    if published is None or len(ends) < HISTORY:
        return False
    return 2 * sum(published - end > YEAR for end in ends) > len(ends)


def _goes_on(draft: Draft, passed: Draft | None, how: str) -> bool:
    """ "In 1979 its ally left. The kingdom promptly annexed the rest": told in the sentence after, in the past."""
    if passed is None or passed.when is None or how != "past" or draft.at - passed.at > 1:
        return False
    return passed.when.grain in ("day", "week", "month", "year") and _clause(draft.act) == "main"


def _lead(parsed: Parsed) -> date | None:
    """The day that the first paragraphs tell of, where it is that of publication or one of the two before."""
    published = parsed.article.published.day
    body = [p for p in parsed.paragraphs if p.part == "body"][:LEADING]
    if published is None or not body:
        return None
    for t in parsed.times:
        if t.start_char >= body[-1].end:
            break
        if t.kind in ("date", "time") and t.start and t.start == t.end and timedelta(0) <= published - t.start <= LEAD:
            return t.start
    return None


def _said_to_be_old(act: Act) -> bool:
    """ "Existing sanctions", "a previous attack"."""
    return act.frame.pos == "n" and any(c.dep_ == "amod" and c.lower_ in OLD for c in act.token.children)


def _deed_of_verdict(act: Act, verdicts: set[tuple[int, int]]) -> bool:
    """ "Sentenced to 40 years for the rape of ...": the deed lies before the verdict."""
    current = act.token
    for _ in range(4):
        if current.dep_ in ("prep", "pcomp") and current.lower_ in ("for", "of", "over"):
            over = current.head.head if current.head.dep_ == "dobj" else current.head
            return bool({(act.doc_index, current.head.i), (act.doc_index, over.i)} & verdicts)
        if current.dep_ not in ("pobj", "pcomp", "conj") or current.head.i == current.i:
            return False
        current = current.head
    return False


def _definite(act: Act) -> bool:
    """ "The coup", "that attack": a noun for something told before."""
    return act.frame.pos == "n" and any(c.lower_ in ("the", "that", "this") for c in act.token.children)


def _not_yet(draft: Draft, published: date | None) -> None:
    """An act of a day after the article has not happened: "announces a summit on 27 May"."""
    if draft.when is None or published is None or draft.when.start <= published:
        return
    if draft.act.type in WORDS:
        if draft.status in DONE and tense(draft.act) in ("present", "past", "perfect"):
            draft.when = None  # "agrees to release him tomorrow": the day of what is agreed
        return
    if draft.status in DONE and (draft.act.frame.pos == "n" or tense(draft.act) == "none"):
        draft.status, draft.status_rule = "planned", f"‘{draft.when.text}’ is yet to come"


def _dated_background(when: When, published: date | None, how: str, clause: str) -> bool:
    if when.grain in ("era", "decade", "century"):
        return True
    if published is not None and when.start < when.end == published and published - when.start > LONG:
        return True
    if published is not None and clause == "relative" and published - when.end >= ASIDE:
        return True
    if published is not None:
        return published - when.end > NEWS
    return when.grain == "year" or how == "past perfect"


def _undated_background(draft: Draft, how: str, old: bool, before: bool) -> bool:
    """Background by grammar alone; counts are those of articles/gold.jsonl (background of all)."""
    clause = _clause(draft.act)
    if how == "past perfect":  # in what somebody says 1 of 17, elsewhere 6 of 8
        return clause not in ("complement", "adverbial") and draft.claim.said is None
    if how == "past":  # in a relative clause after old things 4 of 5; after an old date 7 of 13, elsewhere 6 of 50
        aside = clause == "relative" and (before or draft.act.type not in WORDS)
        return aside or (old and clause != "complement")
    if how == "perfect" and clause == "relative":
        return True  # 2 of 2
    if how == "perfect":  # where old things have been told 8 of 13, elsewhere none of 7
        return before and clause == "main" and draft.act.type not in WORDS
    if how == "present":
        return clause == "relative"  # 4 of 6
    if how == "noun":
        return clause == "relative" or _since_noun(draft.act.token)
    return False


def _since_noun(noun: Token) -> bool:
    """ "Since his arrest", "before the coup": an act that only dates another."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("since", "before", "until")


def tense(act: Act) -> str:
    """How an act is told: past, past perfect, perfect, present, noun, or none (participles, infinitives)."""
    verb = act.support or act.token
    if verb.pos_ not in grammar.VERBAL:
        return "noun"
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if "had" in helpers:
        return "past perfect"
    if helpers & {"has", "have", "'ve", "’ve"}:
        return "perfect"
    if verb.tag_ == "VBD" or helpers & {"was", "were", "did"}:
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or helpers & {"is", "are"}:
        return "present"
    return "none"


def _clause(act: Act) -> str:
    """The clause that an act stands in: main, relative, adverbial or complement."""
    token = act.support or act.token
    for _ in range(8):
        if token.dep_ == "relcl":
            return "main" if any(c.lower_ in ("where", "when") for c in token.children) else "relative"
        if token.dep_ == "advcl":
            return "adverbial"
        if token.dep_ in ("ccomp", "xcomp"):
            return "complement"
        if token.head.i == token.i:
            break
        token = token.head
    return "main"


def best_day(
    when: When | None, background: bool, published: date | None, status: str, told_on: date | None = None
) -> tuple[date | None, Literal["text", "published", "none"]]:
    """The best single day for a series and where it is from: text, published or none.

    ``told_on`` is the day that the text last told of, for undated news.
    """
    if when is not None:
        if when.start == when.end:
            return when.start, "text"
        if published is not None and when.start <= published <= when.end and not background:
            return published, "text"
        return when.start + (when.end - when.start) // 2, "text"
    if background and told_on is not None:
        return told_on, "text"
    if background or (status not in DONE and status != "negated"):
        return None, "none"  # what has not happened has no day unless the text names one
    if told_on is not None:
        return told_on, "text"
    return (published, "published") if published is not None else (None, "none")
