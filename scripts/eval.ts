/** `npm run eval -- WHAT …`: measures how well something is seen, and prints a table. */
const EVALUATIONS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  contact: async (args) => (await import('../bench/src/contact/main.ts')).evaluateContact(args),
  text: async (args) => (await import('../training/src/eval.ts')).evaluateText(args),
};

const [what = '', ...args] = process.argv.slice(2);
const evaluate = EVALUATIONS[what];
if (evaluate === undefined) {
  process.stderr.write(`What is measured: npm run eval -- ${Object.keys(EVALUATIONS).join(' | ')}\n`);
  process.exitCode = 2;
} else {
  process.exitCode = await evaluate(args);
}
