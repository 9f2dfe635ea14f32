import type { Content } from '../../event/event.ts';
import type { ImageMatch, SeenImage } from '../../event/seen-image.ts';
import { unknownFact } from '../unknown.ts';

/** CEL lists need a class per element type. */
export class ImageMatchFacts {
  readonly bank: string;
  readonly distance: bigint;
  readonly entry: bigint;
  readonly harm: string;
  readonly hint: string;
  constructor({ bank, distance = 0, entry = 0, harm = '', hint = '' }: ImageMatch) {
    this.bank = bank;
    this.distance = BigInt(distance);
    this.entry = BigInt(entry);
    this.harm = harm;
    this.hint = hint;
  }
}

/** What was seen in the images of an event, all taken together; each question by itself known or unknown. */
export class ImagesFacts {
  readonly #images: readonly (SeenImage | undefined)[] | undefined;
  /** Also of images that could not be decoded: their file may be known. */
  readonly #found: readonly ImageMatch[];
  constructor(content: Content | undefined) {
    const images = content && (content.images ?? []);
    this.#images = images?.map(({ seen }) => (seen?.fault === undefined ? seen : undefined));
    this.#found = (images ?? []).flatMap(({ seen }) => seen?.matches ?? []);
  }

  get matches(): readonly ImageMatchFacts[] {
    const found = this.#found;
    if (found.length === 0) this.#needAll('image.matches', ({ matches }) => matches);
    return found.map((match) => new ImageMatchFacts(match));
  }
  get quality(): bigint {
    const known = this.#values(({ quality }) => quality);
    if (known.length === 0) throw unknownFact('image.quality');
    return BigInt(Math.min(...known));
  }
  get location(): boolean {
    return this.#any('image.location', ({ location }) => location);
  }
  get nudity(): number {
    return this.#most('image.nudity', ({ nudity }) => nudity);
  }
  get suggestive(): number {
    return this.#most('image.suggestive', ({ suggestive }) => suggestive);
  }
  get text(): string {
    return this.#needSome('image.text', ({ text }) => text).join('\n');
  }

  known(bank: string): boolean {
    if (this.#found.some((match) => match.bank === bank)) return true;
    this.#needAll('image.matches', ({ matches }) => matches);
    return false;
  }

  /** For a person who reads the decision: where the images are known, and how nearly. Never what is in them. */
  get described(): string {
    const found = this.#found.map(
      ({ bank, distance = 0, turn }) => `${bank} (${distance} bits${turn === undefined ? '' : `, ${turn}`})`,
    );
    return found.length === 0 ? 'none' : [...new Set(found)].join(', ');
  }

  #values<T>(of: (seen: SeenImage) => T | undefined): readonly T[] {
    return (this.#images ?? []).flatMap((seen) => {
      const value = seen && of(seen);
      return value === undefined ? [] : [value];
    });
  }

  /** One that is true decides, whatever is unknown of the others. */
  #any(fact: string, of: (seen: SeenImage) => boolean | undefined): boolean {
    return this.#values(of).includes(true) || this.#needAll(fact, of).includes(true);
  }

  /** A damaged image beside it must not hide what another one shows. */
  #most(fact: string, of: (seen: SeenImage) => number | undefined): number {
    return Math.max(0, ...this.#needSome(fact, of));
  }

  #needSome<T>(fact: string, of: (seen: SeenImage) => T | undefined): readonly T[] {
    const values = this.#values(of);
    return values.length > 0 ? values : this.#needAll(fact, of);
  }

  #needAll<T>(fact: string, of: (seen: SeenImage) => T | undefined): readonly T[] {
    const values = this.#values(of);
    if (this.#images === undefined || values.length < this.#images.length) throw unknownFact(fact);
    return values;
  }
}
