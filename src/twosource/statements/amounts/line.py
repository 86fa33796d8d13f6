"""A sentence as its numbers, words and marks, each with the token of the parse that it stands in."""

from bisect import bisect_right
from dataclasses import dataclass

from twosource.annotate import Sentence, Token
from twosource.statements.amounts.numerals import Lexeme, lexemes


@dataclass(frozen=True, slots=True)
class Line:
    """The lexemes of a sentence; `token_of` gives the token index of each."""

    sentence: Sentence
    lexemes: tuple[Lexeme, ...]
    token_of: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.lexemes)

    def low(self, at: int) -> str:
        """The words at a lexeme in lower case; empty outside the sentence."""
        return self.lexemes[at].low if 0 <= at < len(self.lexemes) else ""

    def text(self, at: int) -> str:
        return self.lexemes[at].text if 0 <= at < len(self.lexemes) else ""

    def kind(self, at: int) -> str:
        return self.lexemes[at].kind if 0 <= at < len(self.lexemes) else ""

    def glued(self, at: int) -> bool:
        """Whether no space stands before the lexeme."""
        return 0 <= at < len(self.lexemes) and self.lexemes[at].glued

    def dash(self, at: int) -> bool:
        return 0 <= at < len(self.lexemes) and self.lexemes[at].is_dash

    def capital(self, at: int) -> bool:
        return self.text(at)[:1].isupper()

    def token(self, at: int) -> Token | None:
        return self.sentence.tokens[self.token_of[at]] if 0 <= at < len(self.lexemes) else None

    def tag(self, at: int) -> str:
        token = self.token(at)
        return token.tag if token else ""

    def entity(self, at: int) -> str:
        token = self.token(at)
        return token.entity if token else ""

    def plural_follows(self, at: int, within: int = 3) -> bool:
        """Whether a plural noun stands at the lexeme, or a few adjectives and nouns further."""
        for step in range(at, min(at + within, len(self.lexemes))):
            tag = self.tag(step)
            if tag in ("NNS", "NNPS"):
                return True
            if tag[:2] not in ("JJ", "NN", "VB") or self.kind(step) != "word":
                return False
        return False


def line_of(sentence: Sentence) -> Line:
    """A sentence as a line of lexemes."""
    found = lexemes(sentence.text)
    starts = [token.start for token in sentence.tokens]
    return Line(sentence, found, tuple(max(0, bisect_right(starts, x.start) - 1) for x in found))
