import { type Check, checkMonitor } from '../../../shared/app/run/check-monitor.ts'
import { withClearAllowed } from '../../../shared/core/definition/clear-logins.ts'
import type { Monitor } from '../../../shared/core/definition/monitor.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { type CheckArguments, readCheckArguments } from './check-arguments.ts'
import { checkJson } from './check-json.ts'
import { checkProgress } from './check-progress.ts'
import { checkReport, logLines } from './check-report.ts'
import { findMonitor } from './find-monitor.ts'
import { NAGIOS_STATES, nagiosLine, nagiosUnknown } from './nagios-line.ts'
import { readCertificates } from './trusted-certificates.ts'
import { CHECK_USAGE } from './usage.ts'
import type { Surroundings } from '../../surroundings.ts'
import type { Output, Outputs } from '../../terminal/output.ts'

export interface CheckSurroundings extends Pick<
  Surroundings,
  'out' | 'err' | 'env' | 'clock' | 'ids' | 'secrets' | 'mail'
> {
  /** Fires at Ctrl-C. */
  stop: AbortSignal
}

const EXIT = { ok: 0, failed: 1, usage: 2, inconclusive: 3, stopped: 130 } as const

const NOWHERE: Output = { write: () => undefined, isTerminal: false, columns: 80 }

/** `roundtrip check` from its arguments to its exit code. */
export async function check(args: readonly string[], surroundings: CheckSurroundings): Promise<number> {
  const parsed = readCheckArguments(args)
  const { switches, values } = parsed
  if (switches.help) {
    surroundings.out.write(CHECK_USAGE)
    return EXIT.ok
  }
  const found = await findMonitor(parsed, surroundings.env)
  const trusted = values.ca === undefined ? undefined : await readCertificates(values.ca)
  const untrusted = trusted && !trusted.ok ? [trusted.mistake] : []
  if (!found.ok || untrusted.length > 0) {
    return tellMistakes([...(found.ok ? [] : found.mistakes), ...untrusted], switches, surroundings)
  }
  const ca = trusted?.ok ? trusted.ca : []
  const monitor = switches['allow-clear'] ? withClearAllowed(found.monitor) : found.monitor
  const done = await run(monitor, ca, switches, surroundings)
  return tellResult(done, found, switches, surroundings)
}

async function run(
  monitor: Monitor,
  ca: readonly string[],
  switches: CheckArguments['switches'],
  { clock, ids, secrets, mail, stop, ...outputs }: CheckSurroundings,
): Promise<Check> {
  const progress = checkProgress(progressOutput(switches, outputs), clock, monitor)
  stop.addEventListener('abort', progress.stopping, { once: true })
  try {
    const ports = { clock, ids, secrets, mail: mail(ca) }
    const done = await checkMonitor(monitor, ports, { stop, onPhase: progress.onPhase })
    progress.finish(done.result.phases)
    return done
  } finally {
    stop.removeEventListener('abort', progress.stopping)
  }
}

function progressOutput({ json, nagios }: CheckArguments['switches'], { out, err }: Outputs): Output {
  if (nagios) return NOWHERE
  if (!json) return out
  return err.isTerminal ? err : NOWHERE
}

function tellResult(
  done: Check,
  { monitor, inItsWords }: { monitor: Monitor; inItsWords: (text: string) => string },
  { json, nagios, log }: CheckArguments['switches'],
  { out }: Outputs,
): number {
  const stopped = done.result.reason === 'run-interrupted'
  if (nagios) {
    const { state, line } = nagiosLine(done.result, monitor.timeoutSeconds)
    out.write(`${line}\n`)
    return NAGIOS_STATES[state]
  }
  if (json) {
    out.write(`${checkJson(done, monitor, { withLog: log, inItsWords })}\n`)
  } else {
    const report = checkReport(done, monitor, { columns: out.columns, stopped, inItsWords })
    const lines = ['', ...report, ...(log ? ['', ...logLines(done.log)] : [])]
    out.write(lines.map((line) => `${line}\n`).join(''))
  }
  return stopped ? EXIT.stopped : exitCodeOf(done.result)
}

function exitCodeOf({ outcome }: RunResult): number {
  switch (outcome) {
    case 'delivered':
      return EXIT.ok
    case 'failed':
    case 'lost':
      return EXIT.failed
    case 'inconclusive':
      return EXIT.inconclusive
    default:
      return outcome satisfies never
  }
}

function tellMistakes(
  mistakes: readonly string[],
  { nagios }: CheckArguments['switches'],
  { out, err }: Outputs,
): number {
  if (nagios) {
    const { state, line } = nagiosUnknown(mistakes.join('; '))
    out.write(`${line}\n`)
    return NAGIOS_STATES[state]
  }
  const [only, ...more] = mistakes
  const text =
    more.length === 0
      ? `roundtrip check: ${only ?? ''} (roundtrip check --help)`
      : [`roundtrip check: ${mistakes.length} mistakes (roundtrip check --help)`, ...mistakes].join('\n  ')
  err.write(`${text}\n`)
  return EXIT.usage
}
