import type { Options } from '../arguments.ts';
import { TEXT_LENGTH } from '../gate/requests.ts';
import { describeMachine } from '../machine.ts';
import { formatNumber } from '../output/number.ts';
import { formatPairs, formatTable } from '../output/table.ts';
import type { Report, Result } from '../result.ts';

/** What a practice may keep of an event. */
export const CLASSES = ['none', 'signals', 'content'] as const;
export type KeepClass = (typeof CLASSES)[number];

/** Bytes for one decision, of each part of the database. */
export interface Measured {
  readonly keep: KeepClass;
  readonly decisions: number;
  /** The rows of decisions, holds and resolutions. */
  readonly table: number;
  readonly indexes: number;
  /** The table of events over all days, with its indexes. */
  readonly events: number;
  /** Written to the log before the tables, and given free again after a checkpoint. */
  readonly wal: number;
}

/** At which the plan is made: a month of a service of middling size. */
const RATE = 500;
const DAYS = 30;
const DAY_SECONDS = 86_400;

export function reportDisk({ seed }: Options, measured: readonly Measured[]): Report {
  const results = measured.flatMap((one): readonly Result[] => [
    { bench: 'disk', case: `keep=${one.keep}`, value: onDisk(one), unit: 'bytes/decision' },
    { bench: 'disk', case: `keep=${one.keep} log`, value: one.wal, unit: 'bytes/decision' },
    { bench: 'disk', case: `keep=${one.keep} ${DAYS} days at ${RATE}/s`, value: planned(one), unit: 'GiB' },
  ]);
  const rows = measured.map((one) =>
    [one.table, one.indexes, one.events, onDisk(one), one.wal].map((bytes) => String(Math.round(bytes))),
  );
  const text = [
    'The disk: what one decision takes in the database, by what the practice keeps\n\n',
    formatPairs([
      ...describeMachine(),
      [
        'decisions',
        measured.map(({ keep, decisions }) => `${keep} ${formatNumber(decisions, 6)}`).join(', '),
      ],
      ['events', `of every kind, texts of ${TEXT_LENGTH.join('–')} characters, from seed ${seed}`],
    ]),
    '\n',
    formatTable([
      ['bytes', 'rows', 'indexes', 'events', 'on disk', 'log', `${DAYS} days at ${RATE}/s`],
      ...measured.map((one, n) => [
        `keep: ${one.keep}`,
        ...(rows[n] ?? []),
        `${formatNumber(planned(one))} GiB`,
      ]),
    ]),
    '\n  events: the table that holds an event to one decision over all days. log: written once, reused after a\n',
    '  checkpoint; it counts for the speed of the disk and for archives, not for its size.\n',
  ].join('');
  return { results, text };
}

function onDisk({ table, indexes, events }: Measured): number {
  return table + indexes + events;
}

/** One day more than is kept: a day goes when the last of it is due. */
function planned(one: Measured): number {
  return (onDisk(one) * RATE * DAY_SECONDS * (DAYS + 1)) / 2 ** 30;
}
