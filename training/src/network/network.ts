import { WHOLE } from '@safeward/engine';
import type { Encoded } from '../encode.ts';
import type { Random } from '../random.ts';
import { allocate, type Parameters, type Shape } from './parameters.ts';

export interface TrainOptions {
  /** Share of known words that are read by their letters, so that letters are learnt. */
  readonly spellRate: number;
  readonly dropRate: number;
  readonly pooledDropRate: number;
  readonly embeddingRate: number;
  readonly denseRate: number;
  readonly decay: number;
  readonly lengthMax: number;
  readonly targetWeight: number;
}

const EPSILON = 1e-7;

/** The network while it is being trained: forward, backward, and the steps of its optimiser. */
export class Trainer {
  readonly shape: Shape;
  readonly p: Parameters;
  readonly #g: Parameters;
  readonly #m: Parameters;
  readonly #v: Parameters;
  /** AdaGrad sums, one a row. */
  readonly #wordSums: Float32Array;
  readonly #groupSums: Float32Array;
  readonly #kindsOf: Uint8Array;
  readonly #spelled: readonly Int32Array[];
  readonly #options: TrainOptions;
  readonly #random: Random;
  #steps = 0;
  // Scratch.
  #x: Float32Array;
  #dx: Float32Array;
  readonly #pooled: Float32Array;
  readonly #where: Int32Array;
  readonly #input: Float32Array;
  readonly #mask: Float32Array;
  readonly #h: Float32Array;
  readonly #out: Float32Array;
  readonly #dInput: Float32Array;
  readonly #dH: Float32Array;
  readonly #acc: Float32Array;
  #touched: Int32Array;

  constructor(
    shape: Shape,
    kindsOf: Uint8Array,
    spelled: readonly Int32Array[],
    options: TrainOptions,
    random: Random,
  ) {
    this.shape = shape;
    this.p = allocate(shape);
    const dense = { ...shape, words: 0, buckets: 0 };
    this.#g = allocate(dense);
    this.#m = allocate(dense);
    this.#v = allocate(dense);
    this.#wordSums = new Float32Array(shape.words);
    this.#groupSums = new Float32Array(shape.buckets);
    this.#kindsOf = kindsOf;
    this.#spelled = spelled;
    this.#options = options;
    this.#random = random;
    const { dim, filters, hidden, outputs } = shape;
    this.#x = new Float32Array((options.lengthMax + 8) * dim);
    this.#dx = new Float32Array((options.lengthMax + 8) * dim);
    this.#pooled = new Float32Array(filters);
    this.#where = new Int32Array(filters);
    this.#acc = new Float32Array(filters);
    this.#input = new Float32Array(filters + dim + WHOLE);
    this.#mask = new Float32Array(filters + dim + WHOLE);
    this.#dInput = new Float32Array(filters + dim + WHOLE);
    this.#h = new Float32Array(hidden);
    this.#dH = new Float32Array(hidden);
    this.#out = new Float32Array(outputs);
    this.#touched = new Int32Array(options.lengthMax + 8);
    const fill = (into: Float32Array, scale: number): void => {
      for (let at = 0; at < into.length; at++) into[at] = (random.next() * 2 - 1) * scale;
    };
    fill(this.p.groups, 0.05);
    fill(this.p.filters, Math.sqrt(3 / (shape.width * dim)));
    fill(this.p.hidden, Math.sqrt(3 / (filters + dim)));
    fill(this.p.outputs, Math.sqrt(1 / (hidden + filters)));
  }

  /** Letter groups of the word at `at`, or undefined where it is read whole. */
  #groupsAt(text: Encoded, at: number, training: boolean): Int32Array | undefined {
    const number = text.words[at]!;
    if (number < 0) return text.groups[-1 - number];
    if (training && this.#options.spellRate > 0 && this.#random.next() < this.#options.spellRate)
      return this.#spelled[number];
    return undefined;
  }

