import type { SourceFile } from '@safeward/engine';
import { createKey } from '../../../platform/keys/index.ts';
import type { ServerOptions } from '../../../server.ts';
import { type Answer, type Ask, connect, startTestServer, type TestServer } from '../../../test-kit/index.ts';

/** A server whose clock for consultations is the test's. */
export interface House extends TestServer {
  /** Milliseconds since 1970. */
  now(): number;
  /** Sets the clock, from where it goes on by itself. */
  setClock(time: string | number): void;
  /** Asks with a key of its own, as another member of staff. */
  staff(name: string): Promise<(path: string, ask?: Ask) => Promise<Answer>>;
}

export async function startHouse(options: Partial<ServerOptions> = {}): Promise<House> {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const server = await startTestServer({ clock: now, ...options });
  return {
    ...server,
    now,
    setClock(time) {
      ahead = (typeof time === 'number' ? time : Date.parse(time)) - Date.now();
    },
    async staff(name) {
      const { key } = await createKey(server.server.database.pool, { name, scopes: ['consult'] });
      return connect(server.url, key).ask;
    },
  };
}

export function jsonOf<T = Record<string, unknown>>({ status, text }: Answer): T {
  if (status !== 200) throw new Error(`answered ${status}: ${text}`);
  return JSON.parse(text) as T;
}

/** A plan with one question of each kind, in two languages. */
export const SOME_PLAN = {
  slug: 'code-2026',
  title: { en: 'A code for our service', cy: 'Cod ar gyfer ein gwasanaeth' },
  summary: { en: 'We ask what you think.\n\n- one\n- two', cy: 'Rydym yn gofyn beth yw eich barn.' },
  whom: 'Everybody who uses the service.',
  contact: { name: 'The code team', email: 'code@example.org' },
  zone: 'Europe/London',
  languages: ['en', 'cy', 'en-x-easyread'],
  kinds: [
    { id: 'parent', label: 'A parent or carer' },
    { id: 'service', label: 'A service' },
  ],
  questions: [
    {
      id: 'agree',
      kind: 'choice',
      title: { en: 'Do you agree?', cy: 'Ydych chi’n cytuno?' },
      required: true,
      options: [
        { id: 'yes', label: 'Yes' },
        { id: 'no', label: 'No' },
      ],
    },
    { id: 'why', kind: 'text', title: 'Why?', help: 'In your own words.', max_length: 2_000 },
    {
      id: 'clear',
      kind: 'scale',
      title: 'How clear is it?',
      from: 1,
      to: 5,
      low: 'not at all',
      high: 'very',
      dont_know: true,
    },
    {
      id: 'first',
      kind: 'ranking',
      title: 'What matters most?',
      options: [
        { id: 'contact', label: 'Contact by strangers' },
        { id: 'content', label: 'Content' },
        { id: 'time', label: 'Time' },
      ],
    },
    { id: 'paper', kind: 'file', title: 'A paper of yours', at_most: 2 },
  ],
} as const;

export const SOME_DOCUMENT = {
  document: {
    kind: 'text',
    title: 'The draft',
    sections: [
      { id: 'contact', title: 'Contact', text: 'Nobody writes to a child unasked.' },
      { id: 'images', title: 'Images', text: 'Images from strangers are blurred.' },
    ],
  },
} as const;

/** A consultation that is open, from the test's own clock on. */
export async function openSome(house: House, plan: object = SOME_PLAN, times: object = {}): Promise<string> {
  const { id } = jsonOf<{ id: string }>(await house.ask('/v1/consultations', { body: plan }));
  jsonOf(await house.ask(`/v1/consultations/${id}/documents/draft`, { body: SOME_DOCUMENT }));
  jsonOf(await house.ask(`/v1/consultations/${id}/open`, { body: times }));
  return id;
}

/** The practice that the test of a whole consultation changes: one measure is made stricter, nothing else. */
export function withChangedMeasure(files: readonly SourceFile[], measure: string): readonly SourceFile[] {
  return files.map(({ path, text }) => {
    const versioned = text.replace(/^version: 1\.0\.0$/m, 'version: 1.1.0');
    const at = versioned.indexOf(`- id: ${measure}\n`);
    if (at < 0) return { path, text: versioned };
    const end = versioned.indexOf('- id: ', at + 1);
    const [before, own, after] = [
      versioned.slice(0, at),
      versioned.slice(at, end < 0 ? undefined : end),
      end < 0 ? '' : versioned.slice(end),
    ];
    return { path, text: before + own.replace(/^( +title: .*)$/m, '$1, whoever they are') + after };
  });
}
