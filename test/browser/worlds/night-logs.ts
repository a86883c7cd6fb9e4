import type { LogLine, RunResult } from '../../../shared/core/run/run.ts'

type Row = readonly [
  atMs: number,
  dialogue: LogLine['dialogue'],
  side: LogLine['side'],
  phase: string,
  text: string,
]

const lines = (rows: readonly Row[]): LogLine[] =>
  rows.map(([atMs, dialogue, side, phase, text]) => ({ atMs, dialogue, side, phase, text }))

const SMTP_TO_LOGIN: readonly Row[] = [
  [1.3, 'smtp', 'note', 'resolve', 'smtp.example.com is 203.0.113.7'],
  [13.8, 'smtp', 'note', 'connect', 'connected to 203.0.113.7:587'],
  [44.8, 'smtp', 'server', 'greeting', '220 smtp.example.com ESMTP Postfix (Debian/GNU)'],
  [45.1, 'smtp', 'client', 'greeting', 'EHLO probe.example.com'],
  [52.7, 'smtp', 'server', 'greeting', '250-smtp.example.com'],
  [52.7, 'smtp', 'server', 'greeting', '250-SIZE 10240000'],
  [52.7, 'smtp', 'server', 'greeting', '250 STARTTLS'],
  [53.0, 'smtp', 'client', 'tls', 'STARTTLS'],
  [60.2, 'smtp', 'server', 'tls', '220 2.0.0 Ready to start TLS'],
  [94.7, 'smtp', 'note', 'tls', 'TLS 1.3, certificate of smtp.example.com, valid until 2027-02-14'],
  [95.0, 'smtp', 'client', 'auth', 'AUTH PLAIN [hidden]'],
  [120.3, 'smtp', 'server', 'auth', '235 2.7.0 Authentication successful'],
  [120.6, 'smtp', 'client', 'submit', 'MAIL FROM:<probe@example.com>'],
  [141.0, 'smtp', 'server', 'submit', '250 2.1.0 Ok'],
  [141.2, 'smtp', 'client', 'submit', 'RCPT TO:<probe@example.com>'],
]

const MAILBOX_TO_LOGIN: readonly Row[] = [
  [1.1, 'mailbox', 'note', 'resolve', 'pop.example.com is 203.0.113.25'],
  [12.2, 'mailbox', 'note', 'connect', 'connected to 203.0.113.25:995'],
  [52.6, 'mailbox', 'note', 'tls', 'TLS 1.3, certificate of pop.example.com, valid until 2027-02-14'],
  [70.9, 'mailbox', 'server', 'greeting', '+OK Dovecot ready.'],
  [71.1, 'mailbox', 'client', 'auth', 'USER probe'],
  [82.3, 'mailbox', 'server', 'auth', '+OK'],
  [82.5, 'mailbox', 'client', 'auth', 'PASS [hidden]'],
  [93.4, 'mailbox', 'server', 'auth', '+OK Logged in.'],
]

/** Sent, seen, read and deleted. */
export function goodLog({ roundTripMs = 1_400 }: RunResult): LogLine[] {
  const seenAt = 120 + roundTripMs
  return lines([
    ...SMTP_TO_LOGIN,
    [161.4, 'smtp', 'server', 'submit', '250 2.1.5 Ok'],
    [161.6, 'smtp', 'client', 'submit', 'DATA'],
    [172.0, 'smtp', 'server', 'submit', '354 End data with <CR><LF>.<CR><LF>'],
    [172.4, 'smtp', 'note', 'submit', 'the test message, 1,204 octets'],
    [430.7, 'smtp', 'server', 'submit', '250 2.0.0 Ok: queued as 4Xq0dT2Zb7z9rNq'],
    ...MAILBOX_TO_LOGIN,
    [93.8, 'mailbox', 'client', 'search', 'UIDL'],
    [104.2, 'mailbox', 'server', 'search', '+OK, 0 messages'],
    [seenAt - 12, 'mailbox', 'client', 'search', 'UIDL'],
    [seenAt, 'mailbox', 'server', 'search', '+OK, 1 message'],
    [seenAt + 0.4, 'mailbox', 'client', 'retrieve', 'TOP 1 0'],
    [seenAt + 7.4, 'mailbox', 'server', 'retrieve', '+OK, the header is that of this run'],
    [seenAt + 7.8, 'mailbox', 'client', 'delete', 'DELE 1'],
    [seenAt + 10.8, 'mailbox', 'server', 'delete', '+OK Marked to be deleted.'],
    [seenAt + 11.1, 'mailbox', 'client', 'delete', 'QUIT'],
    [seenAt + 22.5, 'mailbox', 'server', 'delete', '+OK Logging out, messages deleted.'],
  ])
}

export const RECIPIENT_REFUSED_LOG: readonly LogLine[] = lines([
  ...SMTP_TO_LOGIN,
  [
    163.1,
    'smtp',
    'server',
    'submit',
    '550 5.1.1 <probe@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
  ],
  [163.4, 'smtp', 'client', 'submit', 'QUIT'],
  [170.0, 'smtp', 'server', 'submit', '221 2.0.0 Bye'],
  ...MAILBOX_TO_LOGIN,
])

export const UNREACHABLE_LOG: readonly LogLine[] = lines([
  [1.1, 'mailbox', 'note', 'resolve', 'mail.example.com is 203.0.113.25'],
  [12.2, 'mailbox', 'note', 'connect', 'connect ECONNREFUSED 203.0.113.25:995'],
  [1_014.0, 'mailbox', 'note', 'connect', 'connect ECONNREFUSED 203.0.113.25:995'],
  ...SMTP_TO_LOGIN,
  [161.4, 'smtp', 'note', 'submit', 'the mailbox cannot be reached: no message is sent'],
])
