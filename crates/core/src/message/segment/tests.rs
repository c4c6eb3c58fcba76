//! Tests of the segments: one line for each habit of mailers and writers.

use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

use presend_lexicon::names::RegionKind;
use presend_lexicon::names::RegionKind::{Body, Code, Disclaimer, Forward, Greeting, Quote, Signature};

use super::split;
use crate::message::marker::Marker;
use crate::text::Span;

fn segments(text: &str) -> Vec<(RegionKind, &str)> {
    let segments = split(text, Span::new(0, text.len()), &[]);
    segments.into_iter().map(|found| (found.kind, found.span.of(text).trim())).collect()
}

fn kinds(text: &str) -> Vec<RegionKind> {
    segments(text).into_iter().map(|(kind, _)| kind).collect()
}

#[test]
fn a_whole_reply_is_cut() {
    let text = "Hi Ana,\n\nplease look again.\n\nBest regards,\nBo Lind\nHead of Shop\n+46 70 123 45 67\n\n\
        On Mon, May 5, 2025 at 10:00, Ana Silva\n<ana@example.com> wrote:\n> old\n>\n> > older\n";
    let found = segments(text);
    assert_eq!(found[0], (Greeting, "Hi Ana,"));
    assert_eq!(found[1], (Body, "please look again."));
    assert_eq!(found[2], (Signature, "Best regards,\nBo Lind\nHead of Shop\n+46 70 123 45 67"));
    assert_eq!(found[3].0, Quote);
    assert!(found[3].1.starts_with("On Mon") && found[3].1.ends_with("older"));
    assert_eq!(found.len(), 4);
}

#[test]
fn an_answer_on_the_line_of_an_attribution_is_no_quote() {
    let text = "Fine with me. On Tue, 3 Mar 2026 at 10:00, Ana <ana@example.com> wrote:\n> lunch?\n";
    let found = segments(text);
    assert_eq!(found[0], (Body, "Fine with me."));
    assert!(found[1].0 == Quote && found[1].1.starts_with("On Tue"), "{found:?}");
}

#[test]
fn answers_between_quotes_are_own_words() {
    let text = "Ana Silva writes:\n> one?\nYes.\n\n> two?\n\nNo, never.\n";
    assert_eq!(kinds(text), [Quote, Body, Quote, Body]);
}

#[test]
fn banners_take_the_rest() {
    assert_eq!(kinds("see below\n-----Original Message-----\nFrom: x\nwords\n"), [Body, Quote]);
    assert_eq!(kinds("see\n\nFrom: Ana\nSent: Monday\nTo: Bo\nSubject: x\n\nwords\n"), [Body, Quote]);
    assert_eq!(
        kinds("----- Original Message -----\nFrom: x\nTo: y\n\n> words\n\nmy answer\n"),
        [Quote, Body]
    );
    assert_eq!(kinds("see\n\n*From:* Ana\n*Sent:* Monday\n*To:* Bo\n\nold\n"), [Body, Quote]);
    assert_eq!(kinds("fyi\n\nBegin forwarded message:\n\n> From: x\n"), [Body, Forward]);
    assert_eq!(kinds("fyi\n---------- Forwarded message ---------\nFrom: x\n"), [Body, Forward]);
    assert_eq!(kinds("fyi\n-------- Forwarded Message --------\nx\n"), [Body, Forward]);
    assert_eq!(kinds("---------------------- Forwarded by Ana on 05/05/2001 ---\nx\n"), [Forward]);
    assert_eq!(kinds("ok\n\nOn 5 May 2025, at 10:00, Ana <a@b.c> wrote:\n\nno marks here\n"), [Body, Quote]);
}

#[test]
fn attributions_in_other_languages() {
    for line in [
        "Am 05.05.2025 um 10:00 schrieb Ana Silva:",
        "Le lun. 5 mai 2025 à 10:00, Ana a écrit :",
        "El 5 de mayo de 2025, Ana escribió:",
        "Em seg., 5 de mai. de 2025, Ana escreveu:",
        "Il giorno lun 5 mag 2025, Ana ha scritto:",
        "Op ma 5 mei 2025 schreef Ana:",
        "On 5 May 2025, Ana wrote:",
    ] {
        assert_eq!(kinds(&format!("ok\n\n{line}\n> old\n")), [Body, Quote], "{line}");
    }
}

