/** Why there are no figures, in words for whoever asked for them; not a bug of the benchmark. */
export class CannotMeasure extends Error {}
