import { describe, expect, test } from 'vitest'

import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import type { Reason } from '../../../../shared/core/run/statuses.ts'
import { reasonOf } from '../../../../shared/core/run/verdict.ts'

const OFFERED = { loginOffered: true } as const
const PHASES: Partial<Record<string, Evidence['phase']>> = {
  EHLO: 'greeting',
  HELO: 'greeting',
  STARTTLS: 'tls',
  AUTH: 'auth',
}

/** `command: reply`, as it stands on the wire. */
function refused(said: string, more: Partial<Evidence> = {}): Evidence {
  const [, command = '', text = ''] = /^(.*?): (.*)$/.exec(said) ?? []
  const enhancedCode = /^\d{3} (\d\.\d+\.\d+)/.exec(text)?.[1]
  return {
    side: 'smtp',
    phase: PHASES[command] ?? 'submit',
    kind: 'refused',
    command,
    replyCode: Number(text.slice(0, 3)),
    ...(enhancedCode && { enhancedCode }),
    text,
    ...more,
  }
}

/** What was misread once, in words of servers and providers, or shaped after them. */
const MISREAD: [Reason, string, more?: Partial<Evidence>][] = [
  ['client-name-refused', 'EHLO: 501 5.0.0 EHLO requires domain address'],
  ['client-name-refused', 'EHLO: 550 You are not me!'],
  ['client-name-refused', 'EHLO: 550 Forged HELO: you are not mail.b.test'],
  ['client-name-refused', 'EHLO: 554 5.7.1 You must use a FQDN'],
  ['client-name-refused', 'EHLO: 501 Hostname does not resolve'],
  ['client-name-refused', 'EHLO: 550 5.7.1 Host name foo is not a valid name'],
  ['client-name-refused', 'MAIL FROM: 550 5.7.1 Client did not send a valid hostname in its greeting'],
  ['smtp-unavailable', 'EHLO: 550 5.7.1 Access denied, your IP is on our blacklist'],
  [
    'smtp-unavailable',
    'EHLO: 554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
  ],
  ['smtp-unavailable', 'EHLO: 451 4.3.0 Temporary lookup failure'],
  ['smtp-unavailable', 'EHLO: 450 Too many connections from your host'],
  ['smtp-auth-required', 'MAIL FROM: 503 Error: need EHLO and AUTH first !', OFFERED],
  ['smtp-protocol-error', 'MAIL FROM: 503 5.5.2 Need HELO/EHLO before MAIL'],
  ['smtp-auth-required', 'RCPT TO: 550 Delivery is not allowed to this address.', OFFERED],
  ['smtp-auth-required', 'RCPT TO: 473 a@b.test prior authorization required', OFFERED],
  ['smtp-auth-required', 'MAIL FROM: 550 Authorization required', OFFERED],
  ['smtp-auth-required', 'RCPT TO: 550 Please turn on SMTP Authentication in your mail client', OFFERED],
  ['smtp-auth-required', 'MAIL FROM: 550 You must be logged in to send mail', OFFERED],
  ['smtp-auth-required', 'MAIL FROM: 550 Anmeldung erforderlich', OFFERED],
  ['smtp-auth-required', 'MAIL FROM: 550 Bitte authentifizieren Sie sich', OFFERED],
  ['smtp-auth-required', 'MAIL FROM: 503 Autenticación requerida', OFFERED],
  ['smtp-auth-required', 'MAIL FROM: 503 5.7.0 Authenticate before sending', OFFERED],
  ['smtp-auth-required', 'MAIL FROM: 550 Anonymous clients are not allowed', OFFERED],
  [
    'smtp-auth-required',
    'MAIL FROM: 550 5.7.1 Anonymous client does not have permissions to send as this sender',
    OFFERED,
  ],
  ['smtp-auth-required', 'MAIL FROM: 553 5.7.0 You must first check your mail with POP3', OFFERED],
  ['smtp-auth-required', 'MAIL FROM: 550 Требуется авторизация', OFFERED],
  ['smtp-auth-required', 'MAIL FROM: 550 需要身份认证', OFFERED],
  ['sender-rejected', 'RCPT TO: 554 5.7.1 Mail from a@b.test rejected for policy reasons'],
  ['sender-rejected', '.: 550 The From header must match the authenticated user'],
  [
    'sender-rejected',
    'RCPT TO: 550 5.7.23 The message was rejected because of Sender Policy Framework violation',
  ],
  ['sender-rejected', 'RCPT TO: 550 5.7.1 SPF check failed: 192.0.2.1 is not allowed to send for b.test'],
  ['recipient-rejected', '.: 554 This account has been disabled or discontinued [#101].'],
  [
    'recipient-rejected',
    '.: 550 The recipient may contain a non-existent account, please check the recipient address.',
  ],
  ['recipient-rejected', '.: 550 sorry, no mailbox here by that name'],
  ['recipient-rejected', '.: 550 The email account that you tried to reach does not exist'],
  ['recipient-rejected', '.: 552 Requested mail action aborted: exceeded storage allocation'],
  ['recipient-rejected', '.: 550 5.7.1 Recipient <a@b.test> has rejected your mail'],
  ['recipient-rejected', '.: 550 No such domain at this location (a@b.test)'],
  ['smtp-tls-required', 'MAIL FROM: 450 4.7.1 Session encryption is required'],
  ['smtp-tls-required', 'RCPT TO: 554 5.7.1 <x>: Client host rejected: TLS is required'],
  ['smtp-tls-required', 'MAIL FROM: 550 5.7.1 TLS required for RCPT domain, closing connection'],
  ['smtp-tls-required', 'AUTH: 530 5.5.1 A secure (SSL/TLS) connection is required'],
  ['smtp-tls-required', 'AUTH: 534 5.7.9 Must use SSL/TLS to log in'],
  ['smtp-tls-required', 'MAIL FROM: 550 Please enable STARTTLS in your mail client'],
  ['smtp-tls-required', 'MAIL FROM: 554 5.7.3 This server requires TLS'],
  ['smtp-tls-required', 'AUTH: 504 5.7.4 Plaintext login is not allowed without encryption'],
  ['smtp-tls-required', 'AUTH: 535 5.7.8 Authentication only allowed over SSL'],
  [
    'smtp-unavailable',
    'AUTH: 432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending',
  ],
  ['smtp-unavailable', 'AUTH: 550 Login frequency limited'],
  ['smtp-unavailable', 'AUTH: 535 4.7.0 Temporary authentication failure'],
  ['smtp-auth-required', 'RCPT TO: 553 Relaying is not allowed. Enable SMTP authentication in your client'],
  ['smtp-auth-required', 'MAIL FROM: 550 authentication credentials needed', OFFERED],
  ['smtp-auth-required', 'RCPT TO: 550 Sending not permitted', OFFERED],
  ['client-name-refused', 'EHLO: 554 EHLO name localhost not accepted'],
  ['client-name-refused', 'HELO: 550 HELO needs a full domain name'],
  ['client-name-refused', 'EHLO: 450 4.7.1 Client name does not resolve'],
  ['smtp-unavailable', 'EHLO: 550 Access denied'],
  ['smtp-unavailable', 'EHLO: 554 Your host is listed in our local blocklist'],
  ['smtp-unavailable', 'EHLO: 554 No SMTP service here'],
  ['smtp-tls-required', 'MAIL FROM: 550 Encryption is mandatory for this sender'],
  ['smtp-tls-required', 'AUTH: 530 You need SSL to log in'],
  ['smtp-unavailable', 'AUTH: 550 5.7.0 Internal error, authentication backend unavailable'],
  ['smtp-unavailable', 'AUTH: 535 too many logins per minute'],
]

