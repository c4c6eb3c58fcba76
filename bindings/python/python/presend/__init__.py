"""Lints drafts of mails, chat messages and commit messages, and says whether to write, reword, hold or talk.

>>> import presend
>>> report = presend.lint("We have to let you go.", to="bo@example.com")
>>> report.verdict.action, report.diagnostics[0].code, report.stops
('talk', 'S001', True)

It is the engine of the program ``presend``, which the package brings along. Nothing leaves the machine.
"""

from importlib.metadata import version as _version

from ._errors import ConfigError, Error, LexiconError, UnknownRuleError
from ._linter import Draft, Linter, lint
from ._report import (
    Action,
    Channel,
    Diagnostic,
    Edit,
    MessagePlace,
    Place,
    Plan,
    Range,
    RegionKind,
    Related,
    Report,
    Scores,
    Severity,
    SharedHours,
    Span,
    Stretch,
    Suggestion,
    Verdict,
)

__version__ = _version("presend")

__all__ = [
    "Action",
    "Channel",
    "ConfigError",
    "Diagnostic",
    "Draft",
    "Edit",
    "Error",
    "LexiconError",
    "Linter",
    "MessagePlace",
    "Place",
    "Plan",
    "Range",
    "RegionKind",
    "Related",
    "Report",
    "Scores",
    "Severity",
    "SharedHours",
    "Span",
    "Stretch",
    "Suggestion",
    "UnknownRuleError",
    "Verdict",
    "lint",
]
