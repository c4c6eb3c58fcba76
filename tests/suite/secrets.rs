//! Proves for every format in `lexicons/secrets/` that a token of it is found wherever people put one, and that what stands in for
//! one is not. Tokens are made here from the forms, the same in every run, so that none stands in a file.

use std::ops::Range;

use presend_core::lint;
use presend_lexicon::names::Alphabet;
use presend_lexicon::tokens::{FormatToml, IssuerToml, Part, parse, parse_form, spelled_out};

use crate::support::root;

/// A generator of numbers that every machine draws alike.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }
}

fn issuers() -> Vec<IssuerToml> {
    let folder = root().join("lexicons/secrets");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the folder is there").map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).expect("UTF-8");
        parse(&path.display().to_string(), &text).expect("a good file")
    };
    paths.iter().map(read).collect()
}

/// Makes tokens of a format, each with what `sign` draws in its runs.
fn samples(format: &FormatToml, mut sign: impl FnMut(&[u8], usize) -> u8) -> Vec<String> {
    let parts = parse_form(format.form.get_ref()).expect("a good form");
    let mut make = |parts: &Vec<Part>| {
        let mut token = String::new();
        for part in parts {
            match part {
                Part::Literal(texts) => token.push_str(&texts[0]),
                Part::Run(alphabet, least, most) => {
                    let length = (*most).min(least + 3);
                    token.extend((0..length).map(|at| char::from(sign(&signs(*alphabet), at))));
                }
            }
        }
        token
    };
    spelled_out(&parts).iter().map(&mut make).collect()
}

/// The letters and digits of an alphabet, so that no sample ends with a sign of the sentence.
pub(crate) fn signs(alphabet: Alphabet) -> Vec<u8> {
    (b'0'..=b'z').filter(|&byte| byte.is_ascii_alphanumeric() && alphabet.has(byte)).collect()
}

pub(crate) fn all_samples() -> Vec<(String, String, String)> {
    let mut dice = Dice(7);
    let mut all = Vec::new();
    for issuer in issuers() {
        for format in &issuer.format {
            let near = format.near.first().map_or(String::new(), |word| format!("{word} key "));
            for token in samples(format, |signs, _| signs[dice.below(signs.len())]) {
                all.push((format!("{}: {}", issuer.issuer, format.name), near.clone(), token));
            }
        }
    }
    all
}

/// Returns the ranges of what rule P001 finds in a text.
fn secrets(text: &str) -> Vec<Range<usize>> {
    let report = lint(text);
    let found = report.diagnostics.iter().filter(|found| found.code == "P001");
    let labels = found.flat_map(|found| std::iter::once(&found.label).chain(&found.related));
    labels.map(|label| label.span.start..label.span.end).collect()
}

#[test]
fn there_are_enough_formats() {
    let formats: usize = issuers().iter().map(|issuer| issuer.format.len()).sum();
    assert!(formats >= 300, "{formats}");
}

#[test]
fn a_token_of_every_format_is_found_wherever_it_stands() {
    let mut missed = Vec::new();
    for (name, near, token) in all_samples() {
        let places = [
            ("", ""),
            ("Could you try whether the one I made this morning works: ", " and tell me?"),
            ("{\"name\": \"build\", \"value\": \"", "\"}"),
            ("export BUILD_VALUE=", "\nmake all"),
            ("https://example.com/v1/run?value=", "&page=2"),
            ("I set it to \"", "\" yesterday."),
            ("I set it to '", "' yesterday."),
            ("I set it to `", "` yesterday."),
            ("It starts and ends like this: ", ". Then it failed."),
        ];
        for (before, after) in places {
            let text = format!("{before}{near}{token}{after}");
            let start = before.len() + near.len();
            let whole = start..start + token.len();
            // A form may begin with a host, before which a link goes on.
            let found = secrets(&text);
            if !found.contains(&whole) {
                missed.push(format!("{name} in {before:?}{after:?}: {found:?} for {whole:?}"));
            }
        }
    }
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn what_stands_in_for_a_token_is_no_secret() {
    let mut alarms = Vec::new();
    let mut check = |name: &str, text: String| {
        if !secrets(&text).is_empty() {
            alarms.push(format!("{name}: {text}"));
        }
    };
    for issuer in issuers() {
        for format in &issuer.format {
            let name = format!("{}: {}", issuer.issuer, format.name);
            let fill =
                |sign: u8| move |signs: &[u8], _: usize| if signs.contains(&sign) { sign } else { signs[0] };
            let mut tokens = samples(format, fill(b'x'));
            tokens.extend(samples(format, fill(b'X')));
            tokens.extend(samples(format, fill(b'0')));
            tokens.extend(samples(format, |signs, at| signs[at % signs.len()]));
            for token in tokens {
                check(&name, format!("Use a value like {token} for it."));
            }
            let parts = parse_form(format.form.get_ref()).expect("a good form");
            let prefix = match &parts[0] {
                Part::Literal(texts) => texts[0].clone(),
                Part::Run(..) => String::new(),
            };
            for rest in
                ["<token>", "${TOKEN}", "{{ token }}", "%TOKEN%", "…", "****************", "YOUR_TOKEN_HERE"]
            {
                check(&name, format!("Set API_TOKEN={prefix}{rest} in the job."));
                check(&name, format!("The token is {prefix}{rest}, as the manual says."));
            }
        }
    }
    assert!(alarms.is_empty(), "{} alarms:\n{}", alarms.len(), alarms.join("\n"));
}

#[test]
fn passwords_in_code_and_commands_are_found() {
    // Each `@` stands for the password.
    let lines = [
        "const dbPassword = \"@\";",
        "'adminPassword' => '@',",
        "var userPwd = \"@\";",
        "\"dbPass\": \"@\"",
        "let clientPassword: String = \"@\"",
        "if ('@' === userPassword) {",
        "if (\"@\".equals(password)) {",
        "if (password.equals(\"@\")) {",
        "$this->smtpPassword = \"@\";",
        "#define WIFI_PASSWORD \"@\"",
        "<add key=\"SmtpPassword\" value=\"@\" />",
        "mysqli_connect('db1', 'till', '@');",
        "DriverManager.getConnection(url, \"till\", \"@\");",
        "smtp.login('till@example.com', '@')",
        "net use Z: \\\\nas\\share @ /user:till",
        "PGPASSWORD=@ psql -h db1",
        "redis-cli -a @",
        "ConvertTo-SecureString \"@\" -AsPlainText -Force",
        "echo \"@\" | docker login -u till --password-stdin",
        "//registry.example.net/:_authToken=@x4Lm9",
        "wachtwoord: @",
        "hasło: @",
        "пароль: @",
        "密码：@",
        "パスワード：@",
        "Das Passwort lautet @.",
        "La contraseña es @.",
        "the pass for the zip: @",
    ];
    let words = [
        "dbPassword = \"@\"",
        "const char* password = \"@\";",
        "\"adminPwd\": \"@\",",
        "#define DB_PASSWORD \"@\"",
    ];
    for (lines, value) in [(&lines[..], "Herring7Sky"), (&words, "kestrelmoss")] {
        let missed = lines.iter().filter(|line| secrets(&line.replace('@', value)).is_empty());
        assert_eq!(missed.collect::<Vec<_>>(), Vec::<&&str>::new());
    }
}
