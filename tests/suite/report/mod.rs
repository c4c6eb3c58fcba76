//! `presend report`: the page as a reader's tools see it, what it must not show, and files that are never half written.

mod archive;
mod html;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::LazyLock;

use crate::support::{finish, presend, said, text};
use archive::{BCC, ME, PASSWORD, ROOM, SCRIPT};
use html::{Element, named, parse};

/// Runs a report in a folder.
fn report(folder: &Path, args: &[&str]) -> Output {
    finish(presend(folder, &["report"]).args(args), b"")
}

/// The page of the archive, made once; it stays in `target/tmp/`, where the tests in a browser find it.
static PAGE: LazyLock<String> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    archive::write(folder.path());
    let made = report(folder.path(), &["--output-file", "report.html", "chat.jsonl", "sent.mbox"]);
    assert_eq!((made.status.code(), said(&made)), (Some(0), String::new()));
    let page = fs::read_to_string(folder.path().join("report.html")).unwrap();
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("report.html"), &page).unwrap();
    page
});

static ELEMENTS: LazyLock<Vec<Element>> = LazyLock::new(|| parse(&PAGE));

/// Returns what a person reads.
fn words() -> String {
    let body = named(&ELEMENTS, "main")[0].1;
    body.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_chart_has_a_title_a_description_and_a_table() {
    let figures = named(&ELEMENTS, "figure");
    assert_eq!(figures.len(), 6, "verdicts, hours, asks, channels, suited, rules");
    for (at, figure) in figures {
        let inside = |name: &str| -> Vec<&Element> {
            let found = named(&ELEMENTS, name).into_iter();
            found.map(|(_, element)| element).filter(|element| element.inside.contains(&at)).collect()
        };
        let charts: Vec<&Element> =
            inside("svg").into_iter().filter(|svg| svg.get("role") == "img").collect();
        assert_eq!(charts.len(), 2, "one for a wide page and one for a narrow one");
        for chart in charts {
            let named_by: Vec<&str> = chart.get("aria-labelledby").split(' ').collect();
            for (id, name) in named_by.into_iter().zip(["title", "desc"]) {
                let label = inside(name).into_iter().find(|element| element.get("id") == id);
                assert!(label.is_some_and(|label| !label.text.trim().is_empty()), "{id}");
            }
        }
        let tables = inside("table");
        assert_eq!(tables.len(), 1, "{}", figure.text);
        let [heads, cells] = ["th", "td"].map(|name| inside(name).len());
        assert!(heads > 2 && cells > 1, "{heads} heads, {cells} cells");
        assert!(inside("th").iter().all(|head| ["col", "row"].contains(&head.get("scope"))));
    }
}

#[test]
fn a_table_counts_every_message_once() {
    let number = |text: &str| text.replace(',', "").parse::<usize>().unwrap();
    let own = PAGE.matches("From: ").count();
    assert_eq!(own, 0, "no header field is on the page");
    let total: usize = named(&ELEMENTS, "strong").iter().map(|(_, strong)| number(strong.text.trim())).sum();
    let lead = ELEMENTS.iter().find(|element| element.get("class") == "lead").unwrap();
    let told = lead.text.split(' ').next().unwrap();
    assert_eq!(total, number(told));
    for id in ["verdicts", "hours"] {
        let figure = ELEMENTS.iter().position(|element| element.get("id") == id).unwrap();
        let cells = named(&ELEMENTS, "td").into_iter().filter(|(_, cell)| cell.inside.contains(&figure));
        assert_eq!(cells.map(|(_, cell)| number(cell.text.trim())).sum::<usize>(), total, "{id}");
    }
}

#[test]
fn the_page_needs_nothing_from_anywhere() {
    for name in ["script", "link", "img", "iframe", "object", "embed", "base", "form", "image", "use", "a"] {
        assert!(named(&ELEMENTS, name).is_empty(), "{name}");
    }
    for element in ELEMENTS.iter() {
        for (name, value) in &element.attributes {
            assert!(
                !name.starts_with("on") && name != "style" && name != "href" && name != "src",
                "{name}={value}"
            );
            assert!(!value.contains("://") || name == "xmlns", "{name}={value}");
        }
    }
    let style = &named(&ELEMENTS, "style")[0].1.text;
    assert!(!style.contains("@import") && !style.contains("://"));
    assert!(style.match_indices("url(").all(|(at, _)| style[at..].starts_with("url(#")));
    let policy = named(&ELEMENTS, "meta").into_iter().find(|(_, meta)| !meta.get("http-equiv").is_empty());
    assert!(policy.unwrap().1.get("content").starts_with("default-src 'none'"));
}

#[test]
fn names_of_the_page_are_unique_and_headings_are_in_order() {
    let ids: Vec<&str> =
        ELEMENTS.iter().map(|element| element.get("id")).filter(|id| !id.is_empty()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    let levels = ELEMENTS.iter().filter_map(|element| element.name.strip_prefix('h')?.parse::<u8>().ok());
    let levels: Vec<u8> = levels.collect();
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|two| two[1] <= two[0] + 1 && two[1] > 1), "{levels:?}");
    assert_eq!(named(&ELEMENTS, "html")[0].1.get("lang"), "en");
}

