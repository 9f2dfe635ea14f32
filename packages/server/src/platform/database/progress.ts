/** Told what is being done or waited for, in words for a person, while something takes its time. */
export type OnProgress = (message: string) => void;
