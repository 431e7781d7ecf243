"""Formulas: good TeX becomes MathML of a closed list, everything else stays as it was typed, and nothing takes long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadkeep.markup.gate import through_the_gate
from threadkeep.markup.mathml import MAX_LENGTH, MAX_LENGTH_TOGETHER, formula
from threadkeep.markup.render import render
from threadkeep.markup.tests.page_check import faults
from threadkeep.markup.tests.shown import bb, md

BITS = [
    "\\frac", "\\sqrt", "{", "}", "^", "_", "a", "12", "+", "\\left(", "\\right)", "\\begin{matrix}", "\\end{matrix}",
    "&", "\\\\", "\\text{<b>", "[", "]", "\\over", "\\sum", "\\limits", "'", "\\not", "\\color{red}", "\\substack",
    "\\overline", "\\binom", "\\operatorname*{x}", "\\stackrel", "\\phantom", "\\hline", "\\href{javascript:x}{y}",
    "\\style{color:red}{y}", "\\class{a}{b}", "<", ">", "&lt;", '"', "\\unknown", "%", "~", "é",
]  # fmt: skip


@pytest.mark.parametrize(
    "tex",
    [r"\frac{a}{b}", r"\sqrt[3]{x_1^2}", r"\sum_{i=1}^n i", r"\left( x \right)", r"\text{if } x < 0", r"\mathbb{R}",
     r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", r"\int_0^\infty e^{-x}\,dx", r"\{a\}", r"\color{red}{x}"],
)  # fmt: skip
def test_what_people_write_is_a_formula(tex):
    assert formula(tex).startswith("<math>")
    assert formula(tex, block=True).startswith('<math display="block">')
    assert faults(f'<p dir="auto">{formula(tex)}</p>') == []


@pytest.mark.parametrize(
    "tex",
    ["", "  ", r"\frac{1", r"\frac{1}", r"a}b{", r"\nonsense x", r"\left( x", "{" * 40 + "x" + "}" * 40,
     "x" * (MAX_LENGTH + 1), r"\href{https://a.example}{x}", r"\style{color:red}{x}", r"\class{tt}{x}",
     r"\newcommand{\a}{\b\b}\a", r"\def\a{\a\a}\a"],
)  # fmt: skip
def test_what_is_no_formula_is_none(tex):
    assert formula(tex) is None


def test_bad_tex_is_shown_as_typed():
    assert md(r"so $\nonsense x$ and $$\frac{1$$") == r'<p dir="auto">so $\nonsense x$ and $$\frac{1$$</p>'
    assert bb(r"so [math]\nonsense x[/math]") == r'<p dir="auto">so [math]\nonsense x[/math]</p>'


def test_a_post_has_so_many_formulas_and_then_words():
    tex = "x^{" + "1" * 900 + "}"
    html = render(" ".join([f"${tex}$"] * 20), "markdown").html(lambda slot: "")
    assert html.count("<math>") == MAX_LENGTH_TOGETHER // len(tex)
    assert html.count(f"${tex}$") == 20 - html.count("<math>")


@given(st.lists(st.sampled_from(BITS), max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_tex_is_safe_or_none(tex):
    started = time.process_time()
    html = formula(tex)
    # A thousand characters cost some thousandths of a second; one second says that nothing grows out of hand.
    assert time.process_time() - started < 1
    if html is not None:
        assert through_the_gate(html) == html
        assert faults(f'<p dir="auto">{html}</p>') == []
