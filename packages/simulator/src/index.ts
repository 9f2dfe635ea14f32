/** The door of the simulator: invented conversations between invented people, the same from the same seed. */

export type { Conversation, Label, SimulatedEvent } from './conversation.ts';
export { disguise } from './disguise.ts';
export { createRandom, type Random } from './random.ts';
export { type Material, readMaterial } from './read.ts';
export { type Simulated, simulate, withoutContent } from './simulate.ts';
