export { workApart } from './apart.ts';
export { POLL_PROBLEMS } from './problems.ts';
export { pollRoutes } from './routes.ts';
