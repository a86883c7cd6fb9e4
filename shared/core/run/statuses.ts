/** The numbers that users of the reference product know; 0 is success. */
export const STATUS_NAMES = {
  0: 'OK',
  1: 'TCP connection failed',
  2: 'Test timed out',
  3: 'Invalid response from server',
  6: 'No response from server',
  51: 'Unable to resolve IP address',
  90: 'Inconclusive',
} as const

export type Status = keyof typeof STATUS_NAMES

/** Every reason and the status it carries. What to do about each stands in `advice.ts`. */
export const REASON_STATUS = {
  'mailbox-connection-refused': 1,
  'mailbox-unreachable': 1,
  'mailbox-connect-timeout': 1,

  'message-not-delivered': 2,
  'message-junked': 2,
  'delivery-pending': 2,
  'deadline-passed': 2,
  'mailbox-login-refused': 2,
  'mailbox-locked': 2,
  'mailbox-login-delay': 2,
  'mailbox-login-limit': 2,
  'mailbox-unavailable': 2,
  'mailbox-not-granted': 2,
  'smtp-auth-required': 2,
  'smtp-auth-refused': 2,
  'smtp-auth-disabled': 2,

  'sender-rejected': 3,
  'sender-deferred': 3,
  'recipient-rejected': 3,
  'recipient-deferred': 3,
  'message-rejected': 3,
  'message-deferred': 3,
  'message-bounced': 3,
  greylisted: 3,
  'smtp-unavailable': 3,
  'smtp-protocol-error': 3,
  'smtp-auth-not-offered': 3,
  'client-name-refused': 3,
  'smtp-tls-required': 3,
  'mailbox-auth-not-offered': 3,
  'mailbox-protocol-error': 3,
  'mailbox-command-refused': 3,
  'mailbox-folder-not-found': 3,
  'tls-certificate-untrusted': 3,
  'tls-certificate-expired': 3,
  'tls-name-mismatch': 3,
  'tls-handshake-failed': 3,
  'starttls-not-offered': 3,
  'password-needs-tls': 3,

  'smtp-connection-refused': 6,
  'smtp-unreachable': 6,
  'smtp-connect-timeout': 6,
  'smtp-no-greeting': 6,
  'smtp-connection-lost': 6,
  'mailbox-no-greeting': 6,
  'mailbox-connection-lost': 6,

  'smtp-host-not-found': 51,
  'mailbox-host-not-found': 51,
  'dns-failure': 51,

  'secret-not-found': 90,
  'secret-forbidden': 90,
  'secret-not-for-host': 90,
  'grant-invalid': 90,
  'grant-secret-wrong': 90,
  'grant-secret-expired': 90,
  'grant-certificate-refused': 90,
  'grant-consent-missing': 90,
  'grant-scope-refused': 90,
  'grant-app-unknown': 90,
  'grant-tenant-unknown': 90,
  'grant-access-blocked': 90,
  'grant-login-expired': 90,
  'grant-refused': 90,
  'token-throttled': 90,
  'token-endpoint-unavailable': 90,
  'sender-not-verified': 90,
  'sender-in-sandbox': 90,
  'sender-quota-reached': 90,
  'sender-paused': 90,
  'sender-refused': 90,
  'sender-unavailable': 90,
  'recipient-suppressed': 90,
  'monitor-invalid': 90,
  'run-not-started': 90,
  'run-too-late': 90,
  'run-interrupted': 90,
  'probe-out-of-time': 90,
  'internal-error': 90,
} as const satisfies Record<string, Status>

export type Reason = keyof typeof REASON_STATUS

