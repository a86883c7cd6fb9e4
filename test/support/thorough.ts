import { test } from 'vitest'

/** CI takes every case of a long table, and every long test; `npm test` takes some, the same ones each time. */
const IS_THOROUGH = process.env.THOROUGH === '1'

/** Ms that what comes is waited for at most: CI's long tests share the machine with much else. */
export const MOST_WAIT_MS = IS_THOROUGH ? 120_000 : 45_000

/** A test that takes seconds, for CI: `npm test` shows it as skipped. */
export const longTest = test.runIf(IS_THOROUGH)

/** Each of them, or one of `n`; `first` of them chooses which, so that tables beside one another take others. */
export function someOf<T>(cases: readonly T[], n: number, first = 0): readonly T[] {
  const chosen = first % Math.min(n, cases.length)
  return IS_THOROUGH ? cases : cases.filter((_, index) => index % n === chosen)
}

/** How many random cases a property is tried on. */
export function randomCases(thorough: number, otherwise: number): number {
  return Number(process.env.RUNS ?? (IS_THOROUGH ? thorough : otherwise))
}
