import type { Monitor } from '../../core/definition/monitor.ts'
import { LOCAL } from '../../core/location/location-kind.ts'
import type { LogLine, OpenRun, RunRequest, RunResult } from '../../core/run/run.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import type { DiagnosticLog, PhaseListener } from '../ports/dialogue.ts'
import { diagnosticLog } from '../probe/diagnostic-log.ts'
import type { Ids } from '../ports/clock.ts'
import type { MailServers, SendingSession } from '../ports/mail.ts'
import type { ProbeReport } from '../probe/probe-context.ts'
import { newClaim } from './new-claim.ts'
import { resultOf } from './record-run.ts'
import type { RunLedger } from '../probe/run-ledger.ts'
import type { HandleOptions, ProbePorts } from '../ports/run-ports.ts'
import { runProbe } from '../probe/run-probe.ts'

/**
 * How long a check that was stopped looks for its own message, and when it gives that up whatever the mailbox
 * does.
 */
const TIDYING: Millis = 4 * SECOND
const TIDIED: Millis = 5 * SECOND

export interface CheckPorts extends Pick<
  ProbePorts,
  'clock' | 'secrets' | 'tokens' | 'mail' | 'mailEvents' | 'senderAddress'
> {
  ids: Ids
}

export interface CheckOptions extends HandleOptions {
  /**
   * Fires when the user wants it to end: the message is then looked for and deleted, at most 5 s long, if it
   * was sent.
   */
  stop?: AbortSignal
  /** Where it is made; default `local`. */
  location?: string
  /** Hears of every phase as it begins and ends. */
  onPhase?: PhaseListener
  /** Is given the log before the first line. */
  onLog?: (log: DiagnosticLog) => void
}

export interface Check {
  result: RunResult
  log: readonly LogLine[]
  message: TestMessage
}

/**
 * What became of the test message. `left`: taken by the server, or perhaps, and not deleted; its subject ends
 * in the token.
 */
export type TestMessage = { kind: 'not-sent' } | { kind: 'deleted' } | { kind: 'left'; token: string }

/**
 * One run of a monitor from this machine, with nothing stored and nobody alerted. It deletes its own message
 * and no other: what lies in the mailbox may belong to a stack. Never throws for what a server does.
 */
export async function checkMonitor(
  monitor: Monitor,
  ports: CheckPorts,
  { location = LOCAL, onPhase, onLog, ...options }: CheckOptions,
): Promise<Check> {
  const log = diagnosticLog(ports.clock, onPhase)
  onLog?.(log)
  const ledger = ledgerInMemory(claimed(monitor, location, ports))
  const sessions: SendingSession[] = []
  const { clock, secrets, tokens, mailEvents, senderAddress } = ports
  const probePorts: ProbePorts = {
    clock,
    secrets,
    ...(tokens && { tokens }),
    mail: rememberingSessions(ports.mail, sessions),
    ...(mailEvents && { mailEvents }),
    ...(senderAddress !== undefined && { senderAddress }),
  }

  const report = await runProbe({ monitor, resumed: false, ledger, log }, probePorts, options)
  const result = resultOf(
    ledger.open,
    {
      ...report,
      definitionHash: monitor.definitionHash,
      maintenance: [],
      ...(monitor.slow && { slow: monitor.slow }),
    },
    ports.clock.now(),
  )

  const taken = ledger.open.stage === 'sent' || sessions.some((session) => session.mayBeAccepted)
  const deleted = isDeleted(report) || (taken && options.stop?.aborted === true && (await tidyUp()))
  return { result, log: log.lines(), message: message() }

  /** Looks for the message as a run does that was taken over; the report of that look is nobody's result. */
  async function tidyUp(): Promise<boolean> {
    log.note('stopped: looking for the test message once more, to delete it')
    const { seen: _before, ...open } = ledger.open
    const last = ledgerInMemory({ ...open, stage: 'sent', deadline: ports.clock.now() + TIDYING })
    const input = { monitor, resumed: true, ledger: last, log }
    return isDeleted(await runProbe(input, probePorts, { outOfTimeMs: TIDIED }))
  }

  function message(): TestMessage {
    if (deleted) return { kind: 'deleted' }
    return taken ? { kind: 'left', token: ledger.open.token } : { kind: 'not-sent' }
  }
}

function isDeleted({ outcome, warnings }: ProbeReport): boolean {
  const isFound =
    outcome.kind === 'delivered' || (outcome.kind === 'failed' && outcome.evidence.kind === 'junked')
  return isFound && !warnings.includes('not-deleted')
}

function claimed(
  { monitorId, timeoutSeconds }: Monitor,
  location: string,
  { clock, ids }: CheckPorts,
): OpenRun {
  const startedAt = clock.now()
  const request: RunRequest = {
    monitorId,
    location,
    scheduledAt: startedAt,
    trigger: 'on-demand',
    requestId: ids.token(),
  }
  const deadline = startedAt + timeoutSeconds * SECOND
  return newClaim(request, ids, { startedAt, deadline, until: deadline })
}

/** Nobody else has this run, so nobody can take it over. */
function ledgerInMemory(claim: OpenRun): RunLedger {
  let open = claim
  return {
    get open() {
      return open
    },
    advance(change) {
      open = { ...open, ...change }
      return Promise.resolve()
    },
    note(change) {
      open = { ...open, ...change }
    },
    writeNoted: () => Promise.resolve(),
  }
}

function rememberingSessions(mail: MailServers, sessions: SendingSession[]): MailServers {
  return {
    mailbox: mail.mailbox,
    junkFolder: mail.junkFolder,
    sender(settings, login, watch) {
      const sender = mail.sender(settings, login, watch)
      return {
        async open(dialogue, signal, greetingMs) {
          const session = await sender.open(dialogue, signal, greetingMs)
          sessions.push(session)
          return session
        },
      }
    },
  }
}
