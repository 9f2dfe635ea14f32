// PDQ in AssemblyScript: a streaming form of the algorithm that its paper describes (“The TMK+PDQF video-hashing
// algorithm and the PDQ image-hashing algorithm”, 2019). Rows come in blocks of eight and leave as 64 x 64 averages,
// so that everything in between stays in the processor's cache whatever the size of the image.
//
// Bit-exact means that every addition happens in 32 bits and in the reference's order: along a line, the element that
// enters the window is added before the one that leaves is taken away. Lanes are lines that do not touch each other:
// eight rows at once along rows, four columns at once down columns.

import { AVERAGES, SIDE, VARIABLE } from './pdq-layout';
import { luma, transposed } from './pdq-pixels';

export { cosines, finish, hash, ready, turn } from './pdq-frequencies';

/** Rows of a block. */
const BLOCK: i32 = 8;

let width: i32 = 0;
let height: i32 = 0;
let channels: i32 = 0;
/** Columns, rounded up to whole vectors. */
let columns: i32 = 0;
let acrossWindow: i32 = 0;
let downWindow: i32 = 0;
let ringRows: i32 = 0;

let input: usize = 0; // eight rows of bytes
let lanes: usize = 0; // columns x 8 floats: eight rows side by side
let ring: usize = 0; // ringRows x columns: rows averaged along
let sums: usize = 0; // columns: the window down each column
let second: usize = 0; // 8 x columns: rows averaged both ways
let third: usize = 0; // height x 64: averaged along again, sampled
let fourth: usize = 0; // 64: the window down each sampled column

let rowsIn: i32 = 0;
let rowsOut: i32 = 0;
let blockRows: i32 = 0;

/** The window of one pass: a block of the 64 is seen by two passes, so half of it, rounded up. */
function windowOf(size: i32): i32 {
  return (size + 2 * SIDE - 1) / (2 * SIDE);
}

/** The line that stands for an output: the one in the middle of its block. */
function sampleOf(out: i32, size: i32): i32 {
  return <i32>(((<f64>out + 0.5) * <f64>size) / <f64>SIDE);
}

/**
 * Prepares for an image; returns where its rows are to be written, eight at a time, or 0 where there is not enough
 * memory.
 */
export function begin(w: i32, h: i32, c: i32): usize {
  width = w;
  height = h;
  channels = c;
  columns = (w + 3) & ~3;
  acrossWindow = windowOf(w);
  downWindow = windowOf(h);
  // Whole blocks, so that the rows of one lie one after another.
  ringRows = (downWindow + 1 + BLOCK + BLOCK - 1) & ~(BLOCK - 1);
  rowsIn = 0;
  rowsOut = 0;
  blockRows = 0;
  input = VARIABLE;
  // Vectors are read whole, also at the end of a row, hence the room behind it.
  lanes = (input + <usize>(w * c * BLOCK) + 64 + 15) & ~15;
  ring = lanes + <usize>columns * BLOCK * 4;
  sums = ring + <usize>ringRows * <usize>columns * 4;
  second = sums + <usize>columns * 4;
  third = second + <usize>columns * BLOCK * 4;
  fourth = third + <usize>h * SIDE * 4;
  const needed = fourth + SIDE * 4;
  const have = <usize>memory.size() << 16;
  if (needed > have && memory.grow(<i32>((needed - have + 0xffff) >> 16)) < 0) return 0;
  memory.fill(sums, 0, <usize>columns * 4);
  return input;
}

/** Takes the next rows, up to eight; fewer only at the end of the image. */
export function rows(count: i32): void {
  if (width == SIDE && height == SIDE) {
    // The reference takes an image of this size as it is.
    for (let y: i32 = 0; y < count; y++)
      for (let x: i32 = 0; x < SIDE; x += 4)
        v128.store(AVERAGES + (<usize>((rowsIn + y) * SIDE + x) << 2), luma(input + <usize>(y * width * channels), x, channels));
    rowsIn += count;
    return;
  }
  lumaToLanes();
  firstAlong();
  for (let y: i32 = 0; y < count; y++) {
    down(rowsIn);
    rowsIn++;
  }
  if (rowsIn == height) {
    drain();
    if (blockRows > 0) secondRound();
    sampleDown();
  }
}

