"""Time expressions: words to kinds (`lexer`), kinds to expressions (`shapes`, `admits`, `edges`, `find`), then `value`."""
