import type { Outcome, Warning } from '../../core/run/run.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import type { ProbeInput, ProbeReport } from './probe-context.ts'
import { runBothSides } from './both-dialogues.ts'
import { ClaimLost } from './run-ledger.ts'
import { loginWatch } from './login-watch.ts'
import { readLogins } from './run-logins.ts'
import { NOTHING_BACK, deletedBefore } from './mailbox/deleted-before.ts'
import { SCHEMES } from '../../core/run/schemes.ts'
import { outcomeOfFailure } from '../../core/run/verdict.ts'
import { holdRefusedLogins } from './hold-refused-logins.ts'
import type { HandleOptions, ProbePorts } from '../ports/run-ports.ts'
import { alarm } from '../concurrency/timing.ts'

/** A resumed run looks once more after its deadline; that look may take this long. */
const LAST_LOOK_TIMEOUT: Millis = 30 * SECOND
/**
 * Mail adapters settle within 100 ms of the signal and say goodbye within 1 s; then 1 s is for what the built-in sender
 * told. One that does not is left behind.
 */
const ADAPTER_SETTLE_TIMEOUT: Millis = 4 * SECOND

/**
 * Step 2: sends the test message and looks for it, under one signal that fires at min(deadline, end of this
 * process). Never throws for what a server does; throws `ClaimLost` when another attempt has taken the run
 * over.
 */
export async function runProbe(
  input: ProbeInput,
  ports: ProbePorts,
  options: HandleOptions,
): Promise<ProbeReport> {
  const { clock } = ports
  const left = Math.max(0, input.ledger.open.deadline - clock.now())
  const deadlineMs = clock.monotonicMs() + left
  const stops = [alarm(clock, input.resumed ? left + LAST_LOOK_TIMEOUT : left, 'deadline')]
  if (options.outOfTimeMs !== undefined) stops.push(alarm(clock, options.outOfTimeMs, 'probe-out-of-time'))
  const signals = stops.map((stop) => stop.signal)
  const signal = AbortSignal.any(options.stop ? [...signals, options.stop] : signals)
  const guard = leftBehind(signal, ports)
  try {
    return await Promise.race([probe(input, ports, signal, deadlineMs), guard.rejects])
  } catch (error) {
    if (error instanceof ClaimLost) throw error
    const detail = input.log.safe(describe(error))
    input.log.note(`internal error: ${detail}`)
    return nothingMeasured({ kind: 'inconclusive', reason: 'internal-error', detail })
  } finally {
    for (const stop of stops) stop.disarm()
    guard.disarm()
  }
}

/** A run that came to nothing before a server was spoken to. */
export function nothingMeasured(outcome: Outcome, warnings: Iterable<Warning> = []): ProbeReport {
  return { outcome, phases: { smtp: {}, mailbox: {} }, warnings: [...warnings] }
}

async function probe(
  input: ProbeInput,
  ports: ProbePorts,
  signal: AbortSignal,
  deadlineMs: Millis,
): Promise<ProbeReport> {
  const { monitor, log, ledger } = input
  const warnings = new Set<Warning>()
  for (const text of saidOpenly(input, ports)) log.know(text)
  const read = await readLogins({ monitor, log, ports, signal, warnings })
  if (!read.ok) return nothingMeasured(read.outcome)
  // Without a store a run is an installation of its own, and every other message in the mailbox somebody
  // else's.
  const installation = (await ports.runs?.installation()) ?? ledger.open.token
  const decision = ports.runs
    ? await holdRefusedLogins(read.logins, input, {
        clock: ports.clock,
        runs: ports.runs,
        installation,
        signal,
      })
    : ({ kind: 'try', logins: read.logins, logInFirst: false } as const)
  if (decision.kind === 'held') {
    const outcome = outcomeOfFailure(decision.evidence)
    const untried = { tried: false, refusedAt: decision.refusedAt } as const
    return nothingMeasured(outcome.kind === 'failed' ? { ...outcome, ...untried } : outcome, warnings)
  }
  const isPop3 = SCHEMES[monitor.mailbox.server.scheme].protocol === 'POP3'
  const farewells: Promise<void>[] = []
  const watching = { monitor, log, runs: ports.runs, warnings, farewells }
  return runBothSides({
    ...input,
    ports,
    installation,
    logins: decision.logins,
    watches: {
      smtp: loginWatch('smtp', watching),
      mailbox: loginWatch('mailbox', watching),
      junk: loginWatch('mailbox', watching, monitor.mailbox.junkServer),
    },
    logInFirst: decision.logInFirst,
    mailboxOpened: Promise.withResolvers(),
    signal,
    deadlineMs,
    warnings,
    sendingTimes: {},
    lastSessionTimes: {},
    waitedOutMs: 0,
    sweptMessages: 0,
    deleted: isPop3 ? deletedBefore({ ...input, warnings }, ports.runs) : NOTHING_BACK,
    farewells,
  })
}

/** What servers repeat of a definition, and may: it stands in every log in any case. */
function saidOpenly({ monitor }: ProbeInput, { senderAddress = '' }: ProbePorts): string[] {
  const { mailbox, smtp, emailAddress } = monitor
  const sending = smtp ? [smtp.server.host, smtp.heloName, smtp.from, smtp.login?.userid] : []
  const all = [
    mailbox.server.host,
    mailbox.junkServer?.host,
    mailbox.userid,
    emailAddress,
    senderAddress,
    ...sending,
  ]
  return all.filter((text) => text !== undefined)
}

/** Rejects some time after the signal: the deadline holds even if an adapter does not. */
function leftBehind(
  signal: AbortSignal,
  { clock }: ProbePorts,
): { rejects: Promise<never>; disarm: () => void } {
  let disarm = () => signal.removeEventListener('abort', armed)
  let giveUp: () => void
  function armed(): void {
    disarm = clock.after(ADAPTER_SETTLE_TIMEOUT, giveUp)
  }
  const rejects = new Promise<never>((_, reject) => {
    giveUp = () => reject(new Error('a mail adapter did not stop when it was told to'))
    if (signal.aborted) armed()
    else signal.addEventListener('abort', armed, { once: true })
  })
  return { rejects, disarm: () => disarm() }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : ''
  return `${error.name}: ${error.message}${cause}`
}
