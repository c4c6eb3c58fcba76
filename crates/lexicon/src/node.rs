//! Nodes of the graph that terms are unfolded into, and how far one term may unfold.

/// Most edges one term may unfold into; beyond it a user's term is refused instead of filling memory.
const MAX_EDGES: usize = 200_000;

/// Most edges that the optional words and gaps of one term may repeat. Each of them goes on as whatever follows it does, so that
/// a long row of them repeats as many as its square, and their states as many as its cube.
const MAX_REPEATED: usize = 50_000;

/// A node of the graph while it is built: edges to finished nodes, and terms that end here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Node {
    pub(super) edges: Vec<(u32, u32)>,
    pub(super) accepts: Vec<[u32; 2]>,
}

impl Node {
    pub(super) fn join(mut self, other: &Node) -> Node {
        self.edges.extend_from_slice(&other.edges);
        self.accepts.extend_from_slice(&other.accepts);
        self
    }
}

/// What one term has unfolded into so far.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Budget {
    edges: usize,
    repeated: usize,
}

impl Budget {
    /// Counts an edge.
    pub(super) fn step(&mut self) -> Result<(), String> {
        self.edges += 1;
        if self.edges > MAX_EDGES {
            return Err(format!("the term unfolds into more than {MAX_EDGES} steps: use fewer alternatives"));
        }
        Ok(())
    }

    /// Counts edges that are repeated.
    pub(super) fn repeat(&mut self, edges: usize) -> Result<(), String> {
        self.repeated += edges;
        if self.repeated > MAX_REPEATED {
            return Err(format!(
                "the term repeats more than {MAX_REPEATED} steps: use fewer optional words and gaps in a row"
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_that_unfolds_without_end_is_refused() {
        let mut budget = Budget::default();
        assert!((0..MAX_EDGES).all(|_| budget.step().is_ok()) && budget.step().is_err());
        // A row of optional words repeats what follows each of them.
        let mut row = |length: usize| (0..length).try_for_each(|rest| budget.repeat(rest));
        assert!(row(1200).is_err());
    }
}
