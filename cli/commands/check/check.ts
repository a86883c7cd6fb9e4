import { type Check, checkMonitor } from '../../../shared/app/run/check-monitor.ts'
import { noGrants } from '../../../shared/app/probe/no-grants.ts'
import { withClearAllowed } from '../../../shared/core/definition/clear-logins.ts'
import type { Monitor } from '../../../shared/core/definition/monitor.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import type { CheckFlags, FormFlags } from './check-flags.ts'
import { checkJson } from './check-json.ts'
import { checkProgress } from './check-progress.ts'
import { checkHeading, checkReport } from './check-report.ts'
import { findMonitor } from './find-monitor.ts'
import { NAGIOS_STATES, nagiosLine } from './nagios-line.ts'
import { readCertificates } from './trusted-certificates.ts'
import { logLines } from '../../../shared/core/wording/words/log-lines.ts'
import type { Surroundings } from '../../surroundings.ts'
import { NOWHERE, type Output, type Outputs, readingWidth } from '../../terminal/output.ts'

const EXIT = { ok: 0, failed: 1, inconclusive: 3, stopped: 130 } as const

/** The exit code says what became of the message. Throws `UsageError` with every mistake. */
export async function check(
  surroundings: Surroundings,
  flags: CheckFlags,
  target: string | undefined,
): Promise<number> {
  const found = await findMonitor(flags, target, surroundings)
  const trusted = await readCertificates(flags.ca)
  const mistakes = [
    ...formMistakes(flags),
    ...(found.ok ? [] : found.mistakes),
    ...(trusted.ok ? [] : [trusted.mistake]),
  ]
  if (!found.ok || !trusted.ok || mistakes.length > 0) throw new UsageError(...mistakes)
  const monitor = flags.allowClear ? withClearAllowed(found.monitor) : found.monitor
  const done = await run(monitor, trusted.ca, flags, surroundings)
  return tellResult(done, found, flags, surroundings)
}

function formMistakes({ json, nagios, log }: FormFlags): string[] {
  return [
    ...(json && nagios ? ['--json and --nagios exclude each other'] : []),
    ...(log && nagios ? ['--nagios prints one line, without the log of --log'] : []),
  ]
}

async function run(
  monitor: Monitor,
  ca: readonly string[],
  flags: FormFlags,
  { clock, ids, secrets, tokens, mail, stopped, ...outputs }: Surroundings,
): Promise<Check> {
  const progress = checkProgress(progressOutput(flags, outputs), clock, {
    heading: checkHeading(monitor),
    timeoutSeconds: monitor.timeoutSeconds,
  })
  const stop = new AbortController()
  void stopped().then(() => stop.abort('stopped'))
  stop.signal.addEventListener('abort', progress.stopping, { once: true })
  try {
    const passwords = await secrets()
    const granted = hasGrant(monitor) ? await tokens(passwords, ca) : undefined
    const ports = {
      ...{ clock, ids, secrets: noGrants(passwords), mail: await mail(ca) },
      ...(granted && { tokens: granted.reader }),
    }
    const done = await checkMonitor(monitor, ports, { stop: stop.signal, onPhase: progress.onPhase })
    progress.finish(done.result.phases)
    for (const grant of granted?.rotated() ?? []) outputs.err.write(lostLogin(grant))
    return done
  } finally {
    stop.signal.removeEventListener('abort', progress.stopping)
  }
}

function hasGrant({ mailbox, smtp }: Monitor): boolean {
  return [mailbox.secret, smtp?.login?.secret].some((secret) => secret?.kind === 'grant')
}

/** Where the provider takes the old one no more, the stored login is lost. */
function lostLogin(grant: string): string {
  return `${grant}: the token endpoint issued a new refresh token, and a check stores none: if the old one stops working, log in again (npx roundtrip oauth login)\n`
}

function progressOutput({ json, nagios }: FormFlags, { out, err }: Outputs): Output {
  if (nagios) return NOWHERE
  if (!json) return out
  return err.isTerminal ? err : NOWHERE
}

function tellResult(
  done: Check,
  { monitor, inItsWords }: { monitor: Monitor; inItsWords: (text: string) => string },
  { json, nagios, log }: FormFlags,
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
    const report = checkReport(done, monitor, { columns: readingWidth({ out }), stopped, inItsWords })
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
