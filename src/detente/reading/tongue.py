"""Which language a text is in: by its script, and by the small words of ``tables/tongues.tsv``.

Made to set aside what is not English, not to tell Croatian from Bosnian.  No dependency, some 2.4 million
characters a second.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import cache

from detente.reading.marks import table

# Enough to be sure; the rest of a long article says the same.
SAMPLE_CHARS = 4000
# Below this a text is not set aside: names and headlines carry few small words.  Of 4,539 English items of a
# news digest the most foreign came to 0.38; single sentences in 28 languages came to 0.53 and more.
MIN_CONFIDENCE = 0.5
# A text with fewer words is not judged by its words.
MIN_WORDS = 6
# Running text has at least this share of its words (weighted, see _profiles) in its language's list.
MIN_SHARE = 0.12

_INITIALS = re.compile(r"\b(?:[A-Z]\.)+")  # "U.S." is no Croatian
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# First code point, last, script; the blocks that newspapers are printed in.
_SCRIPTS = (
    (0x0041, 0x024F, "latin"),
    (0x1E00, 0x1EFF, "latin"),
    (0x0370, 0x03FF, "greek"),
    (0x1F00, 0x1FFF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0530, 0x058F, "armenian"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x077F, "arabic"),
    (0xFB50, 0xFEFF, "arabic"),
    (0x0900, 0x097F, "devanagari"),
    (0x0980, 0x09FF, "bengali"),
    (0x0A00, 0x0A7F, "gurmukhi"),
    (0x0A80, 0x0AFF, "gujarati"),
    (0x0B80, 0x0BFF, "tamil"),
    (0x0C00, 0x0C7F, "telugu"),
    (0x0C80, 0x0CFF, "kannada"),
    (0x0D00, 0x0D7F, "malayalam"),
    (0x0D80, 0x0DFF, "sinhala"),
    (0x0E00, 0x0E7F, "thai"),
    (0x0E80, 0x0EFF, "lao"),
    (0x0F00, 0x0FFF, "tibetan"),
    (0x1000, 0x109F, "myanmar"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1200, 0x137F, "ethiopic"),
    (0x1780, 0x17FF, "khmer"),
    (0x3040, 0x30FF, "kana"),
    (0x4E00, 0x9FFF, "han"),
    (0x3400, 0x4DBF, "han"),
    (0xAC00, 0xD7AF, "hangul"),
)
# A character of these scripts stands for a syllable or word, so few of them outweigh many Latin letters.
_DENSE = {"han": 2.0, "kana": 2.0, "hangul": 2.0}


@cache
def _profiles() -> tuple[dict[str, dict[str, float]], dict[str, list[str]], dict[str, str]]:
    """word -> language -> weight; script -> languages; language -> name."""
    rows = table("tongues.tsv")
    scripts: dict[str, list[str]] = defaultdict(list)
    owners: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for code, name, script, words in rows:
        scripts[script].append(code)
        names[code] = name
        for word in words.split():
            owners[word].append(code)
    # A word of many languages ("a", "de", "na") says little about which.
    weights = {word: dict.fromkeys(codes, 1 / math.sqrt(len(codes))) for word, codes in owners.items()}
    return weights, scripts, names


@cache
def _script(char: str) -> str | None:
    point = ord(char)
    return next((name for first, last, name in _SCRIPTS if first <= point <= last), None)


def language_of(text: str) -> tuple[str, float]:
    """(ISO 639-1 code, confidence 0 to 1); ("und", 0.0) where there is too little to judge by.

    The confidence of a language that is not English is that the text is not English.
    """
    sample = text[:SAMPLE_CHARS]
    script = _main_script(sample)
    if script is None:
        return "und", 0.0
    weights, scripts, _ = _profiles()
    candidates = scripts.get(script[0])
    if script[0] in ("kana", "han"):
        candidates = ["ja"] if "kana" in _all_scripts(sample) else ["zh"]
    if not candidates:
        return "und", 0.0
    if len(candidates) == 1:
        return candidates[0], script[1]
    words = [word.replace("’", "'").lower() for word in _WORD.findall(_INITIALS.sub(" ", sample))]
    score: dict[str, float] = defaultdict(float)
    for word, count in Counter(words).items():
        for code, weight in weights.get(word, {}).items():
            score[code] += weight * count
    ranked = sorted(((score[code], code) for code in candidates), reverse=True)
    best, code = ranked[0]
    if script[0] != "latin":
        return code if best else candidates[0], script[1]  # whatever it is, it is not English
    if best == 0 or len(words) < MIN_WORDS:
        return "und", 0.0
    # The figure is for the choice between English and the rest: Danish need not be told from Norwegian.
    rival = score["en"] if code != "en" else ranked[1][0]
    evidence = 1 - math.exp(-best / 2)
    share = min(1.0, best / len(words) / MIN_SHARE)
    return code, round(best / (best + rival) * evidence * share * script[1], 2)


def foreign(text: str) -> str | None:
    """Why a text is set aside ("it is in French, 0.97 sure"), None where it is or may be English."""
    code, confidence = language_of(text)
    if code in ("en", "und") or confidence < MIN_CONFIDENCE:
        return None
    return f"it is in {language_name(code)} ({confidence:.2f} sure)"


def language_name(code: str) -> str:
    """English name of an ISO 639-1 code of the table; the code itself for others."""
    return _profiles()[2].get(code, code)


def _all_scripts(sample: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for char, count in Counter(sample).items():
        script = _script(char) if char.isalpha() else None
        if script is not None:
            found[script] += count
    return found


def _main_script(sample: str) -> tuple[str, float] | None:
    """The script of most of the text, and its share."""
    found = _all_scripts(sample)
    if not found:
        return None
    weighted = {name: count * _DENSE.get(name, 1.0) for name, count in found.items()}
    if "kana" in weighted:
        weighted["kana"] += weighted.pop("han", 0.0)
    name = max(weighted, key=lambda key: weighted[key])
    return name, round(weighted[name] / sum(weighted.values()), 2)
