"""What each LaTeX command of a bibliography prints: characters, marks of emphasis, or nothing.

From the LaTeX kernel (ltoutenc, textcomp), babel's quotation marks, and the commands of text in the
biblatex manual, section 4.6.4.
"""

from __future__ import annotations

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "h": "\u0309",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "G": "\u030f",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    "textcommabelow": "\u0326",
    "textsubdot": "\u0323",
    "textogonekcentered": "\u0328",
}
"""Accents to the combining character that follows the letter."""

SIGNS = {
    **dict(
        pair.split(":", 1)
        for pair in """i:ı j:ȷ ss:ß SS:ẞ ae:æ AE:Æ oe:œ OE:Œ aa:å AA:Å o:ø O:Ø l:ł L:Ł dh:ð DH:Ð th:þ TH:Þ
    dj:đ DJ:Đ ng:ŋ NG:Ŋ textschwa:ə textendash:– textemdash:— textellipsis:… ldots:… dots:…
    textquoteright:’ textquoteleft:‘ textquotedblleft:“ textquotedblright:” quotedblbase:„ quotesinglbase:‚
    lq:‘ rq:’ textquotesingle:' textquotedbl:" glqq:„ grqq:“ glq:‚ grq:‘ flqq:« frqq:» flq:‹ frq:›
    guillemotleft:« guillemotright:» guillemetleft:« guillemetright:» guilsinglleft:‹ guilsinglright:›
    textexclamdown:¡ textquestiondown:¿ textless:< textgreater:> textbar:| textunderscore:_ slash:/
    hyphen:- textdegree:° degree:° textcelsius:℃ S:§ P:¶ textsection:§ textparagraph:¶ dag:† ddag:‡
    textdagger:† textdaggerdbl:‡ textbullet:• textperiodcentered:· cdot:· pounds:£ textsterling:£ euro:€
    texteuro:€ EUR:€ textyen:¥ textcent:¢ textcurrency:¤ textregistered:® texttrademark:™ copyright:©
    textcopyright:© textonehalf:½ textonequarter:¼ textthreequarters:¾ textonesuperior:¹ texttwosuperior:²
    textthreesuperior:³ textmu:µ texttimes:× textdiv:÷ textpm:± textminus:− textordfeminine:ª
    textordmasculine:º textnumero:№ No:№ textperthousand:‰ textbrokenbar:¦ textlangle:⟨ textrangle:⟩
    textasciimacron:¯ textasciiacute:´ textasciidieresis:¨ textrightarrow:→ textleftarrow:← bibrangedash:–
    nobreakdash: TeX:TeX LaTeX:LaTeX LaTeXe:LaTeX BibTeX:BibTeX XeTeX:XeTeX textasciigrave:` textvisiblespace:␣
    textbackslash:\\textbackslash{} backslash:\\textbackslash{} textasciitilde:\\textasciitilde{}
    textasciicircum:\\textasciicircum{} adddot:. bibnamedash:—""".split()
    ),
    "og": "«\u00a0",
    "fg": "\u00a0»",
    " ": " ",
    "\n": " ",
    ",": "\u202f",
    ";": " ",
    ":": " ",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "thinspace": "\u202f",
    "nobreakspace": "\u00a0",
    "newline": " ",
    "linebreak": " ",
    "par": " ",
    "\\": " ",
    "adddotspace": ". ",
}
"""Commands that stand for characters, by name."""

MATHS = dict(
    pair.split(":", 1)
    for pair in """times:× sim:\\textasciitilde{} approx:≈ simeq:≃ cong:≅ equiv:≡ neq:≠ ne:≠ leq:≤ le:≤ geq:≥ ge:≥ ll:≪
    gg:≫
    pm:± mp:∓ cdot:· cdots:⋯ ldots:… dots:… circ:° degree:° prime:′ infty:∞ rightarrow:→ to:→ leftarrow:←
    leftrightarrow:↔ Rightarrow:⇒ uparrow:↑ downarrow:↓ partial:∂ nabla:∇ sum:∑ prod:∏ int:∫ in:∈ notin:∉
    subset:⊂ cup:∪ cap:∩ forall:∀ exists:∃ propto:∝ langle:⟨ rangle:⟩ ell:ℓ hbar:ℏ ast:∗ star:⋆ bullet:•
    div:÷ lbrace:\\{ rbrace:\\} {:\\{ }:\\} %:% &:& _:_ #:# $:$ colon:: mid:| vert:| left: right: epsilon:ϵ
    varepsilon:ε phi:ϕ varphi:φ vartheta:ϑ varrho:ϱ varsigma:ς varpi:ϖ""".split()
) | {",": "\u202f", ";": " ", ":": " ", " ": " ", "quad": " ", "!": "", "|": "‖"}
"""Commands of mathematics that are no Greek letters; those in text mode are in SIGNS."""

KEPT = frozenset(
    str.split("""emph textit textbf textsc textsuperscript textsubscript enquote mkbibquote mkbibemph
    mkbibparens""")
)
"""Commands with one argument that the citation pass sets."""

RENAMED = {
    "mkbibitalic": "emph",
    "textsl": "emph",
    "mkbibbold": "textbf",
    "mkbibsuperscript": "textsuperscript",
    "mkbibsubscript": "textsubscript",
    "up": "textsuperscript",
    "ieme": "textsuperscript",
    "up ": "textsuperscript",
    "mkbibacro": "textsc",
}

UNWRAPPED = frozenset(
    str.split("""text textrm textup textmd textnormal textsf texttt mbox hbox mkbibname mkbibnamefamily
    mkbibnamegiven autocap bibstring uline underline sout textln mathrm mathit mathbf mathsf mathtt
    mathcal mathbb operatorname boldsymbol textgreek textcyrillic textlatin""")
)
"""Commands of which the argument alone prints."""

SWITCHES = {
    "em": "emph",
    "it": "emph",
    "itshape": "emph",
    "sl": "emph",
    "slshape": "emph",
    "bf": "textbf",
    "bfseries": "textbf",
    "sc": "textsc",
    "scshape": "textsc",
    **dict.fromkeys(
        str.split("""rm rmfamily sf sffamily tt ttfamily upshape mdseries normalfont
        tiny scriptsize footnotesize small normalsize large"""),
        "",
    ),
}
"""Switches at the head of a group, to the command of one argument that does the same."""

DROPPED = frozenset(
    str.split("""relax protect unskip ignorespaces leavevmode newblock allowbreak nobreak break hfill hfil
    boldmath unboldmath nohyphens sloppy - / ! @ +""")
)
DROPPED_WITH_ARGUMENT = frozenset(
    str.split("noopsort nocite index label hspace vspace kern color hphantom phantom")
)

TAGS = {
    "i": "emph",
    "em": "emph",
    "b": "textbf",
    "strong": "textbf",
    "sub": "textsubscript",
    "sup": "textsuperscript",
    "sc": "textsc",
    "scp": "textsc",
}
"""HTML in titles, to LaTeX."""
