//! Holds the judge's limits and counts.

use crate::pack::Numbers;

/// A number that takes one cell of a packed table.
pub(crate) trait OneCell: Sized {
    /// Returns the cell.
    #[cfg(feature = "built-in")]
    fn to_cell(&self) -> u32;
    /// Reads the cell.
    fn of_cell(cell: u32) -> Self;
}

impl OneCell for u32 {
    #[cfg(feature = "built-in")]
    fn to_cell(&self) -> u32 {
        *self
    }

    fn of_cell(cell: u32) -> u32 {
        cell
    }
}

impl OneCell for f32 {
    #[cfg(feature = "built-in")]
    fn to_cell(&self) -> u32 {
        self.to_bits()
    }

    fn of_cell(cell: u32) -> f32 {
        f32::from_bits(cell)
    }
}

/// Defines the thresholds, with the way into a packed table and back.
macro_rules! thresholds {
    ($($(#[$of:meta])* $field:ident: $type:ty,)+) => {
        /// Limits and counts of the judge; `lexicons/verdict.toml` says what each is.
        #[derive(Debug, Clone)]
        #[cfg_attr(feature = "built-in", derive(serde::Deserialize))]
        #[cfg_attr(feature = "built-in", serde(deny_unknown_fields, rename_all = "kebab-case"))]
        pub struct Thresholds {
            $($(#[$of])* pub $field: $type,)+
        }

        impl Thresholds {
            /// Returns the cells, in the order of the fields.
            #[cfg(feature = "built-in")]
            pub(crate) fn cells(&self) -> Vec<u32> {
                vec![$(self.$field.to_cell()),+]
            }

            /// Reads the cells, in the order of the fields.
            pub(super) fn of(cells: Numbers<'_>) -> Thresholds {
                let mut cells = cells.iter();
                Thresholds { $($field: OneCell::of_cell(cells.next().unwrap_or(0)),)+ }
            }
        }
    };
}

thresholds! {
    /// Own words from which the language gate looks.
    gate_words: u32,
    /// Share of common English words that the gate asks for, 0..=1.
    gate_share: f32,
    /// Share of common English words by which a sentence counts as English in a text that does not, 0..=1.
    gate_sentence: f32,
    /// Words that such a sentence has at least.
    gate_sentence_words: u32,
    /// Questions before K001.
    questions: u32,
    /// Questions before K001 in chat.
    questions_chat: u32,
    /// Words before K004 in mail.
    long_email: u32,
    /// Words before K004 in chat.
    long_chat: u32,
    /// Words in a run of capitals.
    caps_words: u32,
    /// Function words in a run of capitals.
    caps_function: u32,
    /// Words in a run of capitals that is a whole sentence.
    caps_short: u32,
    /// Different codes that make a draft heated.
    heated_codes: u32,
    /// Weight that one of them must have, 0..=1.
    heated_weight: f32,
    /// Longest message, in words, in which a summons can lack its topic.
    summons_words: u32,
    /// Rows of personal data that make a list of people.
    people_rows: u32,
    /// Longest lone greeting, in words.
    greeting_words: u32,
    /// Minutes of silence that end a message of several lines in a chat.
    burst_minutes: u32,
    /// People invited from which a one-way meeting is one for many.
    meeting_people: u32,
    /// Readers from which a message goes to many.
    many_readers: u32,
    /// Readers before whom criticism is public.
    group_readers: u32,
    /// Messages of a thread, this one among them, that make it a ping-pong.
    thread_messages: u32,
    /// `Re:` in a subject that do, beside open questions or words of misunderstanding.
    thread_answers: u32,
    /// Hours in which they must have been written, where their dates are known.
    thread_hours: u32,
    /// Open questions beside a long thread.
    thread_questions: u32,
    /// In a chat, an answer within so many minutes shows that both sides are there.
    live_minutes: u32,
    /// Longest bare notice of the first minutes of a crisis, in words.
    first_notice_words: u32,
    /// A channel that answers within so many minutes is fast enough for what presses.
    fast_channel_minutes: u32,
    /// A time named for the reply presses if it is so many minutes away.
    pressing_minutes: u32,
    /// Chance that a message should not go as it stands, below which warnings of some groups are an info, 0..=1.
    warning_chance: f32,
    /// The same for errors.
    error_chance: f32,
    /// Chance below which no rule is believed against it, 0..=1.
    sure_chance: f32,
    /// How often a rule must be right to be believed against the chance of the message, 0..=1.
    trusted: f32,
    /// Score from which an axis speaks through its composite rule in a message that should not go as it stands, 0..=1.
    composite_score: f32,
    /// The same for urgency and coordination, in any message.
    composite_process: f32,
    /// Cues that a composite rule points at, beside a sentence.
    composite_cues: u32,
    /// Days within which a talk must find a shared hour.
    shared_days: u32,
    /// Least length of a shared stretch, in minutes.
    shared_minutes: u32,
}
