//! Finds bad news in the first message to somebody (R005).

use crate::judge::check_context::Finding;
use crate::judge::message_context::MessageContext;
use crate::message::Thread;
use presend_lexicon::table::Kind;

/// Codes on news that is hard to take.
const BAD_NEWS: [&str; 10] = ["S001", "S002", "S003", "S004", "S005", "S006", "S007", "S008", "S012", "S016"];

/// The rule's strong terms introduce the writer; its weak ones announce bad news, and count only beside them.
pub(super) fn check(context: &MessageContext<'_>, rule: u32, own: Vec<Finding>) -> Vec<Finding> {
    let (mut found, news): (Vec<Finding>, Vec<Finding>) =
        own.into_iter().partition(|finding| finding.hit.kind != Kind::Weak);
    if found.is_empty() || Thread::of(context.message).is_reply() {
        return Vec::new();
    }
    let news = news.into_iter().next();
    let known =
        || BAD_NEWS.iter().find_map(|code| context.finding(code)).map(|finding| finding.for_rule(rule));
    match news.or_else(known) {
        Some(news) => {
            found.push(news);
            found
        }
        None => Vec::new(),
    }
}