/** Why no access token can be had with a grant: until somebody does something about it, or for now. */
export const GRANT_REASONS = {
  'grant-invalid': 'lasting',
  'grant-secret-wrong': 'lasting',
  'grant-secret-expired': 'lasting',
  'grant-certificate-refused': 'lasting',
  'grant-consent-missing': 'lasting',
  'grant-scope-refused': 'lasting',
  'grant-app-unknown': 'lasting',
  'grant-tenant-unknown': 'lasting',
  'grant-access-blocked': 'lasting',
  'grant-login-expired': 'lasting',
  'grant-refused': 'lasting',
  'token-throttled': 'passing',
  'token-endpoint-unavailable': 'passing',
} as const satisfies Partial<Record<Reason, 'lasting' | 'passing'>>

export type GrantReason = keyof typeof GRANT_REASONS

/** What also explains why a mail server refuses a token that is good by the clock: the app or its user was shut out. */
const SHUT_OUT: readonly GrantReason[] = [
  'grant-login-expired',
  'grant-access-blocked',
  'grant-app-unknown',
  'grant-consent-missing',
]

export function isShutOut(reason: GrantReason): boolean {
  return SHUT_OUT.includes(reason)
}

export function isPassing(reason: GrantReason): boolean {
  return GRANT_REASONS[reason] === 'passing'
}

/** Why the built-in sender (Amazon SES) sent nothing: until somebody does something about it, or for now. */
export const SENDER_REASONS = {
  'sender-not-verified': 'lasting',
  'sender-in-sandbox': 'lasting',
  'sender-quota-reached': 'passing',
  'sender-paused': 'lasting',
  'sender-refused': 'lasting',
  'sender-unavailable': 'passing',
  'recipient-suppressed': 'lasting',
} as const satisfies Partial<Record<Reason, 'lasting' | 'passing'>>

export type SenderReason = keyof typeof SENDER_REASONS

export function isSenderReason(reason: Reason): reason is SenderReason {
  return Object.hasOwn(SENDER_REASONS, reason)
}

const LASTING: Partial<Record<Reason, 'lasting' | 'passing'>> = { ...GRANT_REASONS, ...SENDER_REASONS }

/** Whether a grant or the built-in sender is of no use until somebody does something about it. */
export function needsSomebody(reason: Reason): boolean {
  return LASTING[reason] === 'lasting'
}

/** What is known of a message that was taken and not seen: the last two are told by the built-in sender alone. */
const LOST_REASONS = ['message-not-delivered', 'message-bounced', 'delivery-pending'] as const

export type LostReason = (typeof LOST_REASONS)[number] & Reason

export function isLostReason(reason: Reason): reason is LostReason {
  return LOST_REASONS.some((lost) => lost === reason)
}

/**
 * What is true of the reasons that the name of their status would contradict: nothing was waited for, or
 * something was answered.
 */
const TRUER_NAMES: Partial<Record<Reason, string>> = {
  'message-junked': 'Message in the junk folder',
  'delivery-pending': 'Message not delivered yet',
  'message-bounced': 'Message bounced',
  'mailbox-login-refused': 'Login refused',
  'mailbox-locked': 'Mailbox locked',
  'mailbox-login-delay': 'Login refused',
  'mailbox-login-limit': 'Login refused',
  'mailbox-unavailable': 'Mailbox unavailable',
  'mailbox-not-granted': 'Mailbox not granted',
  'smtp-auth-required': 'Login required',
  'smtp-auth-refused': 'Login refused',
  'smtp-auth-disabled': 'SMTP login is off',
  'smtp-connection-refused': 'Connection refused',
  'smtp-connection-lost': 'Connection lost',
  'mailbox-connection-lost': 'Connection lost',
}

/**
 * The status in words: as the reference product calls it, or otherwise where that would contradict the
 * reason.
 */
export function statusName(status: Status, reason?: Reason): string {
  const names: Readonly<Record<number, string>> = STATUS_NAMES
  return (
    (reason && Object.hasOwn(TRUER_NAMES, reason) ? TRUER_NAMES[reason] : undefined) ??
    names[status] ??
    'Not known to this version'
  )
}

export const REASONS = Object.keys(REASON_STATUS) as readonly Reason[]
