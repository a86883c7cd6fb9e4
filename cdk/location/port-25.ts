import { Annotations } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

import type { Monitor } from '../../shared/core/definition/monitor.ts'

/** The id of the warning; who wants it so acknowledges it. */
export const PORT_25 = 'roundtrip:port25'

/** As many are named; the rest are counted. */
const MOST_NAMED = 5

/** Warns of monitors that send through port 25 from this location, where AWS has it closed. */
export function warnOfPort25(
  scope: Construct,
  { location, monitors, fixed = false }: { location: string; monitors: readonly Monitor[]; fixed?: boolean },
): void {
  const sending = monitors.filter(({ smtp }) => smtp?.server.port === 25).map(({ monitorId }) => monitorId)
  if (sending.length === 0) return
  const more = sending.length > MOST_NAMED ? ` and ${sending.length - MOST_NAMED} more` : ''
  const who = `Through port 25 of their SMTP servers send ${sending.slice(0, MOST_NAMED).join(', ')}${more}`
  const annotations = Annotations.of(scope)
  if (fixed) {
    annotations.addInfoV2(
      PORT_25,
      `${who}: AWS opens it at ${location} on request, see docs/locations.md#port-25`,
    )
    return
  }
  annotations.addWarningV2(
    PORT_25,
    `${who}, which AWS Lambda cannot connect to here: write port 587 or 465, or let them run only at a location with fixedAddress`,
  )
}
