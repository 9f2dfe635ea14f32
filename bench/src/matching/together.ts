import { readFileSync } from 'node:fs';
import { RADIUS } from './radius.ts';
import { measureTogether } from './two-threads.ts';

/** A process of its own for one round, so that its memory is that of one index. */
const [, , base = '', queries = ''] = process.argv;
const measured = await measureTogether(readFileSync(base), readFileSync(queries), RADIUS);
process.stdout.write(JSON.stringify(measured));
