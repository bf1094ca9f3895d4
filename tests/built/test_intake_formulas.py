"""Formulas of a document stand on one line in a note, with the marks that Markdown has; no letter of them is lost."""

from __future__ import annotations

import pytest

from notebuild.core.model import Node
from notebuild.edition import nodes, pandoc
from notebuild.exchange.intake import formulas, writing

TABLE = [
    (r"Q = a - bP", "Q = a − bP"),
    (r"E = mc^2", "E = mc^2^"),
    (r"x_i^2", "x~i~^2^"),
    (r"a_{i,j}^{t-1}", "a~i,j~^t−1^"),
    (r"e^{x^2}", "e^x²^"),
    (r"x_{n_1}", "x~n₁~"),
    (r"(a+b)^2", "(a + b)^2^"),
    (r"\frac{a-c}{b+d}", "(a − c)/(b + d)"),
    (r"\frac{1}{2}", "1/2"),
    (r"\sqrt{x} + \sqrt[3]{a+b}", "√x + ^3^√(a + b)"),
    (r"\sum_{i=1}^{n} \sqrt{x_i}", "∑~i=1~^n^ √x~i~"),
    (r"\int_0^\infty e^{-x}\,dx = 1", "∫~0~^∞^ e^−x^ dx = 1"),
    (r"\lim_{x\to 0} f(x)", "lim~x→0~ f(x)"),
    (r"f(x)=\sin x", "f(x) = sin x"),
    (r"\ln(1+r)", "ln(1 + r)"),
    (r"-1 \le x", "−1 ≤ x"),
    (r"\hat{\beta}_1", "β̂~1~"),
    (r"\epsilon_t", "ε~t~"),
    (r"\mathrm{CO}_2", "CO~2~"),
    (r"\Delta Y_t = Y_t - Y_{t-1}", "ΔY~t~ = Y~t~ − Y~t−1~"),
    (r"\text{if } x", "if x"),
    (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "(a, b; c, d)"),
    (r"\begin{aligned} a &= b \\ c &= d + e\end{aligned}", "a = b; c = d + e"),
    (r"P^{*}", r"P^\*^"),
    (r"\nonsense{x}", r"`\nonsense{x}`"),
]
"""Formulas of TeX, and how one writes them by hand with the marks of pandoc's Markdown."""


def test_formulas_on_one_line() -> None:
    """One run of pandoc reads them all; each is told, and what TeX alone can write keeps its code."""
    text = "\n\n".join(f"${code}$" for code, _ in TABLE)
    blocks = pandoc.imported(text.encode(), "markdown", "formulas")["blocks"]
    done, letters, told = formulas.opened(blocks)
    assert writing.markdown(done).strip().split("\n\n") == [line for _, line in TABLE]
    assert len(letters) == len(told) == len(TABLE)
    assert letters[2].split() == ["x", "i", "2"]
    assert {one.what for one in told[:-1]} == {"a formula, written on one line: compare it with the document"}
    assert told[-1].what == "a formula that only TeX can write: its code stands in the text"


@pytest.mark.parametrize(
    ("code", "letters"),
    [(r"\begin{array}{cc}a&b\end{array}\label{eq:x}", "a b"), (r"\alpha_{12} \cdot x", "1 2 x")],
)
def test_the_letters_of_a_formula(code: str, letters: str) -> None:
    assert formulas.letters_of(code) == letters


def test_a_formula_deeper_than_anybody_writes() -> None:
    code = r"\sqrt{" * 300 + "x" + "}" * 300
    formula: Node = {"t": "Math", "c": [{"t": "InlineMath"}, code]}
    done, _, told = formulas.opened([nodes.para([formula])])
    assert [one["t"] for one in done[0]["c"]] == ["Code"]
    assert "only TeX" in told[0].what
