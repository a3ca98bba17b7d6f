r"""German, French and Spanish prose: its connectives, and what it says of symbols, in the words that the rest of the house knows.

Comes in: the words between formulas, and the whole page, from which its language is told. Goes out: the words with `falls` as "if",
`soient` as "let", `invertierbar` as "invertible". The order of words stays, and so does what no phrase here speaks of. It knows nothing of
formulas.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

Tongue = Callable[[str], str]

# words that nothing but prose in the language is full of
_COMMON = {
    "en": "the of and is we to that for with let then this by which are".split(),
    "de": "der die das und ist für mit wir gilt eine ein von sei dann wenn den dem des auf folgt im zu".split(),
    "es": "el la los las es y de del que con para una un por en se sea entonces donde si tiene".split(),
    "fr": "le la les et est pour soit que une des dans où avec du au par donc sur un alors soient".split(),
}

# in this order: a phrase before the words that it is made of; \b stands around each
_GERMAN = (
    (r"(?:es )?gegeben (?:sei|seien|ist|sind)", "given"),
    (r"(?:es )?(?:sei|seien)", "let"),
    (r"für (?:alle|jede[snrm]?|beliebige[srn]?)", "for all"),
    (r"für", "for"),
    (r"genau dann,? wenn", "if and only if"),
    (r"nur (?:wenn|falls|sofern)", "only if"),
    (r"nur dann", "only when"),
    (r"(?:au(?:ß|ss)er(?:,? wenn|,? falls)?|es sei denn|sofern nicht)", "unless"),
    (r"(?:(?:auch|selbst|sogar) (?:wenn|falls)|wenn auch|obwohl|obgleich)", "even if"),
    (r"ob", "whether"),
    (r"widerspruch", "contradiction"),
    (r"(?:wenn|falls|sofern)", "if"),
    (r"(?:angenommen|nehmen wir an|wir nehmen an|vorausgesetzt|es gelte|gelte)", "suppose"),
    (r"(?:so ?dass|derart,? dass)", "such that"),
    (r"dass", "that"),
    (r"(?:wobei|worin)", "where"),
    (r"mit", "with"),
    (r"(?:setzen wir|setzt man|wir setzen|man setzt|setze)", "set"),
    (r"(?:definieren wir|wir definieren|definiere|definiert man|wir schreiben|schreibe|bezeichnen wir)", "define"),
    (r"(?:bezeichnet|bezeichne|bezeichnen)", "denotes"),
    (r"(?:wir betrachten|betrachten wir|betrachte|man betrachte)", "consider"),
    (r"(?:nullsetzen|null ?setzen|gleich null setzen)", "setting the derivative to zero"),
    (r"(?:daraus folgt|hieraus folgt|es folgt|folgt)", "it follows"),
    (r"(?:dann|so) (?:gilt|ist|sind|folgt|erhält man|erhalten wir)", "then"),
    (r"(?:erhält man|erhalten wir|wir erhalten|man erhält|es ergibt sich|ergibt sich)", "we get"),
    (r"(?:ergibt|liefert)", "gives"),
    (r"(?:es )?gilt", "we have"),
    (r"dann", "then"),
    (r"(?:also|daher|somit|folglich|deshalb|damit|demnach|mithin)", "thus"),
    (r"(?:da|weil|denn|wegen)", "since"),
    (r"und", "and"),
    (r"oder", "or"),
    (r"(?:sonst|ansonsten|andernfalls|im (?:anderen|gegenteiligen) fall)", "otherwise"),
    (r"(?:wäre|wären)", "would be"),
    (r"im allgemeinen", "in general"),
    (r"es gibt keine?[nrms]?", "there is no"),
    (r"(?:nicht|keine?[nrms]?)", "not"),
    (r"(?:zeige|zeigen wir|wir zeigen|zu zeigen(?: ist)?|beweise|man zeige)", "show"),
    (r"beweis", "proof"),
    (r"lösung", "solution"),
    (r"fall(?= \d)", "case"),
    (r"eine?[rmns]?", "a"),
    (r"(?:der|die|das|den|dem|des)", "the"),
    (r"matrix", "matrix"),
    (r"matrizen", "matrices"),
    (r"vektor(?:en|s)?", "vectors"),
    (r"symmetrisch(?:e[snrm]?)?", "symmetric"),
    (r"(?:invertierbar|regulär|umkehrbar)(?:e[snrm]?)?", "invertible"),
    (r"positiv(?:e[snrm]?)?[- ]semidefinit(?:e[snrm]?)?", "positive semidefinite"),
    (r"positiv(?:e[snrm]?)?[- ]definit(?:e[snrm]?)?", "positive definite"),
    (r"orthogonal(?:e[snrm]?)?", "orthogonal"),
    (r"endliche[snrm]? (?:index)?mengen?", "finite set"),
    (r"(?:index)?menge", "set"),
    (r"reelle[snrm]?", "real"),
    (r"(?:natürliche[snrm]?|ganze[snrm]?) zahl(?:en)?", "integers"),
    (r"zahl(?:en)?", "numbers"),
    (r"differenzierbar(?:e[snrm]?)?", "differentiable"),
    (r"funktion(?:en)?", "function"),
    (r"unabhängig(?:e[snrm]?)?", "independent"),
)
_FRENCH = (
    (r"(?:on se donne|étant donnée?s?)", "given"),
    (r"(?:on note|notons|on définit|définissons|on écrit|on désigne par)", "define"),
    (r"(?:on pose|posons|en posant)", "set"),
    (r"désigne(?:nt)?", "denotes"),
    (r"(?:on considère|considérons)", "consider"),
    (r"pour (?:toute?s?|tous|chaque|n'importe quel(?:le)?s?)", "for all"),
    (r"pour", "for"),
    (r"(?:supposons|on suppose|en supposant|supposant)(?: que)?", "suppose"),
    (r"si et seulement si", "if and only if"),
    (r"seulement (?:si|quand|lorsque)", "only if"),
    (r"(?:sauf si|à moins que?|excepté si|sauf)", "unless"),
    (r"(?:même si|quand bien même|bien que|quoique)", "even if"),
    (r"(?:(?:se demande|savoir|sait pas|ignore|demander|vérifier|vérifie) si)", "whether"),
    (r"contradiction|(?:ce qui est )?absurde", "contradiction"),
    (r"(?:lorsque|lorsqu'|quand|dès que)", "when"),
    (r"(?:sinon|autrement|dans (?:le cas contraire|l'autre cas))", "otherwise"),
    (r"si", "if"),
    (r"où", "where"),
    (r"telle?s? que", "such that"),
    (r"(?:vérifiant|satisfaisant)", "satisfying"),
    (r"avec", "with"),
    (r"(?:montrer|montrons|démontrer|prouver|vérifier|vérifions) que", "show that"),
    (r"(?:par conséquent|il s'ensuit|il en résulte|donc|d'où|ainsi)(?: que)?", "thus"),
    (r"(?:on en déduit|on obtient|on trouve|on a|on calcule|il vient)(?: que)?", "we get"),
    (r"alors", "then"),
    (r"(?:car|puisque|puisqu')", "since"),
    (r"et", "and"),
    (r"ou", "or"),
    (r"(?:en général)", "in general"),
    (r"il n'existe (?:pas|aucune?)(?: de)?", "there is no"),
    (r"(?:pas|aucune?)", "not"),
    (r"(?:preuve|démonstration)", "proof"),
    (r"matrice", "matrix"),
    (r"matrices", "matrices"),
    (r"vecteur", "vector"),
    (r"vecteurs", "vectors"),
    (r"symétriques?", "symmetric"),
    (r"inversibles?", "invertible"),
    (r"semi-?définies? positives?", "positive semidefinite"),
    (r"définies? positives?", "positive definite"),
    (r"orthogonales?", "orthogonal"),
    (r"ensembles? finis?", "finite set"),
    (r"ensemble", "set"),
    (r"(?:des |nombres )?réels", "real numbers"),
    (r"(?:nombre )?réel", "real number"),
    (r"réelles?", "real"),
    (r"entiers?(?: naturels?)?", "integers"),
    (r"fonctions? (?:dérivables?|différentiables?)", "differentiable function"),
    (r"fonctions?", "function"),
    (r"indépendante?s?", "independent"),
    (r"de taille", "of size"),
    (r"(?:une?|des)", "a"),
    (r"(?:le|la|les)", "the"),
)
_SPANISH = (
    (r"(?:dad[oa]s?)", "given"),
    (r"sean?", "let"),
    (r"para (?:tod[oa]s?(?: (?:los|las))?|cada|cualquier)", "for all"),
    (r"para", "for"),
    (r"(?:supongamos|supóngase|suponemos|suponiendo)(?: que)?", "suppose"),
    (r"si y s[oó]lo si", "if and only if"),
    (r"s[oó]lo (?:si|cuando)", "only if"),
    (r"(?:aunque|aun cuando|incluso (?:si|cuando))", "even if"),
    (r"(?:salvo que|salvo si|a menos que|excepto (?:si|que|cuando))", "unless"),
    (r"(?:si no|en caso contrario)", "otherwise"),
    (r"en general", "in general"),
    (r"cuando", "when"),
    (r"(?:en otro caso|de lo contrario)", "otherwise"),
    (r"si", "if"),
    (r"donde", "where"),
    (r"tal(?:es)? que", "such that"),
    (r"con", "with"),
    (r"(?:demostrar|mostrar|probar|verificar)(?:emos)? que", "show that"),
    (r"(?:por lo tanto|por tanto|por consiguiente|así que|de modo que)", "thus"),
    (r"(?:se tiene|tenemos|se obtiene|obtenemos|resulta|se sigue|llegamos a)(?: que)?", "we get"),
    (r"entonces", "then"),
    (r"(?:porque|ya que|puesto que)", "since"),
    (r"y", "and"),
    (r"o", "or"),
    (r"(?:no (?:es|son) (?:ciert[oa]s?|verdad|válid[oa]s?)|no se cumplen?|no vale)", "does not hold"),
    (r"no existen? (?:ningun[oa]s?)?", "there is no"),
    (r"(?:no|ningun[oa]s?|ningún)", "not"),
    (r"(?:demostración|prueba)", "proof"),
    (r"matriz", "matrix"),
    (r"matrices", "matrices"),
    (r"vector", "vector"),
    (r"vectores", "vectors"),
    (r"simétric[oa]s?", "symmetric"),
    (r"invertibles?", "invertible"),
    (r"semidefinid[oa]s? positiv[oa]s?", "positive semidefinite"),
    (r"definid[oa]s? positiv[oa]s?", "positive definite"),
    (r"ortogonal(?:es)?", "orthogonal"),
    (r"conjuntos? finitos?", "finite set"),
    (r"conjunto", "set"),
    (r"(?:números )?reales", "real numbers"),
    (r"(?:número )?real", "real number"),
    (r"(?:números )?(?:enteros|naturales)", "integers"),
    (r"(?:función|funciones)", "function"),
    (r"independientes?", "independent"),
    (r"(?:una?|un[oa]s)", "a"),
    (r"(?:el|la|los|las)", "the"),
)
# words that open a sentence, or stand right behind a formula, and mean something else elsewhere
_OPENING = {
    "de": ((r"(?:Ist|Sind|Gilt)", "If"), (r"nicht(?! nur)", "does not hold")),
    "fr": ((r"[Ss]oi(?:t|ent)", "Let"),),
}
_TABLES = {"de": _GERMAN, "es": _SPANISH, "fr": _FRENCH}
_SENTENCE = r"(?:^|(?<=[.;:!?]\s)|(?<=\*\*\s)|(?<=\)\s))\s*"


def tongue_of(text: str) -> Tongue:
    """What reads the prose of this page: as it is, unless it is plainly in another of the languages."""
    prose = re.sub(r"\$\$[^$]*\$\$|\$[^$]*\$", " ", text.lower())  # the y of a formula is no Spanish "and"
    counts = Counter(re.findall(r"[^\W\d_]+", prose))
    found = {name: sum(counts[w] for w in words) for name, words in _COMMON.items()}
    best = max(found, key=found.__getitem__)
    plainly = found[best] > 3 or (found[best] > 1 and not found["en"])
    return _reader(best) if best != "en" and found[best] > 2 * found["en"] and plainly else _as_it_is


def _as_it_is(text: str) -> str:
    return text


@cache
def _reader(name: str) -> Tongue:
    opening = [(re.compile(rf"{_SENTENCE}{old}\b"), f" {new}") for old, new in _OPENING.get(name, ())]
    table = _TABLES[name]
    phrases = re.compile("|".join(rf"(\b{old}(?!\w))" if not old.endswith("'") else rf"(\b{old})" for old, _ in table), re.I)

    def read(text: str) -> str:
        for pattern, new in opening:
            text = pattern.sub(new, text)
        return phrases.sub(said, text).strip()

    def said(match: re.Match[str]) -> str:
        new = table[(match.lastindex or 1) - 1][1]
        return new[:1].upper() + new[1:] if match.group()[:1].isupper() else new

    return read
