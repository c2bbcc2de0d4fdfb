"""Small sums in number fields: `=11*49`, `120/12`, `=1200*15%`. Four operations and brackets, no `eval`."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from quarterdeck.plan.parse.numbers import number, plain
from quarterdeck.plan.parse.result import Problem
from quarterdeck.plan.parse.typed import LONGEST, one_line, quoted
from quarterdeck.plan.style import Style
from quarterdeck.plan.types import MAX_NUMBER

PLACES = Decimal("0.000001")
"""Results are rounded to six decimals: a third of something has no end."""

_TOKENS = re.compile(r"[()*/]|[+-]|[^()*/+-]+")
_DEEPEST = 20


def looks_like_sum(raw: str) -> bool:
    """Whether something is to be calculated. A lone minus is none: `3-5` is more likely a range."""
    text = one_line(raw)
    return text.startswith("=") or re.search(r"[0-9)%]\s*[*/+]\s*[(0-9+-]", text) is not None


def calculate(raw: str, style: Style) -> Decimal | Problem:
    """The result, or why there is none."""
    text = one_line(raw).removeprefix("=").strip()
    if not text or len(text) > LONGEST:
        return Problem("not_a_number", {"typed": quoted(raw)})
    try:
        value = _Reader(
            [token.strip() for token in _TOKENS.findall(text) if token.strip()], style, raw
        ).result()
    except _NoSum as refused:
        return refused.problem
    if abs(value) > MAX_NUMBER:
        return Problem("too_big", {"typed": quoted(raw)})
    return plain(value.quantize(PLACES))


class _NoSum(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.key)
        self.problem = problem


class _Reader:
    """Recursive descent over the tokens; brackets are the only depth, and that is limited."""

    def __init__(self, tokens: list[str], style: Style, raw: str) -> None:
        self._tokens = tokens
        self._style = style
        self._raw = raw
        self._at = 0

    def result(self) -> Decimal:
        value = self._sum(0)
        if self._at < len(self._tokens):
            raise self._refuse("not_a_sum")
        return value

    def _sum(self, depth: int) -> Decimal:
        return self._chain(depth, self._product, "+-")

    def _product(self, depth: int) -> Decimal:
        return self._chain(depth, self._factor, "*/")

    def _chain(self, depth: int, part: Callable[[int], Decimal], operators: str) -> Decimal:
        value = part(depth)
        while self._peek() and self._peek() in operators:
            operator = self._take()
            value = self._apply(operator, value, part(depth))
        return value

    def _apply(self, operator: str, left: Decimal, right: Decimal) -> Decimal:
        if operator == "/" and right == 0:
            raise self._refuse("divides_by_zero")
        match operator:
            case "+":
                value = left + right
            case "-":
                value = left - right
            case "*":
                value = left * right
            case _:
                value = left / right
        if abs(value) > MAX_NUMBER**2:
            raise self._refuse("too_big")
        return value

    def _factor(self, depth: int) -> Decimal:
        token = self._take()
        if token in ("+", "-") and depth < _DEEPEST:
            value = self._factor(depth + 1)
            return -value if token == "-" else value
        if token == "(" and depth < _DEEPEST:
            value = self._sum(depth + 1)
            if self._take() != ")":
                raise self._refuse("not_a_sum")
            return value
        if token.endswith("%"):
            return self._operand(token[:-1].strip()) / 100
        return self._operand(token)

    def _operand(self, token: str) -> Decimal:
        if not any(char.isdigit() for char in token):
            raise self._refuse("not_a_sum")
        value = number(token, self._style)
        if isinstance(value, Problem):
            raise _NoSum(value)
        return value

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._peek()
        self._at += 1
        return token

    def _refuse(self, key: str) -> _NoSum:
        return _NoSum(Problem(key, {"typed": quoted(self._raw)}))
