/** The door of the area: what the public is asked, and what was made of it. */
export {
  analyseApart,
  consultationData,
  consultationMigrations,
  consultationRoutes,
  createPace,
  type HandLeaf,
  handToLog,
  type Leaf,
  openFiles,
  scanWith,
  startDraftRemoval,
} from './consultations/index.ts';
export { POLL_PROBLEMS, pollRoutes, workApart } from './polls/index.ts';
