import { sheetsOf, type Tabulated } from '@safeward/polls';
import { formatTable } from '../output/table.ts';
import { visible } from '../output/visible.ts';

/** What everybody answered, for a person at a terminal; the breaks need more room than one has. */
export function formatTotals(tabulated: Tabulated): string {
  return sheetsOf(tabulated)
    .map(({ id, text, rows }) => {
      const lines = rows.map(({ kind, label, cells: [total] }) => {
        const isShare = (kind === 'answer' || kind === 'net') && /^\d/.test(total?.text ?? '');
        const margin = total === undefined || total.margin === '' ? '' : `±${total.margin}`;
        return [`  ${visible(label)}`, `${total?.text ?? ''}${isShare ? ' %' : ''}`, margin];
      });
      return `${visible(`${id}  ${text}`)}\n${formatTable(lines)}`;
    })
    .join('\n');
}
