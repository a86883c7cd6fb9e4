import { SECOND } from '../shared/core/units.ts'

/** For the clients of AWS. Without these the SDK would wait for a lost answer until Lambda ends the process. */
export const requestHandler = {
  connectionTimeout: 2 * SECOND,
  requestTimeout: 5 * SECOND,
  throwOnRequestTimeout: true,
}
