//! Tells the names of things (paths, files, objects, what code calls them) from values that were drawn at random.

/// A name has at most so many changes between letters and digits in one piece, as `640x480` has two.
const MOST_CHANGES: usize = 2;

/// Letters alone are random only where there are so many.
const LEAST_LETTERS: usize = 16;

/// Returns true if and only if this is a name: between its signs stand words and numbers, and enough of it is words.
pub(super) fn is_name(value: &str) -> bool {
    let pieces = || value.split(|c: char| !c.is_ascii_alphanumeric()).filter(|piece| !piece.is_empty());
    let total: usize = pieces().map(str::len).sum();
    let words: usize = pieces().filter(|piece| is_words(piece)).map(str::len).sum();
    words * 5 >= total * 2 && pieces().all(is_spoken)
}

/// Returns true if and only if this is a name with a path or a file name in it, a version or an address of a network.
pub(super) fn is_path(value: &str) -> bool {
    let mut numbers = value.strip_prefix('v').unwrap_or(value).split('.');
    let mut is_number = || {
        numbers
            .next()
            .is_some_and(|piece| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit()))
    };
    (is_number() && is_number()) || (value.contains(['/', '.', ':']) && is_name(value))
}

/// Returns true if and only if this is an expression of code: a call, an index, or names between dots that prose has not.
pub(super) fn is_code(value: &str) -> bool {
    let (path, rest) = value.split_at(value.find(['(', '[', '=']).unwrap_or(value.len()));
    let names: Vec<&str> = path.split("::").flat_map(|names| names.split('.')).collect();
    let is_identifier = |name: &&str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    // `Boats(42)` may be a password; what opens and names something is a call.
    let is_set = rest.starts_with('=');
    let opens = rest.starts_with("()")
        || !is_set
            && matches!(rest.as_bytes(), [_] | [_, b'\'' | b'"' | b'_' | b'a'..=b'z' | b'A'..=b'Z', ..]);
    let is_dotted = names.len() > 2 || (names.len() == 2 && (is_set || path.contains('_')));
    (opens || is_dotted) && names.iter().all(is_identifier)
}

/// Returns true if and only if capitals and small letters mix as in a random token: in names of several words capitals are fewer,
/// or stand together.
pub(super) fn has_random_letters(value: &str) -> bool {
    let capitals = value.bytes().filter(u8::is_ascii_uppercase).count();
    let others = value.bytes().filter(u8::is_ascii_lowercase).count();
    value.len() >= LEAST_LETTERS
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && capitals * 3 >= others * 2
        && others * 3 >= capitals
        && !value.split(|c: char| c.is_ascii_digit()).all(has_one_shape)
}

/// Words and numbers: few changes between letters and digits, and no capitals in the midst of small letters.
fn is_spoken(piece: &str) -> bool {
    let bytes = piece.as_bytes();
    let changes = bytes
        .windows(2)
        .filter(|pair| matches!(pair, [one, other] if one.is_ascii_digit() != other.is_ascii_digit()));
    changes.count() <= MOST_CHANGES
        && piece.split(|c: char| c.is_ascii_digit()).filter(|run| !run.is_empty()).all(has_one_shape)
}

/// Letters alone, with vowels where they are many.
fn is_words(piece: &str) -> bool {
    let vowels = piece.bytes().filter(|byte| b"aeiouyAEIOUY".contains(byte)).count();
    piece.len() > 1
        && piece.bytes().all(|byte| byte.is_ascii_alphabetic())
        && has_one_shape(piece)
        && (piece.len() < 4 || vowels * 6 >= piece.len())
}

/// Small letters, capitals, or words that each begin with a capital.
fn has_one_shape(letters: &str) -> bool {
    let turns = letters.as_bytes().windows(2).filter(
        |pair| matches!(pair, [sign, next] if sign.is_ascii_lowercase() && next.is_ascii_uppercase()),
    );
    turns.count() * 4 <= letters.len()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn names_are_told_from_random_values() {
        check(
            is_name,
            &[
                "staging/us-east-2/orders-db/reader7",
                "invoices/2025/11/summary-final-v4.xlsx",
                "Ed448.secret_len",
                "orders.eu1.created.v2",
                "Base64.getDecoder",
                "thumbnails/0001/card-640x480",
            ],
            &[
                "q7RkT2mZx9LpW4vB8sNd",
                "8sKd-92jsQ-ls92",
                "5b1f6c2e-7a90-4d3b-8e21-9c04af7d6b18",
                "k2zqp-x9fgh-77abc-m4d5e",
                "7f/Rk+T2mZx9LpW4vB8sNd/q",
                "20251104-1015",
            ],
        );
        check(
            is_path,
            &["conf/server2.pem", "backup-user2.csv", "1.24.3-alpine3.20", "v2.0.1b7"],
            &["muddy-boots-1998", "Q7x.Rk9/mZ2"],
        );
    }

    #[test]
    fn letters_are_random_where_they_make_no_words() {
        check(
            has_random_letters,
            &["ykBpIZdMBxRPxJyQ", "kVqRbZtYwPxLmNcJ"],
            &["getUserByIdFromDb", "ParseJWTFromURL1", "ykBpIZ", "wonderfulgarden1", "OAuthClientSecret"],
        );
    }

    #[test]
    fn code_is_told_from_passwords() {
        check(
            is_code,
            &[
                "process.env.DB_PASSWORD_2",
                "queue.url=amqp2",
                "settings.DB_2",
                "lookup('env",
                "os.environ[",
                "env(DB_PASSWORD",
                "Yup.string().required()",
                "Hidden::new(Name::of(",
            ],
            &["kestrel.moss", "Boats(42)", "muddy_boots_1998", "yourStrong(!)One", "Tulip!Horse42", ""],
        );
    }
}
