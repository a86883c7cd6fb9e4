import { pathToFileURL } from 'node:url'

import type { ScheduledInput } from '../../../functions/contract.ts'
import { answer, givenInput } from '../../support/processes/process-report.ts'
import { type ProcessCost, costSoFar } from '../process-cost.ts'

export interface FunctionRuns {
  bundle: string
  events: readonly ScheduledInput[]
}

type Handler = (event: ScheduledInput, context: object) => Promise<{ status?: number }>

const { bundle, events } = (await givenInput()) as FunctionRuns
// The function writes its log to standard output, where the answer is to stand alone.
const write = process.stdout.write.bind(process.stdout)
process.stdout.write = () => true

const { handler } = (await import(pathToFileURL(bundle).href)) as { handler: Handler }
const costs: ProcessCost[] = []
for (const event of events) {
  const context = { getRemainingTimeInMillis: () => 360_000 }
  const { status } = await handler(event, context)
  if (status !== 0) throw new Error(`a run ended in status ${String(status)}`)
  costs.push(costSoFar())
}
process.stdout.write = write
answer(costs)
