import { pathToFileURL } from 'node:url'

import type { ScheduledInput } from '../../../functions/contract.ts'
import { type Resident, answer, givenInput, residentNow } from '../../support/processes/process-report.ts'

export interface WarmRuns {
  bundle: string
  /** A monitor has one scheduled run a minute: each makes one. */
  monitorIds: readonly string[]
  /** Invocations under way at once: Lambda makes one after the other, which would take half an hour. */
  lanes: number
  measureEach: number
}

type Handler = (event: ScheduledInput, context: object) => Promise<{ status?: number }>

const { bundle, monitorIds, lanes, measureEach } = (await givenInput()) as WarmRuns
// The function writes its log to standard output, where the answer is to stand alone.
const write = process.stdout.write.bind(process.stdout)
process.stdout.write = () => true

const { handler } = (await import(pathToFileURL(bundle).href)) as { handler: Handler }
const resident: Resident[] = []
const waiting = [...monitorIds].values()
let made = 0
await Promise.all(Array.from({ length: lanes }, lane))
process.stdout.write = write
answer(resident)

async function lane(): Promise<void> {
  for (const monitorId of waiting) {
    const event = { monitorId, location: 'eu-west-1', scheduledAt: new Date().toISOString() }
    const { status } = await handler(event, { getRemainingTimeInMillis: () => 360_000 })
    if (status !== 0) throw new Error(`a run ended in status ${String(status)}`)
    made += 1
    if (made % measureEach === 0) resident.push(residentNow())
  }
}
