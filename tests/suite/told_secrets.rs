//! Secrets as people and programs tell them: each is hidden to its last sign, and what is only like them is left alone.

use presend_core::message::Format;
use presend_core::{Linter, RegionKind, Report, lint};

use crate::secrets::Dice;
use crate::support::{finish, presend, read};

/// Returns what of a text no output shows.
fn hidden(report: &Report<'_>) -> Vec<String> {
    let part = |number: usize| -> &str { &report.message.parts[number].text };
    report.masked.iter().map(|(number, span)| span.of(part(*number)).to_owned()).collect()
}

/// Returns the lines in which some of the values is not hidden, whole and by itself.
fn left_open(lines: &[&str], values: &[&str]) -> Vec<String> {
    let mut open = Vec::new();
    for line in lines {
        for value in values {
            let text = format!("Hi Bo,\n\n{}\n\nBye\nAna\n", line.replace('@', value));
            let found = hidden(&lint(&text));
            if !found.iter().any(|found| found == value) {
                open.push(format!("{}: {found:?}", line.replace('@', value)));
            }
        }
    }
    open
}

#[track_caller]
fn all_hidden(lines: &[&str], values: &[&str]) {
    let open = left_open(lines, values);
    assert!(open.is_empty(), "{} are shown:\n{}", open.len(), open.join("\n"));
}

#[test]
fn people_tell_them_in_many_ways() {
    let lines = [
        "**Password:** @",
        "**Password**: @",
        "*Password*: @",
        "I changed the password to @, try again.",
        "We reset your wifi password to @.",
        "Please set the password of the till to @ today.",
        "Password -> @",
        "Password → @",
        "Password - @",
        "Password (new): @",
        "My pass is @.",
        "the new pass for the shed: @",
        "Passcode: @",
        "Spotify: ana@example.com / @",
        "Portal login ana@example.com | @",
    ]
    .map(|line| line.replace("ana@", "ana(at)"));
    // An address has an at sign too.
    for line in lines {
        let text = line.replace('@', "Heron58Tarn").replace("(at)", "@");
        assert!(hidden(&lint(&text)).contains(&"Heron58Tarn".to_owned()), "{text}");
    }
}

#[test]
fn commands_and_settings_carry_them() {
    all_hidden(
        &[
            "docker login -u bo -p @ registry.example.net",
            "unzip -P @ tills.zip",
            "7z x -p@ tills.7z",
            "ldapsearch -D cn=bo -w @ -b dc=example",
            "net use Z: \\\\nas\\share /user:bo @",
            "cmdkey /add:nas /user:bo /pass:@",
            "echo 'bo:@' | sudo chpasswd",
            "openssl enc -aes-256-cbc -k @ -in a",
            "smbclient //nas/share -U bo%@",
            "SMTP_PASS=@",
            "export DB_PASSWORD='@'",
            "MYSQL_PWD=@",
        ],
        &["Heron58", "tarn7moss"],
    );
    all_hidden(
        &["DB_PASSWORD=@", "SMTP_PASS=\"@\""],
        &["He$ron8", "He%ron8", "He,ron8", "He;ron8", "He)ron8", "He}ron8", "p4$$ron"],
    );
    all_hidden(&["export DB_PASSWORD='@'"], &["Her8n 58 Tarn", "Heron58;Tarn"]);
    let key = drawn(48, &mut Dice(6));
    all_hidden(
        &[
            "See https://files.example.net/a?key=@ for it.",
            "https://files.example.net/a?x=1&session=@",
            "Open https://files.example.net/a?auth=@ now.",
            "Cookie: lang=en; session=@; path=/",
            "PHPSESSID=@",
            "The API key is @.",
            "{\"kty\":\"RSA\",\"d\":\"@\",\"e\":\"AQAB\"}",
        ],
        &[&key, &format!("8{key}")],
    );
    all_hidden(&["[Interface]\nPrivateKey = @", "PresharedKey = @"], &[&format!("{}8=", &key[..42])]);
    all_hidden(&["The API key is @.", "token: @"], &["ykBpIZdMBx1RPxJyQwVk"]);
    let folder = format!("private-{}", "5f2d9c0b7a1e4836d2c9".get(..20).unwrap());
    let calendar = format!("https://calendar.google.com/calendar/ical/bo%40example.net/{folder}/basic.ics");
    let found = hidden(&lint(&calendar));
    assert!(found.iter().any(|found| found.starts_with(&folder[8..])), "{found:?}");
}

