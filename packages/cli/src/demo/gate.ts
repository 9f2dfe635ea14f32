import type { Event, Outcome } from '@safeward/engine';

/** What the gate answers, as far as the demonstration shows it. */
export type Decision = Outcome & { readonly id: string; readonly timing_ms: { readonly total: number } };

/** Asks the gate over HTTP, as any service would. */
export interface Gate {
  decide(event: Event): Promise<Decision>;
  /** Whether it has decided this event before. */
  knows(event: Event): Promise<boolean>;
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
    async knows({ id, actor }) {
      for (let cursor = ''; ; ) {
        const query = new URLSearchParams({ limit: '100', actor: actor.id, ...(cursor && { cursor }) });
        const page = (await ask(`/v1/decisions?${query}`, {})) as Page;
        if (page.decisions.some(({ event }) => event === id)) return true;
        if (page.next === null) return false;
        cursor = page.next;
      }
    },
  };
}

/** A page of earlier decisions, newest first. */
interface Page {
  readonly decisions: readonly Pick<Decision, 'event'>[];
  readonly next: string | null;
}
