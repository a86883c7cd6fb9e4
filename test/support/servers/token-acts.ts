import type { ServerAct } from './server-acts.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** What Gmail says before it refuses a token, of either mechanism; other providers of OAUTHBEARER too. */
export const GMAILS_REASON = base64('{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}')

/** One token that is taken, and how any other is refused. */
export interface TokenServer {
  protocol: 'smtp' | 'pop3' | 'imap'
  /** The message, decoded, of which the login is good; default every one. */
  takes?: (message: string) => boolean
  /** What is said before the refusal, in base64, and has to be answered; absent: refused at once. */
  reason?: string
  /** The refusal, without IMAP's tag. */
  refusal: string
}

/** The act for AUTH or AUTHENTICATE. What answers the reason is noted in `answers`, in order. */
export function takingTokens(
  { protocol, takes = () => true, reason, refusal }: TokenServer,
  answers: string[] = [],
): ServerAct {
  const asks = protocol === 'smtp' ? '334 ' : '+ '
  const grant = { smtp: '235 2.7.0 Accepted', pop3: '+OK Welcome.', imap: 'OK AUTHENTICATE completed.' }[
    protocol
  ]
  return async (connection, line) => {
    const words = line.split(' ')
    const tag = protocol === 'imap' ? `${words.shift() ?? ''} ` : ''
    const say = (text: string) => connection.write(`${text}\r\n`)
    let [, , message] = words
    if (message === undefined) {
      say(asks)
      message = await connection.readLine()
    }
    if (takes(Buffer.from(message, 'base64').toString())) {
      say(tag + grant)
      return
    }
    if (reason !== undefined) {
      say(asks + reason)
      answers.push(await connection.readLine())
    }
    say(tag + refusal)
  }
}

/** The messages of both mechanisms, as their makers' pages have them. */
export const xoauth2 = (userid: string, token: string) => `user=${userid}\x01auth=Bearer ${token}\x01\x01`
export const oauthbearer = (userid: string, token: string, host: string, port: number) =>
  `n,a=${userid},\x01host=${host}\x01port=${String(port)}\x01auth=Bearer ${token}\x01\x01`
