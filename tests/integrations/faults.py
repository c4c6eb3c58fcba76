"""Tries the faults that can befall `presend sendmail`: faults.py PRESEND [--long]. Prints what became of each message; --long adds
2,000 signals at random moments and 2,000 random mails, byte for byte.

Each must be sent once, whole, or not at all with the caller told so; a blocked one must be kept. Never twice, never lost."""

import concurrent.futures
import os
import pathlib
import pty
import random
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PRESEND = sys.argv[1]
LONG = "--long" in sys.argv[2:]
TRIALS = 2000
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

    def command(self, *options, mta=None):
        return [PRESEND, "sendmail", *options, "--", mta or str(self.script), "-i", "--", "b@example.org"]

    def start(self, *options, mta=None, **more):
        return subprocess.Popen(self.command(*options, mta=mta), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, env=self.env, cwd=self.work, **more)

    def send(self, message, *options, mta=None, **more):
        process = self.start(*options, mta=mta, **more)
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
    twice = len(sent) > 1 or len(kept) > 1 or (sent and kept)
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
named = "left an unfinished message" in (case.work / "state/presend/log").read_text()
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
        # Long, but in few words: what is said once among thousands weighs little.
        message = BAD + (b"-" * 76 + b"\n") * 400
        if everywhere:
            case.env.update(HOME=str(disk), XDG_STATE_HOME=str(disk), TMPDIR=str(disk))
        code, said = case.send(message, "--keep-dir", str(disk / "keep"))
        row(case, message, code, said, ("kept",))
    finally:
        subprocess.run(["umount", disk], check=False)

# What whoever starts presend may have set: limits on files, memory and processes, and signals that are ignored.
NOBODY = 65534


def limited(name, limit, value, message, expect, user=None, code=None, mta=None):
    def before():
        resource.setrlimit(limit, (value, value))
        if user:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)

    case = Case(name)
    if mta:
        case.mta(mta)
    if user:
        os.chmod(case.work, 0o777)
        os.chmod(case.out, 0o777)
    returned, said = case.send(message, preexec_fn=before)
    # Where there is room for the program and the message but not for a check, `--on-error send` holds, and the log says so.
    log = case.work / "state/presend/log"
    if limit == resource.RLIMIT_AS and returned == 0 and log.exists() and "not enough memory" in log.read_text():
        expect += ("sent",)
    row(case, message, returned, said, expect if code in (None, returned) else ())


MB = 1 << 20
# A message that is larger than any file may be: the sendmail gets it through a pipe, and delivers no file here.
case = Case("files of 8 kB at most")
case.mta("#!/bin/sh\nwc -c\n")
message = BIG % b"The menu of next week is on the wiki page."
code, said = case.send(message, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)))
if code == 0 and said.strip() == str(len(message)).encode():
    (case.out / "sent.1").write_bytes(message)
row(case, message, code, said, ("sent",))
for name, message, expect in (("good", GOOD, ("sent",)), ("blocked", BAD, ("kept",))):
    # Of a limit that leaves no room for the program itself the system tells the caller.
    for size in (24, 48, 96, 512):
        limited(f"{size} MB of addresses, {name}", resource.RLIMIT_AS, size * MB, message, expect + ("told",))
    if os.geteuid() == 0 and os.access(PRESEND, os.X_OK):
        reachable = subprocess.run(["setpriv", "--reuid", str(NOBODY), "--clear-groups", "test", "-x", PRESEND],
                                   capture_output=True).returncode == 0
        if reachable:
            # The stand-in of the sendmail starts no further process, for it may not either.
            limited(f"no process more, {name}", resource.RLIMIT_NPROC, 1, message, expect, user=NOBODY,
                    mta='#!/bin/sh\nexec cat > "$OUT/sent.1"\n')
        else:
            ROWS.append((f"no process more, {name}", "-", "-", "-", "not tried: nobody cannot start presend here", "ok"))

