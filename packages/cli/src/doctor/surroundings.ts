import { once } from 'node:events';
import { createServer } from 'node:net';
import { type DataFolder, type lockHolder, lookAtSpool } from '@safeward/server';
import { countOf } from '../output/words.ts';
import { checking, type Finding } from './finding.ts';

type Holder = ReturnType<typeof lockHolder>;

export function lookAtUse({ path }: DataFolder, holder: Holder): Finding {
  const { fine } = checking('server');
  return fine(
    holder === null ? `none runs on ${path}` : `the Safeward process ${holder.pid} has ${path} in use`,
  );
}

export async function lookAtSpoolFolder({ spool }: DataFolder, holder: Holder): Promise<Finding> {
  const { fine, look, broken } = checking('spool');
  const { waiting, damaged } = await lookAtSpool(spool);
  if (damaged > 0)
    return broken(
      `${countOf(damaged, 'damaged file')}: decisions in it may not be recorded`,
      `look at ${spool}/*.damaged, and put them away`,
    );
  if (waiting === 0) return fine('empty');
  return look(
    `${waiting.toLocaleString('en-US')} bytes of decisions are not in the database yet`,
    holder === null
      ? 'the next start records them'
      : 'they are recorded when the database is back; if they stay, the log of the server says why',
  );
}

const ANSWER_MS = 2_000;

/** Whether the server that runs answers, or one that is started could listen. */
export async function lookAtPort(host: string, port: number, holder: Holder): Promise<Finding> {
  const { fine } = checking('port');
  if (port === 0) return fine('a free one is taken at the start');
  return holder === null ? lookWhetherFree(host, port) : lookWhetherAnswered(host, port);
}

async function lookWhetherAnswered(host: string, port: number): Promise<Finding> {
  const { fine, look, broken } = checking('port');
  const where = urlOf(host, port);
  try {
    const answer = await fetch(`${where}/readyz`, { signal: AbortSignal.timeout(ANSWER_MS) });
    const state: unknown = await answer.json();
    const told = (name: string): string => {
      const value: unknown =
        typeof state === 'object' && state !== null ? Reflect.get(state, name) : undefined;
      return typeof value === 'string' ? value : '?';
    };
    if (answer.status !== 200)
      return broken(`${where} answers, but is not ready (${answer.status})`, 'its log says why');
    return told('database') === 'up'
      ? fine(`${where} answers, and is ready`)
      : look(
          `${where} answers, with its database away (${told('cause')})`,
          'docs/operations.md has each cause under “When something fails”',
        );
  } catch {
    const mend = 'give the --host and --port that it was started with, or look at its log';
    return look(`nothing of Safeward answers at ${where}`, mend);
  }
}

async function lookWhetherFree(host: string, port: number): Promise<Finding> {
  const { fine, broken } = checking('port');
  const probe = createServer().listen({ host, port });
  try {
    await once(probe, 'listening');
    probe.close();
    return fine(`${host} ${port} is free`);
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case 'EADDRINUSE':
        return broken(`${host} ${port} is taken by another program`, 'end that, or choose another `port`');
      case 'EACCES':
        return broken(`this account may not listen on ${host} ${port}`, 'choose a `port` from 1024 on');
      default:
        return broken(`${host} is no address of this machine`, 'choose another `host`');
    }
  }
}

function urlOf(host: string, port: number): string {
  const here = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${here.includes(':') ? `[${here}]` : here}:${port}`;
}
