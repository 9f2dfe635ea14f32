export {
  type ActivePractice,
  activatePractice,
  NoPractice,
  PracticeRefused,
  readPractice,
} from './active.ts';
export { practiceRoutes } from './routes.ts';
export type { Activation } from './store.ts';

export const practiceMigrations = { area: 'practices', folder: new URL('./migrations/', import.meta.url) };
