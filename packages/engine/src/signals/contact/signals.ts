import type { TextSignal } from '../text/signal.ts';

export const CONTACT_SIGNALS: readonly TextSignal[] = [];