#[test]
fn passwords_end_at_a_blank_or_at_their_quotation_mark() {
    all_hidden(
        &["Password: @, and", "The password is @.", "pw=@"],
        &["Her8n;Tarn42", "Her8n<Tarn42", "Her8n>Tarn42", "Her8n\"Tarn42", "Her8n`Tarn42", "Her8n)Tarn42"],
    );
    all_hidden(
        &[
            "The wifi password is \"@\", ok?",
            "{\"password\": \"@\", \"user\": \"bo\"}",
            "mysql -u root -p'@' tills",
            "sshpass -p '@' ssh nas",
            "curl -u 'bo:@' https://nas.example.net",
        ],
        &["Herring8 Tarn 42!", "Herring8;Tarn<42"],
    );
    all_hidden(&["{\"password\": \"@\"}"], &["Her8n\\\"Tarn42"]);
    // Nothing stands for the at sign here but itself.
    let text = "Use postgres://app:Her8n@Tarn42@db.example.net/x today.";
    assert_eq!(hidden(&lint(text)), ["Her8n@Tarn42"]);
}

#[test]
fn what_stands_behind_one_in_a_list_is_hidden_too() {
    for (text, all) in [
        ("The passwords are Her8n!Tarn and Bra#ken57moss.", &["Her8n!Tarn", "Bra#ken57moss"][..]),
        ("The password is Her8n!Tarn or Bra#ken57moss", &["Her8n!Tarn", "Bra#ken57moss"]),
        ("Backup codes: 4829 1382, 1838\n2831", &["4829", "1382", "1838", "2831"]),
        ("PIN 4829 and 5931", &["4829", "5931"]),
    ] {
        assert_eq!(hidden(&lint(text)), all, "{text}");
    }
}

#[test]
fn tables_hide_the_column_that_their_head_names() {
    for text in [
        "user\tpassword\nbo\tHeron58Tarn\nmia\tMossBrook7",
        "user,password,since\nbo,Heron58Tarn,2024-01-09\nmia,MossBrook7,2024-02-11",
        "| user | password |\n|---|---|\n| bo | Heron58Tarn |\n| mia | MossBrook7 |",
    ] {
        assert_eq!(hidden(&lint(text)), ["Heron58Tarn", "MossBrook7"], "{text}");
    }
    assert!(
        hidden(&lint("Send the user, password, and date.\nThen open Heron58Tarn, wait, go on")).is_empty()
    );
}

#[test]
fn lists_hide_the_value_of_each_item() {
    for head in [
        "Passwords:",
        "Here are all the passwords for the trip:",
        "**Log-ins**:",
        "Credentials",
        "The creds:\n",
    ] {
        for items in [
            "- bo: @\n- mia: #",
            "* bo = `@`\n* mia = `#`",
            "bo - @\nmia - #",
            "1. @\n2. #",
            "bo @\nmia #",
            "| bo | @ |\n| mia | # |",
            "till / bo / @\nkiln / mia / #",
            "- bo: @\n- cy: ask him\n- mia: #",
        ] {
            let items = items.replace('@', "Heron58!Tarn").replace('#', "Moss%Brook7");
            let text = format!("Hi Cy,\n\n{head}\n{items}\n\nSee you on Friday at the kiln.\nAna\n");
            assert_eq!(hidden(&lint(&text)), ["Heron58!Tarn", "Moss%Brook7"], "{text}");
        }
    }
    let rules = "Passwords:\n- changed every 90 days\n- 12 signs at least, e.g. two words and 42\n- never the one of 2024\n";
    assert!(hidden(&lint(rules)).is_empty());
}

