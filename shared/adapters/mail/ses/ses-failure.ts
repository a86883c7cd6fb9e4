import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { OutgoingMessage } from '../../../app/ports/mail.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import type { EvidenceKind } from '../../../core/run/evidence.ts'
import { type SesError, sesRefusal } from '../../../core/run/sender/ses-refusals.ts'
import { errnoOf } from '../net/errno.ts'
import { quotation } from '../quotation.ts'

/** As the SDK throws; Node's errors have a code instead. */
interface Thrown extends Error {
  $metadata?: { httpStatusCode?: number; requestId?: string }
}

/** Node's codes of requests that never left: nothing was connected to. */
const NEVER_LEFT: Readonly<Partial<Record<string, EvidenceKind>>> = {
  ENOTFOUND: 'host-not-found',
  EAI_AGAIN: 'dns-failure',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
}
/** The SDK's words of a connection that did not stand in time. */
const NOT_CONNECTED = /did not establish a connection/i
/** Long, and the same in every refusal: what counts is what the role may not do, and why. */
const CALLER = /^User:? \S+ is not authori[sz]ed/

/** Whether SES certainly did not take the message: it answered that, or was never asked. */
export function isDefinite(error: unknown): boolean {
  const status = statusOf(error)
  if (status !== undefined) return status >= 400 && status < 500
  return NEVER_LEFT[errnoOf(error) ?? ''] !== undefined || NOT_CONNECTED.test(chainOf(error))
}

/** As the diagnostic log tells it: in SES's words if it answered (`heard`), else in ours. */
export function describe(error: unknown, signal: AbortSignal): { line: string; heard: boolean } {
  const { name, httpStatus, message } = sesError(error)
  if (httpStatus === undefined)
    return { line: signal.aborted ? 'no answer yet' : `no answer: ${name}: ${message}`, heard: false }
  const requestId = (error as Thrown).$metadata?.requestId
  const request = requestId ? ` (request ${requestId})` : ''
  return { line: `HTTP ${String(httpStatus)} ${name}: ${message}${request}`, heard: true }
}

/** The evidence, as of the command `SendEmail`, with the reason that it amounts to. */
export function failureOf(
  error: unknown,
  { dialogue, message, signal }: { dialogue: Dialogue; message: OutgoingMessage; signal: AbortSignal },
): ProbeError {
  const { side } = dialogue
  const told = sesError(error)
  const evidence = { side, phase: 'submit', command: 'SendEmail' } as const
  if (told.httpStatus === undefined && signal.aborted)
    return new ProbeError(
      { ...evidence, kind: 'deadline', senderReason: 'sender-unavailable' },
      signal.reason,
    )
  const errno = errnoOf(error)
  return new ProbeError(
    {
      ...evidence,
      kind: told.httpStatus === undefined ? (NEVER_LEFT[errno ?? ''] ?? 'connection-lost') : 'refused',
      senderReason: sesRefusal(told, message),
      ...(errno !== undefined && { errno }),
      text: quotation(`${told.name}: ${told.message.replace(CALLER, 'not authorized')}`, dialogue),
    },
    error,
  )
}

function sesError(error: unknown): SesError {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) }
  return { name, httpStatus: statusOf(error), message }
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error ? (error as Thrown).$metadata?.httpStatusCode : undefined
}

function chainOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message} ${chainOf(error.cause)}`
}
