import { closest } from '@safeward/engine';
import { ALL_SETTINGS, variablesOf } from './settings.ts';
import type { Given } from './source.ts';
import { fromText } from './text.ts';

/** Variables that begin like settings and are none. */
export const OTHER_VARIABLES: Readonly<Record<string, string>> = {
  SAFEWARD_CONFIG: 'the file with the settings, as `--config` names it',
  SAFEWARD_DEBUG: '1 shows where a bug happened',
  SAFEWARD_URL: 'read by clients: where the service is',
  SAFEWARD_KEY: 'read by clients: their key',
  SAFEWARD_LONG: 'read by the tests of Safeward itself: 1 adds the long ones',
  SAFEWARD_DATASETS: 'read by training, evaluations and tests: the folder with public data sets',
  SAFEWARD_KILL_SEED: 'read by the tests of Safeward itself: repeats a run of kills',
};

/**
 * Kubernetes, and links of containers, tell every container of a service named `safeward` by such variables;
 * `SAFEWARD_PORT` among them, with an address in it.
 */
const OF_THE_CLUSTER = /^SAFEWARD_(?:SERVICE_(?:HOST|PORT)|PORT_\d+_|ENV_|NAME$)/;
const ADDRESS = /^(?:tcp|udp|sctp):\/\//;

/** What the environment says. An empty variable says nothing. */
export function readEnvironment(environment: NodeJS.ProcessEnv): {
  readonly given: readonly Given[];
  readonly problems: readonly string[];
} {
  const set = new Map(
    Object.entries(environment).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined &&
        entry[1] !== '' &&
        !(entry[0] === 'SAFEWARD_PORT' && ADDRESS.test(entry[1])),
    ),
  );
  const given = ALL_SETTINGS.flatMap((setting): readonly Given[] => {
    const variable = variablesOf(setting).find((name) => set.has(name));
    if (variable === undefined) return [];
    const value = fromText(setting, set.get(variable) ?? '');
    return [{ name: setting.name, value, source: { from: 'environment', variable } }];
  });
  const known = [...ALL_SETTINGS.flatMap(variablesOf), ...Object.keys(OTHER_VARIABLES)];
  const problems = [...set.keys()]
    .filter((name) => name.startsWith('SAFEWARD_') && !known.includes(name) && !OF_THE_CLUSTER.test(name))
    .toSorted()
    .map((name) => {
      const near = closest(name.slice('SAFEWARD_'.length), known.map(withoutPrefix));
      const hint =
        near === undefined
          ? '`safeward config show` lists all settings'
          : `did you mean ${known.find((one) => withoutPrefix(one) === near)}?`;
      return `${name} sets nothing; ${hint}`;
    });
  return { given, problems };
}

function withoutPrefix(name: string): string {
  return name.replace(/^SAFEWARD_/, '');
}
