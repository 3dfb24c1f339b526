"""Names as atoms, and the case that a form asks for."""

from __future__ import annotations

import pytest

from detente.knowledge import forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Türkiye", "Turkiye"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Lech Wałęsa", "Lech Walesa"),
        ("İmamoğlu", "Imamoglu"),
        ("al-Shabaab", "Al Shabaab"),
    ],
)
def test_spellings_share_a_key(one: str, other: str) -> None:
    assert forms.key(one) == forms.key(other)


def test_possessive_is_an_atom_of_its_own() -> None:
    assert forms.atoms("People's Liberation Army") == ["people", "'s", "liberation", "army"]
    assert forms.atoms_of("’s") == ("'s",)
    assert forms.atoms_of("-") == ()


def test_commas_and_brackets_stay() -> None:
    assert forms.atoms("Washington, D.C.") == ["washington", ",", "dc"]
    assert forms.atoms("Georgia (country)") == ["georgia", "(", "country", ")"]


@pytest.mark.parametrize(
    ("form", "case"),
    [("US", "A"), ("NATO", "U"), ("Turkey", "U"), ("al-Shabaab", ".."), ("Kim Jong-un", "UU."), ("M23", "U")],
)
def test_case_of(form: str, case: str) -> None:
    assert forms.case_of(form) == case
    assert len(case) == len(forms.atoms(form))


def test_fits_asks_for_capitals() -> None:
    assert forms.fits("A", ["US"])
    assert not forms.fits("A", ["us"])
    assert not forms.fits("U", ["turkey"])
    assert forms.fits("UU.", ["Kim", "Jong", "un"])


def test_written_keeps_the_case_of_each_atom() -> None:
    assert forms.written(["U.S.-led", "People", "'s"]) == ["US", "led", "People", "'s"]
