//! Holds the commented file that `presend config init` writes.

/// The commented file that `presend config init` writes.
pub const TEMPLATE: &str = r#"# presend.toml: what your team agreed on. Every key may be left out. Found from the draft's folder upwards, and laid over your own
# presend.toml, the one in your configuration folder. To complete keys, editors need `presend config schema > presend.schema.json`
# and this as the first line:
#     #:schema ./presend.schema.json

# Files that this one builds on, relative to it.
# extends = ["../presend.toml"]

# Who writes. In a team's file this holds for everybody: the place for it is your own.
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

# People with other hours, another zone, or a wish: one entry each; [[group]] for a domain or a list address.
# [[people]]
# An address, a domain, a nick or what stands before the `@`, or a pattern with one `*`.
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

# Severity (error, warning, info, hint) or "off", by code, group or name; a single rule counts before its group.
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

# Fields of an agent's tool calls, besides the usual ones. Only your own presend.toml counts, the one in your configuration folder.
[agent]
# text = ["note"]
# subject = ["headline"]
# from = ["author"]
# to = ["invitees"]
# cc = ["watchers"]
# bcc = ["hidden-watchers"]
# on-no-draft = "ask"
"#;
