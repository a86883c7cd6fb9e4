import type { PhaseName } from '../time/phases.ts'
import { type Millis, SECOND } from '../time/units.ts'
import type { Evidence } from './evidence.ts'
import { backoffInWords, saysNotConnected } from './refusals/imap-words.ts'
import { meaningOf } from './refusals/response-codes.ts'
import { saysPassing } from './refusals/mailbox-refusals.ts'
import type { Reason } from './statuses.ts'
import { isSendingRate } from './sender/ses-refusals.ts'
import { reasonOf } from './verdict.ts'

/** What is known when a try has failed. */
export interface FailedTry {
  evidence: Evidence
  /** Tries that failed for this reason so far, this one included; from 1 on. */
  failures: number
  /** Until the deadline. */
  msLeft: Millis
}

const FIRST_GAP: Millis = 1 * SECOND
const LONGEST_GAP: Millis = 30 * SECOND
/** A lock that only words tell of: three more tries, this far apart or closer where the deadline is. */
const LOCK_GAP: Millis = 20 * SECOND
const LOCK_TRIES = 3
/** A limit on logins: two more tries, or it would be reached again and again; sooner or later where the server says. */
const LIMIT_GAP: Millis = 60 * SECOND
const LIMIT_TRIES = 2

/** The phases of a look. */
const LOOKING: readonly PhaseName[] = ['search', 'retrieve', 'delete']

/** How often, and how far apart: `never`, `once`, a few times (`lock`, `limit`), or until the deadline. */
type Retrying = 'until-deadline' | 'lock' | 'limit' | 'once' | 'never'

/** Refusals that a later try may well not meet, however often they are met. */
const TRANSIENT: readonly Reason[] = [
  'greylisted',
  'sender-deferred',
  'recipient-deferred',
  'message-deferred',
  'mailbox-login-delay',
]

/**
 * Ms to wait before what failed is tried again in this run; `undefined` where it is not: then the failure is
 * the verdict. A refused login is final; one that this run has made before counts as a limit.
 */
export function nextTry(failed: FailedTry): Millis | undefined {
  const { evidence, failures, msLeft } = failed
  const retrying = retryingOf(evidence)
  const limitGap = backoffInWords(evidence.text ?? '') ?? LIMIT_GAP
  switch (retrying) {
    case 'until-deadline':
      return Math.min(FIRST_GAP * 2 ** (failures - 1), LONGEST_GAP)
    case 'lock':
      if (failures > LOCK_TRIES) return undefined
      return failures === 1 ? FIRST_GAP : Math.min(LOCK_GAP, msLeft / (LOCK_TRIES + 2 - failures))
    case 'limit':
      return failures <= LIMIT_TRIES && limitGap < msLeft ? limitGap : undefined
    case 'once':
      return failures === 1 ? FIRST_GAP : undefined
    case 'never':
      return undefined
    default:
      return retrying satisfies never
  }
}

/** Whether a later try in the same run may succeed at all. */
export function isTransient(evidence: Evidence): boolean {
  return retryingOf(evidence) !== 'never'
}

/** Whether the mailbox server ended a session while it was looked through: once that is no verdict. */
export function isEndedLook({ side, kind, phase }: Evidence): boolean {
  return side === 'mailbox' && kind === 'connection-lost' && LOOKING.includes(phase)
}

function retryingOf(evidence: Evidence): Retrying {
  const { kind, side, phase, command, afterLogin, replyCode = 0, responseCode = '', text = '' } = evidence
  if (evidence.senderReason) return kind === 'refused' && isSendingRate(text) ? 'until-deadline' : 'never'
  if (isEndedLook(evidence)) return 'once'
  // Servers with too many connections hang up before they greet.
  if (kind === 'connection-lost') return phase === 'greeting' && !command ? 'until-deadline' : 'never'
  if (kind !== 'refused') return 'never'
  const reason = reasonOf(evidence)
  if (side === 'smtp') {
    // It is about this session. A new one after AUTH would be one more login, after the dot one more message.
    if (replyCode === 421)
      return phase === 'auth' || (phase === 'submit' && (afterLogin || command === '.')) ? 'never' : 'once'
    // Whoever turns everybody away for now may say so with any code, before it knows whom.
    if (reason === 'smtp-unavailable' && phase === 'greeting' && replyCode < 500) return 'once'
    const isLater = reason === 'client-name-refused' || phase === 'tls'
    return TRANSIENT.includes(reason) || (isLater && replyCode < 500) ? 'until-deadline' : 'never'
  }
  if (meaningOf(responseCode)?.transient) return 'until-deadline'
  if (reason === 'starttls-not-offered') return saysPassing(text) ? 'until-deadline' : 'never'
  if (reason === 'mailbox-login-limit') return 'limit'
  if (
    reason === 'mailbox-locked' ||
    (reason === 'mailbox-unavailable' && phase === 'auth' && !meaningOf(responseCode)) ||
    saysNotConnected(text)
  )
    return 'lock'
  return 'never'
}
