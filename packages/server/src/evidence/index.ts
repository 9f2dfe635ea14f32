import { mkdirSync } from 'node:fs';
import type { DataFolder } from '../platform/data-folder/data-folder.ts';
import type { Pool } from '../platform/database/index.ts';
import type { App } from '../platform/http/app.ts';
import type { Logger } from '../platform/log/log.ts';
import type { Registry } from '../platform/metrics/metrics.ts';
import { findOrBegin } from './begin.ts';
import { createIntegrator } from './integrate.ts';
import { loadKeys } from './keys.ts';
import { createLogMetrics } from './metrics.ts';
import { evidenceRoutes } from './routes.ts';
import { startSequencer } from './sequencer.ts';
import { tileFolder } from './tile-folder.ts';

export { evidenceData } from './data.ts';
export { type Checked, checkLog } from './fsck.ts';
export { LogKeyProblem } from './keys.ts';
export { CannotPack, type Packed, type PackRequest, writePack } from './pack.ts';
export { EVIDENCE_PROBLEMS } from './problems.ts';

export const evidenceMigrations = { area: 'evidence', folder: new URL('./migrations/', import.meta.url) };

export interface OpenEvidenceOptions {
  readonly pool: Pool;
  readonly folder: DataFolder;
  /** The name of a new log, a schema-less URL; chosen at random where it is left out. */
  readonly origin?: string | undefined;
  readonly registry: Registry;
  readonly log: Logger;
}

export interface OpenEvidence {
  readonly routes: (app: App) => void;
  /** After the last record: brings what waits into the log, where that is possible at once. */
  close(): Promise<void>;
}

/** @throws {LogKeyProblem} */
export async function openEvidence({
  pool,
  folder,
  origin,
  registry,
  log,
}: OpenEvidenceOptions): Promise<OpenEvidence> {
  mkdirSync(folder.log, { recursive: true, mode: 0o755 });
  const tiles = tileFolder(folder.log);
  const routes = (app: App) => evidenceRoutes(app, { pool, folder: tiles });
  const ours = await findOrBegin(pool, loadKeys(folder.logKeys), origin);
  if (ours === null) {
    log.info('the evidence log is kept by another process: its keys are not in this data folder');
    return { routes, close: async () => {} };
  }
  const integrator = createIntegrator({ pool, folder: tiles, log: ours });
  const sequencer = startSequencer({ integrator, metrics: createLogMetrics(registry), log });
  return {
    routes,
    async close() {
      await sequencer.stop();
      await sequencer.catchUp();
    },
  };
}
