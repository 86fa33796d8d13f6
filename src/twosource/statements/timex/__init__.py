"""Time expressions: words to kinds (`lexer`), kinds to expressions (`shapes`, `admits`, `find`), those to values (`value`)."""
