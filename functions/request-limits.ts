import { SECOND } from '../shared/core/units.ts'

/** For an SDK client's `requestHandler`: without these it would wait for a lost answer until Lambda ends the process. */
export const REQUEST_LIMITS = {
  connectionTimeout: 2 * SECOND,
  requestTimeout: 5 * SECOND,
  throwOnRequestTimeout: true,
}
