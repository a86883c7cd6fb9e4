import type { Millis } from '../../shared/core/time/units.ts'

/** How long messages take, one after another. */
export type Trace = () => Millis
export type TraceName = keyof typeof TRACES

/** Numbers from 0 to 1, the same for the same seed (a linear congruential generator). */
export function chances(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
}

function bell(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance())
}

const varied =
  (sigma: number) =>
  (usual: Millis, chance: () => number): Trace =>
  () =>
    usual * Math.exp(sigma * bell(chance))

/**
 * By a usual delay. `in rounds` was kept from the choice of the policy's constants: it was first seen by
 * them.
 */
export const TRACES = {
  constant:
    (usual: Millis): Trace =>
    () =>
      usual,
  'log-normal 0.1': varied(0.1),
  'log-normal 0.3': varied(0.3),
  'log-normal 0.5': varied(0.5),
  'two clusters': (usual: Millis, chance: () => number): Trace => {
    const [fast, slow] = [varied(0.1)(usual, chance), varied(0.1)(4 * usual, chance)]
    return () => (chance() < 0.75 ? fast() : slow())
  },
  jumping: (usual: Millis, chance: () => number): Trace => {
    const [fast, slow] = [varied(0.1)(usual, chance), varied(0.1)(4 * usual, chance)]
    let run = 0
    return () => (Math.floor(run++ / 40) % 2 === 0 ? fast() : slow())
  },
  drifting: (usual: Millis, chance: () => number): Trace => {
    let log = 0
    return () => usual * Math.exp((log = 0.97 * log + 0.1 * bell(chance)))
  },
  heavy:
    (usual: Millis, chance: () => number): Trace =>
    () =>
      usual * chance() ** (-1 / 3),
  /** A queue that is run at even distances. */
  'in rounds':
    (usual: Millis, chance: () => number): Trace =>
    () =>
      usual * (0.2 + 1.6 * chance()),
}
