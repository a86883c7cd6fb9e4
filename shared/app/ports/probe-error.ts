import type { Evidence } from '../../core/run/evidence.ts'
import type { GrantReason } from '../../core/run/statuses.ts'
import type { Millis } from '../../core/time/units.ts'

/**
 * The one error that mail adapters throw when a server, a network or the deadline stops them. It is turned
 * into an outcome in one place (`run-probe.ts`); anything else that is thrown is our own fault.
 */
export class ProbeError extends Error {
  override readonly name = 'ProbeError'
  readonly evidence: Evidence
  /** When it happened, on the monotonic clock, where it is thrown on later than that. */
  atMs?: Millis

  constructor(evidence: Evidence, cause?: unknown) {
    super(`${evidence.side}.${evidence.phase}: ${evidence.kind}`, cause === undefined ? undefined : { cause })
    this.evidence = evidence
  }
}

/** The same error, told with the login that was made before it. */
export function afterLogin(error: ProbeError): ProbeError {
  return told(error, { afterLogin: true })
}

/** The same error, told by why the grant of its token brings none any more; `detail` is tamed. */
export function shutOut(
  error: ProbeError,
  { reason, detail }: { reason: GrantReason; detail: string },
): ProbeError {
  return told(error, { grantReason: reason, text: detail })
}

function told({ evidence, atMs, cause }: ProbeError, more: Partial<Evidence>): ProbeError {
  const error = new ProbeError({ ...evidence, ...more }, cause)
  if (atMs !== undefined) error.atMs = atMs
  return error
}
