"""Times: every rule's example, sentences read by eye, a fuzz over days, the seed page and the gold."""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.event import TimeExpression
from detente.language import dates
from detente.language.time_words import Rule, plain, rules
from detente.language.times import find_times, join_times, reach_back, since_then, times_of_paragraphs, when

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
GOLD = ROOT.parent / "shared" / "news" / "gold-train.jsonl"
MONTHS = ["January", "February", "March", "April", "May", "June", "July"]
MONTHS += ["August", "September", "October", "November", "December"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def days(t: TimeExpression) -> str:
    return f"{t.start}..{t.end}" if t.start or t.end else "-"


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.name)
def test_rule_reads_its_example(rule: Rule) -> None:
    found = find_times(rule.example, rule.published)
    got = f"{found[0].kind} {days(found[0])} {found[0].grain}" if found else "-"
    assert got == rule.expected


def cases() -> list[tuple[str, str, str]]:
    lines = (HERE / "times.tsv").read_text(encoding="utf-8").splitlines()[2:]
    return [tuple(line.split("\t")) for line in lines]  # type: ignore[misc]


@pytest.mark.parametrize(("text", "published", "expected"), cases())
def test_sentence(text: str, published: str, expected: str) -> None:
    found = find_times(text, None if published == "-" else date.fromisoformat(published))
    assert "; ".join(f"{t.text}={t.kind}:{days(t)}/{t.grain}" for t in found) == expected or (
        expected == "-" and not found
    )
    for t in found:
        assert text[t.start_char : t.end_char] == t.text


def test_span_of_coordinated_times() -> None:
    text = "The two are expected to meet in the port this week, reportedly tomorrow and on Thursday."
    joined = join_times(text, find_times(text, date(2019, 4, 23)))
    assert [(t.text, days(t)) for t in joined] == [
        ("this week", "2019-04-22..2019-04-28"),
        ("tomorrow and on Thursday", "2019-04-24..2019-04-25"),
    ]


def test_offset_is_added_and_taken_off_again() -> None:
    text = "They meet tomorrow and on Friday."
    found = find_times(text, date(2024, 5, 15), offset=100)
    assert [t.start_char for t in found] == [110, 126]
    joined = join_times(text, found, offset=100)
    assert (joined[0].start_char, joined[0].text) == (110, "tomorrow and on Friday")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("three days after", "2025-05-15..2025-05-15 day"),
        ("one week after", "2025-05-11..2025-05-11 day"),
        ("two months after", "2025-03-01..2025-03-31 month"),
        ("less than two years after", "2023-01-01..2023-12-31 year"),
        ("a day before", "2025-05-19..2025-05-19 day"),
        ("the day after", "2025-05-17..2025-05-17 day"),
        ("on the eve of", "2025-05-19..2025-05-19 day"),
        ("on the tenth anniversary of", "2015-01-01..2015-12-31 year"),
    ],
)
def test_time_of_the_other_event(words: str, expected: str) -> None:
    (t,) = find_times(f"The minister resigned {words} the vote.", date(2025, 5, 18))
    assert t.kind == "duration"
    assert t.start is None
    found = reach_back(t, date(2025, 5, 18))
    assert found is not None
    assert f"{found[0]}..{found[1]} {found[2]}" == expected


def test_reach_back_wants_a_relative_time() -> None:
    (t,) = find_times("It happened yesterday.", date(2025, 5, 18))
    assert reach_back(t, date(2025, 5, 18)) is None


def test_since_reaches_over_the_phrase() -> None:
    text = "Hundreds have been killed since the overthrow of the president in June 2021."
    (t,) = find_times(text, date(2024, 1, 2))
    assert since_then(text, t, date(2024, 1, 2)) == (date(2021, 6, 1), date(2024, 1, 2))
    text = "He was jailed in June 2021."
    assert since_then(text, find_times(text)[0], date(2024, 1, 2)) is None


def test_when_takes_a_written_day() -> None:
    assert [days(t) for t in when("eight years ago", "2019-04-23")] == ["2011-01-01..2011-12-31"]
    assert [days(t) for t in when("eight years ago")] == ["-"]
    with pytest.raises(ValueError, match="isoformat"):
        when("today", "yesterday")


def test_plain_keeps_every_offset() -> None:
    text = "İstanbul’s talks – on 3 May 2025"
    assert len(plain(text)) == len(text)
    (t,) = find_times(text)
    assert (t.text, days(t)) == ("3 May 2025", "2025-05-03..2025-05-03")


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "2" * 400, "the " * 300, "May " * 100, "since " * 100])
def test_odd_input(text: str) -> None:
    assert all(text[t.start_char : t.end_char] == t.text for t in find_times(text, date(2024, 2, 29)))


