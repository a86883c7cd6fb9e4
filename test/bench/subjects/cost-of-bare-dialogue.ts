import { answer, givenInput } from '../../support/process-report.ts'
import { bareDialogue, type BareServers, type SpokenLines } from '../bare-dialogue.ts'
import { costSoFar, type ProcessCost } from '../process-cost.ts'

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
