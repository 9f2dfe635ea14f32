/** How large one event may be. Checked once, at the edge; everything behind it may trust them. */
export interface Limits {
  /** `content.text`, in bytes of UTF-8. */
  readonly textBytes: number;
  /** Any id, in characters (UTF-16 units). */
  readonly idLength: number;
  readonly images: number;
  readonly links: number;
  /** One link, in characters. */
  readonly linkLength: number;
  /** `audience.members`. */
  readonly members: number;
  /** `context`, as bytes of JSON. */
  readonly contextBytes: number;
  /** How deep arrays and objects may nest. */
  readonly depth: number;
  /** The whole event, as bytes of JSON. */
  readonly totalBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  textBytes: 64 * 1024,
  idLength: 256,
  images: 20,
  links: 100,
  linkLength: 2048,
  members: 256,
  contextBytes: 16 * 1024,
  depth: 16,
  totalBytes: 1024 * 1024,
};
