import { answer, givenInput } from '../../support/processes/process-report.ts'
import { type BareServers, type SpokenLines, bareDialogue } from '../bare-dialogue.ts'
import { type ProcessCost, costSoFar } from '../process-cost.ts'

const { spoken, bare, runs } = (await givenInput()) as {
  spoken: SpokenLines
  bare: BareServers
  runs: number
}
const costs: ProcessCost[] = []
for (let run = 0; run < runs; run += 1) {
  await bareDialogue(spoken, bare)
  costs.push(costSoFar())
}
answer(costs)
