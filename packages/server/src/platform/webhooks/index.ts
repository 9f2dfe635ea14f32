export { type DeadEndpoint, listDeadEndpoints } from './dead.ts';
export { type Delivery, type Endpoint, urlProblem } from './endpoint.ts';
export { pruneDeliveries } from './prune.ts';
export { webhookRoutes } from './routes.ts';
export { startWebhooks, type WebhookSender } from './sender.ts';
export { listEndpoints } from './store.ts';

export const webhookMigrations = { area: 'webhooks', folder: new URL('./migrations/', import.meta.url) };
