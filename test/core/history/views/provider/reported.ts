import type { ReportedRun } from '../../../../../shared/core/history/views/provider/provider-report.ts'
import type { RunResult } from '../../../../../shared/core/run/run.ts'
import { MINUTE, SECOND } from '../../../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../../../contracts/run-fixtures.ts'
import { logFrom } from '../../../../support/servers/dialogue-logs.ts'
import { DOVECOT_POP, POSTFIX_SMTP } from '../server-dialogues.ts'

export const MESSAGE_ID =
  '<0123456789abcdef0123456789abcdef/prod/inbox/20260105T120000Z_local_schedule_0123456789ab/mk142eg2@example.com>'

const taken = logFrom(
  POSTFIX_SMTP.replace('  C MAIL FROM', `  - Message-ID: ${MESSAGE_ID}\n  C MAIL FROM`) + DOVECOT_POP,
)
const greylisted = logFrom(
  `${POSTFIX_SMTP.slice(0, POSTFIX_SMTP.indexOf('  S 250 2.1.5 Ok'))}
  S 450 4.2.0 <probe@example.com>: Recipient address rejected: Greylisted
  C QUIT
  S 221 2.0.0 Bye
  mailbox:
  - broken off: the SMTP server kept greylisting the message, at RCPT TO`,
)

const times = (minutes: number): Partial<RunResult> => ({
  scheduledAt: NOON + minutes * MINUTE,
  startedAt: NOON + minutes * MINUTE + 250,
  finishedAt: NOON + minutes * MINUTE + 5 * SECOND,
})

const good = { run: deliveredResult(times(-10)), log: taken }
const refused: Partial<RunResult> = {
  ...times(0),
  status: 3,
  outcome: 'failed',
  reason: 'greylisted',
  phase: 'smtp.submit',
  detail: '450 4.2.0 <probe@example.com>: Recipient address rejected: Greylisted',
  phases: { smtp: { connect: 12, greeting: 30, tls: 41, auth: 25, submit: 5010 }, mailbox: {} },
}

const SERVER = 'smtp://mail.example.com:587'

function reported(run: RunResult, log: ReportedRun['log'], server?: string): ReportedRun {
  return { run, log, lastGood: good, ...(server !== undefined && { server }) }
}

/** Runs as they are sent to a provider, by what they came to. */
export const REPORTED = {
  refused: reported(lostResult(refused), greylisted, SERVER),
  lost: reported(lostResult(times(0)), taken),
  'with-a-log-that-expired': {
    ...reported(lostResult(refused), greylisted, SERVER),
    lastGood: { run: good.run, log: undefined },
  },
} as const satisfies Record<string, ReportedRun>
