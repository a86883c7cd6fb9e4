import { mailServers } from '../../../shared/adapters/mail/mail-servers.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import { answer, givenInput } from '../../support/processes/process-report.ts'
import { wholeRun } from '../../support/worlds/whole-run.ts'
import { type BareServers, type SpokenLines, bareDialogue } from '../bare-dialogue.ts'
import { patientClock } from '../patient-clock.ts'

export interface OverheadPlan {
  smtpServer: string
  mailboxServer: string
  bare: BareServers
  spoken: SpokenLines
  warmUp: number
  rounds: number
  /** A private CA, as `--ca` gives it; absent: what Node trusts. */
  ca?: string
}

export interface OverheadTimes {
  /** Ms by round: the bare dialogue, and the run without what it waited for. */
  bare: number[]
  run: number[]
  /** Ms by round that the run waited on purpose. */
  waited: number[]
}

const { bare, spoken, warmUp, rounds, ca, ...servers } = (await givenInput()) as OverheadPlan
const mail = mailServers({ clock: systemClock, ...(ca !== undefined && { ca: [ca] }) })
const times: OverheadTimes = { bare: [], run: [], waited: [] }

// One after the other in every round, so that whatever else the machine does falls on both.
for (let round = -warmUp; round < rounds; round += 1) {
  const bareMs = await bareDialogue(spoken, bare)
  const clock = patientClock()
  const start = performance.now()
  const { result } = await wholeRun(servers, mail, {}, clock)
  const wallMs = performance.now() - start
  if (result.status !== 0) throw new Error(`a run ended in ${result.reason ?? 'nothing'}`)
  if (round < 0) continue
  times.bare.push(bareMs)
  times.run.push(wallMs - clock.waitedMs)
  times.waited.push(clock.waitedMs)
}
answer(times)
