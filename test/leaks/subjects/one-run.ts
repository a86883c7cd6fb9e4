import { mailServers } from '../../../shared/adapters/mail/mail-servers.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { answer, givenInput, peakRssOctets } from '../../support/processes/process-report.ts'
import { type WholeRun, wholeRun } from '../../support/worlds/whole-run.ts'

export interface OneRunReport {
  result: RunResult
  peakRssOctets: number
}

const { result } = await wholeRun((await givenInput()) as WholeRun, mailServers({ clock: systemClock }))
answer({ result, peakRssOctets: peakRssOctets() } satisfies OneRunReport)
