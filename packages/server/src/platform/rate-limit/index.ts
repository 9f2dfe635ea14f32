export { type Bucket, createBucket } from './bucket.ts';
export { rateHeaders } from './headers.ts';
export { createLimiter, type Granted, type Limiter } from './limiter.ts';
export { createRateMetrics } from './metrics.ts';
export { RATE_PROBLEMS } from './problems.ts';
export { describeRate, isRate, MAX_COUNT, parseRate, type Rate } from './rate.ts';
