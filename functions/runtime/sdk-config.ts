import { SECOND } from '../../shared/core/time/units.ts'

/** Without these the SDK would wait for a lost answer until Lambda ends the process. */
export const patience = {
  requestHandler: {
    connectionTimeout: 2 * SECOND,
    requestTimeout: 5 * SECOND,
    throwOnRequestTimeout: true,
  },
}
