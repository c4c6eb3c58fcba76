# Checks each message before WeeChat sends it; one that should not go stays in the input, and a second Enter sends it.
# SPDX-License-Identifier: MIT OR Apache-2.0

import json
import re
import subprocess
import time

import weechat

# What to change with `/set plugins.var.python.presend.NAME VALUE`.
SETTINGS = {
    "program": ("presend", "the presend program"),
    "timeout": ("3", "seconds after which a message goes without a check"),
    "services": (r".*serv|[qx]|\*.*|root|&bitlbee",
                 "regular expression for nicks and channels that take passwords: what is written to them is never checked"),
}

# Commands whose text other people read: those that go where one is, and those that name their readers first.
TO_THIS_BUFFER = {"me"}
TO_SOMEBODY = {"msg", "query", "notice"}

# Seconds in which a second Enter is the same key press for a person, who cannot have read the reason yet.
ONE_PRESS = 0.5

# By buffer, the line that was stopped last, and when.
stopped = {}
# Why the last message was not checked: it is said once, until presend works again.
complaint = None


class CheckFailed(Exception):
    """presend is missing, or did not say whether the message may go."""


def setting(name):
    return weechat.config_get_plugin(name)


def without_alias(name, rest):
    """Returns a command and its arguments, with an alias of the alias plugin (`/m`, `/say`) resolved."""
    option = weechat.config_get("alias.cmd." + name)
    meaning = weechat.config_string(option).lstrip("/") if option else ""
    if not meaning or "$" in meaning or ";" in meaning:
        return name, rest
    command, _, first = meaning.partition(" ")
    return command.lower(), (first + " " + rest).strip()


def message_of(buffer, line):
    """Returns the text that others would read and who they are, or None where a line is no message."""
    here = weechat.buffer_get_string(buffer, "localvar_channel")
    text = weechat.string_input_for_buffer(line)
    if text:
        is_talk = weechat.buffer_get_string(buffer, "localvar_type") in ("channel", "private")
        return (text, here) if is_talk else None
    name, _, rest = line[1:].partition(" ")
    name, rest = without_alias(name.lower(), rest.strip())
    if name in TO_THIS_BUFFER:
        return rest, here
    if name not in TO_SOMEBODY:
        return None
    named = re.match(r"(?:-server\s+\S+\s+|-noswitch\s+)*(\S+)\s+(.+)", rest, re.DOTALL)
    return named and (named[2], here if named[1] == "*" else named[1])


def takes_passwords(readers):
    services = re.compile(setting("services"), re.IGNORECASE)
    return any(services.fullmatch(reader.split("@")[0]) for reader in readers.split(","))


def check(text, readers):
    """Returns None where a message may go, else the reasons, one a line."""
    command = [setting("program"), "--profile", "chat", "--input-format", "text", "--format", "json"]
    command += ["--to=" + reader for reader in readers.split(",") if reader] + ["-"]
    try:
        ended = subprocess.run(command, input=text.encode("utf-8", "surrogateescape"), capture_output=True,
                               timeout=float(setting("timeout")))
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise CheckFailed(error) from error
    if ended.returncode == 0:
        return None
    if ended.returncode != 1:
        raise CheckFailed(ended.stderr.decode("utf-8", "replace").strip() or "code %d" % ended.returncode)
    try:
        return reasons(json.loads(ended.stdout)["files"][0]["messages"][0])
    except (ValueError, LookupError, TypeError) as error:
        raise CheckFailed("its report cannot be read") from error


def reasons(report):
    order = ["error", "warning", "info", "hint"]
    found = sorted(report["diagnostics"], key=lambda one: order.index(one["severity"]))[:3]
    lines = ["%s[%s]: %s" % (one["severity"], one["code"], one["message"]) for one in found]
    if found and found[0].get("help"):
        lines.append("help: " + found[0]["help"])
    return lines + ["verdict: " + report["verdict"]["summary"]]


def say(buffer, text):
    # The log would keep for good what was said about a message that was never sent.
    weechat.prnt_date_tags(buffer, 0, "no_log,notify_none,presend", "%spresend: %s" % (weechat.prefix("error"), text))


def complain(buffer, why):
    global complaint
    if why != complaint:
        complaint = why
        say(buffer, "messages are sent without a check: %s" % why)


def why_not(buffer, line):
    """Returns the reasons for which a line should not go as it is, or None."""
    global complaint
    message = message_of(buffer, line)
    if not message or not message[0].strip():
        return None
    text, readers = message
    try:
        if takes_passwords(readers):
            return None
        found = check(weechat.string_remove_color(text, ""), readers)
    except re.error as error:
        # Whatever it was meant to keep unread is not read.
        complain(buffer, "the setting `services`: %s" % error)
        return None
    except CheckFailed as error:
        complain(buffer, str(error))
        return None
    complaint = None
    return found


def before_sending(_data, buffer, _command):
    line = weechat.buffer_get_string(buffer, "input")
    before, at = stopped.get(buffer, (None, 0))
    if before is not None and line.startswith(before) and time.monotonic() - at < ONE_PRESS:
        if line != before:
            # More lines were pasted behind the one that was stopped: they wait with it, and their words stay apart.
            line = before + " " + line[len(before):].lstrip(" ") + " "
            weechat.buffer_set(buffer, "input", line)
            weechat.buffer_set(buffer, "input_pos", str(len(line)))
        return weechat.WEECHAT_RC_OK_EAT
    stopped.pop(buffer, None)
    if before == line:
        return weechat.WEECHAT_RC_OK
    found = why_not(buffer, line)
    if found is None:
        return weechat.WEECHAT_RC_OK
    stopped[buffer] = line, time.monotonic()
    say(buffer, "not sent")
    for reason in found:
        say(buffer, reason)
    say(buffer, "change the line, or press Enter again to send it as it is")
    return weechat.WEECHAT_RC_OK_EAT


if weechat.register("presend", "presend", "0.2.0", "MIT OR Apache-2.0", "Checks messages before they are sent", "", ""):
    for key, (value, meaning) in SETTINGS.items():
        if not weechat.config_is_set_plugin(key):
            weechat.config_set_plugin(key, value)
        weechat.config_set_desc_plugin(key, "%s (default: %s)" % (meaning, value))
    weechat.hook_command_run("/input return", "before_sending", "")
