import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALLOTMENT } from '../testing/allotment.ts';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { safeward } from '../testing/safeward.ts';

const folder = temporaryFolder();

/** A copy of the tests' practice, changed. */
function allotmentWith(name: string, change: (text: string) => string): string {
  const path = join(folder, name);
  cpSync(ALLOTMENT.practice, path, { recursive: true });
  const file = join(path, 'practice.yaml');
  writeFiles('/', { [file]: change(readFileSync(file, 'utf8')) });
  return path;
}

describe('practice new', () => {
  it('writes a practice that passes its strict check and its tests, and is named after its folder', async () => {
    const path = join(folder, 'new/My Café 2');
    const made = await safeward(['practice', 'new', path]);
    expect(made.code).toBe(0);
    expect(made.stdout).toContain(`wrote ${join(path, 'practice.yaml')}\n`);

    const checked = await safeward(['practice', 'check', '--strict', '--json', path]);
    expect(JSON.parse(checked.stdout)).toEqual({
      ok: true,
      practice: expect.stringMatching(/^my-caf-2@0\.1\.0#sha256:[0-9a-f]{64}$/),
      findings: [],
    });
    expect(checked.code).toBe(0);

    const tested = await safeward(['practice', 'test', path]);
    expect(tested).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^All hold for my-caf-2@0\.1\.0 \([0-9a-f]{12}\): 2 tests passed, 0 failed\.\n$/,
      ),
      stderr: '',
    });
  });

  it('writes nothing over', async () => {
    const path = join(folder, 'taken');
    writeFiles(path, { 'practice.yaml': 'mine' });
    const { code, stderr } = await safeward(['practice', 'new', path]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `${path} is not empty; nothing was written.\n` });
    expect(readFileSync(join(path, 'practice.yaml'), 'utf8')).toBe('mine');
  });
});

describe('practice check', () => {
  it('passes a practice with warnings, but not strictly', async () => {
    const lenient = await safeward(['practice', 'check', ALLOTMENT.practice]);
    expect(lenient.code).toBe(0);
    expect(lenient.stdout).toMatch(/practice\.yaml:15:5 warning untested .*\n {4}hint: /);
    expect(lenient.stdout).toMatch(/^Usable: allotment@1\.0\.0 \([0-9a-f]{12}\) 0 errors, 5 warnings\.\n$/m);
    const strict = await safeward(['practice', 'check', '--strict', ALLOTMENT.practice]);
    expect(strict.code).toBe(3);
    expect(strict.stdout).toMatch(/^Usable, but not passed: .* 0 errors, 5 warnings\.\n$/m);
  });

  it('names file, line and column of an error, with a hint, and ends with 3', async () => {
    const path = allotmentWith('misspelt', (text) => text.replace('target.child', 'target.chidl'));
    const { code, stdout, stderr } = await safeward(['practice', 'check', path]);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(stdout).toMatch(
      new RegExp(`^${join(path, 'practice.yaml')}:32:18 error unknown_name .*chidl.*\\n {4}hint: .*child`),
    );
    expect(stdout).toMatch(/^Not usable: 1 error, \d+ warnings?\.\n$/m);
    const { ok, findings } = JSON.parse((await safeward(['practice', 'check', '--json', path])).stdout);
    expect(ok).toBe(false);
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: 'error', file: 'practice.yaml', line: 32, column: 18 }),
    );
  });
});

describe('practice test', () => {
  const TESTS = `
tests:
  - name: weeds are blocked
    given: { kind: message, target: { age: { band: adult } }, content: { text: free bindweed } }
    expect: { action: block, measures: [block.weeds] }
  - name: beans are held
    given: { kind: message, target: { age: { band: adult } }, content: { text: free beans } }
    expect: { action: hold }
`;

  it('says what was expected and what came, and ends with 4', async () => {
    const path = allotmentWith('failing', (text) => text + TESTS);
    const { code, stdout } = await safeward(['practice', 'test', path]);
    expect(code).toBe(4);
    expect(stdout).toMatch(/^✗ beans are held .*practice\.yaml:\d+\n {4}.*hold.*allow/);
    expect(stdout).toMatch(/^Failed for allotment@1\.0\.0 \([0-9a-f]{12}\): 1 test passed, 1 failed\.\n$/m);
    const asData = await safeward(['practice', 'test', '--json', path]);
    expect(asData.code).toBe(4);
    expect(JSON.parse(asData.stdout)).toMatchObject({
      passed: 1,
      failed: 1,
      tests: [
        { name: 'weeds are blocked', passed: true },
        { name: 'beans are held', passed: false },
      ],
    });
  });

  it('fails a practice without tests, for nothing shows that it does what it says', async () => {
    expect(await safeward(['practice', 'test', ALLOTMENT.practice])).toEqual({
      code: 4,
      stdout: expect.stringMatching(/^allotment@1\.0\.0 \([0-9a-f]{12}\) has no tests\.\n$/),
      stderr: '',
    });
  });
});

describe('practice diff', () => {
  it('says in words what changed', async () => {
    const path = allotmentWith('changed', (text) =>
      text.replace('do: nudge\n', 'do: block\n').replace('version: 1.0.0', 'version: 1.1.0'),
    );
    const { code, stdout } = await safeward(['practice', 'diff', ALLOTMENT.practice, path]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/nudge\.capitals.*nudge.*block/);
    const asData = JSON.parse(
      (await safeward(['practice', 'diff', '--json', ALLOTMENT.practice, path])).stdout,
    );
    expect(asData).toEqual({
      before: expect.stringMatching(/^allotment@1\.0\.0#sha256:/),
      after: expect.stringMatching(/^allotment@1\.1\.0#sha256:/),
      changes: stdout.trimEnd().split('\n'),
    });
  });

  it('sees no change in comments and order of keys', async () => {
    const path = allotmentWith('same', (text) =>
      text.replace(
        'practice: allotment\nversion: 1.0.0\n',
        '# Nothing new.\nversion: 1.0.0\npractice: "allotment"\n',
      ),
    );
    expect((await safeward(['practice', 'diff', ALLOTMENT.practice, path])).stdout).toBe(
      'Nothing differs but form.\n',
    );
  });
});

describe('practice show', () => {
  it('lists the measures', async () => {
    const { code, stdout } = await safeward(['practice', 'show', ALLOTMENT.practice]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^How we talk on the allotment: allotment@1\.0\.0 \([0-9a-f]{12}\)\n\n/);
    expect(stdout).toMatch(
      /^hold\.stranger +hold: recipient +message, contact_request +A stranger's first word/m,
    );
    expect(stdout).toMatch(/^shadow\.trial +block \(shadow\) +post +noise +A trial that acts on nobody$/m);
    expect(stdout).toContain('\n5 measures, 0 tests; an unknown age counts as child.\n');
    const { label, measures } = JSON.parse(
      (await safeward(['practice', 'show', '--json', join(ALLOTMENT.practice, 'practice.yaml')])).stdout,
    );
    expect(stdout).toContain(label.slice(label.indexOf(':') + 1).slice(0, 12));
    expect(measures).toHaveLength(5);
  });
});
