/** Tails of the χ² and F distributions, by the incomplete gamma and beta functions (Abramowitz and Stegun, chapters 6 and 26). */

/** The chance that χ² with `df` degrees of freedom is above x. */
export function chiSquareAbove(x: number, df: number): number {
  return x <= 0 ? 1 : upperGamma(df / 2, x / 2);
}

/** The chance that F with `d1` and `d2` degrees of freedom, which need not be whole, is above x. */
export function fAbove(x: number, d1: number, d2: number): number {
  return x <= 0 ? 1 : incompleteBeta(d2 / (d2 + d1 * x), d2 / 2, d1 / 2);
}

const TINY = 1e-300;
const ENOUGH = 1e-15;
const MOST_STEPS = 10_000;

/** Lanczos' approximation with g = 7 and nine terms: 15 digits for x above 0. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const t = shifted + 7.5;
  const sum = LANCZOS.reduce<number>((total, term, n) => (n === 0 ? term : total + term / (shifted + n)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Q(a, x): by its series below a + 1, by its continued fraction above, where each of them is quick. */
function upperGamma(a: number, x: number): number {
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < MOST_STEPS && Math.abs(term) > Math.abs(sum) * ENOUGH; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - front * sum;
  }
  return (
    front /
    fraction(
      x + 1 - a,
      (n) => -n * (n - a),
      (n) => x + 1 - a + 2 * n,
    )
  );
}

/** I(x; a, b). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction is quick on this side of the mean; the other side is its mirror image.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  const numerator = (n: number): number => {
    const m = Math.floor(n / 2);
    return n % 2 === 0
      ? (m * (b - m) * x) / ((a + n - 1) * (a + n))
      : (-(a + m) * (a + b + m) * x) / ((a + n - 1) * (a + n));
  };
  return front / a / fraction(1, numerator, () => 1);
}

/** b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the method of Lentz. */
function fraction(b0: number, a: (n: number) => number, b: (n: number) => number): number {
  let value = b0 === 0 ? TINY : b0;
  let c = value;
  let d = 0;
  for (let n = 1; n < MOST_STEPS; n++) {
    d = b(n) + a(n) * d;
    d = 1 / (d === 0 ? TINY : d);
    c = b(n) + a(n) / c;
    if (c === 0) c = TINY;
    value *= c * d;
    if (Math.abs(c * d - 1) < ENOUGH) break;
  }
  return value;
}
