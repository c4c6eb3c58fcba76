//! Keeps the latest of what was worked out, for texts that repeat themselves.

/// So many are kept: what repeats stands in few positions.
const KEPT: usize = 8;

/// The latest of something; the oldest makes room.
#[derive(Debug)]
pub(super) struct Latest<T> {
    list: Vec<T>,
    oldest: usize,
}

impl<T> Default for Latest<T> {
    fn default() -> Latest<T> {
        Latest { list: Vec::new(), oldest: 0 }
    }
}

impl<T> Latest<T> {
    /// Returns one for which `is_it` holds.
    pub(super) fn find(&self, is_it: impl FnMut(&&T) -> bool) -> Option<&T> {
        self.list.iter().find(is_it)
    }

    /// Keeps one more.
    pub(super) fn keep(&mut self, item: T) {
        if self.list.len() < KEPT {
            self.list.push(item);
        } else if let Some(oldest) = self.list.get_mut(self.oldest) {
            *oldest = item;
            self.oldest = (self.oldest + 1) % KEPT;
        }
    }
}