#[test]
fn the_old_one_and_the_new_one_are_both_hidden() {
    for line in [
        "Old password: @, new: #",
        "Old password: @\nNew password: #",
        "New password is @ (old one was #).",
        "The old password was @, the new one is #.",
        "The password is @. And the other one is #.",
        "password: @, previous: #",
        "Password changed from @ to #.",
        "The wifi password goes from @ to # on Friday.",
    ] {
        let text = line.replace('@', "heron58tarn").replace('#', "moss7brook");
        assert_eq!(hidden(&lint(&text)), ["heron58tarn", "moss7brook"], "{text}");
    }
}

#[test]
fn a_value_may_stand_in_another_field_than_its_name() {
    for line in [
        r#"{"_id":"LDAP_Password","value":"@"}"#,
        r#"{"_id": "LDAP_Authentication_Password", "type": "password", "i18nLabel": "x", "value": "@"}"#,
        r#"{"value":"@","_id":"SMTP_Password"}"#,
        r#"[{"_id":"SMTP_Host","value":"mx.example.com"},{"_id":"SMTP_Password","value":"@"},{"_id":"a","value":"b"}]"#,
        r#"{"name": "DB_PASSWORD", "value": "@"}"#,
        r#"{"ParameterKey":"DbPassword","ParameterValue":"@"}"#,
        r#"{"key":"smtp.secret","val":"@"}"#,
        r#"{"key":"api_key","secret":"@"}"#,
        r#"{\"name\":\"DB_PASSWORD\",\"value\":\"@\"}"#,
        "- name: DB_PASSWORD\n  value: @",
        "  - key: admin-secret\n    value: \"@\"",
    ] {
        let text = line.replace('@', "heron58tarn");
        assert_eq!(hidden(&lint(&text)), ["heron58tarn"], "{text}");
    }
    for line in [
        r#"{"_id":"LDAP_Password","value":""},{"_id":"Site_Name","value":"heron58tarn"}"#,
        r#"{"_id":"Accounts_Password_History","value":"heron58tarn"}"#,
        r#"{"name":"password","type":"text","value":"user_password2"}"#,
        r#"{"key":"csrf_token","value":"heron58tarn"}"#,
    ] {
        assert!(hidden(&lint(line)).is_empty(), "{line}");
    }
}

#[test]
fn seed_phrases_are_found_however_they_are_written() {
    let words = "meadow copper violin lantern orbit pepper walnut canyon ribbon timber oyster velvet";
    let listed: Vec<String> =
        words.split(' ').enumerate().map(|(number, word)| format!("{}. {word}", number + 1)).collect();
    for text in [
        format!("my seed phrase is {words}."),
        format!("Seed: {words}"),
        format!("My 12 words: {words}"),
        format!("mnemonic = \"{words}\""),
        format!("seed phrase:\n{}\n", listed.join("\n")),
        format!("recovery phrase: {}", words.replace(' ', ", ")),
    ] {
        let shown = hidden(&lint(&text));
        assert!(shown.iter().any(|shown| shown.contains("meadow") && shown.contains("velvet")), "{text}");
    }
    let said =
        "A seed phrase is what nobody else may ever read and you keep where only your own people look.";
    assert!(hidden(&lint(said)).is_empty());
}

/// Returns so many letters and digits.
fn drawn(count: usize, dice: &mut Dice) -> String {
    let signs = b"abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    (0..count).map(|_| char::from(signs[dice.below(signs.len())])).collect()
}

