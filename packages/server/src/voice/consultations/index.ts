import type { App } from '../../platform/http/app.ts';
import { answerRoutes } from './answer-routes.ts';
import type { VoiceOptions } from './options.ts';
import { publicRoutes } from './public-routes.ts';
import { staffRoutes } from './staff-routes.ts';

export type { HandLeaf, Leaf } from './answers/intake.ts';
export { createPace } from './answers/pace.ts';
export { analyseApart } from './apart/apart.ts';
export { openFiles, scanWith } from './attachments.ts';
export { consultationData } from './data.ts';
export { startDraftRemoval } from './removal.ts';

export const consultationMigrations = {
  area: 'consultations',
  folder: new URL('./migrations/', import.meta.url),
};

/** Everything about consultations: those who run them by the API, the public by pages. */
export function consultationRoutes(app: App, options: VoiceOptions): void {
  staffRoutes(app, options);
  publicRoutes(app, options);
  answerRoutes(app, options);
}
export { handToLog } from './answers/log.ts';
