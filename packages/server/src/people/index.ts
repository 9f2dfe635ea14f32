export { peopleData } from './data.ts';
export { type Fact, FactSchema } from './fact.ts';
export { parseFact } from './facts.ts';
export {
  type Imported,
  type ImportLine,
  type ImportOptions,
  type ImportProgress,
  importFacts,
  importRows,
} from './import.ts';
export { IMPORTS, type ImportKind, MAX_LINE, parseImportLine } from './import-line.ts';
export { completed, type Known, leavesOut } from './known.ts';
export { nothingIsKnown, type Presence, TRUST_MS, watchPresence } from './presence.ts';
export { PEOPLE_PROBLEMS } from './problems.ts';
export { peopleRoutes } from './routes.ts';
export { knownOf, storeFacts } from './store.ts';
export const peopleMigrations = { area: 'people', folder: new URL('./migrations/', import.meta.url) };
