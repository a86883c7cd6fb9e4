import type { LogLine, LogSide } from '../../../shared/core/run/run.ts'

/** As `C RCPT TO:<…>`, `S 550 …`, `- remark`; before it, where others follow, `smtp.submit:`. */
export function logFrom(text: string): LogLine[] {
  let dialogue: LogLine['dialogue'] = 'run'
  let phase = ''
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter(Boolean).flatMap((line, index): LogLine[] => {
    const heading = /^(run|smtp|mailbox)(?:\.([a-z]+))?:$/.exec(line)
    if (heading) {
      dialogue = heading[1] as LogLine['dialogue']
      phase = heading[2] ?? ''
      return []
    }
    const [mark = '', ...words] = line.split(' ')
    return [{ atMs: index, dialogue, side: SIDES[mark] ?? 'note', phase, text: words.join(' ') }]
  })
}

const SIDES: Readonly<Record<string, LogSide>> = { C: 'client', S: 'server', '-': 'note' }

const CONNECTED = `
  smtp.resolve:
  - smtp.example.com is 192.0.2.25
  smtp.connect:
  - connected to 192.0.2.25:587
  smtp.greeting:
  S 220 smtp.example.com ESMTP
  C EHLO probe
  S 250-smtp.example.com
  S 250 SIZE 10240000
`

const TAKEN = `
  ${CONNECTED}
  smtp.submit:
  C MAIL FROM:<probe@example.com>
  S 250 2.1.0 Ok
  C RCPT TO:<probe@example.com>
  S 250 2.1.5 Ok
  C DATA
  S 354 End data with <CR><LF>.<CR><LF>
  C [812 octets]
  C .
  S 250 2.0.0 Ok: queued as 4F1D2C
  C QUIT
  S 221 2.0.0 Bye
`

/** Diagnostic logs as runs leave them. */
export const LOGS = {
  'recipient-rejected': logFrom(`
    ${CONNECTED}
    mailbox.auth:
    C USER probe
    S +OK
    smtp.submit:
    C MAIL FROM:<probe@example.com>
    S 250 2.1.0 Ok
    C RCPT TO:<probe@example.com>
    S 550 5.1.1 <probe@example.com>: Recipient address rejected: User unknown
    C QUIT
    S 221 2.0.0 Bye
  `),
  'message-not-delivered': logFrom(`
    ${TAKEN}
    mailbox.search:
    C UIDL
    S +OK
    S [2 lines, 40 octets]
    C QUIT
    S +OK
  `),
  'mailbox-login-refused': logFrom(`
    mailbox.greeting:
    S +OK ready
    mailbox.auth:
    C USER probe
    S +OK
    C PASS <secret>
    S -ERR [AUTH] Authentication failed.
    - mailbox: the stored password has not changed
    C QUIT
    S +OK bye
  `),
  'smtp-connect-timeout': logFrom(`
    smtp.resolve:
    - smtp.example.com is 192.0.2.25, 192.0.2.26
    smtp.connect:
    - 192.0.2.25:587: ETIMEDOUT
    - 192.0.2.26:587: ETIMEDOUT
  `),
  'run-interrupted': logFrom(`
    ${CONNECTED}
    run:
    - internal error: TypeError: x is not a function
  `),
} satisfies Record<string, readonly LogLine[]>
