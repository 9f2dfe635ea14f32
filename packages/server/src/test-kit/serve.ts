import type { ServerOptions } from '../server.ts';
import { startServer } from '../server.ts';
import { TEST_PRACTICE } from './practice.ts';

/**
 * A server as a process of its own, for tests that kill it. Options come as JSON in the first argument; the first
 * line of standard output says how to reach it.
 */
const options = JSON.parse(process.argv[2] ?? '{}') as Partial<ServerOptions> & { readonly dataDir: string };
const server = await startServer({ port: 0, practiceFiles: TEST_PRACTICE, ...options });
const { url, firstKey } = server;
process.stdout.write(`${JSON.stringify({ url, key: firstKey })}\n`);
process.on('SIGTERM', () => {
  void server.close();
});
