import path from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { inFreshProcess } from '../support/processes/fresh-process.ts'
import { fastMail } from '../support/servers/fast-mail.ts'
import { dataFolder, fileOf } from '../support/temporary-files.ts'
import type { LocalRuns, LocalRunsReport } from './subjects/local-mode.ts'

const SUBJECT = path.join(import.meta.dirname, 'subjects/local-mode.ts')
const RUNS = Number(process.env.RUNS ?? 8000)
/** From one measurement to the next. By the first, caches are filled and code is compiled. */
const EACH = 1000
/** Each at a mail server of its own, in one process with the test. */
const MONITORS = 40
/**
 * By how much resident memory may differ between the middle measurements and the last, MB: V8 and buffers take it
 * and give it back as they like. Iterators of the database left open made some 30 each thousand runs.
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
  const definitions = Array.from({ length: MONITORS }, async (_, index) => {
    const mail = await fastMail()
    onTestFinished(mail.close)
    return {
      monitorId: `monitor-${String(index)}`,
      emailAddress: 'inbox@example.test',
      mailbox: { server: mail.mailboxServer, userid: 'inbox', password: 'env:PASSWORD' },
      smtp: { server: mail.smtpServer },
      intervalMinutes: 1,
      timeoutSeconds: 50,
    }
  })
  return fileOf('monitors.json', JSON.stringify(await Promise.all(definitions)))
}

// RSS by its parts is Linux's to tell.
test.runIf(process.platform === 'linux')(
  `npm start holds as much memory after ${String(RUNS)} runs as after ${String(RUNS * SETTLING_SHARE)}`,
  { timeout: 1_800_000 },
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
    const settled = rss.slice(Math.round(rss.length * SETTLING_SHARE))
    expect(median(settled.slice(-3))).toBeLessThan(median(settled.slice(0, 3)) + MARGIN_MB)
    // A slow machine may lose a run by its timeout; beside other tests it starts many a minute late.
    const tried = failed.filter((line) => !line.includes('run-too-late'))
    expect(tried.slice(RUNS / 100)).toEqual([])
    expect(failed.length).toBeLessThan(RUNS / 2)
  },
)

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}
