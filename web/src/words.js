// The words of the page itself; all that is said about a draft comes from the engine.

/** What to do, by the verdict's action. */
export const ACTIONS = {
  write: "This reads fine",
  reword: "Another wording would help",
  hold: "Let it rest first",
  talk: "Better said than written",
};

/** How serious a remark is. */
export const LEVELS = { error: "Important", warning: "Worth a look", info: "A thought", hint: "A small thing" };

/** Severities, gravest first. */
export const RANKS = ["error", "warning", "info", "hint"];

/** The axes of a verdict, in the order in which they are shown. */
export const AXES = {
  sensitive: "Sensitive",
  charged: "Charged",
  urgent: "Urgent",
  coordination: "Moving parts",
  relationship: "Closeness",
  meeting: "Asks to meet",
  fyi: "Information",
};

export const NOTHING_YET = { action: "Nothing to read yet", summary: "Type or paste a draft, or try an example." };
export const NO_ENGINE = {
  action: "presend cannot run here",
  summary: "It needs WebAssembly and DecompressionStream, which browsers have had since 2023.",
};
export const FAILED = {
  action: "presend could not read this one",
  summary: "That is an error in presend, not in your draft. It will try again at the next change.",
};
export const NO_REMARKS = "No remarks.";

/** Returns how many remarks there are, in words. */
export function count(remarks) {
  if (remarks === 0) return NO_REMARKS;
  return remarks === 1 ? "One remark." : `${remarks} remarks.`;
}
