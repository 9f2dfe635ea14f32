// Four pixels at a time.

/** Four pixels' brightness as the reference weighs it. */
@inline
export function luma(row: usize, x: i32, channels: i32): v128 {
  if (channels == 1) return f32x4.convert_i32x4_u(grey(v128.load32_zero(row + <usize>x)));
  const zero = i32x4.splat(0);
  let red: v128, green: v128, blue: v128;
  if (channels == 3) {
    const p = v128.load(row + <usize>(x * 3));
    red = i8x16.shuffle(p, zero, 0, 16, 16, 16, 3, 16, 16, 16, 6, 16, 16, 16, 9, 16, 16, 16);
    green = i8x16.shuffle(p, zero, 1, 16, 16, 16, 4, 16, 16, 16, 7, 16, 16, 16, 10, 16, 16, 16);
    blue = i8x16.shuffle(p, zero, 2, 16, 16, 16, 5, 16, 16, 16, 8, 16, 16, 16, 11, 16, 16, 16);
  } else {
    const p = v128.load(row + <usize>(x * 4));
    const low = i32x4.splat(0xff);
    red = v128.and(p, low);
    green = v128.and(i32x4.shr_u(p, 8), low);
    blue = v128.and(i32x4.shr_u(p, 16), low);
  }
  return f32x4.add(
    f32x4.add(
      f32x4.mul(f32x4.splat(0.299), f32x4.convert_i32x4_s(red)),
      f32x4.mul(f32x4.splat(0.587), f32x4.convert_i32x4_s(green)),
    ),
    f32x4.mul(f32x4.splat(0.114), f32x4.convert_i32x4_s(blue)),
  );
}

@inline
function grey(four: v128): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(four));
}

/** Four rows of four become four columns of four, which are stored at `to` and every `step` bytes after it. */
@inline
export function transposed(a: v128, b: v128, c: v128, d: v128, to: usize, step: usize): void {
  const ab = i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const cd = i8x16.shuffle(c, d, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const AB = i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  const CD = i8x16.shuffle(c, d, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  v128.store(to, i64x2.shuffle(ab, cd, 0, 2));
  v128.store(to + step, i64x2.shuffle(ab, cd, 1, 3));
  v128.store(to + 2 * step, i64x2.shuffle(AB, CD, 0, 2));
  v128.store(to + 3 * step, i64x2.shuffle(AB, CD, 1, 3));
}
