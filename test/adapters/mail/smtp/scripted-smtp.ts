import type { Certificate } from '../../../support/servers/certificates.ts'
import type { Script, ScriptedConnection } from '../../../support/servers/scripted-server.ts'

/**
 * What the server answers to: `greeting` is nobody's command, `login` a line of a SASL exchange, `.` the end
 * of the message.
 */
export type Step =
  'greeting' | 'EHLO' | 'HELO' | 'STARTTLS' | 'AUTH' | 'login' | 'MAIL' | 'RCPT' | 'DATA' | '.' | 'QUIT'

/** A reply as it stands on the wire, or what the server does in its place. */
export type Answer = string | ((connection: ScriptedConnection) => unknown)

export const GOOD_ANSWERS: Readonly<Record<Step, string>> = {
  greeting: '220 mail.test ESMTP ready\r\n',
  EHLO: '250-mail.test at your service\r\n250-PIPELINING\r\n250-SIZE 1000000\r\n250 AUTH PLAIN LOGIN\r\n',
  HELO: '250 mail.test\r\n',
  STARTTLS: '220 2.0.0 go ahead\r\n',
  AUTH: '235 2.7.0 welcome\r\n',
  login: '235 2.7.0 welcome\r\n',
  MAIL: '250 2.1.0 sender fine\r\n',
  RCPT: '250 2.1.5 recipient fine\r\n',
  DATA: '354 go on\r\n',
  '.': '250 2.0.0 queued as 12345\r\n',
  QUIT: '221 2.0.0 bye\r\n',
}

/** EHLO's answer where STARTTLS is offered. */
export const OFFERS_TLS = '250-mail.test\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n'

export interface SmtpPlay {
  answers?: Partial<Record<Step, Answer>>
  /** What is answered once STARTTLS stands; default `answers` without its EHLO. */
  underTls?: Partial<Record<Step, Answer>>
  certificate?: Certificate
}

/** A server that knows its part, but for the answers that a test puts in the place of good ones. */
export function smtpScript({ answers = {}, underTls, certificate }: SmtpPlay = {}): Script {
  return async (connection) => {
    let now = answers
    const answer = (step: Step) => perform(now[step] ?? GOOD_ANSWERS[step], connection)
    await answer('greeting')
    for (;;) {
      const step = stepOf(await connection.readLine())
      await answer(step)
      if (step === 'DATA' && takesMessage(now.DATA)) {
        while ((await connection.readLine()) !== '.');
        await answer('.')
      } else if (step === 'STARTTLS' && certificate) {
        await connection.upgrade(certificate)
        now = underTls ?? { ...answers, EHLO: GOOD_ANSWERS.EHLO }
      } else if (step === 'QUIT') {
        connection.end()
      }
    }
  }
}

/** After a refusal no message follows. What a function does is taken for a 354. */
function takesMessage(answer: Answer = GOOD_ANSWERS.DATA): boolean {
  return typeof answer !== 'string' || answer.startsWith('354')
}

async function perform(answer: Answer, connection: ScriptedConnection): Promise<void> {
  if (typeof answer === 'string') connection.write(answer)
  else await answer(connection)
}

function stepOf(line: string): Step {
  const verb = /^(?:EHLO|HELO|STARTTLS|AUTH|MAIL|RCPT|DATA|QUIT)\b/.exec(line)?.[0]
  return (verb as Step | undefined) ?? 'login'
}
