//! Sorts a list by small numbers in two passes, by counting.

/// Returns a list in the order of the groups of its items, and where each of the `groups` ends; in a group the order stays. What is
/// of no group stands in the last.
pub(crate) fn group_by_number<T: Copy>(
    list: &[T],
    groups: usize,
    group_of: impl Fn(&T) -> usize,
) -> (Vec<T>, Vec<usize>) {
    let group_of = |item| group_of(item).min(groups.saturating_sub(1));
    let mut counts = vec![0; groups];
    for item in list {
        if let Some(count) = counts.get_mut(group_of(item)) {
            *count += 1;
        }
    }
    let begin = |total: &mut usize, count: usize| Some(std::mem::replace(total, *total + count));
    // Where the next item of each group goes; after the last one that is where the group ends.
    let mut ends: Vec<usize> = counts.into_iter().scan(0, begin).collect();
    let mut sorted = list.to_vec();
    for item in list {
        if let Some(next) = ends.get_mut(group_of(item))
            && let Some(slot) = sorted.get_mut(*next)
        {
            *slot = *item;
            *next += 1;
        }
    }
    (sorted, ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stand_by_group_and_keep_their_order_in_it() {
        let list = [(2, 'a'), (0, 'b'), (2, 'c'), (7, 'd'), (0, 'e')];
        let (sorted, ends) = group_by_number(&list, 4, |&(group, _)| group);
        assert_eq!(sorted.iter().map(|&(_, name)| name).collect::<String>(), "beacd");
        assert_eq!(ends, [2, 2, 4, 5]);
        assert_eq!(group_by_number(&[3], 0, |&group| group), (vec![3], vec![]));
    }
}
