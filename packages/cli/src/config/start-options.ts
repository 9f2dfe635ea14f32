import type { Deployment } from './unsafe.ts';

/** Where Safeward keeps its things; the same for every command that needs the database. */
export interface DataOptions {
  readonly data: string;
  readonly database?: string;
}

/** What a server is started with. */
export interface StartOptions extends DataOptions, Deployment {
  readonly port: number;
  readonly practice?: string;
  readonly keyFile?: string;
  /** Undefined where nothing is said about it. */
  readonly requireApproval?: boolean;
  /** `100/s` */
  readonly keyRate?: string;
  readonly keyBurst?: number;
  readonly keepToldDays?: number;
  /** In seconds. */
  readonly keepCheck?: number;
  readonly traceEndpoint?: string;
  readonly traceService?: string;
  readonly traceOneIn?: number;
}
