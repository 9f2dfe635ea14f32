import { once } from 'node:events';
import { connect as open } from 'node:net';

/** One kept-alive HTTP/1.1 connection, with one request at a time on it. */
export interface Connection {
  /**
   * Sends a request and calls back when its whole answer is there, with its status; with 0 where the connection
   * broke.
   */
  send(request: Uint8Array, done: (status: number) => void): void;
  close(): void;
}

const HEAD_END = '\r\n\r\n';

/**
 * A client that does as little as can be, for it runs on the same cores as the server that is measured: it looks at
 * the status and the length of an answer and at nothing else.
 */
export async function connect(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url);
  const socket = open({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  let pending: ((status: number) => void) | null = null;
  let received: Buffer = Buffer.alloc(0);
  let expected = 0;
  let status = 0;
  const finish = (outcome: number): void => {
    const done = pending;
    pending = null;
    received = Buffer.alloc(0);
    expected = 0;
    done?.(outcome);
  };

  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    if (expected === 0) {
      const headEnd = received.indexOf(HEAD_END);
      if (headEnd < 0) return;
      const head = received.toString('latin1', 0, headEnd);
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
      if (length === undefined) throw new Error(`an answer without a length: ${head}`);
      status = Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length));
      expected = headEnd + HEAD_END.length + Number(length);
    }
    if (received.length >= expected) finish(status);
  });
  socket.on('error', () => {});
  socket.on('close', () => finish(0));

  return {
    send(request, done) {
      if (socket.destroyed) return done(0);
      pending = done;
      socket.write(request);
    },
    close: () => socket.destroy(),
  };
}

export async function connectAll(url: string, count: number): Promise<readonly Connection[]> {
  return Promise.all(Array.from({ length: count }, () => connect(url)));
}
