import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { MailServers } from '../../../shared/app/ports/mail.ts'
import type { HandleOptions } from '../../../shared/app/ports/run-ports.ts'
import type { LogLine, RunResult } from '../../../shared/core/run/run.ts'
import type { EpochMs } from '../../../shared/core/time/units.ts'
import { memorySecrets } from '../memory/memory-secrets.ts'
import { memoryMonitors } from '../memory/memory-monitors.ts'
import { memoryStore } from '../memory/memory-store.ts'

export interface WholeRun {
  /** As a definition names them: `smtps://127.0.0.1:465`. */
  smtpServer: string
  mailboxServer: string
  /** Default true: the SMTP server wants a login. */
  smtpLogin?: boolean
  /** Default 30, at least 5. */
  timeoutSeconds?: number
}

export interface RunMade {
  result: RunResult
  log: readonly LogLine[]
  /** The moment of the listing that held the message, by the wall clock. */
  seenAt: EpochMs | undefined
  alerts: number
}

/**
 * One run from its event to its alert, through `handleRun` and the mail servers given; what it stores lies in
 * memory and is forgotten with it.
 */
export async function wholeRun(
  plan: WholeRun,
  mail: MailServers,
  options: HandleOptions = {},
  clock: Clock = systemClock,
): Promise<RunMade> {
  const runs = memoryStore(clock)
  const monitors = memoryMonitors()
  const definition = definitionOf(plan)
  await monitors.put({ monitorId: 'inbox', managedBy: 'table', revision: 1, definition }, undefined)
  let seenAt: EpochMs | undefined
  let alerts = 0
  const request = {
    monitorId: 'inbox',
    location: 'local',
    scheduledAt: clock.now(),
    trigger: 'schedule',
  } as const
  const handled = await handleRun(
    request,
    {
      clock,
      ids: randomIds,
      secrets: memorySecrets(({ name }) => `password of ${name}`),
      mail,
      runs: {
        ...runs,
        replaceOpen(next, before) {
          seenAt = next.seen?.at
          return runs.replaceOpen(next, before)
        },
      },
      monitors,
      publisher: { publish: () => Promise.resolve({ messageId: String((alerts += 1)) }) },
      definitionSource: 'file',
    },
    options,
  )
  if (handled.kind !== 'recorded') throw new Error(`the run was not recorded: ${handled.kind}`)
  return { result: handled.result, log: (await runs.findLog(handled.result)) ?? [], seenAt, alerts }
}

function definitionOf({ smtpServer, mailboxServer, smtpLogin = true, timeoutSeconds = 30 }: WholeRun) {
  const login = smtpLogin ? { userid: 'sender', password: 'ssm:smtp' } : {}
  return {
    monitorId: 'inbox',
    emailAddress: 'probe@example.test',
    mailbox: { server: mailboxServer, userid: 'probe', password: 'ssm:mailbox' },
    smtp: { server: smtpServer, ...login },
    timeoutSeconds,
    intervalMinutes: 10,
  }
}
