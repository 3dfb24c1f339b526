"""How names are compared: as rows of atoms, without case, diacritics, dots, hyphens or apostrophes.

``U.S.`` and ``US`` are the atom ``us``; ``Kim Jong-un``, ``Kim Jong Un`` and spaCy's ``Kim|Jong|-|un`` are
the atoms ``kim jong un``; ``Türkiye`` is ``turkiye``.  The case of a form is kept beside it, see `case_of`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_HYPHENS = "-‐‑‒–—"
_APOSTROPHES = "'’‘ʻʼ`´"
_SPECIAL = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae",
     "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "ə": "e", "Ə": "E", "ħ": "h", "İ": "I"}
)  # fmt: skip
_DROP = str.maketrans(dict.fromkeys(_HYPHENS, " ") | dict.fromkeys(_APOSTROPHES + "."))
_ATOM = re.compile(r"[^\W_]+|[^\w\s]")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]$")


def plain(text: str) -> str:
    """The text without diacritics; case kept."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    return "".join(c for c in text if not unicodedata.combining(c))


@lru_cache(maxsize=200_000)
def atoms_of(token: str) -> tuple[str, ...]:
    """The atoms of a token, casefolded; none for a lone hyphen or apostrophe, ``'s`` for a possessive."""
    if token.isascii() and token.isalpha():
        return (token.lower(),)
    token = plain(token)
    tail: tuple[str, ...] = ()
    if _POSSESSIVE.search(token):
        token, tail = token[:-2], ("'s",)
    for mark in _APOSTROPHES:
        token = token.replace(mark, "")
    for mark in _HYPHENS:
        token = token.replace(mark, " ")
    if len(token) > 1 and not token.startswith("."):
        token = token.replace(".", "")
    return (*(a.casefold() for a in _ATOM.findall(token)), *tail)


def atoms(form: str) -> list[str]:
    """The atoms of a name as a table or a user writes it: words apart at blanks, commas apart from words."""
    if form.isascii() and form.replace(" ", "").isalpha():
        return form.lower().split()
    return [a for word in re.findall(r"[^\s,()/]+|[,()/]", form) for a in atoms_of(word)]


@lru_cache(maxsize=20_000)
def case_of(form: str) -> str:
    """What case each atom of a form asks for: ``A`` all capitals (US, ICE), ``U`` a capital first, ``.`` any.

    An atom after a hyphen may be of any case (Jong-un, Jong-Un).  Capitals of four letters and more are
    also written like a word (Nato, Unicef), so they only ask for a capital first.
    """
    out = []
    for word in re.findall(r"[^\s,()/]+|[,()/]", plain(form)):
        for index, part in enumerate(re.split(rf"[{_HYPHENS}]", word)):
            found = atoms_of(part)
            letters = "".join(c for c in part if c.isalpha())
            if index or not letters:
                mark = "."
            elif letters.isupper() and 2 <= len(letters) <= 3:
                mark = "A"
            else:
                mark = "U" if letters[0].isupper() else "."
            out.extend([mark] + ["."] * (len(found) - 1) if found else [])
    return "".join(out)


def written(tokens: Sequence[str]) -> list[str]:
    """The atoms of tokens as they are written there: case and nothing else kept."""
    out = []
    for token in tokens:
        size = len(atoms_of(token))
        if size == 1:
            out.append(plain(token))
        elif size:
            words = _ATOM.findall(plain(token).translate(_DROP))
            out.extend(words[:size] + ["'s"] * (size - len(words)))
    return out


def fits(case: str, words: list[str]) -> bool:
    """Whether the words of a text, an atom each as written there, have the case that a form asks for."""
    for mark, word in zip(case, words, strict=True):
        if mark == "U" and not word[:1].isupper():
            return False
        if mark == "A" and not word.isupper():
            return False
    return True


def key(name: str) -> str:
    """The atoms of a name in one string: what names are looked up by."""
    return " ".join(atoms(name))