#[test]
fn prose_is_not_boilerplate() {
    for text in [
        "On the other hand he wrote:\n\nwe should go.\n",
        "From: what I hear, we lose.\nAnd that is that.\n",
        "Am I late: yes.\n",
        "Dear me, this is the worst report I have ever read from you\n",
        "Hi Ana, can you send me the report\n",
        "- one item\n- another item\n",
        "    We were told that prose may be indented.\n",
        "What???!!! No way!!!!!!!!!\n",
        "You should leave. Now.\n\nUnacceptable\n",
        "Thanks for the report\n",
    ] {
        assert_eq!(kinds(text), [Body], "{text}");
    }
}

#[test]
fn signatures() {
    assert_eq!(kinds("words\n-- \nAna\nShop\n"), [Body, Signature]);
    assert_eq!(kinds("words\n--\nAna\nShop\n"), [Body, Signature]);
    assert_eq!(kinds("words\n\nSent from my phone\n"), [Body, Signature]);
    assert_eq!(kinds("words here\n\nAna\n"), [Body, Signature]);
    assert_eq!(kinds("words here\n- Ana\n"), [Body, Signature]);
    assert_eq!(kinds("words here\n\nThanks, Ana\n"), [Body, Signature]);
    assert_eq!(kinds("words here\n\nThanks!\n"), [Body]);
    assert_eq!(
        kinds("words\n\nCheers\nAna\n\nOn 5 May 2025, Bo <b@c.d> wrote:\n> x\n"),
        [Body, Signature, Quote]
    );
}

#[test]
fn disclaimers() {
    let text = "words\n\nCheers,\nAna\n\nThis message is meant for the intended\nrecipient only. Delete it otherwise.\n";
    assert_eq!(kinds(text), [Body, Signature, Disclaimer]);
    assert_eq!(kinds("words\n\n_______________\nshop mailing list\nTo unsubscribe: x\n"), [Body, Disclaimer]);
    assert_eq!(kinds("Was Ana the intended recipient of the parcel?\n"), [Body]);
}

#[test]
fn code_is_not_prose() {
    assert_eq!(kinds("see\n```\nlet x;\n```\nok\n"), [Body, Code, Body]);
    assert_eq!(kinds("see\n```\nnever closed\n"), [Body]);
    assert_eq!(kinds("see\n\n    let x = f(y);\n    g(x);\n\nok\n"), [Body, Code, Body]);
    assert_eq!(kinds("see\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n"), [Body, Code]);
    assert_eq!(
        kinds("Traceback (most recent call last):\n  File \"x.py\", line 1\nValueError: no\nok\n"),
        [Code, Body]
    );
    assert_eq!(kinds("db.host=example\ndb.port=5432\n"), [Code]);
    assert_eq!(kinds("2025-05-05 10:00:00 WARN full\n"), [Code]);
    assert_eq!(kinds("+---+---+\n| a | b |\n+---+---+\n"), [Code]);
    assert_eq!(kinds("| 1 | 2 |\n| 3 | 4 |\n"), [Code]);
    assert_eq!(kinds("| who | what |\n| Mira | paints |\n"), [Body]);
}

#[test]
fn each_region_says_what_decided_it() {
    let text = "Hi Ana,\n\nsee below\n\nBest,\nBo\n\nOn 5 May 2025, Ana <a@b.c> wrote:\n> old\n\nok\n2025-05-05 10:00:00 x\n```\nx\n```\n";
    let markers: Vec<_> =
        split(text, Span::new(0, text.len()), &[]).iter().map(|found| found.marker).collect();
    assert_eq!(
        markers,
        [
            Some(Marker::Greeting),
            None,
            Some(Marker::Closing),
            Some(Marker::Attribution),
            None,
            Some(Marker::LogLine),
        ]
    );
}

