//! Writes half a year of mail of one person, the same at every run: who writes what is drawn, the texts are made up.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use jiff::civil::{Date, DateTime, date};
use jiff::{ToSpan as _, tz::TimeZone};

use crate::secrets::Dice;

/// Who writes.
pub(crate) const ME: &str = "ana@example.com";
/// Who reads and answers; on no page.
const OTHERS: [(&str, &str); 5] = [
    ("Bo Castellan", "bo@example.com"),
    ("Yuki Tanabe", "yuki@example.jp"),
    ("Rui Moura", "rui@example.com"),
    ("Greta Olsen", "greta@example.org"),
    ("Tobias Venn", "tobias@example.com"),
];
/// Reads along unseen.
pub(crate) const BCC: &str = "quiet.reader@example.net";
/// A password that one of the messages tells.
pub(crate) const PASSWORD: &str = "Kestrel-41-Harbour";
/// A subject that a page must not run.
pub(crate) const SCRIPT: &str = "<script>alert('fair')</script> & stalls";

const CONFIG: &str = r#"[me]
address = "ana@example.com"
time-zone = "Europe/Lisbon"
[hours]
work = "09:00-17:30"
[team]
own-domains = ["example.com", "example.jp"]
[[people]]
match = "bo@example.com"
time-zone = "America/Chicago"
[[people]]
match = "yuki@example.jp"
time-zone = "Asia/Tokyo"
[[people]]
match = "rui@example.com"
time-zone = "Europe/Lisbon"
"#;

/// Subjects with texts that are fine in writing.
const QUIET: [(&str, &str); 12] = [
    (
        "Stall plan",
        "the stall plan is in the shared folder. The tea tent moved to the north gate, and everything else is where it was.",
    ),
    (
        "Minutes of Monday",
        "here are the minutes. We agreed on the rota for April and on two buses from the station.",
    ),
    ("Posters", "the posters came today and look good. I put forty in the office for whoever passes by."),
    (
        "Paint for the fence",
        "the green paint is in the shed, next to the ladders. There is enough for both sides.",
    ),
    (
        "Budget, second round",
        "I entered the two bills from the printer. We are at sixty percent of what was planned.",
    ),
    ("Thank you", "thank you for standing in on Saturday. The children loved the puppet show."),
    ("Weather", "the forecast looks dry for the weekend, so we keep the field as it is."),
    ("Keys", "the keys of the hall are back in the box."),
    ("Photos", "I sorted the photos from last year by day. Take whatever is useful for the leaflet."),
    ("Bread", "the baker brings eighty rolls at seven. No answer needed."),
    (
        "Notes on the leaflet",
        "I read the leaflet and marked three small things, all in the margin. It reads well.",
    ),
    (
        "First-aid course",
        "the course takes place on the 14th at ten. Whoever wants to come can sign the list in the hall.",
    ),
];

/// Those that ask.
const ASKING: [(&str, &str); 8] = [
    ("Band on Sunday", "could you tell me whether the band needs two microphones or three?"),
    (
        "Parking",
        "can we use the field behind the school for cars? I would like to tell the helpers by the end of the month.",
    ),
    (
        "Numbers for the tent",
        "how many chairs do we have in the tent? Please send me the number when you have counted.",
    ),
    ("Leaflet", "would you read the leaflet before it goes to the printer? It is one page."),
    ("Insurance", "do we have the letter from the insurance? I need it for the town hall."),
    ("Lights", "who has the long cable for the lights? I could not find it in the shed."),
    ("Route", "could you check the route for the lantern walk? The bridge may be closed."),
    ("Raffle", "what do we still need for the raffle? I can go to the shop on Friday."),
];