@pytest.mark.parametrize(
    ("year", "west", "east"),
    [(1818, "03-22", "04-26"), (2000, "04-23", "04-30"), (2024, "03-31", "05-05"), (2025, "04-20", "04-20")],
)
def test_easter(year: int, west: str, east: str) -> None:
    assert dates.easter(year) == date.fromisoformat(f"{year}-{west}")
    assert dates.orthodox_easter(year) == date.fromisoformat(f"{year}-{east}")


def random_days(count: int) -> list[date]:
    chosen = random.Random(8)
    edges = [date(2024, 2, 29), date(1900, 2, 28), date(2000, 2, 29), date(2024, 12, 31), date(1800, 1, 1)]
    span = (date(2100, 12, 31) - date(1800, 1, 1)).days
    return edges + [date(1800, 1, 1) + timedelta(days=chosen.randrange(span)) for _ in range(count)]


def one(text: str, day: date) -> tuple[date, date]:
    (t,) = find_times(text, day)
    assert t.start is not None
    assert t.end is not None
    return t.start, t.end


@pytest.mark.parametrize("day", random_days(150), ids=str)
def test_days_around(day: date) -> None:
    """What calendar arithmetic gives by another way, on days of three centuries."""
    step = timedelta(days=1)
    assert one("It was announced yesterday.", day) == (day - step, day - step)
    assert one("It will be announced tomorrow.", day) == (day + step, day + step)
    assert one("It was hit overnight.", day) == (day - step, day)
    for number, name in enumerate(WEEKDAYS):
        past = next(day - k * step for k in range(7) if (day - k * step).weekday() == number)
        to_come = next(day + k * step for k in range(7) if (day + k * step).weekday() == number)
        assert one(f"It was hit on {name}.", day) == (past, past)
        assert one(f"They will meet on {name}.", day) == (to_come, to_come)
        last = next(day - k * step for k in range(1, 8) if (day - k * step).weekday() == number)
        assert one(f"It was hit last {name}.", day) == (last, last)
    monday = day - day.weekday() * step
    sunday = day.weekday() == 6  # on a Sunday "last week" ended the day before
    assert one("It was hit last week.", day) == (
        (day - 7 * step, day - step) if sunday else (monday - 7 * step, monday - step)
    )
    assert one("It will end next week.", day) == (monday + 7 * step, monday + 13 * step)
    first = day.replace(day=1)
    assert one("It was hit last month.", day) == ((first - step).replace(day=1), first - step)
    assert one("It was hit three days ago.", day) == (day - 3 * step, day - 3 * step)
    start, end = one("It was hit five months ago.", day)
    assert (day.year * 12 + day.month) - (start.year * 12 + start.month) == 5
    assert end + step == (start + 40 * step).replace(day=1)
    assert one("It was hit last year.", day)[0] == date(day.year - 1, 1, 1)
    for name in MONTHS:
        start, end = one(f"It was hit in {name}.", day)
        assert start <= day
        assert (day - start).days < 366
        assert start.strftime("%B") == name


@pytest.mark.parametrize("day", random_days(60), ids=str)
def test_written_dates(day: date) -> None:
    month, number = day.strftime("%B"), day.day
    for text in (
        f"on {number} {month} {day.year}", f"on {month} {number}, {day.year}", f"on {day.isoformat()}",
        f"on {day.strftime('%A')}, {month} {number}, {day.year}", f"on the {number}th of {month} {day.year}",
    ):  # fmt: skip
        assert one(text, date(2024, 7, 1)) == (day, day), text
    assert one(f"It was hit on {number} {month}.", day + timedelta(days=30)) == (day, day)
    assert one(f"It will open on {number} {month}.", day - timedelta(days=30)) == (day, day)


# The days that gold and news ask for: three centuries, leap days, the edges of weeks and months.
DAYS = st.dates(date(1800, 1, 1), date(2100, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(1900, 2, 28), date(2000, 2, 29), date(2023, 12, 31), date(2024, 1, 1), date(2100, 3, 1)]
)
STEP = timedelta(days=1)
QUICK = settings(max_examples=60, deadline=None)


