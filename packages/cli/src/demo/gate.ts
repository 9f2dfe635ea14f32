import type { Event, Outcome } from '@safeward/engine';

/** What the gate answers, as far as the demonstration shows it. */
export type Decision = Outcome & { readonly id: string; readonly timing_ms: { readonly total: number } };

/** Asks the gate over HTTP, as any service would. */
export interface Gate {
  decide(event: Event): Promise<Decision>;
  /** Whether it has decided something by this actor before. */
  knows(actor: string): Promise<boolean>;
}

export function connectGate(url: string, key: string): Gate {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };

  async function ask(path: string, init: RequestInit): Promise<unknown> {
    const response = await fetch(url + path, { ...init, headers });
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(`the gate answered ${response.status}: ${JSON.stringify(body)}`);
    return body;
  }

  return {
    async decide(event) {
      // The gate is ours and of the same version; its answers are what its schema says.
      return (await ask('/v1/decisions', { method: 'POST', body: JSON.stringify(event) })) as Decision;
    },
    async knows(actor) {
      const page = (await ask(`/v1/decisions?limit=1&actor=${encodeURIComponent(actor)}`, {})) as {
        readonly decisions: readonly unknown[];
      };
      return page.decisions.length > 0;
    },
  };
}
