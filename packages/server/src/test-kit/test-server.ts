import { createLog } from '../platform/log/log.ts';
import { type RunningServer, type ServerOptions, startServer } from '../server.ts';
import { type Client, connect } from './client.ts';
import { temporaryFolder } from './folder.ts';
import { TEST_PRACTICE } from './practice.ts';

/** A server in this process with a database and a folder of its own. */
export interface TestServer extends Client {
  readonly server: RunningServer;
  /** Everything that was logged so far, at the level `debug`. */
  readonly logged: () => string;
  /** Stops the server, and removes its folder where it is a temporary one. */
  close(): Promise<void>;
}

/** The test practice, a free port, and a temporary folder where none is given. */
export async function startTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const folder = options.dataDir === undefined ? temporaryFolder() : null;
  const lines: string[] = [];
  try {
    const server = await startServer({
      dataDir: folder?.path ?? '',
      port: 0,
      practiceFiles: TEST_PRACTICE,
      log: createLog('debug', { write: (line: string) => lines.push(line) }),
      ...options,
    });
    return {
      ...connect(server.url, server.firstKey ?? ''),
      server,
      logged: () => lines.join(''),
      async close() {
        await server.close();
        folder?.remove();
      },
    };
  } catch (error) {
    folder?.remove();
    throw error;
  }
}