function lumaToLanes(): void {
  const stride = <usize>(width * channels);
  for (let half: usize = 0; half < 2; half++) {
    const row = input + half * 4 * stride;
    let to = lanes + half * 16;
    for (let x: i32 = 0; x < columns; x += 4) {
      const a = luma(row, x, channels);
      const b = luma(row + stride, x, channels);
      const c = luma(row + 2 * stride, x, channels);
      transposed(a, b, c, luma(row + 3 * stride, x, channels), to, 32);
      to += 128;
    }
  }
}

/** One column of eight averages goes into its eight rows of the ring. */
@inline
function putColumn(to: usize, stride: usize, a: v128, b: v128): void {
  v128.store_lane<f32>(to, a, 0);
  v128.store_lane<f32>(to + stride, a, 1);
  v128.store_lane<f32>(to + 2 * stride, a, 2);
  v128.store_lane<f32>(to + 3 * stride, a, 3);
  v128.store_lane<f32>(to + 4 * stride, b, 0);
  v128.store_lane<f32>(to + 5 * stride, b, 1);
  v128.store_lane<f32>(to + 6 * stride, b, 2);
  v128.store_lane<f32>(to + 7 * stride, b, 3);
}

/** Averages along the eight rows of `lanes` into the ring. */
function firstAlong(): void {
  const window = acrossWindow;
  const half = (window + 2) / 2;
  const stride = <usize>columns << 2;
  let to = ring + <usize>(rowsIn % ringRows) * stride;
  let a = f32x4.splat(0);
  let b = a;
  let enters = lanes;
  let leaves = lanes;
  for (let i: i32 = 1; i < half; i++) {
    a = f32x4.add(a, v128.load(enters));
    b = f32x4.add(b, v128.load(enters, 16));
    enters += 32;
  }
  for (let count: i32 = half; count <= window; count++) {
    a = f32x4.add(a, v128.load(enters));
    b = f32x4.add(b, v128.load(enters, 16));
    enters += 32;
    const n = f32x4.splat(<f32>count);
    putColumn(to, stride, f32x4.div(a, n), f32x4.div(b, n));
    to += 4;
  }
  const full = f32x4.splat(<f32>window);
  let left = width - window;
  for (; left >= 4; left -= 4) {
    a = f32x4.sub(f32x4.add(a, v128.load(enters)), v128.load(leaves));
    b = f32x4.sub(f32x4.add(b, v128.load(enters, 16)), v128.load(leaves, 16));
    const a0 = f32x4.div(a, full);
    const b0 = f32x4.div(b, full);
    a = f32x4.sub(f32x4.add(a, v128.load(enters, 32)), v128.load(leaves, 32));
    b = f32x4.sub(f32x4.add(b, v128.load(enters, 48)), v128.load(leaves, 48));
    const a1 = f32x4.div(a, full);
    const b1 = f32x4.div(b, full);
    a = f32x4.sub(f32x4.add(a, v128.load(enters, 64)), v128.load(leaves, 64));
    b = f32x4.sub(f32x4.add(b, v128.load(enters, 80)), v128.load(leaves, 80));
    const a2 = f32x4.div(a, full);
    const b2 = f32x4.div(b, full);
    a = f32x4.sub(f32x4.add(a, v128.load(enters, 96)), v128.load(leaves, 96));
    b = f32x4.sub(f32x4.add(b, v128.load(enters, 112)), v128.load(leaves, 112));
    transposed(a0, a1, a2, f32x4.div(a, full), to, stride);
    transposed(b0, b1, b2, f32x4.div(b, full), to + 4 * stride, stride);
    enters += 128;
    leaves += 128;
    to += 16;
  }
  for (; left > 0; left--) {
    a = f32x4.sub(f32x4.add(a, v128.load(enters)), v128.load(leaves));
    b = f32x4.sub(f32x4.add(b, v128.load(enters, 16)), v128.load(leaves, 16));
    enters += 32;
    leaves += 32;
    putColumn(to, stride, f32x4.div(a, full), f32x4.div(b, full));
    to += 4;
  }
  for (let count: i32 = window - 1; count > window - half; count--) {
    a = f32x4.sub(a, v128.load(leaves));
    b = f32x4.sub(b, v128.load(leaves, 16));
    leaves += 32;
    const n = f32x4.splat(<f32>count);
    putColumn(to, stride, f32x4.div(a, n), f32x4.div(b, n));
    to += 4;
  }
}

