import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';

export function signalsCommand(finish: Finish): Command {
  return defineCommand({
    name: 'signals',
    description: 'Shows every signal that can be seen in events or texts, whatever a practice makes of it.',
    json: 'print JSON lines, as where the output is no terminal',
    examples: ['safeward signals events.jsonl', `echo '{"text":"h.o.w o1d are you?"}' | safeward signals -`],
    more:
      'A line is an event, or {"text": …} with whatever else beside it. Each gets one line of JSON: scores (of\n' +
      'the text model, null where not known), signals (with their places, in UTF-16 units of the original), line, id, text\n' +
      '(the same signals with title and words), links, actor, target, relationship, audience. A line that is neither\n' +
      'gets {"error": …, "line": N}, and the command ends with 2 when it has read all others.',
  })
    .argument('<file>', 'a file of JSON lines; - for standard input')
    .action(async (file: string, options: { readonly json?: true }) => {
      const { showSignals } = await import('../events/signals.ts');
      finish(await showSignals(file, options.json === true));
    });
}
