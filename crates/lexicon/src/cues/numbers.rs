//! Holds the numbers of `lexicons/cues/numbers.tsv`, all in hundredths but numbers of words.

/// Defines the numbers, with the way out of their table, into a packed one, and back.
macro_rules! numbers {
    ($($(#[$of:meta])* $field:ident = $name:literal,)+) => {
        /// Numbers that hold for all targets, or for the verdict.
        #[derive(Debug, Clone, Copy, Default)]
        pub struct CueNumbers {
            $($(#[$of])* pub $field: i32,)+
        }

        impl CueNumbers {
            /// Reads the cells, in the order of the fields.
            pub(super) fn of(cells: crate::pack::Numbers<'_>) -> CueNumbers {
                let mut cells = cells.iter();
                CueNumbers { $($field: cells.next().unwrap_or(0).cast_signed(),)+ }
            }

            /// Returns the cells of named numbers, in the order of the fields.
            ///
            /// # Errors
            /// Returns the name that is missing or unknown.
            #[cfg(feature = "built-in")]
            pub(super) fn cells(named: &std::collections::BTreeMap<&str, i32>) -> Result<Vec<u32>, String> {
                let known = [$($name),+];
                if let Some(name) = named.keys().find(|name| !known.contains(name)) {
                    return Err(format!("unknown number `{name}`"));
                }
                let cell = |name: &str| named.get(name).map(|number| number.cast_unsigned());
                known.into_iter().map(|name| cell(name).ok_or_else(|| format!("no number `{name}`"))).collect()
            }
        }
    };
}

numbers! {
    /// Words at which the length of a message begins to damp its cues.
    half = "half",
    /// Words of a message below which being short weighs apart, and at most which the limit is `short_limit`.
    short = "short",
    /// Words above which being long weighs apart.
    long = "long",
    /// Words to which a passage grows; only a message of twice as many has passages.
    passage_words = "passage-words",
    /// Passages that are looked at in a message, or in a piece of a large one.
    passage_most = "passage-most",
    /// What is taken off the logit of `stop` of a passage.
    passage_offset = "passage-offset",
    /// Where the sum of a sentence starts.
    sentence_bias = "sentence-bias",
    /// The sum of a sentence that is not there.
    sentence_absent = "sentence-absent",
    /// Logit of `stop` from which a message should not go as it stands.
    limit = "limit",
    /// The same in a message of at most `short` words.
    short_limit = "short-limit",
    /// The same in chat.
    chat_limit = "chat-limit",
    /// What the logit of `stop` is multiplied by in chat, for the chance.
    chat_slope = "chat-slope",
    /// What is added to it then.
    chat_shift = "chat-shift",
    /// Logit of `talk` from which talking is better than other words.
    talk_limit = "talk-limit",
    /// How far a rule is trusted that spoke nowhere yet.
    confidence = "confidence",
}
