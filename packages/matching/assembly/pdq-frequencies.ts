// The second half of PDQ: from 64 x 64 averages to frequencies, and from these to the bits of the hash.

import { AVERAGES, COSINES, COSINES_ACROSS, FREQUENCIES, HALF_WAY, HASH, KEPT, KEYS, SIDE, TURNED } from './pdq-layout';

/** Where the caller writes the cosines, 16 rows of 64 floats. */
export function cosines(): usize {
  return COSINES;
}

/** Makes the other copy of the cosines, once after they were written. */
export function ready(): void {
  for (let i: usize = 0; i < 16; i++)
    for (let j: usize = 0; j < 64; j++)
      store<f32>(COSINES_ACROSS + ((j * 16 + i) << 2), load<f32>(COSINES + ((i * 64 + j) << 2)));
}

/** Where the hash lies after `finish` or `turn`: 32 bytes. */
export function hash(): usize {
  return HASH;
}

/** How much there is to see, 0 to 100: the steep changes between neighbouring averages, counted in whole hundredths. */
function quality(): i32 {
  let sum: i32 = 0;
  for (let i: i32 = 0; i < SIDE; i++)
    for (let j: i32 = 0; j < SIDE; j++) {
      const at = AVERAGES + (<usize>(i * SIDE + j) << 2);
      const here = load<f32>(at);
      if (i < SIDE - 1) sum += abs(<i32>(((here - load<f32>(at, SIDE * 4)) * 100) / 255));
      if (j < SIDE - 1) sum += abs(<i32>(((here - load<f32>(at, 4)) * 100) / 255));
    }
  return min(sum / 90, 100);
}

/** Frequencies of the averages, bits of the frequencies; returns the quality. */
export function finish(): i32 {
  for (let i: usize = 0; i < 16; i++)
    for (let j: usize = 0; j < 256; j += 16) {
      let sum = f32x4.splat(0);
      for (let k: usize = 0; k < 64; k++)
        sum = f32x4.add(
          sum,
          f32x4.mul(v128.load32_splat(COSINES + ((i * 64 + k) << 2)), v128.load(AVERAGES + k * 256 + j)),
        );
      v128.store(HALF_WAY + i * 256 + j, sum);
    }
  for (let i: usize = 0; i < 16; i++)
    for (let j: usize = 0; j < 64; j += 16) {
      let sum = f32x4.splat(0);
      for (let k: usize = 0; k < 64; k++)
        sum = f32x4.add(
          sum,
          f32x4.mul(v128.load32_splat(HALF_WAY + ((i * 64 + k) << 2)), v128.load(COSINES_ACROSS + k * 64 + j)),
        );
      v128.store(FREQUENCIES + i * 64 + j, sum);
    }
  turn(0, 0, 0);
  return quality();
}

/**
 * The hash of the image turned or mirrored, from its frequencies: mirroring changes the sign of the odd ones (the first
 * that is kept is odd), a quarter turn exchanges rows and columns as well.
 *
 * @param across 1: frequencies across change sign
 * @param downwards 1: frequencies down change sign
 * @param exchange 1: rows become columns, after the signs were changed
 */
export function turn(across: i32, downwards: i32, exchange: i32): void {
  for (let i: i32 = 0; i < KEPT; i++)
    for (let j: i32 = 0; j < KEPT; j++) {
      let value = load<f32>(FREQUENCIES + (<usize>(i * KEPT + j) << 2));
      if ((across & ~j & 1) != (downwards & ~i & 1)) value = -value;
      store<f32>(TURNED + (<usize>(exchange ? j * KEPT + i : i * KEPT + j) << 2), value);
    }
  bits();
}

/** A bit for each frequency: above the median (of 256 the 128th), or not. The first is the last bit of the hash. */
function bits(): void {
  // Floats as whole numbers of the same order: the signs of all are turned, and all of the negative ones.
  for (let k: usize = 0; k < 1024; k += 4) {
    const raw = load<i32>(TURNED + k);
    store<u32>(KEYS + k, raw ^ ((raw >> 31) | 0x80000000));
  }
  let median: u32 = 0;
  for (let bit: u32 = 0x80000000; bit != 0; bit >>= 1) {
    const tried = i32x4.splat(median | bit);
    let below = i32x4.splat(0);
    for (let k: usize = 0; k < 1024; k += 16) below = i32x4.sub(below, i32x4.lt_u(v128.load(KEYS + k), tried));
    const count =
      i32x4.extract_lane(below, 0) + i32x4.extract_lane(below, 1) + i32x4.extract_lane(below, 2) + i32x4.extract_lane(below, 3);
    if (count < 128) median |= bit;
  }
  const middle = reinterpret<f32>((median & 0x80000000) != 0 ? median ^ 0x80000000 : ~median);
  for (let k: usize = 0; k < 32; k++) {
    let byte: i32 = 0;
    for (let bit: usize = 0; bit < 8; bit++)
      if (load<f32>(TURNED + ((k * 8 + bit) << 2)) > middle) byte |= 1 << <i32>bit;
    store<u8>(HASH + 31 - k, byte);
  }
}
