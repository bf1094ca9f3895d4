"""LaTeX in a bibliography becomes the characters that LaTeX prints; what nobody here knows is named."""

from __future__ import annotations

import subprocess

import pytest

from notebuild.edition import pandoc
from notebuild.sources.bibliography import latex
from notebuild.sources.bibliography.letters import ACCENTS, MATHS, SIGNS
from notebuild.sources.bibliography.plain import plain


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (r"caf\'e caf{\'e} caf\'{e}", "café café café"),
        (r"{\'\i} \'{\i} {\'i} Aks{\i}n", "í í í Aksın"),
        (r"{\c{C}}etin \v{s} {\v S}koda \H{o} \k{a} \.{I} \={a} \r{u}", "Çetin š Škoda ő ą İ ā ů"),
        (r"gro{\ss}e {\O}resund \AA ngstr\"om {\L}\'od\'z \ae", "große Øresund Ångström Łódź æ"),
        (r"Nguy\~{\^e}n", "Nguyễn"),
        (r"3{\textendash}4 a {\textemdash} b", "3–4 a — b"),
        (r"a\slash b pre\hyphen post hy\-phen", "a/b pre-post hyphen"),
        (r"J.~Phys. 10\,km a\ b", "J.\u00a0Phys. 10\u202fkm a b"),
        (r"R\&D 50\% a\_b \#1 \$5", "R&D 50% a_b #1 $5"),
        (r"\~{}x \textasciitilde{}y", r"\textasciitilde{}x \textasciitilde{}y"),
        (r"\TeX{} and \protect\LaTeX{}, {\relax Ch}ekhov", "TeX and LaTeX, {Ch}ekhov"),
        (
            r"``double'' and `single', don't",
            r"\enquote{double} and \enquote{single}, don't",
        ),
        (r"\enquote*{a} \mkbibquote{b}", r"\enquote{a} \mkbibquote{b}"),
        (r"{\em a} {\it b} {\bf c} {\small d}", r"\emph{a} \emph{b} \textbf{c} d"),
        (r"\mkbibitalic{a} \mkbibsuperscript{b} \texttt{c}", r"\emph{a} \textsuperscript{b} c"),
        (r"\noopsort{1973}Series \autocap{e}xcerpt \MakeUppercase{up}", "Series excerpt UP"),
        (r"\url{https://e.org/a_b?c=1\&d} \href{https://e.org}{here}", "https://e.org/a_b?c=1&d here"),
        (r"$\alpha$-helix, 10~$\mu$m, CO$_2$", "α-helix, 10\u00a0μm, CO\\textsubscript{2}"),
        (
            r"$^{14}$C at 20$^\circ$C, $-$3, $\mathrm{H}_2\mathrm{O}$",
            r"\textsuperscript{14}C at 20°C, −3, H\textsubscript{2}O",
        ),
        (r"$x^2$ \ensuremath{\beta} \gamma", r"\emph{x}\textsuperscript{2} β γ"),
        (r"\`A la recherche d'\^Ile ``\`A l'\'etude''", r"À la recherche d'Île \enquote{À l'étude}"),
        (r"3$'$ for $5 \& $6 million, $n = 10$", r"3′ for $5 & $6 million, \emph{n}=10"),
        ("from $5 to $10, $3 only", "from $5 to $10, $3 only"),
        (
            "<i>Reeds</i> in H<sub>2</sub>O, R&amp;D, a < b > c",
            r"\emph{Reeds} in H\textsubscript{2}O, R&D, a < b > c",
        ),
        (r"\textless i\textgreater Reeds\textless/i\textgreater{} {\&}amp; Roads", r"\emph{Reeds} & Roads"),
        ("e\u0301 \ufeffx\u200by", "é xy"),
        ("{NATO} {{A} B} {a and b}", "{NATO} {{A} B} {a and b}"),
        (r"V{\'a}zques{ de }Parga", "Vázques{ de }Parga"),
        (r"\{braces\}", r"\{braces\}"),
    ],
)
def test_latex_becomes_characters(typed: str, text: str) -> None:
    """Accents, letters, dashes, spaces, formulas, HTML: what stays is emphasis, quotation marks, escaped braces."""
    assert plain(typed) == (text, ())


@pytest.mark.parametrize(
    ("typed", "unknown"),
    [
        (r"Ba\textcyr{k}u", (r"\textcyr",)),
        (r"\foo \bar{x} \foo", (r"\foo", r"\bar")),
        (r"$\frac{1}{2}$", (r"\frac",)),
        (r"plain \emph{words} \'e", ()),
    ],
)
def test_unknown_commands_are_named(typed: str, unknown: tuple[str, ...]) -> None:
    """A command that is not known is named once, and stays in the text for all to see."""
    assert plain(typed).unknown == unknown


def test_accents_are_those_of_pandoc() -> None:
    """Each accent over an a prints as pandoc's LaTeX reader has it."""
    names = [name for name in ACCENTS if not name.startswith("text") and name != "t"]
    typed = [f"\\{name}{{a}}" for name in names]
    assert [plain(one).text for one in typed] == printed(typed)


def test_signs_are_those_of_pandoc() -> None:
    """Where pandoc's LaTeX reader knows a sign, it is the one that we print."""
    names = [name for name in SIGNS if name.isalpha() and len(name) > 1 and SIGNS[name].strip()]
    theirs = dict(zip(names, printed([f"x\\{name}{{}}x" for name in names]), strict=True))
    ours = {name: SIGNS[name] if "\\" not in SIGNS[name] else "" for name in names}
    differences = {
        name: (ours[name], theirs[name][1:-1])
        for name in names
        if ours[name] and theirs[name] not in ("xx", f"x{ours[name]}x")
    }
    assert differences == {
        "quotesinglbase": ("‚", ","),  # pandoc has a comma for the low mark
        "textmu": ("µ", "μ"),  # U+00B5 and U+03BC look the same
    }


def test_tables_do_not_contradict_each_other() -> None:
    """A command of both text and mathematics is one character."""
    both = {name for name in SIGNS.keys() & MATHS.keys() if name.isalpha() and len(name) > 1}
    assert {name: (SIGNS[name], MATHS[name]) for name in both if SIGNS[name] != MATHS[name]} == {}


def printed(typed: list[str]) -> list[str]:
    """What pandoc's LaTeX reader prints of each."""
    command = [pandoc.binary(), "--from=latex", "--to=plain", "--wrap=none"]
    done = subprocess.run(command, input="\n\n".join(typed).encode(), capture_output=True, check=True)
    return done.stdout.decode().strip("\n").split("\n\n")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("It's 5'10\" tall", "It's 5′10″ tall"),
        ('The 6" gun', "The 6″ gun"),
        ('"Since 1990" said', "\\enquote{Since 1990} said"),
        ("Class of '90", "Class of '90"),
    ],
)
def test_feet_and_inches(value: str, expected: str) -> None:
    """A straight mark after a figure that closes no quotation is a sign of feet or inches, as in the text."""
    assert latex.quoted(value) == expected
