"""Where a time expression begins and ends: words at its edges that the pattern took in and that belong to something else."""

from dataclasses import replace

from twosource.annotate import Sentence, Token
from twosource.statements.timex.expression import Expression
from twosource.statements.timex.lexer import Lexeme
from twosource.statements.timex.tense import token_at

# What stands behind `a day after` where that names no event: `two days after, they met` or the end.
CLOSERS = frozenset(["", ".", ",", ";", ":", ")", "”", '"', "—", "but", "and"])
_ATTRIBUTES = frozenset(
    {"span", "year", "month", "month_day", "month_year", "weekday", "quarter", "this_quarter", "decade", "lasting"}
)
_MODIFIES = frozenset({"compound", "amod", "nmod", "nummod", "npadvmod"})


def cut(expression: Expression, words: tuple[Lexeme, ...], sentence: Sentence) -> Expression:
    """The expression without what belongs to its neighbours."""
    expression = _freed(expression, words)
    if _is_preposition(expression, words[expression.first], sentence) or _is_of_noun(expression, words, sentence):
        return replace(expression, first=expression.first + 1, start=words[expression.first + 1].start)
    return expression


def _freed(expression: Expression, words: tuple[Lexeme, ...]) -> Expression:
    """`a day after the vote`: the preposition belongs to the event, not to the time."""
    last = expression.last
    if expression.shape != "away" or words[last].kind not in "<>" or following(expression, words) in CLOSERS:
        return expression
    return replace(expression, last=last - 1, end=words[last - 1].end)


def following(expression: Expression, words: tuple[Lexeme, ...]) -> str:
    """The word after an expression, in lower case; empty at the end of the sentence."""
    return words[expression.last + 1].text.lower() if expression.last + 1 < len(words) else ""


def _is_preposition(expression: Expression, word: Lexeme, sentence: Sentence) -> bool:
    """`over the next two years` says during them; `over two years` as a rule more than two."""
    token = token_at(sentence, word.start) if word.kind == "B" and expression.shape in ("near", "span") else None
    return token is not None and token.dep == "prep"


def _is_of_noun(expression: Expression, words: tuple[Lexeme, ...], sentence: Sentence) -> bool:
    """`the two-day meeting`, `the 1990 war`: the article is the noun's."""
    first = words[expression.first]
    if expression.shape not in _ATTRIBUTES or first.kind not in "ta" or expression.kinds("num") == "a":
        return False
    inside = (token_at(sentence, word.start) for word in words[expression.first + 1 : expression.last + 1])
    return any(token is not None and _modifies_beyond(token, expression, sentence) for token in inside)


def _modifies_beyond(token: Token, expression: Expression, sentence: Sentence) -> bool:
    return token.dep in _MODIFIES and sentence.tokens[token.head].start >= expression.end
