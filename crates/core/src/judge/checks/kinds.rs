//! Says what a check is: a function that makes or filters the findings of one rule.

use crate::judge::check_context::CheckContext;
use crate::judge::finding::Finding;
use crate::judge::message_context::MessageContext;

/// Makes or filters the findings of one rule: gets its number and the candidates that its terms found.
pub(in crate::judge) type WordCheck = fn(&CheckContext<'_>, u32, Vec<Finding>) -> Vec<Finding>;

/// Makes the findings of one rule from what all rules found in the message: gets its number and the hits of its own terms.
pub(in crate::judge) type MessageCheck = fn(&MessageContext<'_>, u32, Vec<Finding>) -> Vec<Finding>;
