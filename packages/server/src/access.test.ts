import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey, SCOPES, type Scope } from './platform/keys/index.ts';
import { eventually, someEvent, startTestServer, type TestServer } from './test-kit/index.ts';

/** Who may call what. A route that is not in this table does not exist, or fails the test. */
const PERMISSIONS: Readonly<Record<string, Scope | 'public'>> = {
  'GET /': 'public',
  'GET /docs': 'public',
  'GET /livez': 'public',
  'GET /readyz': 'public',
  'GET /openapi.json': 'public',
  'GET /metrics': 'metrics',
  'GET /v1/practice': 'read',
  'GET /v1/practices': 'read',
  'GET /v1/practices/:hash': 'read',
  'GET /v1/practices/activations': 'read',
  'POST /v1/practices': 'practices',
  'POST /v1/practices/:hash/activate': 'practices',
  'POST /v1/practices/activations/:id/approve': 'practices',
  'POST /v1/practices/activations/:id/end': 'practices',
  'POST /v1/practices/rollback': 'practices',
  'GET /v1/webhooks': 'admin',
  'POST /v1/webhooks': 'admin',
  'DELETE /v1/webhooks/:id': 'admin',
  'GET /v1/webhooks/:id/deliveries': 'admin',
  'POST /v1/webhooks/:id/replay': 'admin',
  'POST /v1/webhooks/:id/rotate': 'admin',
  'GET /v1/alarms': 'read',
  'GET /v1/decisions': 'read',
  'GET /v1/decisions/:id': 'read',
  'POST /v1/decisions/:id/resolution': 'resolve',
  'GET /v1/held': 'read',
  'POST /v1/decisions': 'decide',
  'POST /v1/decisions/batch': 'decide',
  'POST /v1/decisions/form': 'decide',
  'POST /v1/explain': 'explain',
  'POST /v1/facts': 'facts',
  'POST /v1alpha1/comments:analyze': 'score',
  'POST /v1alpha1/comments:suggestscore': 'score',
  'GET /$discovery/rest': 'public',
  'POST /v1/moderations': 'score',
  'GET /v1/banks': 'read',
  'POST /v1/banks': 'banks',
  'POST /v1/banks/match': 'decide',
  'GET /v1/banks/:name/entries': 'banks',
  'POST /v1/banks/:name/entries': 'banks',
  'POST /v1/banks/:name/entries/remove': 'banks',
  'POST /v1/polls/check': 'polls',
  'POST /v1/polls/weights': 'polls',
  'POST /v1/polls/tables': 'polls',
  'POST /v1/polls/claims': 'polls',
  'GET /v1/evidence/:decision': 'read',
  'GET /log/checkpoint': 'public',
  'GET /log/vkey': 'public',
  'GET /log/tile/*': 'public',
  'GET /v1/consultations': 'consult',
  'POST /v1/consultations': 'consult',
  'GET /v1/consultations/:id': 'consult',
  'POST /v1/consultations/:id/plan': 'consult',
  'POST /v1/consultations/:id/documents/:document': 'consult',
  'POST /v1/consultations/:id/open': 'consult',
  'POST /v1/consultations/:id/extend': 'consult',
  'POST /v1/consultations/:id/close': 'consult',
  'POST /v1/consultations/:id/late': 'consult',
  'POST /v1/consultations/:id/archive': 'consult',
  'GET /v1/consultations/:id/answers': 'consult',
  'POST /v1/consultations/:id/answers': 'consult',
  'POST /v1/consultations/:id/answers/:answer/withdraw': 'consult',
  'POST /v1/consultations/:id/answers/:answer/release': 'consult',
  'GET /v1/consultations/:id/attachments/:attachment': 'consult',
  'GET /v1/consultations/:id/themes': 'consult',
  'POST /v1/consultations/:id/themes/:theme': 'consult',
  'GET /v1/consultations/:id/suggestions': 'consult',
  'GET /v1/consultations/:id/campaigns': 'consult',
  'GET /v1/consultations/:id/counts': 'consult',
  'GET /v1/consultations/:id/checklist': 'consult',
  'POST /v1/consultations/:id/checklist': 'consult',
  'POST /v1/consultations/:id/readings': 'consult',
  'POST /v1/consultations/:id/quotes': 'consult',
  'POST /v1/consultations/:id/analysed': 'consult',
  'POST /v1/consultations/:id/response': 'consult',
  'POST /v1/consultations/:id/publish': 'consult',
  'GET /consultations': 'public',
  'GET /consultations/feed.xml': 'public',
  'GET /consultations/:slug': 'public',
  'GET /consultations/:slug/documents/:document': 'public',
  'GET /consultations/:slug/receipts': 'public',
  'GET /consultations/:slug/receipts.json': 'public',
  'GET /consultations/:slug/response': 'public',
  'GET /consultations/:slug/response.json': 'public',
  'GET /consultations/:slug/counts.csv': 'public',
  'GET /consultations/:slug/answers': 'public',
  'GET /consultations/:slug/answers.json': 'public',
  'GET /consultations/:slug/answers.csv': 'public',
  'GET /consultations/:slug/answer': 'public',
  'GET /consultations/:slug/answers/:link': 'public',
  'GET /consultations/:slug/answers/:link/receipt.json': 'public',
  'POST /consultations/:slug/answers/:link': 'public',
};