#[test]
fn nobody_else_is_on_the_page() {
    let page = PAGE.to_lowercase();
    for other in ["bo", "castellan", "yuki", "tanabe", "moura", "olsen", "tobias", "venn"] {
        let is_there = page.split(|char: char| !char.is_alphanumeric()).any(|word| word == other);
        assert!(!is_there, "{other}");
    }
    for (at, _) in PAGE.match_indices('@') {
        let around = &PAGE[at.saturating_sub(3)..(at + 12).min(PAGE.len())];
        let is_style = ["media", "page"].iter().any(|rule| PAGE[at + 1..].starts_with(rule));
        assert!(around == ME || PAGE[at - 3..].starts_with(ME) || is_style, "{around}");
    }
    assert!(!page.contains(BCC) && !page.contains("quiet.reader"));
    assert!(page.contains("[name]") && page.contains("[address]"));
    assert!(
        words().contains("by others were counted, to know how long threads are, but none of them is shown.")
    );
    assert!(words().contains("1 message that names no writer was left out."));
}

#[test]
fn a_chat_is_told_by_its_room_where_it_is_one() {
    let channels = ELEMENTS.iter().find(|element| element.get("id") == "channels").unwrap();
    for name in ["mail", "chat", &format!("#{ROOM}")] {
        assert!(channels.text.contains(name), "{name}: {}", channels.text);
    }
}

#[test]
fn secrets_are_masked_and_drafts_are_escaped() {
    assert!(!PAGE.contains(PASSWORD) && PAGE.contains('•'));
    assert!(PAGE.contains("P001"));
    assert!(!PAGE.contains("<script") && !PAGE.contains("<b>now"));
    assert!(words().contains(SCRIPT), "the subject is shown as it stands");
}

#[test]
fn what_another_told_in_secret_is_masked_where_it_is_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let lines = [
        r#"{"from":"bo@example.com","channel":"shed","text":"The till password is Otter!Kiln52, ok?"}"#,
        r#"{"from":"ana@example.com","channel":"shed","text":"Again Otter!Kiln52, you idiot."}"#,
    ];
    fs::write(folder.path().join("shed.jsonl"), lines.join("\n")).unwrap();
    for more in [&[][..], &["--sample", "1"]] {
        let made =
            report(folder.path(), &[&["--isolated", "--me", "ana@example.com", "shed.jsonl"], more].concat());
        let page = text(&made.stdout);
        assert!(page.contains("you idiot") && !page.contains("Otter!Kiln52"), "{}", said(&made));
    }
}

#[test]
fn what_would_change_most_has_one_action_each() {
    let list = ELEMENTS.iter().position(|element| element.get("class") == "changes").unwrap();
    let inside = |name: &str, class: &str| {
        let found = named(&ELEMENTS, name).into_iter();
        found.filter(|(_, element)| element.inside.contains(&list) && element.get("class") == class).count()
    };
    let changes = inside("li", "");
    assert!((1..=3).contains(&changes));
    assert_eq!((inside("h3", ""), inside("p", "action")), (changes, changes));
}

