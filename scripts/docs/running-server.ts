import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, createOpenApi, type OpenApi, startServer } from '@safeward/server';

const PRACTICE = { path: 'practice.yaml', text: 'practice: nothing\nversion: 0.1.0\nmeasures: []\n' };

/** The API as a server that runs tells it: starts one on an empty folder, and removes both. */
export async function askForApi(): Promise<OpenApi> {
  const dataDir = mkdtempSync(join(tmpdir(), 'safeward-reference-'));
  try {
    const server = await startServer({
      dataDir,
      port: 0,
      practiceFiles: [PRACTICE],
      log: createLog('silent'),
      onProgress: () => {},
    });
    const api = createOpenApi(server.routes);
    await server.close();
    return api;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
