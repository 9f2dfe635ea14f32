import { parentPort, workerData } from 'node:worker_threads';
import { type Task, work } from './task.ts';

/** What `workApart` starts. */
parentPort?.postMessage(await work(workerData as Task));