/** Row `r` of the ring enters the windows down the columns, and the row in their middle may come out. */
function down(r: i32): void {
  const window = downWindow;
  const half = (window + 2) / 2;
  const bytes = <usize>columns << 2;
  const enters = ring + <usize>(r % ringRows) * bytes;
  const end = sums + bytes;
  if (r < half - 1) {
    for (let s = sums, e = enters; s < end; s += 16, e += 16)
      v128.store(s, f32x4.add(v128.load(s), v128.load(e)));
    return;
  }
  let to = second + <usize>blockRows * bytes;
  if (r < window) {
    const n = f32x4.splat(<f32>(r + 1));
    for (let s = sums, e = enters; s < end; s += 16, e += 16, to += 16) {
      const sum = f32x4.add(v128.load(s), v128.load(e));
      v128.store(s, sum);
      v128.store(to, f32x4.div(sum, n));
    }
  } else {
    const n = f32x4.splat(<f32>window);
    let leaves = ring + <usize>((r - window) % ringRows) * bytes;
    for (let s = sums, e = enters; s < end; s += 16, e += 16, leaves += 16, to += 16) {
      const sum = f32x4.sub(f32x4.add(v128.load(s), v128.load(e)), v128.load(leaves));
      v128.store(s, sum);
      v128.store(to, f32x4.div(sum, n));
    }
  }
  if (++blockRows == BLOCK) secondRound();
}

/** After the last row: what is still in the windows down the columns comes out. */
function drain(): void {
  const window = downWindow;
  const half = (window + 2) / 2;
  const bytes = <usize>columns << 2;
  const end = sums + bytes;
  let r = height - window;
  for (let count: i32 = window - 1; count > window - half; count--, r++) {
    const n = f32x4.splat(<f32>count);
    let leaves = ring + <usize>(r % ringRows) * bytes;
    let to = second + <usize>blockRows * bytes;
    for (let s = sums; s < end; s += 16, leaves += 16, to += 16) {
      const sum = f32x4.sub(v128.load(s), v128.load(leaves));
      v128.store(s, sum);
      v128.store(to, f32x4.div(sum, n));
    }
    if (++blockRows == BLOCK) secondRound();
  }
}

/** The second pass along the rows of a block, of which only 64 columns are kept. */
function secondRound(): void {
  const bytes = <usize>columns << 2;
  for (let half: usize = 0; half < 2; half++) {
    const row = second + half * 4 * bytes;
    let to = lanes + half * 16;
    for (let x: usize = 0; x < bytes; x += 16) {
      const at = row + x;
      transposed(
        v128.load(at), v128.load(at + bytes), v128.load(at + 2 * bytes), v128.load(at + 3 * bytes), to, 32,
      );
      to += 128;
    }
  }
  secondAlong();
  rowsOut += blockRows;
  blockRows = 0;
}

