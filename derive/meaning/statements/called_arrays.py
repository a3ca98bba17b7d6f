r"""Names that the words of a page call vectors, matrices or distributions: "$\tilde y$: the predicted distribution, row vector".

Comes in: the text of a page and a name as it is written there. Goes out: whether the words right behind some mention of it call it so.
`\tilde y = P(o \mid c)` then writes one entry for the whole, and makes no number of it. Knows nothing of terms.
"""

from __future__ import annotations

import re

_ARRAYS = (
    r"(?:\b(?:row |column |probability |predicted |true |empirical |output |input |weight |hidden |one-?hot )*"
    r"(?:vectors?|matri(?:x|ces)|distributions?|tensors?)\b|向量|矩阵|分布|벡터|행렬|분포)"
)
_BETWEEN = r"\$*\s*(?:\([^()$\n]{0,40}\)\s*)?(?:[:：,，]|--?|—|is|are|be|denotes?|=|为|是|均?为|은|는)?\s*(?:\*\*)?"
_SAID = rf"(?:(?:an?|the|our|its|模型|的)\s+)*(?:[\w-]+\s+){{0,3}}?{_ARRAYS}|[^.;。；$\n]{{0,40}}[,，(（]\s*{_ARRAYS}"


def called_an_array(text: str, name: str) -> bool:
    """Whether words behind `$name$` call it a vector, a matrix or a distribution."""
    spelled = r"\s*".join(re.escape(part) for part in re.findall(r"\\[A-Za-z]+|[^\s]", name))
    return re.search(rf"\$\s*{spelled}\s*{_BETWEEN}(?:{_SAID})", text) is not None
