"""What is said of a mistake, in each language: one table.

Comes in: a repair and a language. Goes out: sentences that a student can act upon. A hint says where to look and does not give the answer
away; the answer is given only when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.verdict import Repair

LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Said:
    """The name of a mistake and the hint for it."""

    name: str
    hint: str


MESSAGES: dict[str, dict[str, Said]] = {
    "inherited error": {
        "en": Said("inherited error", "this line is right as a result, but not as a step: compare it with the line before "
                   "the previous one, and mend the previous line"),
        "ko": Said("앞줄에서 이어진 오류", "이 줄의 결과는 맞지만 바로 앞줄에서 나오지 않습니다. 두 줄 앞의 식과 비교하고 앞줄을 고치세요"),
    },
    "odd one out": {
        "en": Said("odd one out", "the expressions before and after this one agree with each other; only this one is wrong"),
        "ko": Said("혼자 다른 식", "이 식의 앞과 뒤의 식은 서로 같습니다. 이 식만 다시 계산하세요"),
    },
    "lost hat": {
        "en": Said("lost hat", "look for a letter that should carry a hat, a bar or a tilde: which of the two quantities is meant?"),
        "ko": Said("빠진 모자(^)", "모자, 막대, 물결표가 있어야 할 글자가 있는지 보세요. 두 값 가운데 어느 것을 뜻하나요?"),
    },
    "spurious hat": {
        "en": Said("spurious hat", "look for a letter that carries a hat, a bar or a tilde which it should not have"),
        "ko": Said("잘못 붙은 모자(^)", "붙이지 말아야 할 모자, 막대, 물결표가 붙은 글자가 있는지 보세요"),
    },
    "wrong derivative on the left": {
        "en": Said("wrong derivative on the left", "the right side is a derivative by another variable: what does the left side "
                   "differentiate by?"),
        "ko": Said("좌변의 미분 변수", "우변은 다른 변수로 미분한 결과입니다. 좌변은 무엇으로 미분하고 있나요?"),
    },
    "sign inside σ": {
        "en": Said("sign inside σ", "compare the signs inside σ (or exp, tanh) with the formula that you started from"),
        "ko": Said("σ 안의 부호", "σ(또는 exp, tanh) 안의 부호를 출발한 식과 비교하세요"),
    },
    "quotient rule's sign": {
        "en": Said("quotient rule's sign", "write down the quotient rule and compare the sign in the numerator"),
        "ko": Said("몫의 미분법의 부호", "몫의 미분법을 적어 놓고 분자의 부호를 비교하세요"),
    },
    "lost minus": {
        "en": Said("lost minus", "compare the signs of the two sides, term by term"),
        "ko": Said("빠진 음의 부호", "양변의 부호를 항마다 비교하세요"),
    },
    "spurious minus": {
        "en": Said("spurious minus", "compare the signs of the two sides, term by term: one minus is too many"),
        "ko": Said("불필요한 음의 부호", "양변의 부호를 항마다 비교하세요. 음의 부호가 하나 더 있습니다"),
    },
    "lost brackets": {
        "en": Said("lost brackets", "a sign, factor or Σ reaches only to the next + or −: where should a bracket open and close?"),
        "ko": Said("빠진 괄호", "부호, 인수, Σ는 다음 + 또는 − 앞까지만 작용합니다. 괄호가 어디에서 열리고 닫혀야 하나요?"),
    },
    "transpose": {
        "en": Said("transpose", "write the shape of every factor below it: neighbouring dimensions must agree, and both sides must "
                   "have the same shape"),
        "ko": Said("전치", "인수마다 크기(행 × 열)를 적어 보세요. 이웃한 크기가 맞고 양변의 크기가 같아야 합니다"),
    },
    "outer-product order": {
        "en": Said("outer-product order", "the order of the factors of a product matters: which shape should the product have?"),
        "ko": Said("외적의 순서", "곱의 순서가 중요합니다. 곱의 크기(행 × 열)가 무엇이어야 하나요?"),
    },
    "vector for component": {
        "en": Said("vector for component", "a whole vector stands where one of its entries belongs: which index is missing?"),
        "ko": Said("성분 대신 벡터", "성분 하나가 올 자리에 벡터 전체가 있습니다. 어떤 첨자가 빠졌나요?"),
    },
    "component for vector": {
        "en": Said("component for vector", "one entry stands where the whole vector or matrix belongs: which index is too many?"),
        "ko": Said("벡터 대신 성분", "벡터나 행렬 전체가 올 자리에 성분 하나가 있습니다. 어떤 첨자가 불필요한가요?"),
    },
    "Σ kept": {
        "en": Said("Σ kept", "you differentiate by one term's variable: how many terms of the sum depend on it?"),
        "ko": Said("남아 있는 Σ", "한 항의 변수로 미분하고 있습니다. 합에서 그 변수가 들어 있는 항은 몇 개인가요?"),
    },
    "bound variable outside its sum": {
        "en": Said("bound variable outside its sum", "an index is used outside of the Σ that it belongs to: mark where each Σ ends"),
        "ko": Said("합 밖으로 나온 첨자", "어떤 첨자가 자기 Σ 밖에서 쓰였습니다. Σ마다 어디에서 끝나는지 표시하세요"),
    },
    "wrong index": {
        "en": Said("wrong index", "compare the indices of the two sides: which one is summed over, which one is fixed?"),
        "ko": Said("틀린 첨자", "양변의 첨자를 비교하세요. 어느 첨자로 더하고 어느 첨자가 고정되어 있나요?"),
    },
    "lost exp": {
        "en": Said("lost exp", "is each score still inside its exponential?"),
        "ko": Said("빠진 exp", "점수마다 아직 지수함수 안에 있나요?"),
    },
    "lost log": {
        "en": Said("lost log", "does the logarithm still act on everything that it acted on before?"),
        "ko": Said("빠진 log", "로그가 앞에서 작용하던 모든 것에 아직 작용하고 있나요?"),
    },
    "lost σ": {
        "en": Said("lost σ", "is each score still inside its σ?"),
        "ko": Said("빠진 σ", "점수마다 아직 σ 안에 있나요?"),
    },
    "spurious function": {
        "en": Said("spurious function", "a function (exp, log, σ) has already cancelled or been differentiated and should be gone"),
        "ko": Said("불필요한 함수", "exp, log, σ 가운데 이미 소거되었거나 미분된 것이 남아 있습니다"),
    },
    "elementwise for matrix product": {
        "en": Said("elementwise for matrix product", "is this product meant entry by entry (⊙), or as rows times columns?"),
        "ko": Said("성분별 곱과 행렬 곱", "이 곱은 성분별 곱(⊙)인가요, 행과 열의 곱인가요?"),
    },
    "joint for conditional probability": {
        "en": Said("joint for conditional probability", "is this the probability of both (a comma), or of one given the other (a bar)?"),
        "ko": Said("조건부 확률과 결합 확률", "둘이 함께 일어날 확률(쉼표)인가요, 하나가 주어졌을 때의 확률(세로줄)인가요?"),
    },
    "power": {
        "en": Said("power", "check the exponents: what did differentiating or multiplying do to them?"),
        "ko": Said("지수", "지수를 확인하세요. 미분하거나 곱할 때 지수가 어떻게 바뀌었나요?"),
    },
    "sum bounds": {
        "en": Said("sum bounds", "write out the sums for the smallest sizes: which term is too many or missing?"),
        "ko": Said("합의 범위", "가장 작은 크기에서 합을 풀어 써 보세요. 어느 항이 남거나 모자라나요?"),
    },
    "lost Σ": {
        "en": Said("lost Σ", "on one side there is a sum over an index, on the other side only one term: where did the Σ go?"),
        "ko": Said("빠진 Σ", "한쪽에는 첨자에 대한 합이 있고 다른 쪽에는 항 하나만 있습니다. Σ는 어디로 갔나요?"),
    },
    "wrong variable": {
        "en": Said("wrong variable", "two names of the same kind were exchanged: say for each letter what it stands for"),
        "ko": Said("틀린 변수", "같은 종류의 두 이름이 바뀌었습니다. 글자마다 무엇을 뜻하는지 말해 보세요"),
    },
    "missing factor": {
        "en": Said("missing factor", "compare the factors of each term: an inner derivative or a constant is missing, or one is too many"),
        "ko": Said("빠지거나 남은 인수", "항마다 인수를 비교하세요. 속미분이나 상수가 빠졌거나 하나가 남습니다"),
    },
    "exchanged": {
        "en": Said("exchanged", "two things stand in each other's place: try simple numbers, such as 1 and 2, on both sides"),
        "ko": Said("뒤바뀜", "두 가지가 서로 자리를 바꾸었습니다. 1과 2 같은 간단한 수를 양변에 넣어 보세요"),
    },
    "product for a sum": {
        "en": Said("product for a sum", "is it the sum or the product of these two? log makes sums, exp makes products"),
        "ko": Said("합 대신 곱", "두 값의 합인가요, 곱인가요? log는 합을, exp는 곱을 만듭니다"),
    },
    "another value": {
        "en": Said("another value", "the left side is one fixed number: work it out in the smallest case"),
        "ko": Said("다른 값", "좌변은 하나의 정해진 수입니다. 가장 작은 경우에 계산해 보세요"),
    },
    "missing term": {
        "en": Said("missing term", "count the terms on both sides: one is missing, or one is too many"),
        "ko": Said("빠지거나 남은 항", "양변의 항을 세어 보세요. 하나가 빠졌거나 하나가 남습니다"),
    },
}  # fmt: skip

FRAME: dict[str, dict[str, str]] = {
    "en": {
        "mistake": "likely mistake: {name}",
        "hint": "hint: {hint}",
        "side": "look at the {side} side",
        "left": "left", "right": "right",
        "instead": "instead of ${was}$ write ${now}$",
        "line": "the repaired line, which is proved: ${left} = {right}$",
        "more": "(the repaired line: `derive explain {file} {step} --full`)",
        "none": "no single small change was found that makes this step right: work it out again from the line before",
    },
    "ko": {
        "mistake": "실수로 보이는 것: {name}",
        "hint": "힌트: {hint}",
        "side": "{side}을 보세요",
        "left": "좌변", "right": "우변",
        "instead": "${was}$ 대신 ${now}$ 로 쓰세요",
        "line": "고친 줄(증명됨): ${left} = {right}$",
        "more": "(고친 줄 보기: `derive explain {file} {step} --full`)",
        "none": "이 단계를 맞게 하는 작은 수정 하나를 찾지 못했습니다. 앞줄부터 다시 계산하세요",
    },
}  # fmt: skip


def name(repair: Repair, language: str = "en") -> str:
    """The name of the mistake."""
    return MESSAGES[repair.kind][language].name


def hint(repair: Repair, language: str = "en") -> list[str]:
    """What went wrong and where to look, without the answer."""
    said, frame = MESSAGES[repair.kind][language], FRAME[language]
    lines = [frame["mistake"].format(name=said.name), frame["hint"].format(hint=said.hint)]
    if repair.was:
        lines.append(frame["side"].format(side=frame["left" if repair.on_the_left else "right"]))
    return lines


def answer(repair: Repair, language: str = "en") -> list[str]:
    """The answer: what to write, and the line that is proved."""
    frame = FRAME[language]
    change = [frame["instead"].format(was=repair.was, now=repair.now)] if repair.now else []
    return [*change, frame["line"].format(left=repair.left, right=repair.right)]


def no_repair(language: str = "en") -> str:
    """What is said where no mistake of the list explains the step."""
    return FRAME[language]["none"]


def more(file: str, step: str, language: str = "en") -> str:
    """How to ask for the answer."""
    return FRAME[language]["more"].format(file=file, step=step)


def undeclared(steps: int, path: str, language: str) -> str:
    """What helps where steps use names that nothing declares."""
    command, use = f"derive check {path} --suggest-given > given.md", "--given given.md"
    if language == "ko":
        return f"선언되지 않은 기호를 쓰는 단계가 {steps}개 있습니다. `{command}` 는 무엇인지 추론해 적고, `{use}` 로 그것을 씁니다"
    which = "1 step uses a name that nothing declares" if steps == 1 else f"{steps} steps use names that nothing declares"
    return f"{which}: `{command}` writes what can be inferred, and `{use}` uses it"
