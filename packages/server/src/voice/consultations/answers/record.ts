import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Channel } from './answer.ts';
import type { Content } from './content.ts';

/** All that somebody sent, and when and how it came: what the receipt is for. */
export interface AnswerRecord extends Content {
  readonly v: 1;
  readonly answer: string;
  readonly consultation: string;
  readonly channel: Channel;
  /** By the server's clock: when the request had begun to arrive, or what staff say for paper. RFC 3339. */
  readonly received_at: string;
  /** The moment of closing as it was set then. */
  readonly closes_at: string;
  /** The versions that were answered. */
  readonly documents: Readonly<Record<string, number>>;
  readonly attachments: readonly {
    readonly question: string;
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    /** Hex. */
    readonly sha256: string;
  }[];
}

/** A record with what binds it: who has all three can show that it is what was sent. */
export interface Sealed {
  /** RFC 8785. */
  readonly text: string;
  /** 32 random bytes; without them the commitment tells nothing, not even whether a guess is right. */
  readonly salt: Buffer;
  readonly commitment: Buffer;
}

/** What else is hashed like this in the world is not this. */
const DOMAIN = 'safeward consultation answer v1\n';

export function seal(record: AnswerRecord, salt: Buffer = randomBytes(32)): Sealed {
  const text = canonicalize(record);
  if (text === undefined) throw new TypeError('a record is JSON');
  return { text, salt, commitment: commit(text, salt) };
}

/** SHA-256 over the domain, the salt and the record's canonical bytes. */
export function commit(text: string, salt: Buffer): Buffer {
  return createHash('sha256').update(DOMAIN).update(salt).update(text, 'utf8').digest();
}

/** What a respondent keeps. `record` is the canonical text, byte for byte. */
export interface Receipt {
  readonly receipt: 'safeward-consultation-answer/1';
  readonly answer: string;
  readonly consultation: string;
  readonly commitment: string;
  readonly salt: string;
  readonly record: string;
}

export function receiptOf({ text, salt, commitment }: Sealed): Receipt {
  const { answer, consultation } = JSON.parse(text) as AnswerRecord;
  return {
    receipt: 'safeward-consultation-answer/1',
    answer,
    consultation,
    commitment: commitment.toString('hex'),
    salt: salt.toString('hex'),
    record: text,
  };
}

/** Whether a receipt holds together: needs nobody's word but the receipt's own. */
export function isGenuine({ record, salt, commitment, answer, consultation }: Receipt): boolean {
  try {
    const said = JSON.parse(record) as Partial<AnswerRecord>;
    return (
      /^[0-9a-f]{64}$/.test(salt) &&
      said.answer === answer &&
      said.consultation === consultation &&
      commit(record, Buffer.from(salt, 'hex')).toString('hex') === commitment
    );
  } catch {
    return false;
  }
}
