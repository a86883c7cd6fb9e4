import type { AskedTests } from '../../../core/run/asked-test.ts'

/** The tests on demand that were asked for, by monitor. */
export interface AskedTestStore {
  findTests(monitorId: string): Promise<AskedTests | undefined>
  /** Puts them if the stored version is `version - 1` (0: none); forgotten an hour later. */
  putTests(tests: AskedTests): Promise<boolean>
}