/// Returns a private key of so many lines.
fn key(lines: usize, dice: &mut Dice) -> String {
    let signs = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let line = |dice: &mut Dice| (0..64).map(|_| char::from(signs[dice.below(64)])).collect::<String>();
    let body: Vec<String> = (0..lines).map(|_| line(dice)).collect();
    let name = ["PRIVATE", "KEY"].join(" ");
    format!("-----BEGIN {name}-----\nMIIE{}\n-----END {name}-----", body.join("\n"))
}

#[test]
fn long_keys_and_tokens_are_hidden_to_their_end() {
    let mut dice = Dice(5);
    let key = key(60, &mut dice);
    for written in [key.clone(), key.replace('\n', "\\n"), key.replace('\n', "\n> "), key.replace('\n', " ")]
    {
        let text = format!("The key of the till:\n{written}\nThe shop opens on Friday.");
        let found = hidden(&lint(&text));
        assert!(found.contains(&written), "{} of {}", found[0].len(), written.len());
    }
    let long = drawn(960, &mut dice);
    all_hidden(&["Authorization: Bearer @", "api_key=@", "token: @", "{\"api_key\": \"@\"}"], &[&long]);
}

#[test]
fn names_of_branches_functions_and_types_are_no_secrets() {
    for line in [
        "Push to user/abcd-2231-mend and review it.",
        "The branch test/TILL-2231 is merged, admin/v3-users is not.",
        "Pass item_id2 to the handler.",
        "Then pass sha512sum to check it.",
        "Pass HTTP3_FRAMES to the client.",
        "We pass -march=armv8-a to the compiler.",
        "Your boarding pass: KL2291-14C, gate 5.",
        "fn sign_in(user: &str, password: &str) -> bool",
        "def sign_in(user: str, password: Optional[str] = None):",
        "void signIn(String user, password: []byte)",
        "password: Hidden::new(Name::from(",
        "libc::passwd::pw_gecos is there since 0.31.",
        "The types of this kind (4c9ab21) are kept.",
        "Reset your password to get in again.",
        "We changed the password to something longer.",
        "password - see the safe",
        "Use the 12 words of the song that you and I know and sing so often there.",
    ] {
        let report = lint(line);
        let found: Vec<&str> = report.diagnostics.iter().map(|found| &*found.code).collect();
        assert!(!found.contains(&"P001"), "{line}: {:?}", hidden(&report));
    }
}

/// Returns an account number of a country: letters for the bank where it has them, then digits.
fn iban(country: &str, length: usize, letters: usize, dice: &mut Dice) -> String {
    let letter = |dice: &mut Dice| char::from(b'A' + u8::try_from(dice.below(26)).unwrap());
    let digit = |dice: &mut Dice| char::from(b'0' + u8::try_from(dice.below(10)).unwrap());
    let account: String =
        (4..length).map(|at| if at < 4 + letters { letter(dice) } else { digit(dice) }).collect();
    let rest = format!("{account}{country}00").chars().fold(0, |rest, sign| {
        let value = sign.to_digit(36).unwrap();
        (rest * if value > 9 { 100 } else { 10 } + value) % 97
    });
    format!("{country}{:02}{account}", 98 - rest)
}

