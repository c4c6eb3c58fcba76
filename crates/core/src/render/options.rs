//! Names the output formats, and what a caller may choose about them.

/// What output looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OutputFormat {
    /// Snippets and a verdict block, for a person; with the feature `snippets`.
    #[cfg(feature = "snippets")]
    Full,
    /// One line per diagnostic.
    Concise,
    /// One JSON document.
    Json,
    /// One JSON object per message.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Commands for the log of GitHub Actions.
    Github,
    /// A code quality report for GitLab.
    Gitlab,
    /// One document for reviewdog.
    Rdjson,
    /// One line per diagnostic for reviewdog.
    Rdjsonl,
}

impl OutputFormat {
    /// Every format.
    pub const ALL: [OutputFormat; 8 + cfg!(feature = "snippets") as usize] = [
        #[cfg(feature = "snippets")]
        OutputFormat::Full,
        OutputFormat::Concise,
        OutputFormat::Json,
        OutputFormat::Jsonl,
        OutputFormat::Sarif,
        OutputFormat::Github,
        OutputFormat::Gitlab,
        OutputFormat::Rdjson,
        OutputFormat::Rdjsonl,
    ];

    /// Returns the name used in options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "snippets")]
            OutputFormat::Full => "full",
            OutputFormat::Concise => "concise",
            OutputFormat::Json => "json",
            OutputFormat::Jsonl => "jsonl",
            OutputFormat::Sarif => "sarif",
            OutputFormat::Github => "github",
            OutputFormat::Gitlab => "gitlab",
            OutputFormat::Rdjson => "rdjson",
            OutputFormat::Rdjsonl => "rdjsonl",
        }
    }

    /// Reads a format by its name.
    #[must_use]
    pub fn parse(name: &str) -> Option<OutputFormat> {
        OutputFormat::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// What the columns of line formats count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Columns {
    /// Bytes of UTF-8.
    #[default]
    Byte,
    /// Unicode scalar values.
    Char,
    /// UTF-16 code units.
    Utf16,
}

impl Columns {
    /// Every unit.
    pub const ALL: [Columns; 3] = [Columns::Byte, Columns::Char, Columns::Utf16];

    /// Returns the name used in options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Columns::Byte => "byte",
            Columns::Char => "char",
            Columns::Utf16 => "utf16",
        }
    }

    /// Reads a unit by its name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Columns> {
        Columns::ALL.into_iter().find(|columns| columns.name() == name)
    }
}

/// How to draw. The caller decides; nothing is read from the environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenderOptions {
    /// Colour `full` output with ANSI styles.
    pub color: bool,
    /// Draw with characters beyond ASCII in `full`.
    pub unicode: bool,
    /// Columns that `full` may use.
    pub width: usize,
    /// What the columns of `concise` count.
    pub columns: Columns,
    /// Show a dot for every letter and digit of the draft; ASCII signs and spaces stay.
    pub redact: bool,
}

impl Default for RenderOptions {
    fn default() -> RenderOptions {
        RenderOptions { color: false, unicode: true, width: 100, columns: Columns::Byte, redact: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_and_columns_are_found_by_name() {
        for format in OutputFormat::ALL {
            assert_eq!(OutputFormat::parse(format.name()), Some(format));
        }
        for columns in Columns::ALL {
            assert_eq!(Columns::parse(columns.name()), Some(columns));
        }
        assert_eq!(OutputFormat::parse("xml"), None);
    }
}
