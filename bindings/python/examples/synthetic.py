"""Makes messages of nobody: mails and chat messages of a made-up yard, the same for the same number and seed.

python synthetic.py 100000 > messages.jsonl
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from random import Random
from typing import Any

SEED = 20_260_310
ZONES = [timezone(timedelta(hours=hours)) for hours in (-5, 0, 1, 2)]
PEOPLE = ["ana", "bo", "chidi", "dana", "emre", "farah", "goran", "hana", "ines", "jun", "kofi", "lena"]
CHANNELS = ["yard", "kiln", "orders", "random"]

FILLERS = {
    "thing": ["the kiln", "the west door", "the invoice of Harbour Tiles", "the drawings", "the crane", "the glaze list",
              "the budget", "the new site", "the order of oak", "the safety plan", "the gallery wall", "the second oven"],
    "who": ["Ana", "Bo", "the supplier", "Dana", "the client", "our lawyer", "Goran", "the apprentice", "Hana"],
    "when": ["on Tuesday", "tomorrow at ten", "next week", "by Friday noon", "in the afternoon", "on 14 April", "today"],
    "number": ["3", "12", "40", "1,240", "two dozen", "85"],
    "place": ["the yard", "hall 2", "the harbour", "the office", "the south gate"],
}

MOODS = {
    "calm": [
        "{thing} arrived {when}, and {who} checked it against the list.",
        "We measured {thing} again and it is {number} millimetres wider than planned.",
        "{who} keeps the keys of {place} until further notice.",
        "Please find the figures for {thing} below.",
        "The lorry comes to {place} {when}; {who} will be there.",
        "No answer needed, I only want you to know how far {thing} is.",
        "I put {number} copies on the shelf in {place}.",
        "Thank you for the work on {thing}, it turned out very well.",
    ],
    "asking": [
        "Could you send me {thing} {when}?",
        "Which of the two offers for {thing} do you prefer, and why?",
        "Can {who} take over {thing} {when}?",
        "Do we still need {number} of them, or may I send the rest back?",
        "Shall we meet {when} in {place} about {thing}?",
        "What do you think of a call {when} to go through {thing}, {place} and the rest?",
    ],
    "urgent": [
        "I need {thing} ASAP.",
        "Please answer immediately, {who} is waiting in {place}!",
        "This is the third reminder about {thing}.",
        "{thing} has to be finished by tonight, whatever it takes.",
        "Everything in {place} is down since six and nobody picks up the phone.",
    ],
    "heated": [
        "As I already told you, {thing} was your job.",
        "You never listen when {who} says something about {thing}.",
        "I am sick of cleaning up behind {who}!!!",
        "Obviously nobody here has read {thing}.",
        "THIS IS NOT WHAT WE AGREED ON.",
        "Next time I will take this straight to {who}'s boss.",
    ],
    "delicate": [
        "We have decided to let you go, and your last day is {when}.",
        "Between us, {who} is on sick leave because of a depression.",
        "I am not happy with your work on {thing} this quarter.",
        "{who} complained about the way you speak to her.",
        "There will be {number} redundancies in {place}, do not tell anybody yet.",
        "The salary of {who} goes up by {number} percent.",
    ],
    "social": [
        "Congratulations on {thing}, {who} told me!",
        "There is cake in {place}.",
        "Have a good weekend!",
        "I am so sorry to hear about your father.",
        "lol, {who} did it again",
    ],
}

# How often a message takes a sentence of each mood.
WEIGHTS = {"calm": 60, "asking": 18, "urgent": 6, "heated": 4, "delicate": 3, "social": 9}

GREETINGS = ["Hi {name},", "Dear {name},", "Hello all,", "{name},", "Good morning {name},"]
CLOSINGS = ["Best,\n{me}", "Kind regards\n{me}", "Thanks\n{me}", "-- \n{me}\nThe Yard, Quay 4"]


def messages(count: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """Yields messages as lines of jsonl have them."""
    random = Random(seed)
    for number in range(1, count + 1):
        yield _chat(random, number) if random.random() < 0.3 else _mail(random, number)


def _sentence(random: Random, mood: str) -> str:
    filled = random.choice(MOODS[mood]).format(**{key: random.choice(items) for key, items in FILLERS.items()})
    return filled[0].upper() + filled[1:]


def _sentences(random: Random, least: int, most: int) -> list[str]:
    moods = random.choices(list(WEIGHTS), list(WEIGHTS.values()), k=random.randint(least, most))
    return [_sentence(random, mood) for mood in moods]


def _date(random: Random) -> str:
    start = datetime(2025, 1, 1, tzinfo=random.choice(ZONES))
    hour = random.choices(range(24), [1] * 7 + [6] * 11 + [3] * 4 + [1] * 2)[0]
    return (start + timedelta(days=random.randrange(365), hours=hour, minutes=random.randrange(60))).isoformat()


def _address(name: str) -> str:
    return f"{name.title()} <{name}@example.com>"


def _mail(random: Random, number: int) -> dict[str, Any]:
    writer, *readers = random.sample(PEOPLE, random.randint(2, 6))
    paragraphs = [" ".join(_sentences(random, 1, 5)) for _ in range(random.choices([1, 2, 4], [5, 3, 1])[0])]
    text = "\n\n".join([random.choice(GREETINGS).format(name=readers[0].title()), *paragraphs])
    text += "\n\n" + random.choice(CLOSINGS).format(me=writer.title())
    if random.random() < 0.3:
        quoted = "\n".join("> " + line for line in _sentences(random, 1, 4))
        text += f"\n\nOn Monday, {readers[0].title()} wrote:\n{quoted}"
    thing = random.choice(FILLERS["thing"]).removeprefix("the ")
    return {
        "id": f"m{number}",
        "thread": f"t{random.randrange(1 + number // 4)}",
        "from": _address(writer),
        "to": [_address(reader) for reader in readers],
        "date": _date(random),
        "subject": random.choice(["", "Re: ", "Question: "]) + thing[0].upper() + thing[1:],
        "text": text + "\n",
    }


def _chat(random: Random, number: int) -> dict[str, Any]:
    return {
        "id": f"m{number}",
        "channel": random.choice(CHANNELS),
        "profile": "chat",
        "from": _address(random.choice(PEOPLE)),
        "date": _date(random),
        "text": " ".join(_sentences(random, 1, 3)),
    }


def write(path: str, count: int, seed: int = SEED) -> None:
    """Writes messages to a file of jsonl."""
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(message, ensure_ascii=False) + "\n" for message in messages(count, seed))


if __name__ == "__main__":
    for message in messages(int(sys.argv[1])):
        print(json.dumps(message, ensure_ascii=False))
