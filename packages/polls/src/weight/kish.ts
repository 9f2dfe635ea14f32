/** What unequal weights cost (Kish 1965, Survey Sampling, 11.7). */
export interface Kish {
  /** n·Σw² ÷ (Σw)²: how many times larger the variance is than with equal weights. Null without respondents. */
  readonly deff: number | null;
  /** (Σw)² ÷ Σw²: the number of equally weighted respondents who would say as much. */
  readonly effectiveBase: number | null;
}

export function kish(n: number, sum: number, sumOfSquares: number): Kish {
  if (n === 0 || sum === 0) return { deff: null, effectiveBase: null };
  return { deff: (n * sumOfSquares) / (sum * sum), effectiveBase: (sum * sum) / sumOfSquares };
}
