import { describe, expect, test } from 'vitest'

import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import type { Reason } from '../../../../shared/core/run/statuses.ts'
import { reasonOf } from '../../../../shared/core/run/verdict.ts'

/** `command: reply`, as it stands on the wire. */
function refused(said: string, more: Partial<Evidence> = {}): Evidence {
  const [, command = '', code, enhanced, text = ''] =
    /^(.*?): (\d{3})(?: (\d\.\d+\.\d+))?(?:[ -](.*))?$/.exec(said) ?? []
  const enhancedCode = enhanced && { enhancedCode: enhanced }
  const phase = command === 'EHLO' ? 'greeting' : command === 'STARTTLS' ? 'tls' : 'submit'
  return {
    side: 'smtp',
    phase,
    kind: 'refused',
    command,
    replyCode: Number(code),
    ...enhancedCode,
    text,
    ...more,
  }
}

const TABLE: Record<string, readonly [Reason, string][]> = {
  "a server's own trouble is no greylisting": [
    ['message-deferred', '.: 451 4.7.1 Service unavailable - try again later'],
    ['recipient-deferred', 'RCPT TO: 451 4.7.1 Service unavailable - try again later'],
    ['recipient-deferred', 'RCPT TO: 451 Temporary local problem - please try later'],
    ['message-deferred', '.: 451 Temporary local problem - please try later'],
    ['recipient-deferred', 'RCPT TO: 451 <probe@example.test> unable to verify address'],
    ['recipient-deferred', 'RCPT TO: 451 4.2.0 [192.0.2.1] blocked AUP#CDRBL.'],
    ['recipient-deferred', 'RCPT TO: 451 4.7.500 Server busy. Please try again later from [192.0.2.1].'],
    ['recipient-deferred', 'RCPT TO: 451 Internal resource temporarily unavailable'],
    ['message-deferred', '.: 451 4.3.0 Mail server temporarily rejected message.'],
    ['recipient-deferred', 'RCPT TO: 451 4.2.1 Mailbox busy, try again later'],
    ['message-deferred', '.: 451 qq read error (#4.3.0)'],
    ['recipient-deferred', 'RCPT TO: 450 Requested mail action not taken: mailbox unavailable'],
    ['recipient-deferred', 'RCPT TO: 451 Requested action aborted: local error in processing'],
    ['message-deferred', '.: 451 Virus scanner down, try again later'],
  ],
  'greylisting is known by its words, or guessed where there are no other words': [
    ['greylisted', 'RCPT TO: 451 4.7.1 Greylisting in action, please come back in 00:02:00'],
    ['greylisted', 'RCPT TO: 451 4.7.1 IP Reputation Greylisted.'],
    ['greylisted', 'RCPT TO: 450 4.2.0 <a@b.test>: Sender address rejected: Greylisted for 60 sec.'],
    ['greylisted', '.: 451 4.7.1 Try again later'],
    ['greylisted', '.: 451 4.7.1'],
    [
      'greylisted',
      'RCPT TO: 451 4.7.1 <a@b.test>: Recipient address rejected: Intentional policy rejection, please try again later',
    ],
    [
      'greylisted',
      'RCPT TO: 450 4.7.1 <a@b.test>: Recipient address rejected: Please try again in 5 minutes',
    ],
    ['greylisted', 'RCPT TO: 451 Temporarily deferred, please retry after 300 seconds'],
  ],
  'the name in our EHLO is refused as such, whatever the code and the step': [
    ['client-name-refused', 'RCPT TO: 550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)'],
    [
      'client-name-refused',
      'RCPT TO: 504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname',
    ],
    ['client-name-refused', 'RCPT TO: 450 4.7.1 <x>: Helo command rejected: Host not found'],
    ['client-name-refused', 'EHLO: 501 5.5.4 HELO/EHLO argument "x.*" invalid, closing connection.'],
    ['client-name-refused', 'EHLO: 501 Syntactically invalid HELO argument(s)'],
    ['client-name-refused', 'MAIL FROM: 550 Please use your real hostname when saying HELO (not HSP-AV01)'],
    ['client-name-refused', 'RCPT TO: 550 Invalid HELO string (localhost)'],
    ['smtp-protocol-error', 'MAIL FROM: 503 5.5.1 Error: send HELO/EHLO first'],
    ['smtp-protocol-error', 'MAIL FROM: 503 Polite people say HELO first'],
  ],
  'a login is wanted, in whatever words and code': [
    ['smtp-auth-required', 'RCPT TO: 550 smtp auth required'],
    ['smtp-auth-required', 'MAIL FROM: 550 Authentication is required for relay'],
    ['smtp-auth-required', 'MAIL FROM: 503 Authentication required'],
    [
      'smtp-auth-required',
      'RCPT TO: 503 This mail server requires authentication when attempting to send to a non-local e-mail address.',
    ],
    ['smtp-auth-required', 'MAIL FROM: 550 Please authenticate first'],
    ['smtp-auth-required', 'RCPT TO: 553 5.7.1 <a@b.test>: Sender address rejected: not logged in'],
    ['smtp-auth-required', 'RCPT TO: 451 4.7.1 You must log in to send mail from here'],
    ['smtp-auth-required', 'RCPT TO: 550 5.7.1 Client was not authenticated'],
    ['smtp-auth-required', 'RCPT TO: 535 5.7.1 Authentication required'],
    ['smtp-auth-required', 'RCPT TO: 550 You must check for new mail before sending mail.'],
    ['message-rejected', '.: 550 5.7.26 This mail is unauthenticated; SPF and DKIM did not pass'],
    ['message-rejected', '.: 550 5.7.26 authentication required by the DMARC policy'],
  ],
  'who is refused by name is refused, at whatever step': [
    ['sender-rejected', 'RCPT TO: 553 5.7.1 <a@b.test>: Sender address rejected: not owned by user c@d.test'],
    ['sender-rejected', 'RCPT TO: 550 5.1.8 <a@b.test>: Sender address rejected: Domain not found'],
    ['sender-rejected', 'RCPT TO: 550 Sender verify failed'],
    ['sender-rejected', '.: 550 5.1.7 bad sender'],
    ['sender-deferred', 'RCPT TO: 450 4.1.8 <a@b.test>: Sender address rejected: Domain not found'],
    ['sender-deferred', 'RCPT TO: 451 Could not complete sender verify callout'],
    [
      'sender-rejected',
      'RCPT TO: 550 5.5.2 <a@b.test>: Sender address rejected: need fully-qualified address',
    ],
    ['sender-rejected', '.: 550 5.7.60 SMTP; Client does not have permissions to send as this sender'],
    ['sender-rejected', 'MAIL FROM: 553 Mail from must equal authorized user'],
    ['smtp-protocol-error', 'MAIL FROM: 503 Sender already specified'],
    ['recipient-rejected', '.: 550 5.1.1 <a@b.test> User unknown'],
    ['recipient-rejected', '.: 554 no such mailbox here'],
    ['recipient-rejected', '.: 552 5.2.2 <a@b.test> over quota'],
    ['recipient-deferred', '.: 452 4.2.2 <a@b.test> mailbox full'],
    ['message-rejected', '.: 554 5.7.1 Message rejected as spam'],
    ['message-rejected', '.: 550 5.7.1 not accepted: SPF of the sender domain fails'],
  ],
}

