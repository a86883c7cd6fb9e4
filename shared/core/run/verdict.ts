import { certificateFault } from './certificate-words.ts'
import type { Evidence } from './evidence.ts'
import { mailboxRefusal } from './refusals/mailbox-refusals.ts'
import { smtpRefusal } from './refusals/smtp-refusals.ts'
import type { InconclusiveReason, Outcome } from './run.ts'
import { REASON_STATUS, type Reason, type Status } from './statuses.ts'
import { tlsReason } from './tls-reasons.ts'

/**
 * What is stored of an outcome: the number people know, and precisely why. `reason` is absent when all is
 * well.
 */
export interface Verdict {
  status: Status
  reason?: Reason
  /** Where it failed, as `smtp.submit`; only when the outcome is `failed`. */
  phase?: string
  /** Of a lost message what was listed in its place; else the server's own words, else what is wrong with its certificate or the error's code, else the command that went unanswered. */
  detail?: string
}

const REFUSED_LOGIN: readonly Reason[] = ['mailbox-login-refused', 'smtp-auth-refused']

/** A reason that a later version told is nothing to blame a mail server for: 90, inconclusive. */
export function statusOf(reason: Reason): Status {
  return Object.hasOwn(REASON_STATUS, reason) ? REASON_STATUS[reason] : 90
}

export function verdictOf(outcome: Outcome): Verdict {
  switch (outcome.kind) {
    case 'delivered':
      return { status: 0 }
    case 'lost':
      return {
        ...withReason(outcome.reason ?? 'message-not-delivered'),
        ...(outcome.detail && { detail: outcome.detail }),
      }
    case 'inconclusive':
      return { ...withReason(outcome.reason), detail: outcome.detail }
    case 'failed': {
      const { evidence } = outcome
      const detail = detailOf(evidence)
      return {
        ...withReason(reasonOf(evidence)),
        phase: `${evidence.side}.${evidence.phase}`,
        ...(detail && { detail }),
      }
    }
    default:
      return outcome satisfies never
  }
}

/** Why a dialogue failed, from what was seen of it: the one place where this is decided. */
export function reasonOf(evidence: Evidence): Reason {
  const { side, kind, senderReason, grantReason } = evidence
  const another = senderReason ?? grantReason
  if (another) return another
  switch (kind) {
    case 'host-not-found':
      return `${side}-host-not-found`
    case 'dns-failure':
      return 'dns-failure'
    case 'connection-refused':
      return `${side}-connection-refused`
    case 'unreachable':
      return `${side}-unreachable`
    case 'connect-timeout':
      return `${side}-connect-timeout`
    case 'no-greeting':
      return `${side}-no-greeting`
    case 'connection-lost':
      return `${side}-connection-lost`
    case 'protocol':
      return `${side}-protocol-error`
    case 'over-bound':
      return 'mailbox-command-refused'
    case 'auth-not-offered':
      return `${side}-auth-not-offered`
    case 'password-needs-tls':
      return 'password-needs-tls'
    case 'tls-not-offered':
      return 'starttls-not-offered'
    case 'tls':
      return tlsReason(evidence.errno)
    case 'junked':
      return 'message-junked'
    case 'deadline':
      return deadlineReason(evidence)
    case 'refused':
      return side === 'smtp' ? smtpRefusal(evidence) : mailboxRefusal(evidence)
    default:
      // The word of a later version, which stands for the reason too.
      return kind satisfies never
  }
}

/**
 * What a run comes to that this stopped. What our own sender does, or who issues its tokens, says nothing of the mail
 * server, and what a later version saw of it is not known here.
 */
export function outcomeOfFailure(evidence: Evidence): Outcome {
  const reason = reasonOf(evidence)
  if (!blamesNobody(reason)) return { kind: 'failed', evidence }
  const unsaid = evidence.senderReason ? 'Amazon SES did not answer' : 'a later version of Roundtrip saw this'
  return { kind: 'inconclusive', reason, detail: detailOf(evidence) ?? unsaid }
}

function blamesNobody(reason: Reason): reason is InconclusiveReason {
  return statusOf(reason) === 90
}

/** Whether the server refused this login itself: another password may do. */
export function isRefusedLogin(evidence: Evidence): boolean {
  return REFUSED_LOGIN.includes(reasonOf(evidence))
}

/**
 * A deadline that fires before anybody spoke is told by what was waited for, as if its own share had run out.
 */
function deadlineReason({ side, phase, command }: Evidence): Reason {
  if (phase === 'resolve') return 'dns-failure'
  if (phase === 'connect') return `${side}-connect-timeout`
  // EHLO and CAPA belong to the phase too, but whoever is asked them has greeted.
  return phase === 'greeting' && command === undefined ? `${side}-no-greeting` : 'deadline-passed'
}

function withReason(reason: Reason): { status: Status; reason: Reason } {
  return { status: statusOf(reason), reason }
}

function detailOf({ kind, text, errno, command }: Evidence): string | undefined {
  const fault = kind === 'tls' && errno ? certificateFault(errno) : undefined
  const unanswered = kind === 'deadline' || kind === 'connection-lost' || kind === 'no-greeting'
  return (
    text ??
    (fault && `the certificate ${fault}`) ??
    errno ??
    (unanswered && command ? `no answer to ${command}` : undefined)
  )
}
