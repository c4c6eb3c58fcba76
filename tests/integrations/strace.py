"""Watches the system calls of every subcommand and server: strace.py PRESEND. None opens a socket, and none writes to anything but
standard output and error, but for the commands whose purpose is a file; of those the files are named here."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

PRESEND = os.path.abspath(sys.argv[1])
CALLS = "%network,open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat," \
        "truncate,ftruncate,chmod,fchmod,fchmodat,chown,fchown,utimensat,mknod,mknodat,execve,write,writev,pwrite64,pwritev,pwritev2"
DRAFT = "Hi Bob,\n\nwe have to let you go effective Friday.\nmy card is 4111 1111 1111 1111 exp 12/29\n"
MAIL = "From: me@example.org\nTo: bo@example.com\nSubject: News\nDate: Fri, 6 Mar 2026 17:45:00 +0100\n\n" + DRAFT
LEXICON = 'language = "en"\ngroup = "tone"\n\n[[rule]]\ncode = "T900"\nname = "codename"\nseverity = "warning"\nmessage = "this names it"\n' \
          'terms = ["blue heron"]\nfires = ["a blue heron"]\nquiet = ["a heron"]\n'
TYPOS = LEXICON.replace("blue heron", "heorn").replace("a heron", "lunch") \
    + 'suggestions = [{ term = "heorn", title = "write heron", text = "heron", applicability = "safe" }]\n'
SETTINGS = '[me]\naddress = "me@example.org"\ntime-zone = "Europe/Berlin"\n[[people]]\nmatch = "bo@example.com"\ntime-zone = "Asia/Tokyo"\n'
PATCH = "From 1234567890123456789012345678901234567890 Mon Sep 17 00:00:00 2001\nFrom: A <a@example.com>\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n" \
        "Subject: [PATCH] Fix\n\nlet you go\n---\n a | 2 +-\n"


def rpc(*bodies):
    return "".join(json.dumps({"jsonrpc": "2.0", **body}) + "\n" for body in bodies)


def lsp(*bodies):
    frames = [json.dumps({"jsonrpc": "2.0", **body}) for body in bodies]
    return "".join(f"Content-Length: {len(frame)}\r\n\r\n{frame}" for frame in frames)


def native(**message):
    body = json.dumps(message).encode()
    return len(body).to_bytes(4, sys.byteorder) + body


OPENED = {"textDocument": {"uri": "file:///nowhere/a.txt", "languageId": "plaintext", "version": 1, "text": DRAFT}}
EDITOR = lsp({"id": 0, "method": "initialize", "params": {"capabilities": {}}}, {"method": "initialized", "params": {}},
             {"method": "textDocument/didOpen", "params": OPENED},
             {"id": 1, "method": "textDocument/hover", "params": {"textDocument": {"uri": "file:///nowhere/a.txt"}, "position": {"line": 2, "character": 12}}},
             {"id": 2, "method": "shutdown"}, {"method": "exit"})
AGENT = rpc({"id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18"}}, {"id": 2, "method": "tools/list"},
            {"id": 3, "method": "tools/call", "params": {"name": "lint_draft", "arguments": {"text": DRAFT}}})
CALL = json.dumps({"hook_event_name": "PreToolUse", "tool_name": "send", "tool_input": {"to": "a@example.com", "body": DRAFT}})
SENDMAIL = ["sendmail", "--", "./mta", "-i", "bo@example.com"]

# Arguments, standard input, and what may be written: names at the start of a path below the folder of the test.
RUNS = [
    (["-"], DRAFT, ()),
    (["drafts", "mail.eml", "slack.zip", "--threads", "4"], "", ()),
    *[(["--format", form, "mail.eml"], "", ()) for form in ("concise", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "rdjsonl")],
    (["--diff", "--plan", "--lexicon", "words.toml", "mail.eml"], "", ()),
    (["--fix", "--lexicon", "typos.toml", "-"], "The heorn is here.\n", ()),
    (["--fix", "--lexicon", "typos.toml", "drafts/fix.txt"], "", ("drafts/",)),
    (["--output-file", "out.json", "--format", "json", "mail.eml"], "", ("out.json", ".out.json.")),
    (["--write-baseline", "known.json", "mail.eml"], "", ("known.json", ".known.json.")),
    (["explain", "S001"], "", ()),
    (["explain", "--why", "mail.eml"], "", ()),
    (["explain", "--regions", "mail.eml"], "", ()),
    (["rules"], "", ()),
    (["lexicon", "test", "words.toml"], "", ()),
    (["lexicon", "list", "words.toml"], "", ()),
    (["lexicon", "words", "texts.jsonl"], "", ()),
    (["lexicon", "coverage", "words.toml", "--texts", "texts.jsonl"], "", ()),
    (["lexicon", "fmt", "unsorted.toml"], "", ("unsorted.toml", ".unsorted.toml.")),
    (["config", "show"], "", ()),
    (["config", "schema"], "", ()),
    (["config", "init"], "", ("presend.toml", ".presend.toml.")),
    (["overlap"], "", ()),
    (["--format", "csv", "--hide-people", "mail.eml"], "", ("state/", "state")),
    (["report", "--me", "me@example.org", "--output-file", "page.html", "mail.eml"], "", ("page.html", ".page.html.")),
    (["edit", "--", "true", "mail.eml"], "", ()),
    (["hook", "commit-msg", "commit.txt"], "", ()),
    (["hook", "sendemail-validate", "0001.patch"], "", ()),
    (["hook", "agent"], CALL, ()),
    (["hook", "agent", "--ask"], CALL, ()),
    (["hook", "install", "git", "--global"], "", ("home", "config", ".git")),
    (["hook", "uninstall", "git", "--global"], "", ("home", "config", ".git")),
    (["lsp"], EDITOR, ()),
    (["mcp"], AGENT, ()),
    (["native-host"], native(op="lint", body=DRAFT, subject="News"), ()),
    (["completions", "bash"], "", ()),
    (["man"], "", ()),
    (["help"], "", ()),
    (SENDMAIL, MAIL, ("state/", "state")),
    (SENDMAIL, MAIL.replace(DRAFT, "The menu is on the wiki page.\n"), ("state/", "state")),
]


def prepare(folder):
    (folder / "drafts").mkdir()
    (folder / "home").mkdir()
    for name, text in (("drafts/a.txt", DRAFT), ("drafts/fix.txt", "The heorn is here.\n"), ("mail.eml", MAIL), ("words.toml", LEXICON), ("typos.toml", TYPOS),
                       ("unsorted.toml", LEXICON.replace('["blue heron"]', '["blue heron", "a heron"]')), ("texts.jsonl", '{"text":"a blue heron","label":1}\n'),
                       ("commit.txt", "Fix\n\nlet you go\n"), ("0001.patch", PATCH), ("mta", "#!/bin/sh\ncat >/dev/null\n")):
        (folder / name).write_text(text)
    (folder / "mta").chmod(0o755)
    with zipfile.ZipFile(folder / "slack.zip", "w") as archive:
        archive.writestr("kiln/2026-03-02.json", '[{"type":"message","user":"U1","text":"we have to let you go","ts":"1772445600.0001"}]')


def run(folder, arguments, given):
    trace = folder / "trace"
    env = {"PATH": os.environ["PATH"], "HOME": str(folder / "home"), "XDG_CONFIG_HOME": str(folder / "config"),
           "XDG_STATE_HOME": str(folder / "state"), "LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": str(folder / "home/gitconfig")}
    given = given if isinstance(given, bytes) else given.encode()
    command = ["strace", "-f", "-qq", "-y", "-s", "0", "-e", f"trace={CALLS}", "-o", str(trace), PRESEND, *arguments]
    ended = subprocess.run(command, input=given, capture_output=True, cwd=folder, env=env, timeout=120)
    return ended, trace.read_text().splitlines()


def faults(folder, lines, allowed):
    """Returns the calls that must not be, up to where a process becomes another program."""
    others, found = set(), []
    for line in lines:
        process, call = line.split(None, 1)
        name = call.split("(")[0]
        failed = re.search(r"= -1 E", call)
        if name == "execve" and not failed and f'"{PRESEND}"' not in call and "..." not in call.split(")")[0][:12]:
            others.add(process)
        if process in others or not re.match(r"\w+\(", call):
            continue
        if name in ("write", "writev", "pwrite64", "pwritev", "pwritev2"):
            where = re.match(r"\w+\((\d+)(?:<([^>]*)>)?", call)
            number, path = int(where[1]), where[2] or ""
            # Pipes and memory of its own: to its threads, and to the program that it starts.
            fine = number in (1, 2) or path.startswith(("pipe:", "anon_inode", "/memfd:", "socket:", "UNIX"))
        elif name in ("open", "openat", "openat2", "creat"):
            fine = failed or not re.search(r"O_WRONLY|O_RDWR|O_CREAT|creat", call)
            path = (re.search(r'"([^"]*)"', call) or [None, ""])[1]
            fine = fine or path in ("/dev/null", "/dev/tty")
        elif name in ("socketpair", "shutdown", "recvfrom", "sendto", "recvmsg", "sendmsg"):
            # How signals wake the thread that waits for them; it has no name and no other end.
            fine, path = "AF_UNIX" in call or "UNIX" in call or "socket:" in call, ""
        elif name == "execve":
            continue
        else:
            named = re.findall(r'"([^"]*)"', call) or re.findall(r"^\w+\(\d+<([^>]*)>", call)
            fine, path = failed is not None, " ".join(named)
        below = [os.path.relpath(os.path.join(folder, one), folder) for one in path.split(" ") if one]
        if not fine and not (below and all(one.startswith(tuple(allowed)) for one in below if allowed) and allowed):
            found.append(call)
    return found


def opened(folder):
    """Returns what is opened for a draft that is piped in, but for libraries and what the runtime of Rust looks at when it starts."""
    ended, lines = run(folder, ["--isolated", "-"], DRAFT)
    usual = re.compile(r'"(/etc/ld\.so\.\w+|[^"]*\.so[.\d]*|/proc/self/maps)"')
    calls = [line for line in lines if re.search(r"\bopen(at2?)?\(", line)]
    # Rust looks at its own memory when it starts, so something is seen even where there are no libraries.
    assert ended.returncode == 1 and calls, ended.stderr
    return [call for call in calls if not usual.search(call)]


def main():
    help_text = subprocess.run([PRESEND, "--help"], capture_output=True, text=True).stdout
    known = re.findall(r"^  ([a-z-]+) {2,}\S", help_text.split("Commands:")[1].split("Arguments:")[0], re.M)
    tried = {run_[0][0] for run_ in RUNS}
    wrong = [f"no run of `presend {name}`" for name in known if name not in tried]
    assert len(known) > 8, help_text
    forbidden = ['1 openat(AT_FDCWD, "x", O_WRONLY|O_CREAT, 0666) = 3', "1 socket(AF_INET, SOCK_STREAM, 0) = 3", '1 write(4</x>, ""..., 1) = 1',
                 '1 unlink("../x") = 0']
    assert all(faults(pathlib.Path("/f"), [call], ("y", ".y.")) for call in forbidden), "what must not be is not seen"
    for arguments, given, allowed in RUNS:
        with tempfile.TemporaryDirectory(prefix="presend-strace-") as name:
            folder = pathlib.Path(name).resolve()
            prepare(folder)
            if arguments[0] == "overlap" or arguments == ["config", "show"]:
                (folder / "presend.toml").write_text(SETTINGS)
            ended, lines = run(folder, arguments, given)
            found = faults(folder, lines, allowed)
            good = ended.returncode in (0, 1, 2, 65) and len(lines) > 1 and not found
            print(f"{'ok' if good else 'WRONG':<6} {ended.returncode:>3} {len(lines):>5} calls  presend {' '.join(arguments)}")
            if not good:
                wrong.append(" ".join(arguments))
                print("\n".join(f"    {call[:200]}" for call in found[:8]), ended.stderr.decode(errors="replace")[:400])
    with tempfile.TemporaryDirectory(prefix="presend-strace-") as name:
        prepare(pathlib.Path(name))
        needless = opened(pathlib.Path(name).resolve())
    print("ok     a piped draft opens no file" if not needless else "WRONG  a piped draft opens:\n    " + "\n    ".join(needless))
    wrong += ["a piped draft"] * bool(needless)
    print(f"{len(RUNS)} runs, {len(wrong)} wrong {wrong or ''}")
    sys.exit(bool(wrong))


main()