#[test]
fn account_numbers_of_every_country_are_found_whatever_follows() {
    let lists: toml::Table = toml::from_str(&read("lexicons/words.toml")).unwrap();
    let lengths = lists["iban-lengths"].as_array().unwrap();
    assert!(lengths.len() > 70);
    let (mut dice, mut missed) = (Dice(3), Vec::new());
    for entry in lengths {
        let (country, length) = entry.as_str().unwrap().split_at(2);
        let length = length.parse().unwrap();
        // No bank has letters where numbers are so short.
        for letters in if length < 18 { &[0][..] } else { &[0, 4] } {
            let number = iban(country, length, *letters, &mut dice);
            let fours: Vec<&str> =
                number.as_bytes().chunks(4).map(|four| std::str::from_utf8(four).unwrap()).collect();
            for written in [number.clone(), fours.join(" "), number.to_lowercase(), fours.join("-")] {
                for after in ["", " by Friday.", " for that", ", ok", " is it 12", "."] {
                    if !hidden(&lint(&format!("Send it to {written}{after}"))).contains(&written) {
                        missed.push(format!("{written}{after}"));
                    }
                }
            }
        }
    }
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn account_numbers_that_do_not_add_up_are_left_alone() {
    let mut dice = Dice(4);
    for country in ["NL", "GB", "DE"] {
        let length = if country == "NL" { 18 } else { 22 };
        let number = iban(country, length, 4, &mut dice);
        let other = format!("{}{}", &number[..length - 1], if number.ends_with('7') { '3' } else { '7' });
        assert!(hidden(&lint(&format!("The part {other} of the hoist"))).is_empty(), "{other}");
    }
}

#[test]
fn cards_are_found_with_dots_and_underscores_too() {
    for card in ["4539.1488.0343.6467", "4539_1488_0343_6467", "36700102374157", "3670 010237 4157"] {
        assert_eq!(hidden(&lint(&format!("Charge {card} please."))), [card]);
    }
    assert!(hidden(&lint("Version 4539.1488.0343.6468 is out.")).is_empty());
}

#[test]
fn what_one_message_of_a_file_tells_stays_hidden_in_the_others() {
    let chat =
        "Ana: the password is Heron!Tarn42\nBo: thanks\nAna: Heron!Tarn42 is what they call it, you idiot\n";
    let mail = |subject: &str, text: &str| {
        format!(
            "From a Mon Jan  1 00:00:00 2026\nFrom: a@example.com\nTo: b@example.com\nSubject: {subject}\n\n{text}\n\n"
        )
    };
    let mbox = mail("one", "the password is Heron!Tarn42")
        + &mail("Heron!Tarn42", "You stupid idiot, Heron!Tarn42 is no answer.");
    let lines = "{\"text\": \"the password is Heron!Tarn42\"}\n{\"text\": \"Heron!Tarn42, you stupid idiot\", \"id\": \"Heron!Tarn42\"}\n";
    let folder = tempfile::tempdir().unwrap();
    for (input, format) in [(chat, "chat"), (&mbox, "mbox"), (lines, "jsonl")] {
        for output in ["full", "json", "concise", "jsonl", "sarif"] {
            let args =
                ["--isolated", "--input-format", format, "--format", output, "--fail-on", "never", "-"];
            let output = finish(&mut presend(folder.path(), &args), input.as_bytes());
            let shown = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(shown.contains("P001") && !shown.contains("Tarn42"), "{format}: {shown}");
        }
    }
}

#[test]
fn included_regions_are_judged_and_hide_what_is_private() {
    let mail = "From: ana@example.com\nTo: bo@example.org\nSubject: x\n\nHello Bo.\n> You stupid idiot. The password is Heron!Tarn42\nSee you Friday.\n";
    let linter = Linter::builder().include(RegionKind::Quote).build().unwrap();
    let message = presend_core::message::read(presend_core::Source::new("t", mail.as_bytes()), Format::Email);
    let report = linter.lint(message, linter.own_policy());
    let found: Vec<&str> = report.diagnostics.iter().map(|found| &*found.code).collect();
    assert!(found.contains(&"P001") && found.iter().any(|code| code.starts_with('T')), "{found:?}");
    assert_eq!(hidden(&report), ["Heron!Tarn42"]);
    let message = presend_core::message::read(presend_core::Source::new("t", mail.as_bytes()), Format::Email);
    let linter = Linter::builder().build().unwrap();
    let report = linter.lint(message, linter.own_policy());
    assert!(report.diagnostics.iter().all(|found| !found.code.starts_with(['P', 'T'])));
    assert_eq!(hidden(&report), ["Heron!Tarn42"], "no rule speaks there, and yet it is hidden");
}
