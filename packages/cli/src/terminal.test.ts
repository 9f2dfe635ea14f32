import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ALLOTMENT } from './testing/allotment.ts';
import { temporaryFolder, writeFiles } from './testing/folder.ts';
import { BIN } from './testing/safeward.ts';

/** What a person sees, who sits at a terminal: `script` of util-linux makes one. */
const HAS_SCRIPT = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

const folder = temporaryFolder();
const ESCAPE = '\u001b';

interface Seen {
  readonly code: number | null;
  /** Both streams, as they mix on the screen. */
  readonly screen: string;
}

function atTerminal(command: string, env: Readonly<Record<string, string>> = {}): Seen {
  writeFiles(folder, {
    'command.sh': `stty cols 100 rows 40\nsafeward() { "${process.execPath}" "${BIN}" "$@"; }\ncd "${folder}"\n${command}\n`,
  });
  const { NO_COLOR, FORCE_COLOR, CI, ...rest } = process.env;
  const ran = spawnSync('script', ['-qec', 'sh command.sh', '/dev/null'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...rest, TERM: 'xterm-256color', ...env },
    input: '',
  });
  return { code: ran.status, screen: ran.stdout.replaceAll('\r\n', '\n') };
}

describe.skipIf(!HAS_SCRIPT)('at a terminal', () => {
  const DECIDE = `safeward decide --practice "${ALLOTMENT.practice}" "${ALLOTMENT.events}"`;
  const SCREEN =
    'a1                    message          allow\n' +
    'a2                    message          nudge  nudge.capitals: Shouting is asked to think again\n' +
    'a3                    post             limit  limit.links: Links are not clickable in public (links\n' +
    '                                              taken off)\n' +
    "a4                    contact_request  hold   hold.stranger: A stranger's first word to a child\n" +
    '                                              waits for the child (waits for the recipient)\n' +
    'a5                    message          block  block.weeds: Nobody offers weeds (and 1 more)\n' +
    '5 decided: allow 1, nudge 1, limit 1, hold 1, block 1\n';

  it('decisions are lines that fit, with colours', () => {
    const { code, screen } = atTerminal(DECIDE);
    expect(code).toBe(0);
    expect(stripVTControlCharacters(screen)).toContain(SCREEN);
    expect(screen).toContain(`${ESCAPE}[31mblock${ESCAPE}[39m`);
  });

  it('NO_COLOR takes the colours away', () => {
    const { screen } = atTerminal(DECIDE, { NO_COLOR: '1' });
    expect(screen).toContain(SCREEN);
    expect(screen).not.toContain(ESCAPE);
  });

  it('an explanation says what became of each measure', () => {
    const { screen } = atTerminal(`${DECIDE} --explain`, { NO_COLOR: '1' });
    expect(screen).toMatch(/^ {4}matched {3}block\.weeds {5}text\.contains\(list\('weeds'\)\)/m);
    expect(screen).toMatch(/^ {4}no match {2}hold\.stranger {3}target\.child is false$/m);
    expect(screen).toMatch(/^ {4}\d measures for other kinds of event, or not in force$/m);
  });

  it('--json prints data all the same', () => {
    const { screen } = atTerminal(`${DECIDE} --json`);
    expect(screen).toBe(ALLOTMENT.decisions);
  });

  it('signals are marked in the text, and what cannot be seen is spelled out', () => {
    writeFiles(folder, {
      'texts.jsonl': `${JSON.stringify({ text: 'see\u202e\nhttps://example.org/x now' })}\nno\n`,
    });
    const { code, screen } = atTerminal('safeward signals texts.jsonl', { NO_COLOR: '1' });
    expect(code).toBe(2);
    expect(screen).toContain('line 1\n  see⟨U+202E⟩␊⟦https://example.org/x⟧ now\n  has_link  link  ');
    expect(screen).toContain('\n  link  https://example.org/x (example.org)\n');
    expect(screen).toContain('\nline 2  The line is not valid JSON.\n');
    expect(screen).toContain('\n1 line read, 1 with text signals; 1 line could not be read: 2\n');
  });

  it('long work that goes into a file shows how far it is, and leaves nothing of that behind', () => {
    // The second half comes when the first has been answered for a while.
    const wait = 'until [ -s out.jsonl ]; do sleep 0.05; done; sleep 0.3';
    const feed = `cat "${ALLOTMENT.events}"; ${wait}; cat "${ALLOTMENT.events}"`;
    const { screen } = atTerminal(
      `(${feed}) | safeward decide --practice "${ALLOTMENT.practice}" - > out.jsonl`,
      {
        NO_COLOR: '1',
      },
    );
    expect(screen).toMatch(/\r\u001b\[2K10 events, [\d,]+ a second\r\u001b\[2K10 decided: /);
  });

  it('colours of one stream do not follow the other into a file', () => {
    const { screen } = atTerminal(`${DECIDE} 2>words; cat words`);
    expect(screen.slice(screen.indexOf('5 decided'))).not.toContain(ESCAPE);
  });
});