/** Likewise what must not be taken for it. */
const READ_RIGHT: [Reason, string, more?: Partial<Evidence>][] = [
  [
    'greylisted',
    'RCPT TO: 450 4.7.1 <a@b.test>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/b.test.html',
  ],
  ['recipient-deferred', 'RCPT TO: 451 4.3.0 <a@b.test>: Temporary lookup failure'],
  [
    'recipient-deferred',
    'RCPT TO: 451 4.3.5 <a@b.test>: Recipient address rejected: Server configuration problem',
  ],
  ['sender-deferred', 'RCPT TO: 450 4.1.8 <a@b.test>: Sender address rejected: Domain not found'],
  ['sender-deferred', 'RCPT TO: 451 Could not complete sender verify callout'],
  ['sender-deferred', 'MAIL FROM: 451 4.1.8 Domain of sender address a@b.test does not resolve'],
  ['sender-deferred', 'MAIL FROM: 452 4.3.1 Insufficient system storage'],
  ['greylisted', 'RCPT TO: 451 Greylisting enabled, try again in 15 minutes'],
  ['message-deferred', '.: 451 4.3.2 Please try again later'],
  ['message-deferred', '.: 432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded [Hostname=x]'],
  ['client-name-refused', 'RCPT TO: 504 5.5.2 <foo>: Helo command rejected: need fully-qualified hostname'],
  ['client-name-refused', 'RCPT TO: 450 4.7.1 <foo>: Helo command rejected: Host not found'],
  ['client-name-refused', 'EHLO: 501 5.5.4 Invalid domain name'],
  ['client-name-refused', 'EHLO: 501 Syntactically invalid EHLO argument(s)'],
  ['client-name-refused', 'MAIL FROM: 550 5.7.1 Your HELO hostname does not resolve to your IP'],
  ['smtp-protocol-error', 'EHLO: 500 Command unrecognized'],
  ['smtp-protocol-error', 'EHLO: 502 5.5.2 Error: command not recognized'],
  ['smtp-protocol-error', 'MAIL FROM: 503 5.5.1 Error: send HELO/EHLO first'],
  ['smtp-auth-required', 'MAIL FROM: 530 5.7.57 Client not authenticated to send mail.'],
  ['smtp-auth-required', 'MAIL FROM: 503 AUTH first (#5.5.1)', OFFERED],
  [
    'smtp-auth-required',
    "RCPT TO: 553 sorry, that domain isn't in my list of allowed rcpthosts; no valid cert for gatewaying (#5.7.1)",
    OFFERED,
  ],
  ['smtp-auth-required', 'RCPT TO: 550 relay not permitted', OFFERED],
  ['recipient-rejected', 'RCPT TO: 550 Delivery is not allowed to this address.'],
  ['smtp-auth-required', 'DATA: 530 5.7.1 Authentication required', OFFERED],
  ['sender-rejected', 'MAIL FROM: 553 Mail from must equal authorized user'],
  ['sender-rejected', 'MAIL FROM: 501 mail from address must be same as authorization user'],
  ['sender-rejected', '.: 501 mail from address must be same as authorization user'],
  ['sender-rejected', 'RCPT TO: 550 5.1.8 <a@b.test>: Sender address rejected: Domain not found'],
  [
    'sender-rejected',
    'RCPT TO: 550 Verification failed for <a@b.test> No Such User Here Sender verify failed',
  ],
  ['sender-rejected', '.: 550 5.7.60 SMTP; Client does not have permissions to send as this sender'],
  [
    'recipient-rejected',
    ".: 554 delivery error: dd This user doesn't have a yahoo.com account (a@yahoo.com) [0]",
  ],
  ['recipient-rejected', '.: 550 Requested action not taken: mailbox unavailable'],
  ['recipient-rejected', 'RCPT TO: 550 Adresse inconnue', OFFERED],
  ['message-rejected', '.: 550 Mail content denied. http://service.mail.qq.com/cgi-bin/help'],
  ['message-rejected', '.: 554 DT:SPM 163 smtp5,xx http://mail.163.com/help/help_spam_16.htm'],
  ['starttls-not-offered', 'STARTTLS: 454 4.7.0 TLS not available due to local problem'],
  ['smtp-tls-required', 'AUTH: 503 5.5.1 Issue STARTTLS first'],
  ['smtp-auth-refused', 'AUTH: 535 5.7.8 Invalid credentials for TLS client'],
  ['smtp-auth-refused', 'AUTH: 432 4.7.12 A password transition is needed'],
  [
    'smtp-unavailable',
    'AUTH: 454 4.7.0 Temporary authentication failure: Connection lost to authentication server',
  ],
  ['smtp-auth-not-offered', 'AUTH: 504 5.5.4 Unrecognized authentication type'],
  ['smtp-auth-not-offered', 'AUTH: 503 AUTH command used when not advertised'],
  ['smtp-protocol-error', 'MAIL FROM: 503 bad sequence of commands'],
  ['smtp-tls-required', 'AUTH: 538 5.7.11 Encryption required for requested authentication mechanism'],
  ['smtp-tls-required', 'RCPT TO: 550 5.7.10 Encryption needed'],
]

describe('the words of many SMTP servers', () => {
  test.each([...MISREAD, ...READ_RIGHT])('%s: %s', (reason, said, more) => {
    expect(reasonOf(refused(said, more))).toBe(reason)
  })
})
