import type { Pool } from '../../platform/database/index.ts';
import type { HandLeaf } from './answers/intake.ts';
import type { Pace } from './answers/pace.ts';
import type { Apart } from './apart/apart.ts';
import type { Files } from './attachments.ts';

/** What the area's routes stand on. */
export interface VoiceOptions {
  readonly pool: Pool;
  readonly files: Files;
  readonly apart: Apart;
  readonly pace: Pace;
  /** Where commitments go beside our own tables. */
  readonly handLeaf: HandLeaf;
  /** In milliseconds since 1970. It decides what is in time. */
  readonly clock: () => number;
}
