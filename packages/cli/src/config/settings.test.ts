import { LOG_LEVELS as SERVER_LEVELS } from '@safeward/server';
import { describe, expect, it } from 'vitest';
import { SERVE_SETTINGS } from '../commands/serve.ts';
import type { StartOptions } from '../server/start.ts';
import { attributeOf } from './options.ts';
import { isValid, SettingsSchema } from './schema.ts';
import { ALL_SETTINGS, flagOf, initialOf, LOG_LEVELS, variablesOf, wantsOf } from './settings.ts';

/** Every option that a start takes; TypeScript refuses this where one is missing or too many. */
const TAKEN: Readonly<Record<keyof StartOptions, true>> = {
  data: true,
  database: true,
  host: true,
  port: true,
  behindProxy: true,
  practice: true,
  keyFile: true,
  shadow: true,
  requireApproval: true,
  keyRate: true,
  keyBurst: true,
  keepToldDays: true,
  keepCheck: true,
  traceEndpoint: true,
  traceService: true,
  traceOneIn: true,
  logLevel: true,
  environment: true,
  allow: true,
};

describe('the table of settings', () => {
  it('has what a start takes, and nothing else', () => {
    expect(SERVE_SETTINGS.map(attributeOf).toSorted()).toEqual(Object.keys(TAKEN).toSorted());
  });

  it('has the levels of the log that the server has', () => {
    expect(LOG_LEVELS).toEqual(SERVER_LEVELS);
  });

  it('names no option and no variable twice', () => {
    for (const names of [ALL_SETTINGS.map(flagOf), ALL_SETTINGS.flatMap(variablesOf)])
      expect(new Set(names).size).toBe(names.length);
  });

  it('is what the schema is made of', () => {
    expect(Object.keys(SettingsSchema.properties)).toEqual(ALL_SETTINGS.map(({ name }) => name));
  });

  it.each(ALL_SETTINGS.map((setting) => [setting.name, setting] as const))('%s is whole', (name, setting) => {
    const initial = initialOf(setting);
    if (initial === undefined) expect(setting.otherwise).toMatch(/\w/);
    else expect(isValid(name, initial)).toBe(true);
    expect(isValid(name, null)).toBe(false);
    expect(isValid(name, {})).toBe(false);
    expect(wantsOf(setting)).toMatch(/\w/);
  });
});

describe('the schema', () => {
  it.each<[Parameters<typeof isValid>[0], unknown, boolean]>([
    ['port', 0, true],
    ['port', 65_535, true],
    ['port', 65_536, false],
    ['port', -1, false],
    ['port', 80.5, false],
    ['port', '80', false],
    ['data', '', false],
    ['database', 'postgresql://u@h/d', true],
    ['database', 'postgres:///d?host=/run/postgresql', true],
    ['database', 'mysql://u@h/d', false],
    ['shadow', 'yes', false],
    ['key_rate', '100/s', true],
    ['key_rate', '1000000/h', true],
    ['key_rate', '1000001/h', false],
    ['key_rate', '0/s', false],
    ['key_rate', '5/day', false],
    ['trace_endpoint', 'http://127.0.0.1:4318', true],
    ['trace_endpoint', 'https://collector.example.com/otlp/', true],
    ['trace_endpoint', 'http://[::1]:4318', true],
    ['trace_endpoint', 'localhost:4317', false],
    ['trace_endpoint', 'grpc://collector.example.com', false],
    ['trace_endpoint', 'http://ann:secret@collector.example.com', false],
    ['trace_endpoint', 'http://collector.example.com?key=secret', false],
    ['trace_endpoint', 'http://127.0.0.1:99999', false],
    ['trace_endpoint', 'http://', false],
    ['trace_one_in', 1, true],
    ['trace_one_in', 0, false],
    ['trace_one_in', 1_000_001, false],
    ['keep_check', 1, true],
    ['keep_check', 0, false],
    ['log_level', 'debug', true],
    ['log_level', 'DEBUG', false],
    ['allow', [], true],
    ['allow', ['shadow', 'test_keys'], true],
    ['allow', ['shadow', 'shadow'], false],
    ['allow', ['everything'], false],
    ['allow', 'shadow', false],
  ])('%s: %j %s', (name, value, valid) => {
    expect(isValid(name, value)).toBe(valid);
  });
});
