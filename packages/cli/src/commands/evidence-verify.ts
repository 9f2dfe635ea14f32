import { type Command, InvalidArgumentError } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { print, printJson } from '../terminal.ts';

interface Options {
  readonly key: readonly string[];
  readonly previous?: string;
  readonly witness?: readonly string[];
  readonly witnesses?: number;
  readonly json?: true;
}

export function evidenceVerifyCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'verify',
    description: 'Verifies an evidence pack, with no server and no network, and says what it proves.',
    json: 'print one object: ok, and what is proven, or fault, what, detail',
    examples: [
      'safeward evidence verify pack.zip --key log.vkey',
      'safeward evidence verify pack.zip --key log.vkey --previous last-year.checkpoint',
    ],
    exits: [EXIT.checkFailed],
    more: 'A key is a verifier key, or a file with one on each line, as GET /log/vkey gives them.',
  });
  return command
    .argument('<file>', 'the pack')
    .requiredOption(
      '--key <vkey>',
      'a key of the log, or a file of them; may be given several times',
      collect,
    )
    .option('--previous <file>', 'a checkpoint of this log that you kept: the pack must continue it')
    .option('--witness <vkey>', 'a key of a witness, or a file of them; may be given several times', collect)
    .option('--witnesses <n>', 'how many of the witnesses must have cosigned (all, if left out)', parseCount)
    .action(async (file: string, options: Options) => {
      const { verifyFile } = await import('../evidence/verify.ts');
      const { describeVerdict } = await import('../evidence/describe.ts');
      const verdict = await verifyFile(file, options);
      if (options.json) await printJson(asJson(verdict));
      else await print(describeVerdict(verdict));
      finish(verdict.ok ? EXIT.fine : EXIT.checkFailed);
    });
}

function asJson(verdict: Awaited<ReturnType<typeof import('../evidence/verify.ts').verifyFile>>): object {
  if (!verdict.ok) return verdict;
  const { signed, witnesses, ...rest } = verdict.value;
  const named = (all: typeof signed) =>
    all.map(({ key, time }) => ({ key: key.vkey.slice(0, 120), kind: key.kind, time }));
  return { ok: true, ...rest, signed: named(signed), witnesses: named(witnesses) };
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function parseCount(text: string): number {
  if (!/^[1-9][0-9]?$/.test(text)) throw new InvalidArgumentError('It takes a number from 1 to 99.');
  return Number(text);
}
