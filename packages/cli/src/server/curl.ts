/** Shown to be tried: invented people, a stranger's first word to a child. */
const EVENT = {
  kind: 'message',
  actor: { id: 'u1', age: { band: 'adult' } },
  target: { id: 'u2', age: { band: '13_15' } },
  relationship: { connected: false },
  content: { text: 'hi, how old are you?' },
};

/** One command for a shell that asks the gate for a decision; pasted twice, it gets the same one twice. */
export function curlFor(url: string, key: string | null, now: Date = new Date()): string {
  const at = `${now.toISOString().slice(0, 19)}Z`;
  const event = { id: `try-${now.getTime().toString(36)}`, at, ...EVENT };
  return [
    `curl -s ${url}/v1/decisions`,
    `-H 'authorization: Bearer ${key ?? 'YOUR-KEY'}'`,
    "-H 'content-type: application/json'",
    `-d '${JSON.stringify(event)}'`,
  ].join(' \\\n  ');
}
