//! Reduces pairs of label and score to the usual figures: area under the curve, precision, recall, F1.

/// How often a yes-or-no answer was right.
#[derive(Default)]
pub(crate) struct Counts {
    /// Said yes, and it was.
    pub(crate) right: usize,
    /// Said yes, and it was not.
    pub(crate) false_alarms: usize,
    /// Said no, and it was.
    pub(crate) missed: usize,
}

impl Counts {
    /// Counts pairs of (is it so, was it said).
    pub(crate) fn of(pairs: impl Iterator<Item = (bool, bool)>) -> Counts {
        let mut counts = Counts::default();
        for pair in pairs {
            match pair {
                (true, true) => counts.right += 1,
                (false, true) => counts.false_alarms += 1,
                (true, false) => counts.missed += 1,
                (false, false) => {}
            }
        }
        counts
    }

    /// Returns the share of the cases that were found.
    pub(crate) fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }

    /// Returns the harmonic mean of both, 0 when nothing was right.
    pub(crate) fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.false_alarms + self.missed).max(1) as f64
    }
}

/// A figure with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Figure {
    pub(crate) value: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Figure {
    /// Returns a share, with Wilson's interval.
    pub(crate) fn share(some: usize, all: usize) -> Figure {
        let (low, high) = interval(some, all);
        Figure { value: some as f64 / all.max(1) as f64, low, high }
    }

    /// Returns a share in thousandths, with Wilson's interval.
    pub(crate) fn per_mille(some: usize, all: usize) -> Figure {
        let Figure { value, low, high } = Figure::share(some, all);
        Figure { value: 1000.0 * value, low: 1000.0 * low, high: 1000.0 * high }
    }

    /// Returns what a formula gives for the items, with the interval that holds 95 % of what it gives for as many drawn from
    /// them with replacement (the percentile bootstrap). The draws are the same in each run.
    pub(crate) fn of<T: Copy>(items: &[T], formula: impl Fn(&[T]) -> f64) -> Figure {
        const DRAWS: usize = 400;
        let mut random = 0x9e37_79b9_7f4a_7c15_u64;
        let mut draw = |_| {
            // The generator of Marsaglia's "Xorshift RNGs" with the shifts 13, 7, 17.
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            items[(random % items.len() as u64) as usize]
        };
        let value = formula(items);
        if items.is_empty() {
            return Figure { value, low: value, high: value };
        }
        let mut drawn: Vec<f64> =
            (0..DRAWS).map(|_| formula(&(0..items.len()).map(&mut draw).collect::<Vec<T>>())).collect();
        drawn.sort_by(f64::total_cmp);
        let (low, high) = (drawn[DRAWS / 40].min(value), drawn[DRAWS - 1 - DRAWS / 40].max(value));
        Figure { value, low, high }
    }
}

/// Returns the chance that a random case scores above a random other; 0.5 is guessing.
pub(crate) fn area(pairs: &[(bool, f64)]) -> f64 {
    let mut sorted = pairs.to_vec();
    sorted.sort_by(|left, right| left.1.total_cmp(&right.1));
    let (mut below, mut wins) = (0_usize, 0.0);
    for tied in sorted.chunk_by(|left, right| left.1 == right.1) {
        let cases = tied.iter().filter(|(is_case, _)| *is_case).count();
        let others = tied.len() - cases;
        wins += cases as f64 * (below as f64 + others as f64 / 2.0);
        below += others;
    }
    wins / ((pairs.len() - below) * below).max(1) as f64
}

/// Returns the best F1 that any threshold gives.
pub(crate) fn best_f1(pairs: &[(bool, f64)]) -> f64 {
    let mut sorted = pairs.to_vec();
    sorted.sort_by(|left, right| right.1.total_cmp(&left.1));
    let cases = pairs.iter().filter(|(is_case, _)| *is_case).count();
    let mut counts = Counts { missed: cases, ..Counts::default() };
    let mut best = 0.0_f64;
    for tied in sorted.chunk_by(|left, right| left.1 == right.1) {
        let found = tied.iter().filter(|(is_case, _)| *is_case).count();
        counts.right += found;
        counts.missed -= found;
        counts.false_alarms += tied.len() - found;
        best = best.max(counts.f1());
    }
    best
}

/// Returns the mean precision over the cases, ranked by score.
pub(crate) fn average_precision(pairs: &[(bool, f64)]) -> f64 {
    let mut sorted = pairs.to_vec();
    sorted.sort_by(|left, right| right.1.total_cmp(&left.1));
    let cases = pairs.iter().filter(|(is_case, _)| *is_case).count();
    let (mut seen, mut right, mut sum) = (0_usize, 0_usize, 0.0);
    for tied in sorted.chunk_by(|left, right| left.1 == right.1) {
        let found = tied.iter().filter(|(is_case, _)| *is_case).count();
        seen += tied.len();
        right += found;
        sum += found as f64 * right as f64 / seen as f64;
    }
    sum / cases.max(1) as f64
}

/// Returns the 95 % interval of a share (Wilson's).
pub(crate) fn interval(some: usize, all: usize) -> (f64, f64) {
    const Z: f64 = 1.96;
    let (n, p) = (all.max(1) as f64, some as f64 / all.max(1) as f64);
    let middle = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// Returns Cohen's kappa of pairs of names.
pub(crate) fn kappa(pairs: &[(&str, &str)], names: &[&str]) -> f64 {
    let all = pairs.len().max(1) as f64;
    let same = pairs.iter().filter(|(one, other)| one == other).count() as f64 / all;
    let share =
        |of: &dyn Fn(&(&str, &str)) -> bool| pairs.iter().filter(|pair| of(pair)).count() as f64 / all;
    let chance: f64 =
        names.iter().map(|name| share(&|(one, _)| one == name) * share(&|(_, other)| other == name)).sum();
    (same - chance) / (1.0 - chance).max(f64::EPSILON)
}