describe.each(Object.entries(TABLE))('%s', (_kind, rows) => {
  test.each(rows)('%s: %s', (reason, said) => {
    expect(reasonOf(refused(said))).toBe(reason)
  })
})

describe('where a login was offered and none made', () => {
  test.each<[Reason, string]>([
    ['smtp-auth-required', 'RCPT TO: 454 4.7.1 <a@b.test>: Relay access denied'],
    ['smtp-auth-required', "RCPT TO: 553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"],
    ['smtp-auth-required', 'RCPT TO: 550 5.7.1 Unable to relay'],
    ['smtp-auth-required', 'RCPT TO: 553 Relaying disallowed'],
    ['smtp-auth-required', 'RCPT TO: 550 We do not relay'],
    ['smtp-auth-required', 'RCPT TO: 550 I cannot deliver mail for <a@b.test>'],
    ['smtp-auth-required', 'RCPT TO: 554 5.7.1 <a@b.test>: Recipient address rejected: Access denied'],
    ['smtp-auth-required', 'RCPT TO: 554 5.7.1 <a@b.test>: Sender address rejected: Access denied'],
    ['smtp-auth-required', 'RCPT TO: 550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain'],
    ['sender-rejected', 'RCPT TO: 550 5.7.1 <a@b.test>... Access denied'],
    ['recipient-rejected', 'RCPT TO: 550 5.1.1 <a@b.test> User unknown'],
    ['recipient-deferred', 'RCPT TO: 451 4.7.1 Service unavailable - try again later'],
  ])('%s: %s', (reason, said) => {
    expect(reasonOf(refused(said, { loginOffered: true }))).toBe(reason)
  })
})
