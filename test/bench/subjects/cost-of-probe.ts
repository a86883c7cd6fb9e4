import { mailServers } from '../../../shared/adapters/mail/mail-servers.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import { answer, givenInput } from '../../support/processes/process-report.ts'
import { type WholeRun, wholeRun } from '../../support/worlds/whole-run.ts'
import { type ProcessCost, costSoFar } from '../process-cost.ts'

const { runs, ...servers } = (await givenInput()) as WholeRun & { runs: number }
const mail = mailServers({ clock: systemClock })
const costs: ProcessCost[] = []
for (let run = 0; run < runs; run += 1) {
  const { result } = await wholeRun(servers, mail)
  if (result.status !== 0) throw new Error(`a run ended in ${result.reason ?? 'nothing'}`)
  costs.push(costSoFar())
}
answer(costs)
