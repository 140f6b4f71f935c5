/**
 * The neutral-language coach (PRACTICE 4): a mirror under a text box, not a judge. All of it is pure and stays on the
 * phone: it blocks nothing, reports nothing and keeps no text. Loaded by `import()` when first needed, with its data.
 */
export { compareSides, findUneven, toSides, type Side } from "./coach_balance";
export { findHints, type Context, type Hint } from "./coach_hints";
export { isQuietNow, withDismissal } from "./coach_memory";
export { findPrivate, type Private } from "./coach_private";
