"""The objects of a report, named as in its JSON (schemas/message.schema.json).

Lines and columns count from 1, offsets in bytes of UTF-8 from 0; every end is exclusive. Chances and scores go from 0 to 1.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from ._build import build

Action = Literal["write", "reword", "hold", "talk"]
Channel = Literal[
    "message", "document", "recording", "call-now", "in-person-or-video", "kickoff", "celebrate-live", "counsel"
]
Severity = Literal["error", "warning", "info", "hint"]
RegionKind = Literal["subject", "greeting", "body", "quote", "forward", "signature", "disclaimer", "code", "header"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text: its line, and its column in three units, all from 1."""

    line: int
    byte: int
    """Column in bytes of UTF-8."""
    char: int
    """Column in characters, as Python counts them."""
    utf16: int
    """Column in units of UTF-16, as JavaScript and the language server protocol count."""


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of a text, as lines and columns; the end is exclusive."""

    start: Place
    end: Place


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in bytes of UTF-8 from 0; the end is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Related:
    """A further place of the same rule."""

    message: str
    """What it says there; may be empty."""
    text: str
    """The words there, secrets masked."""
    range: Range
    offset: Span
    part: str | None = None
    """The part that the offset counts in, such as ``subject``; ``None`` is the draft itself."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement."""

    offset: Span
    """The bytes to remove."""
    text: str
    """What replaces them."""
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A better wording; its edits belong together."""

    title: str
    applicability: Literal["safe", "unsafe", "display-only"]
    """Whether the edits may be made without asking."""
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that was found."""

    code: str
    name: str
    severity: Severity
    confidence: float
    """How likely it is right, from 0 to 1."""
    message: str
    """What the text does."""
    note: str
    """Why that matters; may be empty."""
    help: str
    """What to do; may be empty."""
    text: str
    """The words it is about, secrets masked."""
    region: RegionKind
    range: Range
    offset: Span
    """Where it stands, in bytes of the draft or of ``part``."""
    source: Span
    """Where it stands in what came in, in bytes; for some encodings the whole encoded part."""
    related: tuple[Related, ...]
    more: int
    """How many places there are beyond those in ``related``."""
    suggestions: tuple[Suggestion, ...]
    fingerprint: str
    """Stable name, for baselines."""
    part: str | None = None
    """The part that the offset counts in, such as ``subject``; ``None`` is the draft itself."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a stretch of the draft is; own words are a subject, a greeting or a body."""

    kind: RegionKind
    range: Range
    offset: Span
    source: Span
    part: str | None = None
    why: str | None = None
    """The marker that decided what it is."""


@dataclass(frozen=True, slots=True)
class MessagePlace:
    """Where a message that was read from a file is."""

    file: str
    message: int
    """Its number in that file, from 1."""
    offset: Span
    """Its bytes in that file."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Evidence on each axis, from 0 to 1."""

    sensitive: float
    urgent: float
    charged: float
    coordination: float
    relationship: float
    fyi: float
    meeting: float


@dataclass(frozen=True, slots=True)
class SharedHours:
    """The next stretch in which writer and readers are at work: two times in UTC, in ISO 8601."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to say live and what to write afterwards."""

    live: tuple[str, ...]
    write: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with the draft, and why."""

    action: Action
    channel: Channel
    """Where the matter belongs."""
    row: int
    """Row of the decision table, from 1; ``presend explain verdict`` lists them."""
    modifiers: tuple[int, ...]
    """What changed the row's outcome, in that order."""
    follow_up: bool
    """Write it down after talking."""
    language: Literal["en", "unknown"]
    reply: Literal["needed", "not-needed"]
    wait: bool
    """Cool off first."""
    confidence: float
    """How likely it is right, from 0 to 1."""
    scores: Scores
    reasons: tuple[str, ...]
    """Codes of the diagnostics that led here, weightiest first."""
    summary: str
    """The verdict in one sentence."""
    shared_hours: SharedHours | None = None
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class _Message:
    path: str
    line: int
    words: int
    verdict: Verdict
    diagnostics: tuple[Diagnostic, ...]
    regions: tuple[Stretch, ...]
    id: str | None = None
    subject: str | None = None
    from_: str | None = None
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    date: str | None = None
    channel: str | None = None
    thread: str | None = None
    place: MessagePlace | None = None
    remarks: tuple[str, ...] = ()


class Report:
    """Everything presend has to say about one draft. It is kept as JSON and parsed on first use."""

    __slots__ = ("_json", "_message", "_stops")

    def __init__(self, json_line: str, stops: bool) -> None:
        self._json = json_line
        self._stops = stops
        self._message: _Message | None = None

    def _read(self) -> _Message:
        if self._message is None:
            self._message = build(_Message, self.to_dict())
        return self._message

    @property
    def stops(self) -> bool:
        """The draft should be held back: the program would end with exit code 1."""
        return self._stops

    @property
    def path(self) -> str:
        """The name that the draft was given, else ``draft``."""
        return self._read().path

    @property
    def id(self) -> str | None:
        """The id that the draft was given."""
        return self._read().id

    @property
    def subject(self) -> str | None:
        """The subject, secrets masked."""
        return self._read().subject

    @property
    def line(self) -> int:
        """The line on which the message starts, from 1."""
        return self._read().line

    @property
    def from_(self) -> str | None:
        """Who wrote it: the address in lower case, or else the name."""
        return self._read().from_

    @property
    def to(self) -> tuple[str, ...]:
        """To whom it is written, each in the form of ``from_``."""
        return self._read().to

    @property
    def cc(self) -> tuple[str, ...]:
        """Who gets a copy, each in the form of ``from_``; Bcc is never shown."""
        return self._read().cc

    @property
    def date(self) -> str | None:
        """When it is sent, by its own date, in RFC 3339 form; ``None`` if it has no readable date."""
        return self._read().date

    @property
    def channel(self) -> str | None:
        """The channel, room or chat in which it is said, by its name."""
        return self._read().channel

    @property
    def thread(self) -> str | None:
        """An id that all messages of one thread have."""
        return self._read().thread

    @property
    def words(self) -> int:
        """How many words are the writer's own."""
        return self._read().words

    @property
    def place(self) -> MessagePlace | None:
        """Where the message is in its file; ``None`` for a draft, which is not in one."""
        return self._read().place

    @property
    def verdict(self) -> Verdict:
        """What to do with the draft, and why."""
        return self._read().verdict

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found, most serious first."""
        return self._read().diagnostics

    @property
    def regions(self) -> tuple[Stretch, ...]:
        """What each stretch of the draft is, in reading order."""
        return self._read().regions

    @property
    def remarks(self) -> tuple[str, ...]:
        """Remarks about the linting itself."""
        return self._read().remarks

    def to_json(self) -> str:
        """The report as the line of JSON that ``presend --format jsonl`` writes, without ``place``, because there is no file."""
        return self._json

    def to_dict(self) -> dict[str, Any]:
        """The report as a new dictionary, as ``json.loads`` reads the line."""
        found: dict[str, Any] = json.loads(self._json)
        return found

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return (self._json, self._stops) == (other._json, other._stops)

    def __hash__(self) -> int:
        return hash((self._json, self._stops))

    def __reduce__(self) -> tuple[type[Report], tuple[str, bool]]:
        return (Report, (self._json, self._stops))

    def __repr__(self) -> str:
        codes = ", ".join(found.code for found in self.diagnostics) or "nothing found"
        return f"<presend.Report {self.verdict.action}: {codes}>"
