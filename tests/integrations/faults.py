"""Tries the faults that can befall `presend sendmail`: faults.py PRESEND. Prints what became of each message.

Each must be sent once, whole, or not at all with the caller told so; a blocked one must be kept. Never twice, never lost."""

import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PRESEND = sys.argv[1]
HEAD = b"From: me@example.org\nTo: b@example.org\nSubject: News\n"
GOOD = HEAD + b"\nThe menu of next week is on the wiki page.\n"
BAD = HEAD + b"\nUnfortunately we have to let you go effective Friday.\n"
BIG = (HEAD + b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\n%s\n--b\n'
       b"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=x.bin\n\n"
       + b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0QUJD\n" * (50 * 1024 * 1024 // 77) + b"--b--\n")
# Reads the message, takes its time, and delivers by one rename.
MTA = """#!/bin/sh
cat >"$OUT/in.$$" && sleep 0.05 && mv "$OUT/in.$$" "$OUT/sent.$$" && exit 0
"""


class Case:
    def __init__(self, name):
        self.name = name
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="presend-faults-"))
        self.out = self.work / "out"
        self.out.mkdir()
        self.script = self.work / "mta"
        self.mta(MTA)
        self.env = {**os.environ, "OUT": str(self.out), "HOME": str(self.work / "home"), "TMPDIR": str(self.work),
                    "XDG_STATE_HOME": str(self.work / "state"), "XDG_CONFIG_HOME": str(self.work / "config")}
        self.env.pop("PRESEND_FORCE", None)

    def mta(self, script):
        self.script.write_text(script)
        self.script.chmod(0o755)

    def start(self, *options, mta=None):
        command = [PRESEND, "sendmail", *options, "--", mta or str(self.script), "-i", "--", "b@example.org"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env=self.env, cwd=self.work)

    def send(self, message, *options, mta=None):
        process = self.start(*options, mta=mta)
        said = b"".join(process.communicate(message))
        return process.returncode, said

    def sent(self):
        return [path.read_bytes() for path in self.out.glob("sent.*")]

    def kept(self):
        places = [self.work / "state/presend/kept", self.work / "home", self.work / "keep"]
        found = [path for place in places if place.is_dir() for path in place.glob("presend-*.eml")]
        return [path.read_bytes() for path in found if ".incomplete." not in path.name]


ROWS = []


def row(case, message, code, said=b"", expect=None):
    """Judges a case; `expect` is what must have become of it: sent, kept, told (the caller sees a failure)."""
    time.sleep(0.15 if code and code != 65 else 0)
    sent, kept = case.sent(), case.kept()
    whole = all(one == message for one in sent + kept)
    is_printed = message in said and len(message) > 20
    lost = not sent and not kept and not is_printed and code == 0
    twice = len(sent) > 1 or (sent and kept)
    # The caller keeps its draft when it sees a failure; a message that went all the same would go twice.
    again = bool(sent) and code != 0
    got = "sent" if sent and code == 0 else "kept" if kept or is_printed else "told" if code != 0 else "lost"
    bad = lost or twice or again or not whole or (expect is not None and got not in expect)
    ROWS.append((case.name, code, len(sent), len(kept) + is_printed, got, "WRONG" if bad else "ok"))
    if bad:
        print(f"{case.name}: code {code}, said {said[:600]!r}", file=sys.stderr)
    shutil.rmtree(case.work, ignore_errors=True)


def simple(name, message, expect, *options, mta=None, script=None, code=None):
    case = Case(name)
    if script:
        case.mta(script)
    returned, said = case.send(message, *options, mta=mta)
    if code is not None and returned != code:
        print(f"{name}: code {returned}, not {code}", file=sys.stderr)
        expect = ()
    row(case, message, returned, said, expect)