#[test]
fn deep_quotes_are_linear() {
    let text = format!("{}\n", ">".repeat(10_000)).repeat(200);
    assert_eq!(kinds(&text), [Quote]);
    assert_eq!(kinds(&"```\n- x\n".repeat(20_001)).len(), 20_000);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn segments_cover_any_text(text in "(> |\n|[a-zA-Z ,:=-]{0,9}|-- \n|On |wrote:\n|```\n|é){0,40}") {
        let segments = split(&text, Span::new(0, text.len()), &[]);
        let mut end = 0;
        for segment in segments {
            prop_assert_eq!(segment.span.start, end);
            end = segment.span.end;
        }
        prop_assert_eq!(end, text.len());
    }
}

/// Language, forward, names of the fields from, sent and to, attribution, device.
const LANGUAGES: &str = "\
en|Begin forwarded message:|From|Sent|To|On 4 May 2026 at 10:00, Ana <a@b.c> wrote:|Sent from my iPhone
de|Anfang der weitergeleiteten Nachricht:|Von|Gesendet|An|Am 04.05.2026 um 10:00 schrieb Ana <a@b.c>:|Von meinem iPhone gesendet
fr|Début du message réexpédié :|De|Envoyé|À|Le 4 mai 2026 à 10:00, Ana a écrit :|Envoyé de mon iPhone
es|Inicio del mensaje reenviado:|De|Enviado|Para|El 4 de mayo de 2026, Ana escribió:|Enviado desde mi iPhone
pt|Início da mensagem reencaminhada:|De|Enviado|Para|Em 4 de maio de 2026, Ana escreveu:|Enviado do meu iPhone
it|Inizio messaggio inoltrato:|Da|Inviato|A|Il 4 maggio 2026, Ana ha scritto:|Inviato da iPhone
nl|Begin doorgestuurd bericht:|Van|Verzonden|Aan|Op 4 mei 2026 schreef Ana:|Verstuurd vanaf mijn iPhone
da|Start på videresendt besked:|Fra|Sendt|Til|Den 4. maj 2026 kl. 10.00 skrev Ana <a@b.c>:|Sendt fra min iPhone
sv|Vidarebefordrat brev:|Från|Skickat|Till|Den 4 maj 2026 kl 10:00 skrev Ana <a@b.c>:|Skickat från min iPhone
nb|Videresendt melding:|Fra|Sendt|Til|4. mai 2026 kl. 10:00 skrev Ana <a@b.c>:|Sendt fra min iPhone
fi|Välitetty viesti alkaa:|Lähettäjä|Lähetetty|Vastaanottaja|4. toukokuuta 2026 klo 10.00 Ana <a@b.c> kirjoitti:|Lähetetty iPhonesta
pl|Początek przekazywanej wiadomości:|Od|Wysłano|Do|W dniu 4.05.2026 o 10:00 Ana pisze:|Wysłane z iPhone'a
cs|Začátek přeposílané zprávy:|Od|Odesláno|Komu|Dne 4. 5. 2026 v 10:00 Ana napsal(a):|Odesláno z iPhonu
sk|Začiatok preposielanej správy:|Od|Odoslané|Komu|Dňa 4. 5. 2026 o 10:00 Ana napísal(a):|Odoslané z iPhonu
hu|Továbbított levél kezdete:|Feladó|Elküldve|Címzett|Ana <a@b.c> ezt írta (időpont: 2026. máj. 4., 10:00):|Elküldve az iPhone-omról
ro|Începutul mesajului redirecționat:|De la|Trimis|Către|Pe 4 mai 2026, la 10:00, Ana a scris:|Trimis de pe iPhone-ul meu
ru|Начало переадресованного сообщения:|От|Отправлено|Кому|4 мая 2026 г. в 10:00, Ana <a@b.c> написал:|Отправлено с iPhone
uk|Початок переадресованого повідомлення:|Від|Надіслано|Кому|4 травня 2026 р. о 10:00 Ana <a@b.c> пише:|Надіслано з iPhone
el|Έναρξη προωθημένου μηνύματος:|Από|Στάλθηκε|Προς|Στις 4 Μαΐου 2026, 10:00, Ana έγραψε:|Στάλθηκε από το iPhone μου
tr|İletilen mesajın başlangıcı:|Kimden|Gönderildi|Kime|Ana <a@b.c>, 4 May 2026 Pzt, 10:00 tarihinde şunu yazdı:|iPhone'umdan gönderildi
he|תחילת ההודעה שהועברה:|מאת|נשלח|אל|בתאריך 4 במאי 2026 בשעה 10:00, Ana כתב:|נשלח מה-iPhone שלי
ar|بدء الرسالة المعاد توجيهها:|من|تم الإرسال|إلى|في 4 مايو 2026، 10:00، كتب Ana <a@b.c>:|أُرسلت من الـ iPhone
zh|以下是转发的邮件：|发件人|发送时间|收件人|Ana <a@b.c> 于2026年5月4日 10:00写道：|发自我的iPhone
zh-hant|開始轉寄郵件：|寄件者|寄件日期|收件者|Ana <a@b.c> 於 2026年5月4日 10:00 寫道：|從我的iPhone傳送
ja|転送されたメッセージ：|差出人|送信日時|宛先|2026年5月4日(月) 10:00 Ana <a@b.c>:|iPhoneから送信
ko|전달된 메시지 시작:|보낸 사람|보낸 날짜|받는 사람|2026년 5월 4일 (월) 오전 10:00, Ana <a@b.c>님이 작성:|나의 iPhone에서 보냄
vi|Bắt đầu thư được chuyển tiếp:|Từ|Đã gửi|Đến|Vào 4 thg 5, 2026 lúc 10:00 Ana <a@b.c> đã viết:|Gửi từ iPhone của tôi
id|Mulai pesan yang diteruskan:|Dari|Dikirim|Kepada|Pada 4 Mei 2026 10:00, Ana <a@b.c> menulis:|Dikirim dari iPhone saya";

