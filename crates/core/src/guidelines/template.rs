//! Holds the commented file that `presend config init` writes.

/// The commented file that `presend config init` writes.
pub const TEMPLATE: &str = r#"# presend.toml: what your team agreed on. Every key is optional. presend looks for this file from the draft's folder upwards, and
# lays it over your own presend.toml, the one in your configuration folder. For completion in an editor, run
# `presend config schema > presend.schema.json` and put this on the first line:
#     #:schema ./presend.schema.json

# Files that this one builds on, relative to it.
# extends = ["../presend.toml"]

# Who writes. In a team's file this applies to everybody, so it belongs in your own file.
[me]
# address = "ana@example.com"
# time-zone = "Europe/Lisbon"

[team]
# office, hybrid, remote or global
# working-model = "hybrid"
# own-domains = ["example.com"]
# Its public holidays are days off.
# country = "PT"

# The team's usual hours.
[hours]
# work = "09:00-17:30"
# days = ["mon", "tue", "wed", "thu", "fri"]
# overlap = "15:00-17:30"
# Dates, and calendar files beside this one.
# holidays = ["2026-12-25", "company.ics"]

# People with other hours, another zone, or a preference: one entry each; [[group]] for a domain or a list address.
# [[people]]
# An address, a domain, a nick or the part before the `@`, or a pattern with one `*`.
# match = "*@example.jp"
# time-zone = "Asia/Tokyo"
# name = "Kenji"
# work = "10:00-19:00"
# days = ["mon", "tue", "wed", "thu", "fri"]
# country = "JP"
# holidays = ["2026-05-05"]
# relation = "colleague"
# prefers = "writing"
# any-time = true

# How soon an answer may be expected.
[response-time]
# email = "1d"
# chat = "4h"
# mention = "1h"
# document = "3d"

# Your own names for the channels of a verdict.
[channels]
# call-now = "phone the on-call number"
# in-person-or-video = "a video call"

[law]
# termination-needs-paper = true

# Severity (error, warning, info, hint) or "off", by code, group or name; a rule's own entry beats its group's.
[rules]
# S001 = "error"
# urgency = "info"

[lexicons]
# extra = ["team-words.toml"]

# Settings for some paths.
# [[paths]]
# match = "templates/**"
# ignore = ["tone"]

# Defaults of the command line.
[check]
# fail-on = "error,0.9"
# min-confidence = 0.5
# profile = "email"

# More fields of an agent's tool calls. Read only from your own presend.toml, the one in your configuration folder.
[agent]
# text = ["note"]
# subject = ["headline"]
# from = ["author"]
# to = ["invitees"]
# cc = ["watchers"]
# bcc = ["hidden-watchers"]
# on-no-draft = "ask"
"#;
