import { parentPort, workerData } from 'node:worker_threads';
import { type Task, work } from './task.ts';

/** What `analyseApart` starts. */
parentPort?.postMessage(work(workerData as Task));
