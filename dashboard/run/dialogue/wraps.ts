import { signal } from '@preact/signals'

/** Whether lines that are too long are wrapped, or cut off. */
export const wraps = signal(true)
