import { once } from 'node:events';
import { connect } from 'node:net';

/** A bare connection to a server, for what no HTTP client would send. */
export interface RawConnection {
  send(bytes: string | Uint8Array): void;
  /** No more will be sent. */
  end(): void;
  /** The connection breaks off, as when a machine dies. */
  abort(): void;
  /** Everything that came back, when the server has ended the connection. */
  readonly answered: Promise<string>;
}

export async function connectRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk;
  });
  // A server may end a connection before it has read everything.
  socket.on('error', () => {});
  const answered = once(socket, 'close').then(() => text);
  await once(socket, 'connect');
  return {
    send: (bytes) => socket.write(bytes),
    end: () => socket.end(),
    abort: () => socket.resetAndDestroy(),
    answered,
  };
}

/** Sends bytes and waits until the server has ended the connection. */
export async function sendRaw(url: string, bytes: string | Uint8Array): Promise<string> {
  const connection = await connectRaw(url);
  connection.send(bytes);
  return connection.answered;
}
