//! Finds the hosts of calls in a text.

use std::sync::LazyLock;

use presend_lexicon::names::WordList;

use crate::builtin::phrases;
use crate::text::Ends;

/// A host of calls, and where its first full stop stands: every mail with a link is asked for them, at its full stops.
struct Host {
    name: &'static [u8],
    stop: usize,
}

static HOSTS: LazyLock<Vec<Host>> = LazyLock::new(|| {
    let hosts = phrases(WordList::CallHosts).iter().map(|host| host.as_bytes());
    hosts.filter_map(|name| Some(Host { name, stop: memchr::memchr(b'.', name)? })).collect()
});

/// Which bytes stand behind the first full stop of a host: behind those of sentences stands a blank.
static BEHIND_STOPS: LazyLock<[bool; 256]> = LazyLock::new(|| {
    let mut is_behind = [false; 256];
    for byte in HOSTS.iter().filter_map(|host| host.name.get(host.stop + 1)) {
        is_behind.get_mut(usize::from(*byte)).into_iter().for_each(|is_behind| *is_behind = true);
    }
    is_behind
});

impl Host {
    /// Returns true if and only if the host is the one that has its first full stop at a place.
    fn is_at(&self, text: &[u8], stop: usize) -> bool {
        text.get(stop + 1) == self.name.get(self.stop + 1)
            && stop.checked_sub(self.stop).is_some_and(|start| text.tail(start).starts_with(self.name))
    }
}

/// Returns true if and only if a text has the host of an address of calls.
pub(super) fn names_host(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'.', bytes).any(|stop| is_host_at(bytes, stop))
}

/// Returns true if and only if a host of calls has its first full stop at a place.
pub(super) fn is_host_at(text: &[u8], stop: usize) -> bool {
    let behind = text.get(stop + 1).and_then(|behind| BEHIND_STOPS.get(usize::from(*behind)));
    behind == Some(&true) && HOSTS.iter().any(|host| host.is_at(text, stop))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_host_of_calls_is_found() {
        for host in phrases(WordList::CallHosts) {
            assert!(names_host(&format!("see https://x{host}1234. Thanks")), "{host}");
            assert!(!names_host(&format!("see https://x{}. Thanks", host.replace('.', "-"))), "{host}");
        }
    }
}
