import { mailServers } from '../../../shared/adapters/mail/mail-servers.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import { answer, givenInput } from '../../support/processes/process-report.ts'
import { type WholeRun, wholeRun } from '../../support/worlds/whole-run.ts'

const { runs, ...servers } = (await givenInput()) as WholeRun & { runs: number }
const mail = mailServers({ clock: systemClock })
const seen: { seenAt: number; logins: number }[] = []
for (let run = 0; run < runs; run += 1) {
  const { result, seenAt, log } = await wholeRun(servers, mail)
  if (seenAt === undefined) throw new Error(`a run ended in ${result.reason ?? 'nothing'}`)
  const logins = log.filter(({ side, text }) => side === 'client' && text.startsWith('PASS')).length
  seen.push({ seenAt, logins })
}
answer(seen)
