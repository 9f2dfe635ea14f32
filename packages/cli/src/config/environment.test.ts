import { describe, expect, it } from 'vitest';
import { readEnvironment } from './environment.ts';

const DATABASE = 'postgresql://u@h/d';

describe('what the environment says', () => {
  it.each<[environment: Record<string, string>, given: readonly unknown[]]>([
    [{}, []],
    [{ PATH: '/bin', HOME: '/' }, []],
    [{ SAFEWARD_PORT: '9000' }, [['port', 9000, 'SAFEWARD_PORT']]],
    [{ SAFEWARD_PORT: '9e3' }, [['port', '9e3', 'SAFEWARD_PORT']]],
    [{ SAFEWARD_PORT: '' }, []],
    [{ SAFEWARD_SHADOW: 'true' }, [['shadow', true, 'SAFEWARD_SHADOW']]],
    [{ SAFEWARD_SHADOW: '0' }, [['shadow', false, 'SAFEWARD_SHADOW']]],
    [{ SAFEWARD_SHADOW: 'yes' }, [['shadow', 'yes', 'SAFEWARD_SHADOW']]],
    [{ SAFEWARD_SHADOW: 'toString' }, [['shadow', 'toString', 'SAFEWARD_SHADOW']]],
    [{ SAFEWARD_ALLOW: 'shadow, test_keys,' }, [['allow', ['shadow', 'test_keys'], 'SAFEWARD_ALLOW']]],
    [{ DATABASE_URL: DATABASE }, [['database', DATABASE, 'DATABASE_URL']]],
    [{ DATABASE_URL: 'x', SAFEWARD_DATABASE: DATABASE }, [['database', DATABASE, 'SAFEWARD_DATABASE']]],
    [{ DATABASE_URL: DATABASE, SAFEWARD_DATABASE: '' }, [['database', DATABASE, 'DATABASE_URL']]],
    [
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4318',
        OTEL_SERVICE_NAME: 'gate',
        OTEL_TRACES_EXPORTER: 'otlp',
      },
      [
        ['trace_endpoint', 'http://otel:4318', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
        ['trace_service', 'gate', 'OTEL_SERVICE_NAME'],
      ],
    ],
    // What Kubernetes sets for a service of the name.
    [
      {
        SAFEWARD_PORT: 'tcp://10.0.0.7:8080',
        SAFEWARD_PORT_8080_TCP: 'tcp://10.0.0.7:8080',
        SAFEWARD_PORT_8080_TCP_PROTO: 'tcp',
        SAFEWARD_SERVICE_HOST: '10.0.0.7',
        SAFEWARD_SERVICE_PORT: '8080',
        SAFEWARD_SERVICE_PORT_HTTP: '8080',
      },
      [],
    ],
    // Not settings, and not meant for us to judge.
    [{ SAFEWARD_CONFIG: 'x.yaml', SAFEWARD_DEBUG: '1', SAFEWARD_URL: 'http://x', SAFEWARD_KEY: 'sw_1' }, []],
    [{ SAFEWARD_DATASETS: '../sets', SAFEWARD_LONG: '1' }, []],
  ])('%j', (environment, expected) => {
    const { given, problems } = readEnvironment(environment);
    expect(problems).toEqual([]);
    expect(
      given.map(({ name, value, source }) => [name, value, source.from === 'environment' && source.variable]),
    ).toEqual(expected);
  });

  it.each<[name: string, problem: string]>([
    ['SAFEWARD_LOGLEVEL', 'SAFEWARD_LOGLEVEL sets nothing; did you mean SAFEWARD_LOG_LEVEL?'],
    ['SAFEWARD_DATABASE_URL', 'SAFEWARD_DATABASE_URL sets nothing; did you mean DATABASE_URL?'],
    ['SAFEWARD_COLOUR', 'SAFEWARD_COLOUR sets nothing; `safeward config show` lists all settings'],
  ])('%s is refused', (name, problem) => {
    expect(readEnvironment({ [name]: 'x' })).toEqual({ given: [], problems: [problem] });
  });
});
