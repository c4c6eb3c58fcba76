"""What is raised when a linter cannot be made; a draft's text is never a reason."""

from __future__ import annotations


class Error(Exception):
    """Something is wrong with the settings of a linter.

    Attributes:
        reason: What is wrong, with file and line where they are known; of a lexicon every error, one a line.
        file: The file that is to blame, as it was named, or ``None``.
        line: The line of that file, counted from 1, or ``None``; of several errors that of the first.
    """

    def __init__(self, reason: str, file: str | None = None, line: int | None = None) -> None:
        super().__init__(reason, file, line)
        self.reason = reason
        self.file = file
        self.line = line

    def __str__(self) -> str:
        return self.reason


class ConfigError(Error):
    """A presend.toml is not valid."""


class LexiconError(Error):
    """A lexicon has errors; ``reason`` lists all of them."""


class UnknownRuleError(Error):
    """No rule has the code, group or name that was asked for."""
