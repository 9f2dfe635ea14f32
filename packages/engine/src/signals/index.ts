/** What can be seen in an event. The practice language and the decision enter here. */
export { findLinks, type Link } from './link/links.ts';
export type { Hit } from './text/hits.ts';
export { type NormalizedText, normalize } from './text/normalize.ts';
export { compileScanner, type Pattern, type Scanner } from './text/scanner.ts';
export { FAMILIES, type Family, type TextSignal } from './text/signal.ts';
export { TEXT_SIGNALS } from './text/signals.ts';
