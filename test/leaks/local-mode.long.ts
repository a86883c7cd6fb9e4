import path from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { nextStart } from '../../shared/core/schedule/due-times.ts'
import { MINUTE, SECOND } from '../../shared/core/time/units.ts'
import { inFreshProcess } from '../support/processes/fresh-process.ts'
import { fastMail } from '../support/servers/fast-mail.ts'
import { dataFolder, fileOf } from '../support/temporary-files.ts'
import type { LocalRuns, LocalRunsReport } from './subjects/local-mode.ts'

const SUBJECT = path.join(import.meta.dirname, 'subjects/local-mode.ts')
const RUNS = Number(process.env.RUNS ?? 5000)
/** From one measurement to the next. */
const EACH = RUNS / 20
/** Each at a mail server of its own, in one process with the test. Their runs begin together. */
const MONITORS = 20
/** While runs are under way time passes as it does: they take a second or two, on a slow machine far more. */
const TIMING = { intervalMinutes: 5, timeoutSeconds: 290 }
/**
 * By how much resident memory may grow over the measurements that count, MB: V8 and buffers take it and give it
 * back as they like. Iterators of the database left open made some 30 each thousand runs.
 */
const MARGIN_MB = 40
/**
 * How much of the measurements passes before the first that count. On a busy machine V8 enlarges its heap over
 * some thousand runs, before it is as large as it stays.
 */
const SETTLING_SHARE = 0.5
const PASSWORD = 'correct horse battery'

/** The file of the monitors; their servers are gone with the test. */
async function monitorsFile(): Promise<string> {
  const definitions = idsThatBeginTogether().map(async (monitorId) => {
    const mail = await fastMail()
    onTestFinished(mail.close)
    return {
      monitorId,
      emailAddress: 'inbox@example.test',
      mailbox: { server: mail.mailboxServer, userid: 'inbox', password: 'env:PASSWORD' },
      smtp: { server: mail.smtpServer },
      ...TIMING,
    }
  })
  return fileOf('monitors.json', JSON.stringify(await Promise.all(definitions)))
}

/** Between their runs nothing is under way, and the wait for the next can be skipped. */
function idsThatBeginTogether(): string[] {
  const interval = TIMING.intervalMinutes * MINUTE
  const ids = Array.from(
    { length: (2 * MONITORS * interval) / SECOND },
    (_, index) => `monitor-${String(index)}`,
  )
  return ids.filter((monitorId) => nextStart({ monitorId, ...TIMING }, 0) === interval).slice(0, MONITORS)
}

// RSS by its parts is Linux's to tell.
test.runIf(process.platform === 'linux')(
  `npm start holds as much memory after ${String(RUNS)} runs as after ${String(RUNS * SETTLING_SHARE)}`,
  { timeout: 3_600_000 },
  async () => {
    const plan: LocalRuns = {
      args: ['--monitors', await monitorsFile(), '--data', await dataFolder()],
      env: { PASSWORD },
      runs: RUNS,
      measureEach: EACH,
    }
    // As `npm start` does: without options of Node.
    const { resident, failed } = await inFreshProcess<LocalRunsReport>(SUBJECT, plan)
    console.table(resident)

    const rss = resident.map(({ anonymous, fileBacked }) => anonymous + fileBacked)
    expect(rss).toHaveLength(RUNS / EACH)
    expect(growth(rss.slice(rss.length * SETTLING_SHARE))).toBeLessThan(MARGIN_MB)
    expect(failed).toEqual([])
  },
)

/** From the first to the last, by the median of the slopes between each two: no peak counts for much. */
function growth(values: readonly number[]): number {
  const slopes = values.flatMap((value, index) =>
    values.slice(index + 1).map((later, ahead) => (later - value) / (ahead + 1)),
  )
  return (slopes.toSorted((a, b) => a - b)[Math.floor(slopes.length / 2)] ?? NaN) * (values.length - 1)
}