/// Those in which a rule has something to say.
const MARKED: [(&str, &str); 16] = [
    ("Proofs", "I need this ASAP. Please send the proofs right away!!!"),
    (
        "Proofs again",
        "I asked for the proofs twice. You never read what people send you, and this is your fault.",
    ),
    ("Re: Cash box", "as I already said, the cash box was not counted. You always leave that to me."),
    ("URGENT: list", "please answer immediately, it is urgent. I need the list."),
    ("The stage", "I am furious. The stage is a joke, and you should be ashamed of yourselves."),
    (
        "Your work at the gate",
        "your performance at the gate was poor, and I am not satisfied with your work. This cannot go on.",
    ),
    (
        "The end of the contract",
        "unfortunately we have to let you go effective Friday. Please hand in your keys.",
    ),
    ("Helpers", "we are cutting four positions in the kitchen, and the layoffs will be announced next week."),
    ("Whose turn", "per my last email, it is not my job to chase you. I can't believe I have to ask again."),
    (
        "Answer tonight",
        "could you look at the plan tonight? I need your answer by tomorrow morning at eight.",
    ),
    (
        "So many things",
        "who brings the tables? When does the bus leave? Where do the bands park? Which gate opens first? Who has the \
                        keys? How many tickets are left? What does the school say? And who speaks to the neighbours?",
    ),
    ("Complaint", "Greta was harassed by a steward on Saturday, and she does not want to come back."),
    ("Soon", "please do it as soon as possible, by the end of the day if you can. It is very urgent."),
    (
        "Meeting on Thursday",
        "can we set up a meeting on Thursday at two so that I can share the status of the rota? There are no \
                             decisions to take, I just want to give everyone an update.",
    ),
    (
        "Team call",
        "I will set up a call with all of you tomorrow just to tell you the new opening hours. There is nothing to prepare.",
    ),
    ("A word", "we need to talk. Come and see me tomorrow."),
];

/// What others answer.
const ANSWERS: [&str; 4] = [
    "yes, that works for me.",
    "I do not know yet. What do you think we should do about the gate?",
    "that is not what we agreed on. Can you explain?",
    "fine, thanks.",
];

/// The texts of a chat, and who writes them.
const CHAT: [(usize, &str); 6] = [
    (0, "the van is at the gate"),
    (1, "who has the key?"),
    (5, "I do, five minutes"),
    (2, "the rope is too short again"),
    (5, "are you kidding me?? I told you to measure it!!!"),
    (5, "sorry, that was the long day. I bring another one."),
];

/// The room in which three write, and the name of what two have to themselves.
pub(crate) const ROOM: &str = "gate-crew";
const PAIR: &str = "Bo Castellan";

/// Writes `sent.mbox`, `chat.jsonl` and a presend.toml into a folder.
pub(crate) fn write(folder: &Path) {
    fs::write(folder.join("chat.jsonl"), chat()).unwrap();
    fs::write(folder.join("presend.toml"), CONFIG).unwrap();
    fs::write(folder.join("sent.mbox"), mbox()).unwrap();
}

fn mbox() -> String {
    let mut archive = Archive { text: String::new(), dice: Dice(41), number: 0 };
    let mut day = date(2026, 1, 5);
    while day < date(2026, 7, 1) {
        archive.day(day);
        day = day.tomorrow().unwrap();
    }
    archive.special();
    archive.text
}

/// Writes the same talk on ten days, in a room and between two.
fn chat() -> String {
    let mut lines = String::new();
    for (day, channel) in (1..=10).flat_map(|day| [(day, ROOM), (day, PAIR)]) {
        for (number, (writer, text)) in CHAT.iter().enumerate() {
            let writer = if channel == PAIR && *writer < 5 { 0 } else { *writer };
            let from = OTHERS.get(writer).map_or(ME, |(_, address)| address);
            let date = format!("2026-05-{day:02}T16:{:02}:00+01:00", 10 + number);
            let id = format!("{channel}-{day}-{number}");
            let line = serde_json::json!({
                "id": id, "from": from, "channel": channel, "date": date, "profile": "chat", "text": text,
            });
            let _ = writeln!(lines, "{line}");
        }
    }
    lines
}

struct Archive {
    text: String,
    dice: Dice,
    number: usize,
}

/// One mail.
struct Mail<'m> {
    from: (&'m str, &'m str),
    to: Vec<(&'m str, &'m str)>,
    subject: &'m str,
    at: DateTime,
    /// Ids of the messages before it.
    references: Vec<String>,
    more: &'m str,
    text: &'m str,
}

