import { ProbeError } from '../../app/ports/probe-error.ts'

/** A well-formed negative reply; the session goes on after it. */
export function isRefusal(error: unknown): error is ProbeError {
  return error instanceof ProbeError && error.evidence.kind === 'refused'
}