#[test]
fn each_rule_has_at_most_three_examples() {
    let lists = named(&ELEMENTS, "ul").into_iter().filter(|(_, list)| list.get("class") == "examples");
    let counts = lists.map(|(at, _)| {
        named(&ELEMENTS, "li").into_iter().filter(|(_, item)| item.inside.contains(&at)).count()
    });
    let counts: Vec<usize> = counts.collect();
    assert!(counts.len() > 10 && counts.iter().all(|count| (1..=3).contains(count)), "{counts:?}");
    assert!(counts.contains(&3));
}

#[test]
fn the_same_page_comes_of_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    archive::write(folder.path());
    for threads in ["1", "3"] {
        let made = report(folder.path(), &["--threads", threads, "chat.jsonl", "sent.mbox"]);
        assert!(text(&made.stdout) == *PAGE, "{threads} threads");
    }
}

#[test]
fn no_word_is_shown_where_none_may_be() {
    let folder = tempfile::tempdir().unwrap();
    archive::write(folder.path());
    let page = text(&report(folder.path(), &["--redact", "sent.mbox"]).stdout);
    for word in ["Stall plan", "Proofs", "furious", "alert"] {
        assert!(!page.contains(word), "{word}");
    }
    parse(&page);
}

#[test]
fn whose_messages_are_meant_must_be_known() {
    let folder = tempfile::tempdir().unwrap();
    archive::write(folder.path());
    let mut made = report(folder.path(), &["--isolated", "--output-file", "report.html", "sent.mbox"]);
    assert_eq!(made.status.code(), Some(2));
    assert!(
        said(&made).contains("Set `address` under [me] in presend.toml, or give it here: --me"),
        "{}",
        said(&made)
    );
    made = report(
        folder.path(),
        &["--isolated", "--me", "zoe@example.com", "--output-file", "report.html", "sent.mbox"],
    );
    assert_eq!(made.status.code(), Some(2));
    assert!(said(&made).contains("no message by zoe@example.com"), "{}", said(&made));
    assert!(!folder.path().join("report.html").exists());
    let args = ["--isolated", "--me", "nobody@example.com", "--me", "ANA@example.com", "sent.mbox"];
    made = report(folder.path(), &args);
    assert_eq!(made.status.code(), Some(0));
    assert!(text(&made.stdout).contains("Your working hours are not known."));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_still_answered() {
    let folder = tempfile::tempdir().unwrap();
    archive::write(folder.path());
    fs::write(
        folder.path().join("broken.jsonl"),
        "{\"text\": \"hi\", \"from\": \"ana@example.com\"}\n{broken\n",
    )
    .unwrap();
    let made =
        report(folder.path(), &["--output-file", "report.html", "sent.mbox", "broken.jsonl", "gone.mbox"]);
    assert_eq!(made.status.code(), Some(2));
    assert!(
        said(&made).contains("broken.jsonl:2: ") && said(&made).contains("gone.mbox: "),
        "{}",
        said(&made)
    );
    let page = fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(page.contains("2 could not be read."));
    let made = report(folder.path(), &["--output-file", "sent.mbox", "sent.mbox"]);
    assert_eq!(made.status.code(), Some(2));
    assert!(said(&made).contains("it is read in this run and would be overwritten"));
}

#[test]
fn a_page_may_be_about_a_part_of_the_time() {
    let folder = tempfile::tempdir().unwrap();
    archive::write(folder.path());
    let made = report(folder.path(), &["--since", "2026-02-01", "--until", "2026-02-28", "sent.mbox"]);
    let page = text(&made.stdout);
    assert!(page.contains(", from 1 February 2026 to 2") && !page.contains("March 2026"), "{}", said(&made));
    let told = text(&made.stderr);
    assert!(told.contains(" left out: ") && told.contains(" sent before --since, "), "{told}");
    assert!(page.contains(told.trim_end().strip_prefix("presend: ").unwrap()));
}

#[test]
fn a_page_may_be_about_a_sample_of_ones_own_messages() {
    let folder = tempfile::tempdir().unwrap();
    archive::write(folder.path());
    let mbox = fs::read(folder.path().join("sent.mbox")).unwrap();
    let all = text(&report(folder.path(), &["sent.mbox"]).stdout);
    let lead =
        |page: &str| page.split_once("class=\"lead\">").unwrap().1.split_once(' ').unwrap().0.to_owned();
    let sampled = report(folder.path(), &["--sample", "40", "sent.mbox", "chat.jsonl"]);
    let page = text(&sampled.stdout);
    assert_eq!((sampled.status.code(), lead(&page).as_str()), (Some(0), "40"), "{}", said(&sampled));
    assert_ne!(lead(&all), "40");
    assert!(page.contains(" messages, 40 were looked at: a sample, the same in every run"), "no word of it");
    // Those by others are counted as ever.
    let counted = |page: &str| {
        page.split_once(" by others were counted")
            .map(|(before, _)| before.rsplit_once(' ').unwrap().0.rsplit_once(' ').unwrap().1.to_owned())
    };
    assert_eq!(counted(&text(&report(folder.path(), &["sent.mbox", "chat.jsonl"]).stdout)), counted(&page));
    let args = ["--sample", "40", "--input-format", "mbox", "--since", "2026-02-01"];
    let of = |path: &str| finish(presend(folder.path(), &["report"]).args(args).arg(path), &mbox);
    let (piped, named) = (of("-"), of("sent.mbox"));
    assert_eq!((text(&piped.stdout), text(&piped.stderr)), (text(&named.stdout), text(&named.stderr)));
    let told = text(&named.stderr);
    assert!(lead(&text(&named.stdout)) == "40" && told.contains(" sent before --since"), "{told}");
    let more = report(folder.path(), &["--sample", "1000000", "sent.mbox"]);
    assert_eq!(text(&more.stdout), all);
    let none = report(folder.path(), &["--sample", "0", "sent.mbox"]);
    assert!(none.status.code() == Some(2) && said(&none).contains("write how many"), "{}", said(&none));
}

#[cfg(target_os = "linux")]
#[test]
fn an_interrupt_leaves_no_page() {
    use std::io::Write as _;
    use std::process::Stdio;
    let folder = tempfile::tempdir().unwrap();
    let args =
        ["report", "--isolated", "--me", ME, "--input-format", "mbox", "--output-file", "report.html", "-"];
    let mut child =
        presend(folder.path(), &args).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(format!("From x Tue Jun 30 12:00:00 2026\nFrom: {ME}\n\nhello\n\n").as_bytes()).unwrap();
    let watches = || {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
        u64::from_str_radix(caught.trim(), 16).unwrap() & 2 != 0
    };
    while !watches() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let pid = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    while fs::read_to_string(format!("/proc/{pid}/status")).unwrap().contains("ShdPnd:\t0000000000000002") {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    drop(stdin);
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(130), "{}", said(&ended));
    assert!(said(&ended).contains("no page was written"), "{}", said(&ended));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "the page, or a part of it, is there");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_no_half_page() {
    let folder = tempfile::tempdir().unwrap();
    archive::write(folder.path());
    let made = report(folder.path(), &["--output-file", "/dev/full", "sent.mbox"]);
    assert_eq!(
        (made.status.code(), said(&made).as_str()),
        (Some(2), "presend: /dev/full: No space left on device\n")
    );
    // A limit on the size of files, which fails in the middle of the page as a full disk does.
    fs::write(folder.path().join("report.html"), "the old one").unwrap();
    let program = crate::support::PROGRAM;
    let line =
        format!("trap '' XFSZ; ulimit -f 8; exec {program} report --output-file report.html sent.mbox");
    let mut shell = crate::support::isolated(std::process::Command::new("bash"), folder.path());
    let made = finish(shell.args(["-c", &line]).current_dir(folder.path()), b"");
    assert_eq!(
        (made.status.code(), said(&made).as_str()),
        (Some(2), "presend: report.html: File too large\n")
    );
    assert_eq!(fs::read_to_string(folder.path().join("report.html")).unwrap(), "the old one");
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["chat.jsonl", "presend.toml", "report.html", "sent.mbox"]);
}
