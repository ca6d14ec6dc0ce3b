"""Texts that a spreadsheet would take for a formula: made harmless, and as they were."""

# Spreadsheets take a text that begins so for a formula.
FORMULA_SIGNS = "=+-@\t\r\n"


def neutral_text(value):
    """A text that no spreadsheet takes for a formula; any other value as it is."""
    return "'" + value if isinstance(value, str) and value.startswith(tuple(FORMULA_SIGNS)) else value


def exact_text(text: str) -> str:
    """The text that `neutral_text` was given, out of a spreadsheet that a person saved."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(tuple(FORMULA_SIGNS)) else text