impl Archive {
    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.dice.below(all.len())]
    }

    /// Writes the mail of one day: two or three on a day of work, now and then one on a Sunday, and threads that go on.
    fn day(&mut self, day: Date) {
        let is_free = day.weekday().to_monday_zero_offset() > 4;
        let count = if is_free { usize::from(self.dice.below(4) == 0) } else { self.dice.below(3) };
        for _ in 0..count {
            let kind = self.dice.below(20);
            let (subject, text) = match kind {
                0..11 => self.pick(&QUIET),
                11..16 => self.pick(&ASKING),
                _ => self.pick(&MARKED),
            };
            let reader = self.pick(&OTHERS);
            let hour =
                if self.dice.below(6) == 0 { 19 + self.dice.below(4) } else { 8 + self.dice.below(10) };
            let minute = self.dice.below(60);
            let at = day.at(i8::try_from(hour).unwrap(), i8::try_from(minute).unwrap(), 0, 0);
            let to = if kind.is_multiple_of(7) { OTHERS.to_vec() } else { vec![reader] };
            let bcc = format!("Bcc: {BCC}\n");
            let more = if kind == 3 { bcc.as_str() } else { "" };
            let first = self.mail(&Mail {
                from: ("Ana Lima", ME),
                to,
                subject,
                at,
                references: Vec::new(),
                more,
                text,
            });
            if kind >= 11 && self.dice.below(2) == 0 {
                self.thread(reader, subject, at, first);
            }
        }
    }

    /// Writes the answers to a mail, and the answers to these.
    fn thread(&mut self, reader: (&str, &str), subject: &str, at: DateTime, first: String) {
        let (mut references, mut at) = (vec![first], at);
        let subject = format!("Re: {subject}");
        for turn in 0..1 + self.dice.below(7) {
            at = at.checked_add(i64::try_from(20 + self.dice.below(200)).unwrap().minutes()).unwrap();
            let text = match turn % 2 {
                0 => self.pick(&ANSWERS),
                _ if turn > 4 => {
                    "this goes back and forth. You keep asking the same thing, and I am tired of it."
                }
                _ => self.pick(&ASKING).1,
            };
            let (from, to) =
                if turn % 2 == 0 { (reader, ("Ana Lima", ME)) } else { (("Ana Lima", ME), reader) };
            let mail = Mail {
                from,
                to: vec![to],
                subject: &subject,
                at,
                references: references.clone(),
                more: "",
                text,
            };
            let id = self.mail(&mail);
            references.push(id);
        }
    }

    /// Writes what a page must handle with care.
    fn special(&mut self) {
        let at = date(2026, 6, 30).at(10, 0, 0, 0);
        let secret =
            format!("the password for the ticket desk is {PASSWORD} until Sunday. Bo, please pass it on.");
        for (subject, text) in [
            ("Ticket desk", secret.as_str()),
            (SCRIPT, "Bo, ask cy.marlow@example.org or Yuki, for I need this ASAP <b>now</b>!!!"),
        ] {
            let to = OTHERS[..2].to_vec();
            self.mail(&Mail {
                from: ("Ana Lima", ME),
                to,
                subject,
                at,
                references: Vec::new(),
                more: "",
                text,
            });
        }
        self.text.push_str(
            "From x Tue Jun 30 12:00:00 2026\nSubject: nobody\nTo: ana@example.com\n\nwho wrote this?\n\n",
        );
    }

    /// Writes one mail, and returns its id.
    fn mail(&mut self, mail: &Mail<'_>) -> String {
        let Mail { from: (name, address), to, subject, at, references, more, text } = mail;
        self.number += 1;
        let id = format!("<m{}@example.com>", self.number);
        let sent = at.to_zoned_datetime(TimeZone::get("Europe/Lisbon").unwrap()).unwrap();
        let sent = sent.strftime("%a, %-d %b %Y %H:%M:%S %z");
        let to: Vec<String> = to.iter().map(|(name, address)| format!("{name} <{address}>")).collect();
        let references = match references.as_slice() {
            [] => String::new(),
            all => format!("In-Reply-To: {}\nReferences: {}\n", all.last().unwrap(), all.join(" ")),
        };
        let greeting = to[0].split(' ').next().unwrap();
        let _ = write!(
            self.text,
            "From {address} Mon Jan  5 09:00:00 2026\nFrom: {name} <{address}>\nTo: {}\n{more}Date: {sent}\nMessage-ID: {id}\n\
             {references}Subject: {subject}\nContent-Type: text/plain; charset=utf-8\n\nHi {greeting},\n\n{text}\n\n{}\n\n",
            to.join(", "),
            name.split(' ').next().unwrap()
        );
        id
    }
}
