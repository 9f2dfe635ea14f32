import { Webhook } from 'standardwebhooks';

/**
 * The headers of a delivery (Standard Webhooks): every secret that is good signs, so that a receiver with the old one
 * and one with the new one both verify it.
 */
export function signedHeaders(
  message: string,
  at: Date,
  body: string,
  secrets: readonly string[],
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Safeward-Webhooks/1',
    'webhook-id': message,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(message, at, body)).join(' '),
  };
}
