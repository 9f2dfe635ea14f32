import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cliPage } from './docs/cli.ts';
import { clientTypes } from './docs/client-types.ts';
import { CONFIGURATION_PARTS, configurationSchemaFile } from './docs/configuration.ts';
import { dataMapPage } from './docs/data-map.ts';
import { DECISION_PARTS } from './docs/decision.ts';
import { EVENT_PARTS } from './docs/event.ts';
import { httpApiPage, openApiFile } from './docs/http-api.ts';
import { ARCHITECTURE_PARTS } from './docs/imports.ts';
import { fillIn } from './docs/markdown.ts';
import { metricsPage } from './docs/metrics.ts';
import { practiceLanguagePage, practiceSchemaFile } from './docs/practice-language.ts';
import { askForApi } from './docs/running-server.ts';
import { signalsPage } from './docs/signals.ts';

/**
 * What `npm run docs` does: writes the documents that are made from the code. `docs/reference.test.ts` fails where they
 * are not as they would be written now.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every generated document, whole, by its path in the repository. */
export async function renderDocs(): Promise<ReadonlyMap<string, string>> {
  const api = await askForApi();
  return new Map([
    ['docs/event.md', withParts('docs/event.md', EVENT_PARTS)],
    ['docs/decision.md', withParts('docs/decision.md', DECISION_PARTS)],
    ['docs/configuration.md', withParts('docs/configuration.md', CONFIGURATION_PARTS)],
    ['docs/reference/configuration.schema.json', configurationSchemaFile()],
    ['docs/architecture.md', withParts('docs/architecture.md', ARCHITECTURE_PARTS)],
    ['docs/reference/practice-language.md', practiceLanguagePage()],
    ['docs/reference/practice.schema.json', practiceSchemaFile()],
    ['docs/reference/signals.md', signalsPage()],
    ['docs/reference/http-api.md', httpApiPage(api)],
    ['docs/reference/openapi.json', openApiFile(api)],
    ['docs/reference/cli.md', cliPage()],
    ['docs/reference/metrics.md', metricsPage()],
    ['docs/reference/data-map.md', dataMapPage()],
    ['packages/client/src/api.ts', await clientTypes(api)],
  ]);
}

/** A page that is written by hand but for some parts. */
function withParts(path: string, parts: Readonly<Record<string, () => string>>): string {
  return Object.entries(parts).reduce(
    (text, [name, part]) => fillIn(text, name, part()),
    readFileSync(join(root, path), 'utf8'),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [path, text] of await renderDocs()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    process.stdout.write(`wrote ${path}\n`);
  }
}
