/**
 * Whether a command printed what a document shows. Runs of white space count as one, so that a long line may be
 * wrapped in the document; `…` stands for whatever differs from one run to the next.
 */
export function printedAsShown(shown: string, printed: string): boolean {
  const parts = squeeze(shown)
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s*'));
  return new RegExp(`^\\s*${parts.join('[^]*?')}\\s*$`).test(squeeze(printed));
}

function squeeze(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
