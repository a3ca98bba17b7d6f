r"""The words of LaTeX mathematics: what each command is for the grammar.

Comes in: nothing. Goes out: tables from commands (without backslash) and characters to token kinds and texts.
It does not know what a symbol means, only whether it is a name, a relation, an operator, a bracket or decoration.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GREEK = _words(
    """alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi omicron pi varpi
    rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi
    Omega"""
)
LETTERS = GREEK | {"ell"}  # what is written as a command and read as one letter
SYMBOLS = _words(
    """ell infty emptyset varnothing top intercal bot perp dagger hbar imath jmath aleph Re Im wp natural sharp
    flat diamond square triangle clubsuit"""
)
FUNCTIONS = _words(
    """exp log ln lg sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan det dim ker deg gcd hom arg Pr
    sup inf limsup liminf tr Tr softmax sigmoid relu ReLU diag Var Cov argmax argmin rank sign sgn vec trace sqrt
    """
)
NAMES = (GREEK | SYMBOLS | FUNCTIONS) - {"sqrt", "vec", "argmax", "argmin"}

# Words that are one name even without a backslash: as a whole run of letters, or anywhere inside a run.
WORDS_ALONE = _words(
    """exp log ln sin cos tan sinh cosh tanh softmax sigmoid relu ReLU max min tr Tr det diag Vocab vocab Vocabulary
    vocabulary Var Cov argmax argmin rank sign sgn"""
)
WORDS_INSIDE = ("softmax", "sigmoid", "Vocab", "vocab", "tanh", "exp", "log")

# What is plainly a command that has lost its backslash: before a brace, before a script, anywhere.
LOST_BEFORE_BRACE = _words("frac dfrac tfrac sqrt hat widehat tilde bar overline vec mathbf boldsymbol mathrm mathbb mathcal operatorname")
LOST_BEFORE_SCRIPT = _words("sum prod rho phi psi chi tau eta")
LOST_BEFORE_BRACKET = _words("sqrt rho phi psi chi tau eta")
LOST_BEFORE_LETTER = _words("hat tilde bar vec")  # `hat y`: a space, and one letter alone
LOST_AS_EXPONENT = _words("top intercal prime")
LOST_ANYWHERE = _words(
    """partial nabla cdot odot times infty neq leq geq approx propto equiv forall ldots cdots dots alpha beta gamma delta epsilon
    varepsilon zeta theta kappa lambda sigma upsilon varphi omega Gamma Delta Theta Lambda Sigma Omega quad qquad mathbb"""
)

ACCENTS = {
    "hat": "hat", "widehat": "hat", "tilde": "tilde", "widetilde": "tilde", "bar": "bar", "overline": "bar",
    "vec": "vec", "overrightarrow": "vec", "dot": "dot", "ddot": "ddot", "check": "check", "breve": "breve",
    "acute": "acute", "grave": "grave", "mathring": "ring",
}  # fmt: skip
FONTS = {
    "mathbf": "bf", "boldsymbol": "bf", "bm": "bf", "bf": "bf", "pmb": "bf", "symbf": "bf", "bold": "bf", "mathrm": "rm",
    "mathit": "it", "mathsf": "sf", "mathtt": "tt", "mathcal": "cal", "mathscr": "scr", "mathfrak": "frak",
    "mathbb": "bb", "mathds": "bb", "textbf": "bf", "textit": "it", "textrm": "rm", "operatorname": "rm",
    "mathnormal": "",
}  # fmt: skip
TRANSPOSES = frozenset({"T", "top", "intercal"})  # superscripts
BIG = {"sum": "sum", "prod": "prod", "max": "max", "min": "min", "int": "int", "lim": "lim", "iint": "int", "iiint": "int", "oint": "int",
       "argmax": "argmax", "argmin": "argmin"}  # fmt: skip
NAMES_WITHOUT_SUBSCRIPT = frozenset({"max", "min", "argmax", "argmin"})

RELATIONS = {
    "=": "=", "==": "=", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "!=": "!=", ":=": ":=",
    "eq": "=", "ne": "!=", "neq": "!=", "lt": "<", "gt": ">", "le": "<=", "leq": "<=", "leqslant": "<=", "leqq": "<=",
    "nless": ">=", "ngtr": "<=", "nleq": ">", "ngeq": "<", "nleqslant": ">", "ngeqslant": "<",
    "ge": ">=", "geq": ">=", "geqslant": ">=", "geqq": ">=", "coloneqq": ":=", "coloneq": ":=", "triangleq": ":=",
    "colonequals": ":=", "equiv": "==", "approx": "~=", "simeq": "~=", "cong": "~=", "thickapprox": "~=", "in": "in",
    "notin": "notin", "sim": "~", "propto": "propto", "to": "->", "rightarrow": "->", "longrightarrow": "->",
    "mapsto": "->", "longmapsto": "->", "subset": "subset", "subseteq": "subset", "ni": "ni", "ll": "ll", "gg": "gg",
    "succeq": "succeq", "preceq": "preceq", "succ": "succ", "prec": "prec", "supset": "supset", "supseteq": "supset",
    "lesssim": "lesssim", "gtrsim": "gtrsim", "asymp": "asymp", "leftrightarrow": "leftrightarrow",
    "doteq": "=", "gets": "gets", "leftarrow": "gets",
    "=:": ":=", "eqqcolon": ":=", "equalscolon": ":=",
}  # fmt: skip
NEGATED = {"=": "!=", "in": "notin", "<": ">=", ">": "<=", "<=": ">", ">=": "<"}
OPENERS = {
    "Rightarrow": "therefore", "implies": "therefore", "therefore": "therefore", "Longrightarrow": "therefore",
    "because": "because", "iff": "iff", "Leftrightarrow": "iff", "Longleftrightarrow": "iff",
}  # fmt: skip
SIGNS = {"+": "+", "-": "-", "pm": "\\pm", "mp": "\\mp"}
OPERATORS = {
    "cdot": "cdot", "times": "times", "circ": "circ", "odot": "odot", "/": "/", "div": "/", "*": "*", "ast": "*",
    "star": "*", "bullet": "cdot", "centerdot": "cdot", "@": "cdot",
    "otimes": "otimes", "oplus": "oplus", "ominus": "ominus", "bmod": "bmod", "mod": "bmod", "pmod": "bmod",
    "oslash": "oslash", "setminus": "setminus", "backslash": "setminus", "cup": "cup",
    "cap": "cap", "wedge": "wedge", "land": "wedge", "vee": "vee", "lor": "vee",
}  # fmt: skip
DOTS = _words("ldots cdots dots vdots ddots dotsc dotsb dotsm dotsi dotso")

OPEN = {"(": "(", "[": "[", "\\{": "{", "\\lbrace": "{", "\\lbrack": "[", "\\langle": "<", "\\lvert": "|",
        "\\lVert": "||", "\\lfloor": "floor", "\\lceil": "ceil"}  # fmt: skip
CLOSE = {")": "(", "]": "[", "\\}": "{", "\\rbrace": "{", "\\rbrack": "[", "\\rangle": "<", "\\rvert": "|",
         "\\rVert": "||", "\\rfloor": "floor", "\\rceil": "ceil"}  # fmt: skip
BARS = {"|": "|", "\\vert": "|", "\\|": "||", "\\Vert": "||", "||": "||", "\\parallel": "||"}
CLOSING_TEXT = {
    "(": ")",
    "[": "]",
    "{": "\\}",
    "<": "\\rangle",
    "|": "|",
    "||": "\\|",
    "@": "\\right|",
    "floor": "\\rfloor",
    "ceil": "\\rceil",
}

# Commands that leave no trace: spacing, size, style. Those that take an argument which is not shown stand in the lexer.
DROPPED = _words(
    """displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber notag boxed underline cancel bcancel
    strut null mathstrut left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr allowbreak nobreak
    mathop mathrel mathbin mathord mathopen mathclose mathpunct mathinner ensuremath noindent hfill hfil smallskip
    medskip bigskip newline normalsize small large Large rm it sf tt cal em hline ulcorner thinspace negthinspace
    IEEEyesnumber IEEEnonumber medspace thickspace enspace enskip nobreakspace space quadspace relax protect unicode ds centering
    """
)
QUADS = frozenset({"quad", "qquad", "hspace", "hskip", "enspace"})

WRAPPERS = _words(
    """align aligned alignat alignedat split gather gathered eqnarray multline multlined equation displaymath math
    flalign subequations center IEEEeqnarray dmath"""
)
MATRICES = {"matrix": "", "pmatrix": "(", "bmatrix": "[", "Bmatrix": "{", "vmatrix": "|", "Vmatrix": "||",
            "smallmatrix": "", "array": ""}  # fmt: skip
CASES = frozenset({"cases", "dcases", "rcases"})

ARITY = {"script": 1, "frac": 2, "root": 1, "accent": 1, "font": 1, "binom": 2, "stack": 2, "note": 1, "substack": 1}

UNICODE = {
    "−": "-", "–": "-", "·": "\\cdot", "⋅": "\\cdot", "×": "\\times", "∘": "\\circ", "⊙": "\\odot", "≤": "\\le",
    "≥": "\\ge", "≠": "\\ne", "≈": "\\approx", "≡": "\\equiv", "∈": "\\in", "∉": "\\notin", "∝": "\\propto",
    "→": "\\to", "⇒": "\\Rightarrow", "⟹": "\\Rightarrow", "⇔": "\\iff", "∴": "\\therefore", "∵": "\\because",
    "∂": "\\partial", "∇": "\\nabla", "∑": "\\sum", "∏": "\\prod", "∫": "\\int", "√": "\\sqrt", "∞": "\\infty",
    "…": "\\dots", "⋯": "\\dots", "⊤": "\\top", "±": "\\pm", "′": "'", "‖": "\\|", "∥": "\\|", "∀": "\\forall",
    "，": ",", "、": ",", "；": ";", "（": "(", "）": ")", "：": ":", "。": ".", "＝": "=", "＋": "+", "∼": "\\sim",
    "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta", "ε": "\\epsilon", "ζ": "\\zeta", "η": "\\eta",
    "θ": "\\theta", "ι": "\\iota", "κ": "\\kappa", "λ": "\\lambda", "μ": "\\mu", "µ": "\\mu", "ν": "\\nu", "ξ": "\\xi",
    "π": "\\pi", "ρ": "\\rho", "σ": "\\sigma", "τ": "\\tau", "υ": "\\upsilon", "φ": "\\phi", "χ": "\\chi",
    "ψ": "\\psi", "ω": "\\omega", "Γ": "\\Gamma", "Δ": "\\Delta", "Θ": "\\Theta", "Λ": "\\Lambda", "Ξ": "\\Xi",
    "Π": "\\Pi", "Σ": "\\Sigma", "Φ": "\\Phi", "Ψ": "\\Psi", "Ω": "\\Omega", "ℓ": "\\ell", "∣": "|",
    "ℝ": "\\mathbb{R}", "ℕ": "\\mathbb{N}", "ℤ": "\\mathbb{Z}", "𝔼": "\\mathbb{E}",
}  # fmt: skip

# Words that stand between statements although they are a single word.
CONNECTIVES = _words(
    """if for where and or otherwise when else elsewhere with since because suppose assume then thus so hence therefore
    given let as by we have is are i.e. e.g. s.t. iff set setting such that while all any every but also note using
    on at of to in from over subject the a an this these namely respectively resp.
    falls wenn sonst für und oder mit wobei also daher da weil si sinon pour où avec et ou donc lorsque car"""
)