function secondAlong(): void {
  const window = acrossWindow;
  const half = (window + 2) / 2;
  const stride: usize = SIDE * 4;
  const to = third + <usize>rowsOut * stride;
  let a = f32x4.splat(0);
  let b = a;
  let enters = lanes;
  let leaves = lanes;
  let out: i32 = 0;
  let next = sampleOf(0, width);
  let x: i32 = 0;
  for (let i: i32 = 1; i < half; i++) {
    a = f32x4.add(a, v128.load(enters));
    b = f32x4.add(b, v128.load(enters, 16));
    enters += 32;
  }
  for (let count: i32 = half; count <= window; count++, x++) {
    a = f32x4.add(a, v128.load(enters));
    b = f32x4.add(b, v128.load(enters, 16));
    enters += 32;
    while (x == next) {
      putSample(to, out, a, b, count);
      next = ++out < SIDE ? sampleOf(out, width) : width;
    }
  }
  const last = width - half + 1;
  while (x < last) {
    const until = min(next, last - 1);
    for (; x <= until; x++) {
      a = f32x4.sub(f32x4.add(a, v128.load(enters)), v128.load(leaves));
      b = f32x4.sub(f32x4.add(b, v128.load(enters, 16)), v128.load(leaves, 16));
      enters += 32;
      leaves += 32;
    }
    while (until == next) {
      putSample(to, out, a, b, window);
      next = ++out < SIDE ? sampleOf(out, width) : width;
    }
  }
  for (let count: i32 = window - 1; count > window - half; count--, x++) {
    a = f32x4.sub(a, v128.load(leaves));
    b = f32x4.sub(b, v128.load(leaves, 16));
    leaves += 32;
    while (x == next) {
      putSample(to, out, a, b, count);
      next = ++out < SIDE ? sampleOf(out, width) : width;
    }
  }
}

/** Eight rows' averages at a sampled column; of a block that is not full only those that are there. */
@inline
function putSample(to: usize, out: i32, a: v128, b: v128, count: i32): void {
  const n = f32x4.splat(<f32>count);
  const at = to + (<usize>out << 2);
  const x = f32x4.div(a, n);
  const y = f32x4.div(b, n);
  v128.store_lane<f32>(at, x, 0);
  if (blockRows > 1) v128.store_lane<f32>(at + 256, x, 1);
  if (blockRows > 2) v128.store_lane<f32>(at + 512, x, 2);
  if (blockRows > 3) v128.store_lane<f32>(at + 768, x, 3);
  if (blockRows > 4) v128.store_lane<f32>(at + 1024, y, 0);
  if (blockRows > 5) v128.store_lane<f32>(at + 1280, y, 1);
  if (blockRows > 6) v128.store_lane<f32>(at + 1536, y, 2);
  if (blockRows > 7) v128.store_lane<f32>(at + 1792, y, 3);
}

/** The second pass down the sampled columns, of which only 64 rows are kept. */
function sampleDown(): void {
  const window = downWindow;
  const half = (window + 2) / 2;
  memory.fill(fourth, 0, SIDE * 4);
  let out: i32 = 0;
  let next = sampleOf(0, height);
  // The window in whose middle row y lies has taken in the rows up to y + half - 1, and let go of those before
  // y + half - window.
  let count: i32 = 0;
  let entered: i32 = 0;
  for (let y: i32 = 0; y < height; y++) {
    const upTo = min(y + half, height);
    for (; entered < upTo; entered++) {
      const row = third + <usize>(entered * SIDE * 4);
      const leaves = entered >= window;
      if (!leaves) count++;
      const leaver = leaves ? entered - window : 0;
      const old = third + <usize>(leaver * SIDE * 4);
      for (let c: usize = 0; c < 256; c += 16) {
        let sum = f32x4.add(v128.load(fourth + c), v128.load(row + c));
        if (leaves) sum = f32x4.sub(sum, v128.load(old + c));
        v128.store(fourth + c, sum);
      }
    }
    if (y > height - half) {
      const old = third + <usize>((y + half - 1 - window) * SIDE * 4);
      count--;
      for (let c: usize = 0; c < 256; c += 16)
        v128.store(fourth + c, f32x4.sub(v128.load(fourth + c), v128.load(old + c)));
    }
    while (y == next) {
      const n = f32x4.splat(<f32>count);
      const to = AVERAGES + <usize>(out * SIDE * 4);
      for (let c: usize = 0; c < 256; c += 16) v128.store(to + c, f32x4.div(v128.load(fourth + c), n));
      next = ++out < SIDE ? sampleOf(out, height) : height;
    }
  }
}
