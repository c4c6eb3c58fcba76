//! Finds out which lines of a commit message git takes away before it commits.

use crate::text::Ends;

/// What `git commit -v` sets behind the comment sign, above a diff that is cut off.
const SCISSORS: &str = "------------------------ >8 ------------------------";

/// What a note for the person at the editor says in every version of git, in English.
const NOTE: &str = "Please enter the ";

/// What Fossil's note says.
const FOSSIL_NOTE: &str = "Lines beginning with # are ignored";

/// What comments begin with in the files of Mercurial and Jujutsu, which take all such lines away.
const MARKED_SIGNS: [&str; 2] = ["HG:", "JJ:"];

/// Behind the sign, the line of Jujutsu below which nothing counts.
const JJ_SCISSORS: &str = "ignore-rest";

/// What the note says where git takes no line away.
const KEPT: &str = "will be kept";

/// What comments begin with, unless somebody chose another sign.
const SIGN: &str = "#";

/// Signs that git may choose by itself, the usual one first.
const SIGNS: [&str; 10] = [SIGN, ";", "@", "!", "$", "%", "^", "&", "|", ":"];

/// What git takes away from a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cleanup {
    /// Comments, and what stands below the scissors: what was written in an editor.
    Comments,
    /// Only what stands below the scissors.
    Scissors,
    /// Nothing: what no editor was opened for, as with `git commit -m`.
    Nothing,
}

/// How git reads a commit message, as far as its settings say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CommentRule<'r> {
    /// What comments begin with.
    pub sign: Option<&'r str>,
    /// What is taken away.
    pub cleanup: Option<Cleanup>,
}

/// Returns true if and only if what stands behind a comment sign is the line above which git cuts.
pub(super) fn is_scissors(rest: &str) -> bool {
    matches!(rest.trim(), SCISSORS | JJ_SCISSORS)
}

impl CommentRule<'_> {
    /// Completes a rule by the notes that git, or another program where the file is none of git's, puts into the file;
    /// without notes every line may be the writer's.
    pub(super) fn complete<'t>(self, text: &'t str, is_gits: bool) -> (&'t str, Cleanup)
    where
        Self: 't,
    {
        if self.sign.is_none()
            && !is_gits
            && let Some(sign) = marked_sign(text)
        {
            return (sign, Cleanup::Comments);
        }
        let sign = self.sign.unwrap_or_else(|| sign_of(text));
        let cleanup = match self.cleanup {
            Some(cleanup @ (Cleanup::Nothing | Cleanup::Scissors)) => cleanup,
            // The command line may have asked for something else than the settings.
            Some(Cleanup::Comments) => said(text, sign).unwrap_or(Cleanup::Comments),
            None => match said(text, sign) {
                Some(said) => said,
                None if is_gits && ends_in_comments(text, sign) => Cleanup::Comments,
                None => Cleanup::Scissors,
            },
        };
        (sign, cleanup)
    }
}

/// Returns what git's own notes say; `None` where there are none.
fn said(text: &str, sign: &str) -> Option<Cleanup> {
    let mut comments = text.lines().filter_map(|line| line.strip_prefix(sign)).peekable();
    comments.peek()?;
    let mut notes = Vec::new();
    let mut is_cut = false;
    for comment in comments {
        if is_scissors(comment) {
            is_cut = true;
            break;
        }
        notes.push(comment);
    }
    if notes.iter().any(|note| note.contains(KEPT)) {
        return Some(Cleanup::Scissors);
    }
    match is_gits(&notes) {
        true => Some(Cleanup::Comments),
        false => is_cut.then_some(Cleanup::Scissors),
    }
}

/// Returns true if and only if a message ends in lines that git may have written for the person at the editor, whatever they say:
/// below them stand none but blank ones. A line alone may be the writer's.
fn ends_in_comments(text: &str, sign: &str) -> bool {
    let is_comment = |line: &&str| {
        line.strip_prefix(sign).is_some_and(|rest| rest.trim().is_empty() || rest.starts_with([' ', '\t']))
    };
    let written = || text.lines().filter(|line| !line.trim().is_empty());
    let comments = written().rev().take_while(is_comment).count();
    comments > 1 && written().filter(is_comment).count() == comments
}

/// Returns true if and only if comments hold git's notes, in whichever language: an empty one, and a list behind tabs or
/// the sentence that asks for a message.
fn is_gits(notes: &[&str]) -> bool {
    let has_empty = notes.iter().any(|note| note.trim().is_empty());
    let has_list = notes.iter().any(|note| note.starts_with('\t'));
    has_empty && has_list || notes.iter().any(|note| note.contains(NOTE) || note.contains(FOSSIL_NOTE))
}

/// Returns the sign of another program than git, if a line begins with it.
fn marked_sign(text: &str) -> Option<&'static str> {
    MARKED_SIGNS.into_iter().find(|sign| {
        let is_comment =
            |line: &str| line.strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        text.lines().any(is_comment)
    })
}

/// Returns the length of a text above the line of Subversion below which nothing counts: two dashes, a sentence in
/// whichever language, two dashes, and only the state of files below.
pub(super) fn above_states(text: &str) -> usize {
    let is_state = |line: &str| {
        let (state, file) = line.split_at_checked(line.find(' ').unwrap_or(0)).unwrap_or_default();
        let is_sign =
            |sign: char| sign.is_ascii_uppercase() || matches!(sign, '_' | '+' | '!' | '?' | '~' | '>');
        line.trim().is_empty()
            || line.starts_with("  ")
            || !state.is_empty() && state.len() <= 5 && state.chars().all(is_sign) && file.starts_with("  ")
    };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let rule = line.trim_end();
        let is_rule = rule.len() > 12 && rule.starts_with("--") && rule.ends_with("--");
        if is_rule
            && rule.contains(char::is_alphabetic)
            && text.tail(start + line.len()).lines().all(is_state)
        {
            return start;
        }
        start += line.len();
    }
    text.len()
}

/// Finds out what comments begin with, which `core.commentChar` may have changed.
fn sign_of(text: &str) -> &str {
    let found = text.lines().find_map(|line| {
        let note = line.find(SCISSORS).or_else(|| line.find(NOTE))?;
        let sign = line.head(note).trim_end();
        (!sign.is_empty() && !sign.contains(char::is_alphanumeric)).then_some(sign)
    });
    let by_list = || {
        let comments =
            |sign: &str| text.lines().filter_map(|line| line.strip_prefix(sign)).collect::<Vec<_>>();
        SIGNS.into_iter().find(|sign| is_gits(&comments(sign)))
    };
    found.or_else(by_list).unwrap_or(SIGN)
}