/** Routes of other APIs refuse in those APIs' words: without a key, and with one that lacks the scope. */
const FOREIGN: Readonly<Record<string, readonly [status: number, word: string, lacks: string]>> = {
  'POST /v1alpha1/comments:analyze': [403, 'PERMISSION_DENIED', 'PERMISSION_DENIED'],
  'POST /v1alpha1/comments:suggestscore': [403, 'PERMISSION_DENIED', 'PERMISSION_DENIED'],
  'POST /v1/moderations': [401, 'invalid_api_key', 'insufficient_permissions'],
};

let gate: TestServer;
/** A tile that the log has. */
let tile = '';
const keys = new Map<Scope, string>();
beforeAll(async () => {
  gate = await startTestServer();
  tile = await someTile();
  for (const scope of SCOPES) {
    const { key } = await createKey(gate.server.database.pool, { name: scope, scopes: [scope] });
    keys.set(scope, key);
  }
});
afterAll(() => gate.close());

const routes = () => gate.server.routes.filter(({ method }) => method !== 'HEAD');

async function someTile(): Promise<string> {
  return eventually(async () => {
    const size = Number((await gate.ask('/log/checkpoint')).text.split('\n')[1]);
    return size > 0 ? `tile/0/000.p/${size}` : null;
  });
}
/** What the public sends comes from a form. */
const isForm = (url: string) => url.startsWith('/consultations');

/** Asks a route with a key, or with what is none, as a caller who means it would. */
async function ask(route: string, authorization: string | undefined) {
  const [method = '', url = ''] = route.split(' ');
  // Of things that are not there: who may ask is told that, and who may not is told nothing.
  const path = url
    .replace('activations/:id', 'activations/1000000')
    .replace(':id', 'dec_00000000000000000000000000')
    .replace(':decision', 'dec_00000000000000000000000000')
    .replace('tile/*', tile)
    .replace(':hash', `sha256:${'0'.repeat(64)}`)
    .replace(':link', 'A'.repeat(43))
    .replace(':answer', `ans_${'0'.repeat(26)}`)
    .replace(':attachment', `att_${'0'.repeat(26)}`)
    .replace(/:(slug|document|theme)/g, 'nothing');
  const body = url.endsWith('/batch') ? { events: [someEvent()] } : someEvent();
  return gate.ask(path, {
    method,
    ...(method === 'POST' && { body: isForm(url) ? 'do=save' : body }),
    headers: {
      authorization: authorization ?? '',
      ...(isForm(url) && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
  });
}

/** A page about one consultation says to everybody that there is none of the name. */
const publicStatus = (route: string) => (route.includes(':slug') ? 404 : 200);

describe('the routes', () => {
  it('are those of the table, with the permissions that it says', () => {
    const found = routes().map(({ method, url, doc }) => [`${method} ${url}`, doc.access]);
    expect(Object.fromEntries(found)).toEqual(PERMISSIONS);
    expect(found).toHaveLength(Object.keys(PERMISSIONS).length);
  });

  it('answer HEAD as they answer GET, to the same callers', () => {
    const of = (wanted: string) =>
      gate.server.routes
        .filter(({ method }) => method === wanted)
        .map(({ url, doc }) => [url, doc.access])
        .sort();
    expect(of('HEAD')).toEqual(of('GET'));
  });
});

describe.each(Object.entries(PERMISSIONS))('%s, which needs %s', (route, scope) => {
  it('says to a stranger what it says to him', async () => {
    const { status, headers, json, text } = await ask(route, undefined);
    const foreign = FOREIGN[route];
    if (scope === 'public') {
      expect(status).toBe(publicStatus(route));
      return;
    }
    if (foreign !== undefined) {
      expect([status, text]).toEqual([foreign[0], expect.stringContaining(foreign[1])]);
      return;
    }
    expect([status, json.code]).toEqual([401, 'unauthenticated']);
    expect(headers.get('www-authenticate')).toBe('Bearer realm="safeward"');
  });

  it('is closed to a key without the scope, and open to one with it', async () => {
    for (const [owned, key] of keys) {
      const { status, json, text } = await ask(route, `Bearer ${key}`);
      const foreign = FOREIGN[route];
      if (foreign !== undefined && scope !== owned)
        expect([owned, status, text]).toEqual([owned, 403, expect.stringContaining(foreign[2])]);
      else if (scope === 'public' || scope === owned)
        expect([owned, status, status === 401 || status === 403]).toEqual([owned, status, false]);
      else expect([owned, status, json.code]).toEqual([owned, 403, 'lacks_scope']);
    }
  });

  it.each([
    ['a key that was never made', 'Bearer sw_0123456789ab_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['something else', 'Bearer x'],
    ['another scheme', 'Basic c3c6c3c='],
    ['a scheme alone', 'Bearer'],
  ])('does not take %s', async (_name, authorization) => {
    const { status } = await ask(route, authorization);
    expect(status).toBe(scope === 'public' ? publicStatus(route) : (FOREIGN[route]?.[0] ?? 401));
  });
});

describe('a key', () => {
  it.each([
    ['authorization', (key: string) => `Bearer ${key}`],
    ['authorization', (key: string) => `bearer  ${key} `],
    ['x-api-key', (key: string) => key],
  ])('is taken from the header %s', async (header, write) => {
    const response = await fetch(`${gate.url}/v1/practice`, { headers: { [header]: write(gate.key) } });
    expect(response.status).toBe(200);
  });

  it('is not taken from the address', async () => {
    const response = await fetch(`${gate.url}/v1/practice?key=${gate.key}`);
    expect(response.status).toBe(401);
  });
});