def written(day: date) -> list[str]:
    """A day in the forms of news, its year with it."""
    month, short, number, year = day.strftime("%B"), day.strftime("%b"), day.day, day.year
    ends = {1: "st", 2: "nd", 3: "rd"}
    ordinal = f"{number}{'th' if 10 < number < 20 else ends.get(number % 10, 'th')}"
    name = day.strftime("%A")
    dotted = short if short == month else f"{short}."
    return [
        f"{number} {month} {year}", f"{month} {number}, {year}", f"{ordinal} {month} {year}",
        f"{month} {ordinal}, {year}", f"the {ordinal} of {month}, {year}", f"{dotted} {number}, {year}",
        f"{short} {number} {year}", f"{name}, {number} {month} {year}", f"{name}, {month} {number}, {year}",
        day.isoformat(), day.strftime("%Y/%m/%d"), f"{number}.{day.month}.{year}",
    ]  # fmt: skip


@QUICK
@given(day=DAYS, published=DAYS)
def test_fuzz_written_days(day: date, published: date) -> None:
    for words in written(day):
        assert one(f"The town was taken on {words}.", published) == (day, day), words


@QUICK
@given(day=DAYS, length=st.integers(1, 400), published=DAYS)
def test_fuzz_ranges(day: date, length: int, published: date) -> None:
    last = min(day + length * STEP, date(2100, 12, 31))
    if last <= day:
        return
    for a, b in zip(written(day)[:2], written(last)[:2], strict=True):
        assert one(f"The port was shut from {a} to {b}.", published) == (day, last)
        assert one(f"The port was shut between {a} and {b}.", published) == (day, last)
    if last.year == day.year and last.month == day.month:
        month = f"{day.strftime('%B')} {day.year}"
        assert one(f"The port was shut from {day.day} to {last.day} {month}.", published) == (day, last)
        assert one(f"The port was shut on {day.day}–{last.day} {month}.", published) == (day, last)
    if last.year <= day.year + 1 and length < 365:
        assert one(f"It was shut from {day.day} {day.strftime('%B')} to {written(last)[0]}.", published) == (day, last)


@QUICK
@given(day=DAYS, count=st.integers(1, 60), unit=st.sampled_from(["days", "weeks", "months", "years"]))
def test_fuzz_counted(day: date, count: int, unit: str) -> None:
    back = dates.moved_by(day, unit[:-1], -count)
    assert back is not None
    words = f"{count} {unit if count > 1 else unit[:-1]}"
    start, end = one(f"The town was taken {words} ago.", day)
    assert start <= back <= end
    assert (end - start).days == {"days": 0, "weeks": 0 if count == 1 else 6}.get(unit, (end - start).days)
    if unit == "days":
        assert start == day - count * STEP
        assert one(f"The town will fall {words} from now.", day) == (day + count * STEP, day + count * STEP)
        assert one(f"The ship sank {words} after {written(day)[0]}.", date(2100, 12, 31)) == (day + count * STEP,) * 2
        assert one(f"The ship sank {words} before {written(day)[1]}.", date(2100, 12, 31)) == (day - count * STEP,) * 2
    elif unit == "months":
        assert start == back.replace(day=1)
        assert (end + STEP).day == 1
    elif unit == "years":
        assert (start, end) == (date(day.year - count, 1, 1), date(day.year - count, 12, 31))


@QUICK
@given(day=DAYS, number=st.integers(0, 6))
def test_fuzz_weekdays(day: date, number: int) -> None:
    name = WEEKDAYS[number]
    to_come = next(day + k * STEP for k in range(7) if (day + k * STEP).weekday() == number)
    past = next(day - k * STEP for k in range(7) if (day - k * STEP).weekday() == number)
    later = to_come if to_come > day else to_come + 7 * STEP
    assert one(f"The town was taken on {name}.", day) == (past, past)
    assert one(f"The ministers will meet next {name}.", day) == (later, later)
    assert one(f"The ministers will meet on {name} week.", day) == (to_come + 7 * STEP,) * 2
    assert one(f"The ministers will meet a week on {name}.", day) == (to_come + 7 * STEP,) * 2
    assert one(f"The town was shelled late on {name} night.", day) == (past, past)
    month = day.replace(day=1)
    in_month = [month + k * STEP for k in range(31) if (month + k * STEP).month == day.month]
    same = [d for d in in_month if d.weekday() == number]
    text = f"{name} of {day.strftime('%B')} {day.year}"
    for which, found in (("first", same[0]), ("second", same[1]), ("third", same[2]), ("last", same[-1])):
        assert one(f"The vote was held on the {which} {text}.", date(2100, 12, 31)) == (found, found)