simple("MTA missing", GOOD, ("kept",), mta="/no/such/mta", code=69)
simple("MTA not executable", GOOD, ("kept",), mta="/etc/passwd", code=69)
simple("MTA exits 75", GOOD, ("told",), script="#!/bin/sh\ncat >/dev/null; exit 75\n", code=75)
simple("MTA reads nothing, exits 69", BIG % b"Hello", ("told",), script="#!/bin/sh\nexit 69\n", code=69)
simple("MTA killed mid-way", BIG % b"The menu is on the wiki page.", ("told",), script="#!/bin/sh\nhead -c 100000 >/dev/null; kill -9 $$\n")
simple("NUL bytes", GOOD + b"\0\0 and more\0", ("sent",))
simple("8-bit without MIME", GOOD + "Grüße aus Köln\n".encode("latin-1"), ("sent",))
simple("no final newline", GOOD.rstrip(b"\n"), ("sent",))
simple("CRLF and bare CR", GOOD.replace(b"\n", b"\r\n") + b"a\rb", ("sent",))
simple("empty message", b"", ("sent",))
simple("no header", b"Just words on the menu of next week.\n", ("sent",))
simple("blocked", BAD, ("kept",), code=65)
simple("50 MB attachment", BIG % b"The menu of next week is on the wiki page.", ("sent",), code=0)
simple("50 MB attachment, blocked", BIG % b"Unfortunately we have to let you go effective Friday.", ("kept",), code=65)

case = Case("unreadable config")
(case.work / "presend.toml").mkdir()
(case.work / "config/presend").mkdir(parents=True)
(case.work / "config/presend/presend.toml").write_bytes(b"\xff\xfe broken")
code, said = case.send(BAD)
log = case.work / "state/presend/log"
is_logged = log.exists() and "sent without a check" in log.read_text()
row(case, BAD, code, said, ("sent",) if is_logged and not said else ())

for at in range(10):
    for name, number in (("SIGTERM", signal.SIGTERM), ("SIGKILL", signal.SIGKILL)):
        case = Case(f"{name} at point {at}")
        process = case.start()
        if at == 0:
            process.stdin.write(GOOD[:30])
            process.stdin.flush()
        else:
            process.stdin.write(GOOD)
            process.stdin.close()
            time.sleep((0, 0.0005, 0.001, 0.002, 0.003, 0.004, 0.006, 0.01, 0.03, 0.3)[at])
        process.send_signal(number)
        if at == 0:
            time.sleep(0.05)
            process.stdin.close()
        said = process.stdout.read() + process.stderr.read()
        row(case, GOOD, process.wait(), said, ("sent", "kept", "told"))

# What a run that was cut off left behind is named by the next.
case = Case("a spool file left behind")
folder = case.work / "state/presend/kept"
folder.mkdir(parents=True)
(folder / "presend-20260101T000000.000000Z-4194999.part").write_bytes(GOOD[:20])
code, said = case.send(GOOD)
named = "left a message unfinished" in (case.work / "state/presend/log").read_text()
row(case, GOOD, code, said, ("sent",) if named and not said else ())

# A full disk: first where messages are kept, then everywhere.
for name, everywhere in (("full disk for the spool", False), ("full disk everywhere", True)):
    case = Case(name)
    disk = case.work / "disk"
    disk.mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk], capture_output=True).returncode:
        ROWS.append((name, "-", "-", "-", "not tried: no tmpfs can be mounted here", "ok"))
        continue
    try:
        (disk / "fill").write_bytes(b"x" * 12288)
        message = BAD + b"and so on, line after line\n" * 1000
        if everywhere:
            case.env.update(HOME=str(disk), XDG_STATE_HOME=str(disk), TMPDIR=str(disk))
        code, said = case.send(message, "--keep-dir", str(disk / "keep"))
        row(case, message, code, said, ("kept",))
    finally:
        subprocess.run(["umount", disk], check=False)

print(f"{'fault':<32} {'code':>5} {'sent':>5} {'kept':>5}  what became of it")
for name, code, sent, kept, got, judged in ROWS:
    print(f"{name:<32} {code!s:>5} {sent!s:>5} {kept!s:>5}  {got}{'' if judged == 'ok' else '  WRONG'}")
wrong = sum(judged != "ok" for *_, judged in ROWS)
count = lambda what: sum(got == what for *_, got, _ in ROWS)
print(f"{len(ROWS)} messages: {count('sent')} sent once, {count('kept')} kept, {count('told')} not sent and the caller told, "
      f"{count('lost')} lost, {wrong} wrong; most memory {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")
sys.exit(wrong > 0)
