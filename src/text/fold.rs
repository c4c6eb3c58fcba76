//! Folds a plain string for comparison and cuts it into words.
