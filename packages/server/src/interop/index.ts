import type { Pool } from '../platform/database/index.ts';
import type { App } from '../platform/http/app.ts';
import { moderationRoutes } from './openai-moderations/routes.ts';
import { perspectiveRoutes } from './perspective/routes.ts';

/** Other people's APIs, served so that their unmodified clients work. */
export function interopRoutes(app: App, { pool }: { readonly pool: Pool }): void {
  perspectiveRoutes(app, { pool });
  moderationRoutes(app);
}

export const interopMigrations = { area: 'interop', folder: new URL('./migrations/', import.meta.url) };
export { interopData } from './data.ts';
