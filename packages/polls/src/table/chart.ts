import type { QuestionFigures } from '../figures/figure.ts';
import { escapeMarkup as e } from './markup.ts';
import { percentText } from './rounding.ts';

const WIDTH = 700;
const LABELS = 230;
const FIGURES = 60;
const ROW = 30;
const BAR = 14;
const AXIS = 26;
const AVERAGE_LETTER = 6.6;
const TICKS = [0, 25, 50, 75, 100] as const;

/**
 * The answers of everybody as bars from 0 to 100 %, each with its 95 % interval (linearised), as SVG. The figures stand
 * beside the bars, so that nothing is told by length or colour alone.
 */
export function chartOf(title: string, { total }: QuestionFigures): string {
  const rows = [...total.rows, ...(total.nets ?? [])];
  const height = rows.length * ROW + AXIS;
  const x = (pct: number): number =>
    LABELS + (Math.min(Math.max(pct, 0), 100) / 100) * (WIDTH - LABELS - FIGURES);
  const at = (value: number): string => String(Math.round(value * 10) / 10);
  const ticks = TICKS.map(
    (tick) =>
      `<line x1="${at(x(tick))}" y1="0" x2="${at(x(tick))}" y2="${rows.length * ROW}" stroke="currentColor" stroke-opacity=".2"/>` +
      `<text x="${at(x(tick))}" y="${height - 6}" text-anchor="middle">${tick} %</text>\n`,
  );
  const bars = rows.map(({ answer, pct, ci_lin: [low, high], unweighted_count }, n) => {
    const middle = n * ROW + ROW / 2;
    const label = `<text x="${LABELS - 8}" y="${middle + 4}" text-anchor="end">${e(fitted(answer))}</text>`;
    const figure = `<text x="${WIDTH - FIGURES + 10}" y="${middle + 4}">${e(percentText(pct, unweighted_count))}${pct === null ? '' : ' %'}</text>`;
    if (pct === null) return `${label}${figure}\n`;
    const bar = `<rect x="${at(x(0))}" y="${middle - BAR / 2}" width="${at(x(pct) - x(0))}" height="${BAR}" fill="var(--bar,#3d7ab5)"/>`;
    const interval =
      low === null || high === null
        ? ''
        : `<path d="M${at(x(low))} ${middle - 5}v10m0-5H${at(x(high))}m0-5v10" fill="none" stroke="currentColor" stroke-width="1.5"/>`;
    return `${label}${bar}${interval}${figure}\n`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${e(summary(title, rows))}" font-family="system-ui,sans-serif" font-size="13" fill="currentColor">\n` +
    `${ticks.join('')}${bars.join('')}</svg>\n`
  );
}

/** What a screen reader says instead of the picture. */
function summary(title: string, rows: QuestionFigures['total']['rows']): string {
  const parts = rows.map(({ answer, pct, unweighted_count, ci_lin: [low, high] }) => {
    if (pct === null || low === null || high === null) return `${answer}: no figure`;
    return `${answer}: ${percentText(pct, unweighted_count)} %, interval ${low.toFixed(1)} to ${high.toFixed(1)}`;
  });
  return `${title} ${parts.join('; ')}.`;
}

function fitted(label: string): string {
  const most = Math.floor((LABELS - 12) / AVERAGE_LETTER);
  return label.length > most ? `${label.slice(0, most - 1)}…` : label;
}
