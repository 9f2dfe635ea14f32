import type { Plan } from '@safeward/engine';
import { readMaterial, simulate } from '@safeward/simulator';
import { type ContactRow, type Judged, judge, rowOf } from './evaluate.ts';

/** Reports use a seed of their own, never that of the fit. */
export interface ContactReport {
  readonly seed: number;
  readonly each: number;
  readonly parts: readonly {
    readonly content: boolean;
    readonly rows: readonly { readonly name: string; readonly row: ContactRow }[];
    readonly kinds: readonly {
      readonly kind: string;
      readonly risky: boolean;
      readonly held_out: boolean;
      readonly row: ContactRow;
    }[];
  }[];
}

/** What a practice says of contact with strangers as such, whatever they write or do. */
const ABOUT_STRANGERS = /^(stranger|contact|account|defaults?)[._]|^contact\.(unconnected|blocked)/u;

/** Whether a measure is about strangers as such, so that rows without it can be given. */
export function aboutStrangers(measure: string): boolean {
  return ABOUT_STRANGERS.test(measure) && !measure.startsWith('contact_risk');
}

/** Evaluates a practice on simulated conversations, with and without content. */
export function reportContact(
  plan: Plan,
  { seed, each }: { readonly seed: number; readonly each: number },
): ContactReport {
  const simulated = simulate(readMaterial(), { each, seed });
  return {
    seed,
    each,
    parts: [true, false].map((content) => {
      const all = judge(plan, simulated, { content, ignore: () => false });
      const apart = judge(plan, simulated, { content, ignore: aboutStrangers });
      const pick = (list: readonly Judged[], risky: boolean, heldOut: boolean): readonly Judged[] =>
        list.filter(({ label }) => label.risky === risky && label.held_out === heldOut);
      return {
        content,
        rows: [
          { name: 'risky, tuned on', row: rowOf(pick(all, true, false)) },
          { name: 'risky, held out', row: rowOf(pick(all, true, true)) },
          { name: 'risky, held out, rules about strangers apart', row: rowOf(pick(apart, true, true)) },
          { name: 'harmless, tuned on', row: rowOf(pick(all, false, false)) },
          { name: 'harmless, held out', row: rowOf(pick(all, false, true)) },
          { name: 'harmless, held out, rules about strangers apart', row: rowOf(pick(apart, false, true)) },
        ],
        kinds: kindsOf(all),
      };
    }),
  };
}

function kindsOf(judged: readonly Judged[]) {
  const kinds = new Map<string, Judged[]>();
  for (const one of judged) {
    const known = kinds.get(one.label.kind);
    if (known === undefined) kinds.set(one.label.kind, [one]);
    else known.push(one);
  }
  return [...kinds].map(([kind, list]) => ({
    kind,
    risky: list[0]?.label.risky === true,
    held_out: list[0]?.label.held_out === true,
    row: rowOf(list),
  }));
}