  #forward(text: Encoded, training: boolean): number {
    const { dim, filters, width, hidden, outputs } = this.shape;
    const { p } = this;
    const n = Math.min(text.words.length, this.#options.lengthMax);
    const x = this.#x;
    const half = (width - 1) / 2;
    x.fill(0, 0, (n + 2 * half) * dim);
    const mean = new Float32Array(dim);
    for (let t = 0; t < n; t++) {
      const groups = this.#groupsAt(text, t, training);
      const to = (t + half) * dim;
      const number = text.words[t]!;
      if (training && this.#random.next() < this.#options.dropRate) {
        this.#touched[t] = -2_000_000_000;
        continue;
      }
      if (groups === undefined && number >= 0) {
        this.#touched[t] = number;
        const from = number * dim;
        const kind = this.#kindsOf[number]! * dim;
        for (let d = 0; d < dim; d++) x[to + d] = p.words[from + d]! + p.kinds[kind + d]!;
      } else if (groups !== undefined && groups.length > 0) {
        this.#touched[t] = number >= 0 ? -1_000_000_000 - number : number;
        const scale = 1 / Math.sqrt(groups.length);
        for (const group of groups) {
          const from = ((group >>> 0) % this.shape.buckets) * dim;
          for (let d = 0; d < dim; d++) x[to + d]! += p.groups[from + d]! * scale;
        }
      } else this.#touched[t] = -2_000_000_000;
      for (let d = 0; d < dim; d++) mean[d]! += x[to + d]!;
    }
    const pooled = this.#pooled;
    const where = this.#where;
    pooled.fill(0);
    where.fill(-1);
    const acc = this.#acc;
    const W = p.filters;
    for (let t = 0; t < n; t++) {
      acc.set(p.filterBias);
      const first = t * dim;
      for (let i = 0; i < width * dim; i++) {
        const value = x[first + i]!;
        if (value === 0) continue;
        const row = i * filters;
        for (let f = 0; f < filters; f++) acc[f]! += value * W[row + f]!;
      }
      for (let f = 0; f < filters; f++)
        if (acc[f]! > pooled[f]!) {
          pooled[f] = acc[f]!;
          where[f] = t;
        }
    }
    const input = this.#input;
    const mask = this.#mask;
    const drop = training ? this.#options.pooledDropRate : 0;
    const scale = n > 0 ? 1 / Math.sqrt(n) : 0;
    const size = filters + dim + WHOLE;
    for (let i = 0; i < size; i++) {
      mask[i] = drop > 0 ? (this.#random.next() < drop ? 0 : 1 / (1 - drop)) : 1;
      const value =
        i < filters
          ? pooled[i]!
          : i < filters + dim
            ? mean[i - filters]! * scale
            : text.whole[i - filters - dim]!;
      input[i] = value * mask[i]!;
    }
    const h = this.#h;
    h.set(p.hiddenBias);
    for (let i = 0; i < size; i++) {
      const value = input[i]!;
      if (value === 0) continue;
      const row = i * hidden;
      for (let j = 0; j < hidden; j++) h[j]! += value * p.hidden[row + j]!;
    }
    for (let j = 0; j < hidden; j++) if (h[j]! < 0) h[j] = 0;
    const out = this.#out;
    out.set(p.outputBias);
    for (let j = 0; j < hidden; j++) {
      const value = h[j]!;
      if (value === 0) continue;
      for (let k = 0; k < outputs; k++) out[k]! += value * p.outputs[j * outputs + k]!;
    }
    for (let f = 0; f < filters; f++) {
      const value = input[f]!;
      if (value === 0) continue;
      for (let k = 0; k < outputs; k++) out[k]! += value * p.outputs[(hidden + f) * outputs + k]!;
    }
    return n;
  }

  /** Logits of a text; the array is used again. */
  predict(text: Encoded): Float32Array {
    this.#forward(text, false);
    return this.#out;
  }

  /** Adds the gradient of one text; returns its loss. */
  learn(text: Encoded): number {
    const { dim, filters, width, hidden, outputs } = this.shape;
    const { p } = this;
    const g = this.#g;
    const n = this.#forward(text, true);
    let loss = 0;
    const out = this.#out;
    const dH = this.#dH;
    const dInput = this.#dInput;
    dH.fill(0);
    dInput.fill(0);
    for (let k = 0; k < outputs; k++) {
      if (k === outputs - 1) {
        const off = Number.isNaN(text.target) ? 0 : out[k]! - text.target;
        loss += 0.5 * this.#options.targetWeight * off * off;
        out[k] = this.#options.targetWeight * off;
        g.outputBias[k]! += out[k]!;
        continue;
      }
      const label = text.labels[k]!;
      if (Number.isNaN(label)) {
        out[k] = 0;
        continue;
      }
      const q = 1 / (1 + Math.exp(-out[k]!));
      loss -= text.weight * (label * Math.log(q + 1e-9) + (1 - label) * Math.log(1 - q + 1e-9));
      out[k] = text.weight * (q - label);
      g.outputBias[k]! += out[k]!;
    }
    for (let j = 0; j < hidden; j++) {
      if (this.#h[j] === 0) continue;
      let sum = 0;
      for (let k = 0; k < outputs; k++) {
        const d = out[k]!;
        g.outputs[j * outputs + k]! += d * this.#h[j]!;
        sum += d * p.outputs[j * outputs + k]!;
      }
      dH[j] = sum;
      g.hiddenBias[j]! += sum;
    }
    for (let f = 0; f < filters; f++) {
      if (this.#input[f] === 0) continue;
      let sum = 0;
      for (let k = 0; k < outputs; k++) {
        const d = out[k]!;
        g.outputs[(hidden + f) * outputs + k]! += d * this.#input[f]!;
        sum += d * p.outputs[(hidden + f) * outputs + k]!;
      }
      dInput[f] = sum;
    }
    const size = filters + dim + WHOLE;
    for (let i = 0; i < size; i++) {
      const mask = this.#mask[i]!;
      if (mask === 0) {
        dInput[i] = 0;
        continue;
      }
      const value = this.#input[i]!;
      const row = i * hidden;
      let sum = dInput[i]!;
      for (let j = 0; j < hidden; j++) {
        const d = dH[j]!;
        if (d === 0) continue;
        g.hidden[row + j]! += d * value;
        sum += d * p.hidden[row + j]!;
      }
      dInput[i] = sum * mask;
    }
    if (n === 0) return loss;
    const dx = this.#dx;
    const x = this.#x;
    const half = (width - 1) / 2;
    dx.fill(0, 0, (n + 2 * half) * dim);
    const scale = 1 / Math.sqrt(n);
    for (let t = 0; t < n; t++)
      for (let d = 0; d < dim; d++) dx[(t + half) * dim + d] = dInput[filters + d]! * scale;
    for (let f = 0; f < filters; f++) {
      const t = this.#where[f]!;
      const d = dInput[f]!;
      if (t < 0 || d === 0) continue;
      g.filterBias[f]! += d;
      const first = t * dim;
      for (let i = 0; i < width * dim; i++) {
        const at = i * filters + f;
        g.filters[at]! += d * x[first + i]!;
        dx[first + i]! += d * p.filters[at]!;
      }
    }
    for (let t = 0; t < n; t++) this.#stepWord(text, t, (t + half) * dim);
    return loss;
  }

  /** Embeddings step at once (AdaGrad, one sum a row): few of them occur in a text. */
  #stepWord(text: Encoded, t: number, from: number): void {
    const { dim } = this.shape;
    const touched = this.#touched[t]!;
    if (touched === -2_000_000_000) return;
    const dx = this.#dx;
    let square = 0;
    for (let d = 0; d < dim; d++) square += dx[from + d]! ** 2;
    if (square === 0) return;
    const rate = this.#options.embeddingRate;
    if (touched >= 0) {
      this.#wordSums[touched]! += square / dim;
      const step = rate / Math.sqrt(this.#wordSums[touched]! + EPSILON + 1e-3);
      for (let d = 0; d < dim; d++) this.p.words[touched * dim + d]! -= step * dx[from + d]!;
      const kind = this.#kindsOf[touched]! * dim;
      for (let d = 0; d < dim; d++) this.#g.kinds[kind + d]! += dx[from + d]!;
      return;
    }
    const groups =
      touched <= -1_000_000_000 ? this.#spelled[-1_000_000_000 - touched]! : text.groups[-1 - touched]!;
    const scale = 1 / Math.sqrt(groups.length);
    for (const group of groups) {
      const bucket = (group >>> 0) % this.shape.buckets;
      this.#groupSums[bucket]! += (square * scale * scale) / dim;
      const step = (rate * scale) / Math.sqrt(this.#groupSums[bucket]! + EPSILON + 1e-3);
      for (let d = 0; d < dim; d++) this.p.groups[bucket * dim + d]! -= step * dx[from + d]!;
    }
  }

  /** One Adam step of the dense arrays, with decay. @param rate share of the full learning rate */
  step(count: number, rate: number): void {
    this.#steps++;
    const { denseRate, decay } = this.#options;
    const b1 = 0.9;
    const b2 = 0.99;
    const correction = Math.sqrt(1 - b2 ** this.#steps) / (1 - b1 ** this.#steps);
    for (const name of [
      'kinds',
      'filters',
      'filterBias',
      'hidden',
      'hiddenBias',
      'outputs',
      'outputBias',
    ] as const) {
      const value = this.p[name];
      const g = this.#g[name];
      const m = this.#m[name];
      const v = this.#v[name];
      const shrink = name.endsWith('Bias') ? 0 : decay * denseRate * rate;
      for (let at = 0; at < value.length; at++) {
        const slope = g[at]! / count;
        m[at] = b1 * m[at]! + (1 - b1) * slope;
        v[at] = b2 * v[at]! + (1 - b2) * slope * slope;
        value[at]! -=
          (denseRate * rate * correction * m[at]!) / (Math.sqrt(v[at]!) + EPSILON) + shrink * value[at]!;
        g[at] = 0;
      }
    }
  }
}
