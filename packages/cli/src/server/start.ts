import {
  createLog,
  type LogLevel,
  NoPractice,
  parseRate,
  type RunningServer,
  type ServerOptions,
  startServer,
} from '@safeward/server';
import type { StartOptions } from '../config/start-options.ts';
import { isAllowed, isProduction } from '../config/unsafe.ts';
import { readPractice, STARTER } from '../practice/folder.ts';
import { isUnused } from './options.ts';
import { refuseUnsafe, refuseUnsafeStored } from './production.ts';
import { fromServer } from './refusals.ts';

export type { StartOptions };

/**
 * Starts the server; where no practice was ever in force, with the one that Safeward comes with.
 *
 * @throws {Mistake} where the user can put it right
 */
export async function start(
  options: StartOptions,
  { logLevel, onProgress }: { readonly logLevel: LogLevel; readonly onProgress: (message: string) => void },
): Promise<RunningServer> {
  refuseUnsafe(options);
  const common: ServerOptions = {
    dataDir: options.data,
    databaseUrl: options.database,
    port: options.port,
    host: options.host,
    keyFile: options.keyFile,
    shadow: options.shadow === true,
    requireApproval: options.requireApproval,
    keyRate: options.keyRate === undefined ? null : parseRate(options.keyRate, options.keyBurst),
    keepToldDays: options.keepToldDays,
    removalCheckMs: options.keepCheck === undefined ? undefined : options.keepCheck * 1_000,
    tracing: tracingOf(options),
    privateWebhooks: !isProduction(options) || isAllowed(options, 'private_webhooks'),
    beforeServing: ({ pool }) => refuseUnsafeStored(options, pool),
    log: createLog(logLevel),
    onProgress,
  };
  // Nothing was ever kept here, so no practice can have been put in force.
  const chosen = options.practice ?? (isUnused(options) ? STARTER : undefined);
  try {
    return await startServer(
      chosen === undefined ? common : { ...common, practiceFiles: readPractice(chosen) },
    );
  } catch (error) {
    // A database that was prepared elsewhere may be without a practice although it is not new.
    if (!(error instanceof NoPractice)) throw fromServer(error, options);
  }
  try {
    return await startServer({ ...common, practiceFiles: readPractice(STARTER) });
  } catch (error) {
    throw fromServer(error, options);
  }
}

/** What is said of traces counts only where it is said where they go. */
function tracingOf({ traceEndpoint, traceService, traceOneIn }: StartOptions): ServerOptions['tracing'] {
  if (traceEndpoint === undefined) return undefined;
  return { endpoint: traceEndpoint, service: traceService ?? 'safeward', oneIn: traceOneIn ?? 1 };
}
