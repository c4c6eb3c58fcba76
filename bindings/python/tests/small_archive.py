"""Makes a small mailbox of nobody, of which every answer in docs/archive.md is known.

python small_archive.py small.mbox
"""

from __future__ import annotations

import mailbox
import sys
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime

ANA, BO, CHIDI = "ana@example.com", "bo@example.com", "chidi@example.com"
ZONE = timezone(timedelta(hours=1))

# When, who to whom, thread, subject, text. Ana writes three times a month; in January each of them is pressing, in
# February two, in March one, in April none. Three of her twelve are sent outside the hours.
MAILS = [
    ("2026-01-07 10:00", ANA, BO, "kiln", "Kiln", "Please send me the plan of the kiln ASAP."),
    ("2026-01-14 22:30", ANA, CHIDI, "oak", "Oak", "I need the list of the oak ASAP."),
    ("2026-01-21 15:00", ANA, BO, "keys", "Keys", "Please bring the keys of the yard ASAP."),
    ("2026-02-04 09:15", ANA, CHIDI, "oak", "Re: Oak", "I need the price of the oak ASAP."),
    ("2026-02-15 11:00", ANA, BO, "tiles", "Tiles", "Please count the tiles in the yard ASAP."),
    ("2026-02-18 14:00", ANA, BO, "gate", "Gate", "The password for the gate is Tr0ub4dor-and-3."),
    ("2026-03-03 10:00", ANA, BO, "job", "Your position", "We have decided to let you go, and your last day is 31 March."),
    ("2026-03-03 10:40", BO, ANA, "job", "Re: Your position", "Is there nothing else that you can offer me here?"),
    ("2026-03-03 11:30", ANA, BO, "job", "Re: Your position", "There is no other position at the yard. Please return the keys ASAP."),
    ("2026-03-03 11:50", BO, ANA, "job", "Re: Your position", "What happens to the holidays I have left?"),
    ("2026-03-04 05:10", ANA, BO, "job", "Re: Your position", "They will be paid with the March salary."),
    ("2026-04-08 10:00", ANA, CHIDI, "glaze", "Glaze", "The glaze arrived on Tuesday, and it is the right blue."),
    ("2026-04-09 13:00", ANA, BO, "lorry", "Lorry", "The lorry comes to the yard at ten on Friday."),
    ("2026-04-15 16:00", ANA, CHIDI, "oak", "Re: Oak", "Thank you for the list of the oak."),
]


def mails() -> list[EmailMessage]:
    """Returns the mails in the order in which they were sent; the answers in a thread refer to its first."""
    first: dict[str, str] = {}
    made = []
    for number, (when, sender, reader, thread, subject, text) in enumerate(MAILS, 1):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, reader, subject
        mail["Date"] = format_datetime(datetime.fromisoformat(when).replace(tzinfo=ZONE))
        mail["Message-ID"] = f"<{thread}{number}@example.com>"
        if thread in first:
            mail["References"] = first[thread]
        first.setdefault(thread, mail["Message-ID"])
        mail.set_content(text + "\n")
        made.append(mail)
    return made


def write(path: str) -> None:
    """Writes them as an mbox."""
    box = mailbox.mbox(path, create=True)
    for mail in mails():
        box.add(mail)
    box.close()


if __name__ == "__main__":
    write(sys.argv[1])
