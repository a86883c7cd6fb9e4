import type { BearerMechanism } from '../../../shared/adapters/mail/login/bearer-mechanism.ts'
import type { ServerAct } from '../../support/servers/server-acts.ts'
import { GMAILS_REASON } from '../../support/servers/token-acts.ts'
import { ASKED, at } from '../imap/imap-plays.ts'
import { type ImapStep, IMAP_BUT_THE_LOGIN, atEachImapStep } from '../imap/imap-steps.ts'
import { type Pop3Step, POP3_BUT_THE_LOGIN, atEachPop3Step } from '../pop3/mailbox-steps.ts'
import type { Row } from '../row.ts'
import { type SmtpStep, SMTP_BUT_THE_LOGIN, atEachSmtpStep } from '../smtp-steps.ts'
import { byToken } from './by-token.ts'

/** Asks so often, each with these words behind the prompt, and acts when the last one is answered. */
const asking =
  (prompt: string, words: readonly string[]) =>
  (act: ServerAct): ServerAct =>
  async (connection, line) => {
    for (const challenge of words) {
      connection.write(`${prompt} ${challenge}\r\n`)
      await connection.readLine()
    }
    await act(connection, line)
  }

/** The replies of a login: to the command, to the token, and to what answers the reason for a refusal. */
const REPLIES = [
  ['AUTH', []],
  ['the token', ['']],
  ['the answer to its reason', ['', GMAILS_REASON]],
] as const

const SMTP_LOGIN = REPLIES.map(([step, words]): SmtpStep => [
  step,
  'smtp.auth',
  (act) => ({ on: { AUTH: asking('334', words)(act) } }),
])

const POP3_LOGIN = REPLIES.map(([step, words]): Pop3Step => [
  step,
  'mailbox.auth',
  (act) => ({ on: { AUTH: asking('+', words)(act) } }),
])

const IMAP_LOGIN: ImapStep[] = [
  { step: 'AUTHENTICATE with the token behind it', phase: 'mailbox.auth', play: at('AUTHENTICATE') },
  ...REPLIES.map(([step, words]): ImapStep => ({
    step,
    phase: 'mailbox.auth',
    play: (act) =>
      at(
        'AUTHENTICATE',
        ASKED,
      )((connection, line) =>
        asking('+', words)((on, said) => act(on, said, () => Promise.resolve()))(connection, line),
      ),
  })),
]

/** Each fault at each reply of a session with a token: a table a protocol. */
export function tokensAtEveryStep(mechanism: BearerMechanism): readonly (readonly Row[])[] {
  return [
    atEachSmtpStep([...SMTP_BUT_THE_LOGIN, ...SMTP_LOGIN]),
    atEachPop3Step([...POP3_BUT_THE_LOGIN, ...POP3_LOGIN]),
    atEachImapStep([...IMAP_BUT_THE_LOGIN, ...IMAP_LOGIN]),
  ].map((rows) => rows.map(byToken(mechanism)))
}
