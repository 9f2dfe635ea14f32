import type { SourceFile } from '@safeward/engine';
import { type Campaign, findCampaigns } from '../analysis/campaigns.ts';
import type { NamedText } from '../analysis/named-text.ts';
import { type Suggestion, suggestThemes } from '../analysis/suggest.ts';
import { changedMeasures, type PracticeRead, readSections } from '../documents/practice-sections.ts';

/** What takes so long that a gate beside it would have to wait. */
export type Task =
  | {
      readonly task: 'sections';
      readonly files: readonly SourceFile[];
      readonly before: readonly SourceFile[] | null;
    }
  | {
      readonly task: 'changed';
      readonly files: readonly SourceFile[];
      readonly before: readonly SourceFile[];
    }
  | { readonly task: 'campaigns'; readonly texts: readonly NamedText[] }
  | { readonly task: 'suggest'; readonly texts: readonly NamedText[] };

export interface Done {
  readonly sections: PracticeRead;
  readonly changed: Readonly<Record<string, readonly string[]>>;
  readonly campaigns: readonly Campaign[];
  readonly suggest: readonly Suggestion[];
}

export function work(task: Task): Done[Task['task']] {
  switch (task.task) {
    case 'sections':
      return readSections(task.files, task.before);
    case 'changed':
      return changedMeasures(task.files, task.before);
    case 'campaigns':
      return findCampaigns(task.texts);
    case 'suggest':
      return suggestThemes(task.texts);
  }
}
