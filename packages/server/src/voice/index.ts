export { POLL_PROBLEMS, pollRoutes, workApart } from './polls/index.ts';
