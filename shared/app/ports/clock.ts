import type { EpochMs, Millis } from '../../core/time/units.ts'

/** Time, as everything that waits or measures sees it. */
export interface Clock {
  /** The wall clock. */
  now(): EpochMs
  /** Ms on a clock that never jumps; only differences mean anything. */
  monotonicMs(): Millis
  /** Calls `action` once after `ms`; the function returned takes it back. */
  after(ms: Millis, action: () => void): () => void
}

/** Chance. */
export interface Ids {
  /** 128 random bits as 32 hex digits. */
  token(): string
}

/** One moment on both clocks: the wall clock to store, the monotonic one to measure with. */
export interface Instant {
  at: EpochMs
  monotonicMs: Millis
}
