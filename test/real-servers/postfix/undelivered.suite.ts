import { execFile } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

import { describe, expect, test, vi } from 'vitest'

import type { RunResult } from '../../../shared/core/run/run.ts'
import { watched } from '../full-run.ts'
import { mailIn } from '../mail-on-disk.ts'
import { DOMAIN, runningServers } from '../servers.ts'

const { directory } = runningServers()
const execute = promisify(execFile)

const TIMEOUT_SECONDS = 20
const LOST = { status: 2, reason: 'message-not-delivered', outcome: 'lost', warnings: [] }

/**
 * Leftovers are swept by runs that begin more than a minute after the deadline of the run that they were sent
 * by.
 */
const ABANDONED_MS = 61_000

describe.concurrent('Postfix takes the message, and the mailbox does not', () => {
  test('over quota it comes back as a bounce, which is neither taken for it nor ever deleted', async () => {
    const monitor = await watched({
      mailbox: 'bounces',
      emailAddress: `full@${DOMAIN}`,
      timeoutSeconds: TIMEOUT_SECONDS,
    })
    const first = await monitor.run()
    expect(first.result).toMatchObject(LOST)
    expect(first.result.phases.smtp).toHaveProperty('submit')
    expect(first.result.phases).not.toHaveProperty('transit')
    expect(first.mail.letters).toBe(1)
    expect(first.mail.others).toHaveLength(1)
    const [bounce = ''] = first.mail.others
    expect(bounce).toMatch(/^Subject: Undelivered Mail Returned to Sender$/m)
    expect(bounce).toMatch(/5\.2\.2/)
    // All that we look for is in it, below the top.
    expect(bounce).toContain(` run=${first.result.runId};`)
    expect(mailIn(directory, 'full')).toEqual({ letters: 1, others: [] })

    await whenAbandoned(first.result)
    const second = await monitor.run()
    expect(second.result).toMatchObject(LOST)
    expect(second.result).not.toHaveProperty('sweptMessages')
    expect(second.mail.others).toHaveLength(2)
    expect(second.mail.others).toContain(bounce)
    expect(await monitor.runs.findResult(first.result)).not.toHaveProperty('lateArrival')
  })

  test('deferred it is lost to its own run, and swept by a later one, which notes how late it was', async () => {
    const monitor = await watched({ mailbox: 'late', timeoutSeconds: TIMEOUT_SECONDS })
    const first = await monitor.run()
    expect(first.result).toMatchObject(LOST)
    expect(first.mail).toEqual({ letters: 2, others: [] })
    const { stdout: queue } = await execute('postqueue', ['-c', `${directory}/postfix`, '-j'])
    expect(queue).toMatch(/"queue_name": "deferred".*late@/)

    await execute('doveadm', [
      ...['-c', `${directory}/dovecot/dovecot.conf`],
      ...['expunge', '-u', 'late', 'mailbox', 'INBOX', 'all'],
    ])
    await execute('postqueue', ['-c', `${directory}/postfix`, '-f'])
    await vi.waitUntil(() => mailIn(directory, 'late').others.length === 1, { timeout: 60_000 })

    await whenAbandoned(first.result)
    const second = await monitor.run()
    expect(second.result).toMatchObject({
      status: 0,
      outcome: 'delivered',
      warnings: ['leftovers-swept'],
      sweptMessages: 1,
    })
    expect(second.mail).toEqual({ letters: 0, others: [] })
    const late = (await monitor.runs.findResult(first.result))?.lateArrival
    expect(late?.seenAt).toBeGreaterThan(second.result.startedAt)
    // From its MAIL FROM, which lies between the beginning and the end of its own run.
    const seenAt = late?.seenAt ?? 0
    expect(late?.delayMs).toBeLessThanOrEqual(seenAt - first.result.startedAt)
    expect(late?.delayMs).toBeGreaterThan(seenAt - first.result.finishedAt)
    expect(second.published.map(({ attributes }) => attributes.transition)).toEqual(['opened', 'resolved'])
  })
})

function whenAbandoned({ startedAt }: RunResult): Promise<void> {
  return wait(startedAt + TIMEOUT_SECONDS * 1000 + ABANDONED_MS - Date.now())
}
