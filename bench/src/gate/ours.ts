import type { SourceFile } from '@safeward/engine';
import { createLog, startServer } from '@safeward/server';
import { serveForParent } from './side/child.ts';

/** The real server, as `safeward serve` starts it: embedded database, a key, its log on standard error. */
export interface StartOurs {
  readonly dataDir: string;
  readonly practiceFiles: readonly SourceFile[];
}

serveForParent<StartOurs>(async ({ dataDir, practiceFiles }) => {
  const server = await startServer({ dataDir, practiceFiles, port: 0, log: createLog('warn') });
  const { url, firstKey, database, close } = server;
  if (firstKey === null) throw new Error(`${dataDir} was in use before`);
  return { url, key: firstKey, database, close: () => close() };
});
