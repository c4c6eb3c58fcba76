"""Linters: settings read from files, and drafts as Python has them."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TypedDict

from ._engine import Engine, lexicons_of
from ._errors import ConfigError, LexiconError
from ._report import Report, Severity

StrPath = str | os.PathLike[str]
Text = str | bytes
Addresses = str | Sequence[str]
Now = datetime | Literal["now"] | None
Profile = Literal["email", "chat", "commit"]
Format = Literal["text", "markdown", "email", "html", "ics", "git-patch", "commit-msg", "auto"]
Include = Literal["quotes", "forwards", "signature", "code"]

Draft = TypedDict(
    "Draft",
    {
        "text": Text,
        "name": str | None,
        "id": str | int | None,
        "format": Format | None,
        "profile": Profile | None,
        "subject": str | None,
        "from": Addresses | None,
        "to": Addresses | None,
        "cc": Addresses | None,
        "bcc": Addresses | None,
        "date": str | datetime | None,
        "headers": str | None,
        "channel": str | None,
        "thread": str | None,
        "attachments": int | None,
    },
    total=False,
)
"""A draft with what is known about it, for `Linter.lint_many`; only ``text`` is needed. The keys are those of `lint`."""

# Drafts that are handed to the threads at once: enough to keep them busy, few enough to hold in memory.
_BATCH = 1024


class Linter:
    """Lints drafts with its own settings; make it once and use it often, on any thread.

    Args:
        config: Path of a presend.toml; what it ``extends`` is read with it, and the calendars and lexicons of each. presend does
            not look for one: without it no settings apply. Its ``[[paths]]`` are ignored.
        lexicons: Paths of lexicons of your own, besides the built-in ones and those that ``config`` names.
        select: Only these codes, groups or names of rules speak.
        ignore: These codes, groups or names do not speak.
        severity: Severities by code, group or name; ``"off"`` silences.
        min_confidence: Leave out what is less certain than this, from 0 to 1.
        profile: Kind of writing. Default: what ``config`` says, else ``email``.
        fail_on: What `Report.stops` means, in the form of ``--fail-on``. Default: what ``config`` says, else ``error,0.9``.
        include: Regions that are linted besides the writer's own words.
        plan: Add what to say live and what to write afterwards.
        redact: Show no word of a draft in its report.

    Raises:
        OSError: A file cannot be read.
        ConfigError: ``config``, or a file that it builds on, is wrong, with file and line.
        LexiconError: A lexicon is wrong, with file and line.
        UnknownRuleError: No rule has a code, group or name.
        ValueError: Another value is not a known one.
    """

    def __init__(
        self,
        config: StrPath | None = None,
        lexicons: Iterable[StrPath] = (),
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        severity: Mapping[str, Severity | Literal["off"]] | None = None,
        min_confidence: float | None = None,
        profile: Profile | None = None,
        fail_on: str | None = None,
        include: Iterable[Include] = (),
        plan: bool = False,
        redact: bool = False,
    ) -> None:
        read = _read_config(config) if config is not None else None
        paths = [Path(path) for path in _strings(lexicons)]
        if read is not None:
            paths += lexicons_of(*read)
        self._start(
            {
                "config": read,
                "lexicons": [(str(path), _read(path, LexiconError)) for path in paths],
                "select": _strings(select),
                "ignore": _strings(ignore),
                "severity": list((severity or {}).items()),
                "min_confidence": min_confidence,
                "profile": profile,
                "fail_on": fail_on,
                "include": _strings(include),
                "plan": plan,
                "redact": redact,
            }
        )

    def _start(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._engine = Engine(settings)

    def __reduce__(self) -> tuple[Any, ...]:
        # The texts of the files go along, so that a process on another machine needs none of them.
        return (_linter, (self._settings,))

    def lint(
        self,
        text: Text,
        *,
        name: str | None = None,
        id: str | int | None = None,
        format: Format = "text",
        profile: Profile | None = None,
        subject: str | None = None,
        from_: Addresses | None = None,
        to: Addresses | None = None,
        cc: Addresses | None = None,
        bcc: Addresses | None = None,
        date: str | datetime | None = None,
        headers: str | None = None,
        channel: str | None = None,
        thread: str | None = None,
        attachments: int | None = None,
        now: Now = "now",
    ) -> Report:
        """Lints one draft. A text never causes an exception; a wrong argument may.

        Args:
            text: The draft; offsets in the report count its bytes in UTF-8. Bytes are decoded as a file would be.
            name: What the report calls it. Default: ``draft``.
            id: An id that the report repeats.
            format: How the text holds its message; ``email`` is a whole mail, header and all. ``auto`` goes by ``name``, else
                by how the text looks. For a text with several messages (an mbox, a chat log), use the program.
            profile: Kind of writing. Default: that of the linter.
            subject: The subject; it is linted too.
            from_, to, cc, bcc: Addresses as a mail has them, ``"Bo Berg <bo@example.com>"``: one or a list.
            date: When it is sent: in the form of ``Date:``, in ISO 8601, or a datetime. One that cannot be read is a remark
                in the report, since archives have such dates too.
            headers: Further header lines of a mail, such as ``References: <a@example.com>``.
            channel: Name of the channel, room or chat in which it is said, which the report repeats.
            thread: An id that all messages of a thread have, which the report repeats.
            attachments: Number of attachments.
            now: The time of the check, at which a draft without a date is sent: a datetime, ``"now"``, or ``None`` for
                no time, so that a text is judged the same on any day.

        Raises:
            TypeError, ValueError: An argument is wrong.
        """
        context = {
            "name": name,
            "id": id,
            "format": format,
            "profile": profile,
            "subject": subject,
            "from": from_,
            "to": to,
            "cc": cc,
            "bcc": bcc,
            "date": date,
            "headers": headers,
            "channel": channel,
            "thread": thread,
            "attachments": attachments,
        }
        return Report(*self._engine.lint(text, context, _time(now)))

    def lint_many(
        self,
        drafts: Iterable[Text | Draft],
        *,
        threads: int | None = None,
        now: Now = "now",
        **context: Any,
    ) -> Iterator[Report]:
        """Lints many drafts on all cores, while other Python threads run; yields the reports in order.

        Drafts are taken and reports are made 1,024 at a time, so that an archive of any length needs little memory.

        Args:
            drafts: Texts, or dictionaries with ``text`` and what else is known about it, as `lint` names it; a sender
                is ``from``. A value that is ``None``, or the NaN of pandas, says nothing.
            threads: How many threads. Default: as many as the process may use cores.
            now: As for `lint`; one time for all.
            **context: What holds for every draft that does not say otherwise, as for `lint`.

        Raises:
            TypeError, ValueError: A draft or an argument is wrong.
        """
        if threads is not None and threads < 1:
            raise ValueError("threads: write a number from 1")
        return self._lint_many(iter(drafts), context, _time(now), threads)

    def _lint_many(
        self, drafts: Iterator[Any], context: dict[str, Any], now: str | None, threads: int | None
    ) -> Iterator[Report]:
        while batch := list(islice(drafts, _BATCH)):
            for answer in self._engine.lint_many(batch, context, now, threads):
                yield Report(*answer)


def lint(text: Text, **context: Any) -> Report:
    """Lints one draft with the built-in lexicons; takes what `Linter.lint` takes, such as ``to``, ``subject``, ``format``.

    >>> lint("Thanks, see you at ten.").verdict.action
    'write'
    """
    return _built_in().lint(text, **context)


@lru_cache(maxsize=1)
def _built_in() -> Linter:
    return Linter()


def _linter(settings: dict[str, Any]) -> Linter:
    linter = Linter.__new__(Linter)
    linter._start(settings)
    return linter


def _strings(items: Iterable[Any]) -> list[str]:
    # A single name is an iterable of its letters, and hardly what was meant.
    if isinstance(items, (str, bytes, os.PathLike)):
        raise TypeError(f"expected a list, not {items!r} alone")
    return [os.fspath(item) for item in items]


class _Files:
    """The files that a presend.toml names. What was read is kept, and goes along where a linter is pickled."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def read(self, path: str, most: int) -> bytes:
        if path not in self._kept:
            # What is not a file could be waited for without an end.
            if not stat.S_ISREG(os.stat(path).st_mode):
                raise OSError(errno.EINVAL, "it is not a file")
            with open(path, "rb") as file:
                self._kept[path] = file.read(most)
        return self._kept[path]

    def is_same(self, one: str, other: str) -> bool:
        return os.path.realpath(one) == os.path.realpath(other)


def _read_config(path: StrPath) -> tuple[str, str, _Files]:
    return str(path), _read(Path(path), ConfigError), _Files()


def _read(path: Path, error: type[ConfigError] | type[LexiconError]) -> str:
    content = path.read_bytes()
    try:
        return content.decode()
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise error(f"{path}:{line}: this is not UTF-8", str(path), line) from wrong


def _time(now: Now) -> str | None:
    if now is None:
        return None
    if now == "now":
        now = datetime.now(timezone.utc)
    if not isinstance(now, datetime):
        raise TypeError(f"now: expected a datetime, \"now\" or None, not {now!r}")
    return now.astimezone(timezone.utc).isoformat()