# Memory for the message and for sending it, but none for a check: what was promised for a message that cannot be checked.
for action, expect, wanted in (("send", ("sent",), 0), ("block", ("kept",), 75)):
    case = Case(f"not enough memory for a check, {action}")
    message = BAD + b"and so on, line after line\n" * (20 * MB // 27)
    code, said = case.send(message, "--on-error", action, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (160 * MB, 160 * MB)))
    log = case.work / "state/presend/log"
    told = log.exists() and "not enough memory" in log.read_text() if action == "send" else b"not enough memory" in said
    row(case, message, code, said, expect if told and code == wanted else ())

case = Case("signals that are ignored")
case.mta(MTA.replace("cat", "grep SigIgn /proc/self/status > \"$OUT/ignored\"; cat"))


def ignore():
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


process = case.start(preexec_fn=ignore)
process.stdin.write(GOOD[:30])
process.stdin.flush()
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
    process.send_signal(number)
time.sleep(0.05)
said = b"".join(process.communicate(GOOD[30:]))
mask = int((case.out / "ignored").read_text().split()[1], 16)
row(case, GOOD, process.returncode, said, ("sent",) if mask & 0x4003 == 0x4003 else ())

# Nobody reads what is said: an end must come all the same.
case = Case("standard error is full")
case.env.update(HOME="/proc/none", XDG_STATE_HOME="/proc/none", TMPDIR="/proc/none")
reader, writer = os.pipe()
os.set_blocking(writer, False)
try:
    while True:
        os.write(writer, b"x" * 4096)
except BlockingIOError:
    os.set_blocking(writer, True)
process = subprocess.Popen(case.command("--keep-dir", "/proc/none/keep"), stdin=subprocess.PIPE, stderr=writer, env=case.env,
                           cwd=case.work)
process.stdin.write(BAD)
process.stdin.close()
time.sleep(0.5)
process.send_signal(signal.SIGTERM)
try:
    row(case, BAD, process.wait(timeout=15), expect=("told",))
except subprocess.TimeoutExpired:
    process.kill()
    row(case, BAD, process.wait(), expect=())
os.close(reader)
os.close(writer)


def ask(name, in_front, answer, message, expect):
    """Sends with --ask from a terminal of its own, in its front or behind it."""
    case = Case(name)
    reader, writer = os.pipe()
    os.write(writer, message)
    os.close(writer)
    child, terminal = pty.fork()
    if child == 0:
        # The shell of this terminal; presend gets a process group of its own, as every job does.
        job = os.fork()
        if job == 0:
            os.setpgid(0, 0)
            os.dup2(reader, 0)
            if in_front:
                signal.signal(signal.SIGTTOU, signal.SIG_IGN)
                os.tcsetpgrp(1, os.getpid())
                signal.signal(signal.SIGTTOU, signal.SIG_DFL)
            os.chdir(case.work)
            command = case.command("--ask")
            os.execve(command[0], command, case.env)
        _, status = os.waitpid(job, os.WUNTRACED)
        if os.WIFSTOPPED(status):
            os.kill(job, signal.SIGKILL)
            os._exit(99)
        os._exit(os.waitstatus_to_exitcode(status))
    os.close(reader)
    said, asked = b"", False
    while True:
        if not select.select([terminal], [], [], 20)[0]:
            break
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        said += piece
        if b"send it anyway?" in said and not asked:
            asked = True
            os.write(terminal, answer)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    good = code != 99 and asked == (in_front and bool(answer))
    row(case, message, code, said, expect if good else ())


ask("asked in front, yes", True, b"y\n", BAD, ("sent",))
ask("asked in front, no", True, b"n\n", BAD, ("kept",))
ask("not asked in the background", False, b"", BAD, ("kept",))
ask("good in the background", False, b"", GOOD, ("sent",))

