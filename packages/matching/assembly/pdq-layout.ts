// What lies where in the memory of PDQ, as far as it is of the same size for every image. What the compiler puts there
// lies below 1024.

/** Averages on each side. */
export const SIDE: i32 = 64;
/** Frequencies on each side, without the constant one. */
export const KEPT: i32 = 16;

export const AVERAGES: usize = 1024; // 64 x 64 floats
export const COSINES: usize = AVERAGES + 64 * 64 * 4; // 16 x 64 floats: a row for each frequency
export const COSINES_ACROSS: usize = COSINES + 16 * 64 * 4; // the same, 64 x 16
export const HALF_WAY: usize = COSINES_ACROSS + 16 * 64 * 4; // 16 x 64 floats
export const FREQUENCIES: usize = HALF_WAY + 16 * 64 * 4; // 16 x 16 floats
export const TURNED: usize = FREQUENCIES + 16 * 16 * 4; // the same after a rotation or a flip
export const KEYS: usize = TURNED + 16 * 16 * 4; // 256 u32
export const HASH: usize = KEYS + 256 * 4; // 32 bytes
/** Here begins what depends on the size of the image. */
export const VARIABLE: usize = HASH + 64;
