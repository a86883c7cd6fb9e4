import { createHmac } from 'node:crypto'

import { scramServer } from '../../scram-server.ts'
import type { ImapSession } from '../imap-session.ts'
import type { Argument } from '../imap-text.ts'
import type { CommandTable } from './command.ts'

const CHALLENGE = '<1896.697170952@imap.example.test>'
const REFUSED = 'NO [AUTHENTICATIONFAILED] Authentication failed.'

/** One mechanism's exchange: whether the login stands; `read` gives the client's next words, decoded. */
type Mechanism = (exchange: Exchange) => Promise<boolean>

interface Exchange {
  session: ImapSession
  /** Words that came with the command (RFC 4959). */
  initial: string | undefined
  ask(challenge: string): Promise<string>
}

export const LOGINS: CommandTable = {
  LOGIN: {
    run(session, [userid, password]) {
      if (session.offers('LOGINDISABLED')) return 'NO [PRIVACYREQUIRED] not in the clear'
      return loggedIn(session, isRight(session, String(userid), String(password)))
    },
  },
  AUTHENTICATE: { run: authenticate },
}

async function authenticate(session: ImapSession, args: readonly Argument[]): Promise<string> {
  const name = String(args[0]).toUpperCase()
  const mechanism = MECHANISMS[name]
  if (!mechanism || !session.offers(`AUTH=${name}`)) return 'NO [CANNOT] no such mechanism'
  const initial = typeof args[1] === 'string' ? decoded(args[1].replace(/^=$/, '')) : undefined
  const stands = await mechanism({
    session,
    initial,
    async ask(challenge) {
      session.say(`+ ${Buffer.from(challenge).toString('base64')}`)
      await session.flush()
      return decoded(await session.connection.readLine())
    },
  })
  return loggedIn(session, stands)
}

function loggedIn(session: ImapSession, stands: boolean): string {
  if (!stands) return REFUSED
  session.state = 'authenticated'
  const told = session.play.announces?.includes('login')
  return told ? `OK [CAPABILITY ${session.capabilities().join(' ')}] logged in` : 'OK logged in'
}

const MECHANISMS: Readonly<Partial<Record<string, Mechanism>>> = {
  async PLAIN({ session, initial, ask }) {
    const [, userid = '', password = ''] = (initial ?? (await ask(''))).split('\0')
    return isRight(session, userid, password)
  },
  async LOGIN({ session, initial, ask }) {
    const userid = initial ?? (await ask('Username:'))
    return isRight(session, userid, await ask('Password:'))
  },
  async 'CRAM-MD5'({ session, ask }) {
    const said = await ask(CHALLENGE)
    const { userid, password } = session.play.login ?? {}
    if (userid === undefined || password === undefined) return true
    return said === `${userid} ${createHmac('md5', password).update(CHALLENGE).digest('hex')}`
  },
  XOAUTH2: bearer,
  OAUTHBEARER: bearer,
  'SCRAM-SHA-1': (exchange) => scram('sha1', exchange),
  'SCRAM-SHA-256': (exchange) => scram('sha256', exchange),
}

/** The password of the play is the token; a refusal comes behind its reason, once that is answered. */
async function bearer({ session, initial, ask }: Exchange): Promise<boolean> {
  const [name = '', ...fields] = (initial ?? (await ask(''))).split('\x01')
  const userid = name.replace(/^user=|^n,a=|,$/g, '')
  const [, token = ''] =
    /^auth=Bearer (.*)$/.exec(fields.find((field) => field.startsWith('auth=')) ?? '') ?? []
  if (isRight(session, userid, token)) return true
  await ask('{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}')
  return false
}

async function scram(hash: 'sha1' | 'sha256', { session, initial, ask }: Exchange): Promise<boolean> {
  const { login } = session.play
  if (!login) throw new Error('SCRAM needs the password of the play')
  const server = scramServer(hash, login.password)
  const proof = await ask(server.challenge(initial ?? (await ask(''))))
  const signature = server.verify(proof)
  if (signature === undefined) return false
  await ask(signature)
  return true
}

function isRight({ play: { login } }: ImapSession, userid: string, password: string): boolean {
  return !login || (login.userid === userid && login.password === password)
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString()
}