@QUICK
@given(day=DAYS)
def test_fuzz_units(day: date) -> None:
    month, year = day.strftime("%B"), day.year
    first = day.replace(day=1)
    last = (first + 31 * STEP).replace(day=1) - STEP
    late = date(2100, 12, 31)
    assert one(f"It was taken in {month} {year}.", late) == (first, last)
    assert one(f"It was taken in {year}.", late) == (date(year, 1, 1), date(year, 12, 31))
    assert one(f"It was taken in early {month} {year}.", late) == (first, first + 9 * STEP)
    assert one(f"It was taken in late {month} {year}.", late) == (first + 20 * STEP, last)
    assert one(f"It was taken in the first week of {month} {year}.", late) == (first, first + 6 * STEP)
    assert one(f"It was taken in the last week of {month} {year}.", late) == (last - 6 * STEP, last)
    quarter = (day.month - 1) // 3
    start, end = one(f"Trade fell in Q{quarter + 1} {year}.", late)
    assert start == date(year, 3 * quarter + 1, 1)
    assert end + STEP == (start + 95 * STEP).replace(day=1)
    decade = year // 10 * 10
    if decade < 2100:
        assert one(f"It was taken in the {decade}s.", late) == (date(decade, 1, 1), date(decade + 9, 12, 31))


@QUICK
@given(
    day=DAYS,
    text=st.lists(
        st.sampled_from("of in on the May 3 2024 ago last week since, . Monday – ’\u0130 Q1 -s".split()), max_size=12
    ).map(" ".join),
)
def test_fuzz_noise(day: date, text: str) -> None:
    for t in find_times(text, day):
        assert text[t.start_char : t.end_char] == t.text
        assert t.start is None or t.end is None or t.start <= t.end


PEOPLE = ["troops", "rebels", "the minister", "protesters", "a court", "the two states", "police", "farmers"]
DEEDS = ["attacked", "praised", "arrested", "met", "sued", "left", "shelled", "warned", "marched against"]


@QUICK
@given(
    day=DAYS,
    words=st.lists(st.sampled_from(PEOPLE + DEEDS + ["twelve", "400", "2,000", "and", "of", "the"]), max_size=12),
)
def test_fuzz_text_without_times(day: date, words: list[str]) -> None:
    assert find_times(" ".join(words) + ".", day) == []


def test_a_story_goes_on_in_the_next_paragraph() -> None:
    text = [
        "On Monday the mayor was shot.",
        "A day earlier he had asked for guards.",
        "By 1975 he was rich.",
        "On Nov. 14 he fled.",
    ]
    offsets = [0, 40, 90, 120]
    found = times_of_paragraphs(zip(text, offsets, strict=True), date(2005, 11, 6))
    assert [(t.start_char, days(t)) for t in found] == [
        (3, "2005-10-31..2005-10-31"), (40, "2005-10-30..2005-10-30"),
        (93, "1975-01-01..1975-12-31"), (123, "1975-11-14..1975-11-14"),
    ]  # fmt: skip


def test_no_interval_is_upside_down() -> None:
    chosen = random.Random(3)
    forms = [
        "since {m}", "early {m}", "late {m}", "the end of {m}", "by the end of the year",
        "earlier this summer", "later this month", "the first quarter of {y}", "from {m} to {m2}",
        "from {w} to {w2}", "until {w}", "{d} {m}", "{m} {d} to {d2}", "early {y}", "the {y}s", "winter {y}",
        "Easter", "Ramadan {y}", "{w} night",
        "the week of {d} {m} {y}", "in the past {d} years", "{d} centuries ago", "between {d} and {d2} {m}",
    ]  # fmt: skip
    for day in random_days(300):
        text = chosen.choice(forms).format(
            m=chosen.choice(MONTHS), m2=chosen.choice(MONTHS),
            w=chosen.choice(WEEKDAYS), w2=chosen.choice(WEEKDAYS),
            d=chosen.randint(1, 31), d2=chosen.randint(1, 31), y=chosen.randint(1800, 2100),
        )  # fmt: skip
        for t in find_times(text, day):
            assert t.start is None or t.end is None or t.start <= t.end, (text, day, t)


@pytest.mark.skipif(not GOLD.is_file(), reason="shared/news/gold-train.jsonl is not there")
def test_gold_intervals_are_found() -> None:
    """Falls when the share of gold intervals found drops by more than a point (0.96 in November 2026)."""
    sys.path.insert(0, str(ROOT / "training"))
    try:
        from check_times import check, with_detente
    finally:
        sys.path.pop(0)
    assert check(GOLD, with_detente(), misses=False)["exact"] >= 0.95
