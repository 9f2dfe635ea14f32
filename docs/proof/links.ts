import { readFileSync } from 'node:fs';

/** A link or picture of a document. */
export interface Link {
  /** 1-based. */
  readonly line: number;
  /** As written, without a title. */
  readonly target: string;
}

const LINK = /(?:\]\(<?|\b(?:src|srcset|href)=")([^)\s>"]+)/g;

/** Every link and picture, those in code left out. */
export function linksOf(path: string): readonly Link[] {
  return proseOf(readFileSync(path, 'utf8')).flatMap(({ line, text }) =>
    [...text.matchAll(LINK)].map(([, target = '']) => ({ line, target })),
  );
}

/** The names that a link can aim at after `#`, as GitHub makes them of the headings. */
export function anchorsOf(path: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const { text } of proseOf(readFileSync(path, 'utf8'), true)) {
    const [, heading] = /^#{1,6}\s+(.*)$/.exec(text) ?? [];
    if (heading === undefined) continue;
    const slug = slugOf(heading);
    let name = slug;
    for (let count = 1; anchors.has(name); count++) name = `${slug}-${count}`;
    anchors.add(name);
  }
  return anchors;
}

function slugOf(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

export interface ProseLine {
  readonly line: number;
  readonly text: string;
}

/** The lines outside of fenced blocks; without what stands in backticks, unless it is asked for. */
export function proseOf(markdown: string, withCode = false): readonly ProseLine[] {
  const prose: ProseLine[] = [];
  let fence: string | null = null;
  markdown.split('\n').forEach((raw, at) => {
    const [, ticks] = /^\s*(`{3,}|~{3,})/.exec(raw) ?? [];
    if (ticks !== undefined && (fence === null || raw.trim() === fence)) {
      fence = fence === null ? ticks : null;
      return;
    }
    if (fence === null) prose.push({ line: at + 1, text: withCode ? raw : raw.replaceAll(/`[^`]*`/g, '``') });
  });
  return prose;
}
