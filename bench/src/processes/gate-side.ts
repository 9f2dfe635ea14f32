import type { SourceFile } from '@safeward/engine';
import { createLog, startServer } from '@safeward/server';
import { serveForParent } from '../gate/side/child.ts';

/** One of several gates on the same database. */
export interface StartGate {
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly practiceFiles: readonly SourceFile[];
  /** Of the database, where another gate made it. */
  readonly key?: string;
}

serveForParent<StartGate>(async ({ dataDir, databaseUrl, practiceFiles, key }) => {
  const server = await startServer({ dataDir, databaseUrl, practiceFiles, port: 0, log: createLog('warn') });
  const known = server.firstKey ?? key;
  if (known === undefined) throw new Error('the database was in use before');
  return { url: server.url, key: known, database: server.database, close: () => server.close() };
});