#[test]
fn every_language_hides_the_quoted_words_and_keeps_the_own_ones() {
    const PROBE: &str = "You are fired. You stupid idiot.";
    let mut missed = Vec::new();
    for row in LANGUAGES.lines() {
        let cells: Vec<&str> = row.split('|').collect();
        let [language, forward, from, sent, to, attribution, device] = cells[..] else { panic!("{row}") };
        let header = format!("{from}: Ana <a@b.c>\n{sent}: 4.5.2026 10:00\n{to}: Bo\n");
        for (above, kind) in [(forward, Forward), (header.as_str(), Quote), (attribution, Quote)] {
            let text = format!("{PROBE}\n\n{above}\n\n{PROBE}\n");
            if kinds(&text) != [Body, kind] {
                missed.push(format!("{language}: {above}"));
            }
        }
        if kinds(&format!("{PROBE}\n\n{device}\n\n{PROBE}\n")) != [Body, Signature, Body] {
            missed.push(format!("{language}: {device}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn names_below_figures_and_links_sign_and_listed_names_do_not() {
    assert_eq!(kinds("For which year, 2003 or 2004?\n\n- Joe\n"), [Body, Signature]);
    assert_eq!(kinds("See\n\nhttps://example.com/plan2026\n\n- Jim\n"), [Body, Signature]);
    assert_eq!(
        kinds("Call one of them.\n\nMira Holt\n+34 600 000 000\n\nBo Larsen\n+34 600 000 001\n"),
        [Body]
    );
    assert_eq!(kinds("Who comes:\n- Mira\n- Bo\n"), [Body]);
}

#[test]
fn a_link_to_a_list_is_a_footer_below_any_words() {
    let text = "It is the long line of the writer that ends right above the link of the list, as ever.\n\
        https://lists.example.com/mailman/listinfo/bikes\n";
    let found = segments(text);
    assert_eq!(found[1], (Disclaimer, "https://lists.example.com/mailman/listinfo/bikes"));
    assert_eq!(
        kinds("Look there.\nsee https://lists.example.com/mailman/listinfo/bikes\nand write.\n"),
        [Body]
    );
}