# Forty at once, into one folder, as a mail merge does.
crowd = [(Case(f"one of 40 at once"), BAD if at % 4 == 0 else GOOD) for at in range(40)]
started = [(case, message, case.start()) for case, message in crowd]
with concurrent.futures.ThreadPoolExecutor(40) as pool:
    ended = list(pool.map(lambda one: (one[0], one[1], b"".join(one[2].communicate(one[1])), one[2].returncode), started))
for case, message, said, code in ended:
    row(case, message, code, said, ("kept",) if message is BAD else ("sent",))


def random_mail(chance):
    """A mail such as programs write, or such as none does; nothing in it asks anything of presend."""
    newline = chance.choice([b"\n", b"\r\n"])
    words = [b"we", b"have", b"to", b"let", b"you", b"go", b"ASAP!!!", b"menu", "Gr\u00fc\u00dfe".encode(), b"\xff\xfe", b"\0", b"\x1b[2J",
             "\U0001f621".encode(), b">", b"-- ", b"--b", b"--b--", b"From ", b".", b"=", b"=3D", b"=\n", b"\r", b"QUJD", b"<p>", b"&nbsp;"]
    lines = lambda most: newline.join(b" ".join(chance.choices(words, k=chance.randrange(9))) for _ in range(chance.randrange(most)))
    fields = [b"From: me@example.org", b"To: b@example.org", b"Subject: " + b" ".join(chance.choices(words[:9], k=4)), b"Bcc: c@example.org",
              b"Content-Type: text/plain; charset=utf-8", b"Content-Type: multipart/mixed; boundary=b", b"Content-Transfer-Encoding: base64",
              b"Content-Transfer-Encoding: quoted-printable", b"X-Folded: a" + newline + b"\tb", b"not a field", b"MIME-Version: 1.0"]
    head = newline.join(chance.sample(fields, chance.randrange(len(fields))))
    tail = chance.choice([b"", newline, newline * 2, chance.randbytes(chance.randrange(2000))])
    return head + newline * 2 + lines(60) + tail


def long_trials():
    chance = random.Random(13)
    for at in range(TRIALS):
        case = Case("signal at a random moment")
        message = chance.choice([GOOD, BAD, GOOD + chance.randbytes(60000)])
        process = case.start()
        try:
            cut = chance.randrange(len(message))
            process.stdin.write(message[:cut])
            process.stdin.flush()
            if chance.random() < 0.2:
                time.sleep(chance.random() * 0.004)
                process.send_signal(chance.choice([signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL]))
            process.stdin.write(message[cut:])
            process.stdin.close()
        except BrokenPipeError:
            pass
        time.sleep(chance.random() ** 2 * 0.03)
        process.send_signal(chance.choice([signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL]))
        said = process.stdout.read() + process.stderr.read()
        row(case, message, process.wait(), said, ("sent", "kept", "told"))
    for at in range(TRIALS):
        case = Case("random mail")
        message = random_mail(chance)
        code, said = case.send(message, "--on-findings", "warn" if at % 2 else "block", "--isolated")
        row(case, message, code, said, ("sent", "kept"))


if LONG:
    long_trials()


print(f"{'fault':<32} {'code':>5} {'sent':>5} {'kept':>5}  what became of it")
counted = {}
for one in ROWS:
    counted[one] = counted.get(one, 0) + 1
for (name, code, sent, kept, got, judged), times in counted.items():
    often = f"  ({times} times)" if times > 1 else ""
    print(f"{name:<32} {code!s:>5} {sent!s:>5} {kept!s:>5}  {got}{often}{'' if judged == 'ok' else '  WRONG'}")
wrong = sum(judged != "ok" for *_, judged in ROWS)
count = lambda what: sum(got == what for *_, got, _ in ROWS)
print(f"{len(ROWS)} messages: {count('sent')} sent once, {count('kept')} kept, {count('told')} not sent and the caller told, "
      f"{count('lost')} lost, {wrong} wrong; most memory {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")
sys.exit(wrong > 0)
