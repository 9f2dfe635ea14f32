import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OLDEST } from '../../bin/find-node.js';
import { asOptions } from '../config/options.ts';
import { resolveSettings } from '../config/resolve.ts';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { lookAtNode, lookAtSettings, OLDEST_NODE } from './program.ts';

const folder = temporaryFolder();

describe('the Node', () => {
  it('is as old as the launcher lets it be', () => {
    expect(OLDEST_NODE).toBe(OLDEST);
  });

  it.each([
    ['24.0.0', 'fine'],
    ['26.1.0', 'fine'],
    ['22.19.0', 'broken'],
    ['9.0.0', 'broken'],
  ])('%s is %s', (version, state) => {
    expect(lookAtNode(version)).toMatchObject({ check: 'node', state });
  });
});

describe('the settings', () => {
  const look = (name: string, text: string, mode: number) => {
    const config = join(folder, name);
    writeFiles(folder, { [name]: text });
    chmodSync(config, mode);
    const resolution = resolveSettings({ config, environment: {}, options: [] });
    return lookAtSettings(resolution, asOptions(resolution)).map(({ state, said }) => [
      state,
      said.replace(folder, ''),
    ]);
  };

  it.each<[text: string, mode: number, found: readonly unknown[]]>([
    ['port: 9000', 0o644, [['fine', 'from /s.yaml, development']]],
    ['database: postgresql://u@h/d', 0o644, [['fine', 'from /s.yaml, development']]],
    ['database: postgresql://u:secret@h/d', 0o600, [['fine', 'from /s.yaml, development']]],
    [
      'database: postgresql://u:secret@h/d',
      0o640,
      [['look', '/s.yaml holds a password, and others may read it']],
    ],
    [
      'prot: 1\nport: x',
      0o600,
      [
        ['broken', '/s.yaml:1:1 there is no setting “prot”; did you mean “port”?'],
        ['broken', '/s.yaml:2:1 port takes a number from 0 to 65535, not “x”.'],
      ],
    ],
    [
      'environment: production\ndata: /srv/x\nlog_level: debug',
      0o600,
      [['broken', expect.stringMatching(/^it logs at the level debug; /)]],
    ],
    ['environment: production\ndata: /srv/x', 0o600, [['fine', 'from /s.yaml, production']]],
  ])('%j with mode %o', (text, mode, found) => {
    expect(look('s.yaml', text, mode)).toEqual(found);
  });
});
