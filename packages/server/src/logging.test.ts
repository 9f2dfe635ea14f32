import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Client,
  connect,
  eventually,
  type ServerProcess,
  someEvent,
  startServerProcess,
  temporaryFolder,
} from './test-kit/index.ts';

const folder = temporaryFolder();
let server: ServerProcess;
let gate: Client;
beforeAll(async () => {
  server = await startServerProcess({ dataDir: folder.path });
  gate = connect(server.url, server.key ?? '');
});
afterAll(async () => {
  await server.signal('SIGTERM');
  folder.remove();
});

const MARKER = 'zwetschgenkuchen';

describe('what a server writes to standard error', () => {
  it('is one JSON object a line', async () => {
    await gate.ask('/nowhere');
    const lines = server.stderr().trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ level: 'info', time: expect.any(String) });
  });

  it('names a refused request by the id that its caller was told', async () => {
    const { headers, json } = await gate.ask('/v1/decisions/dec_unknown');
    const id = headers.get('x-request-id');
    expect(json.request_id).toBe(id);
    const lines = () => server.stderr().split('\n');
    const line = await eventually(() => lines().find((one) => one.endsWith('}') && one.includes(id ?? '?')));
    expect(JSON.parse(line)).toMatchObject({
      request: id,
      method: 'GET',
      route: '/v1/decisions/:id',
      status: 404,
      code: 'decision_not_found',
    });
  });

  it('never holds what people wrote', async () => {
    const said = `${MARKER} a free prize`;
    const bodies: unknown[] = [
      someEvent({ content: { text: said, links: [`https://${MARKER}.example/`] } }),
      someEvent({ content: { text: said, images: [{ id: MARKER, bytes: MARKER }] } }),
      someEvent({ context: { [MARKER]: MARKER }, content: { text: said } }),
      { ...someEvent(), content: said },
      { ...someEvent(), [MARKER]: said },
      { ...someEvent(), at: said },
      { ...someEvent(), kind: MARKER },
      `{"id": "${MARKER}`,
      `${MARKER}`,
      JSON.stringify(MARKER),
    ];
    for (const body of bodies)
      for (const path of ['/v1/decisions', '/v1/explain', `/v1/decisions?deadline_ms=${MARKER}`])
        await gate.ask(path, { body });
    await gate.ask('/v1/decisions/batch', { body: { events: bodies } });
    await gate.ask(`/v1/decisions?actor=${MARKER}`);
    await gate.ask(`/${MARKER}`, { headers: { 'x-request-id': `${MARKER} with a space` } });
    const { headers } = await gate.ask('/the-end');
    await eventually(() => server.stderr().includes(headers.get('x-request-id') ?? '?'));
    expect(server.stderr()).toContain('invalid_event');
    expect(server.stderr()).not.toContain(MARKER);
  });
});
