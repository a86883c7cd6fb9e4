import { expect } from 'vitest'

import type { DemoMailServer } from '../../../local/demo-mail/demo-mail-server.ts'
import type { BearerMechanism } from '../../../shared/adapters/mail/login/bearer-mechanism.ts'
import { type Capabilities, type ImapPlay, USUAL_CAPABILITIES } from '../../support/servers/imap/imap-play.ts'
import type { Play } from '../../support/servers/pop3-play.ts'
import type { SmtpPlay } from '../../support/servers/smtp-play.ts'
import { takingTokens } from '../../support/servers/token-acts.ts'
import { HOST, USERID } from '../../support/worlds/full-probe.ts'
import { messagesOf } from '../enact.ts'
import type { Listener, Row } from '../row.ts'

const TOKEN = `eyJ0eXAi.${'q7Zz-Vw_2'.repeat(30)}.signed`

const MESSAGES: Record<BearerMechanism, RegExp> = {
  XOAUTH2: new RegExp(`^user=${USERID}\x01auth=Bearer ${TOKEN}\x01\x01$`),
  OAUTHBEARER: new RegExp(
    `^n,a=${USERID},\x01host=${HOST}\x01port=[1-9]\\d*\x01auth=Bearer ${TOKEN}\x01\x01$`,
  ),
}

/** Its servers offer this mechanism and no other, and take one token. */
function playsOf(mechanism: BearerMechanism) {
  const takes = (message: string) => MESSAGES[mechanism].test(message)
  const smtpAuth = takingTokens({ protocol: 'smtp', takes, refusal: '535 5.7.3 no' })
  const pop3Auth = takingTokens({ protocol: 'pop3', takes, refusal: '-ERR no' })
  const offered = (names: readonly string[]) =>
    names.map((name) => (name === 'AUTH=PLAIN' ? `AUTH=${mechanism}` : name))
  return {
    smtp: (play: SmtpPlay): SmtpPlay => ({
      ...play,
      extensions: [
        ...(play.extensions ?? []).filter((name) => !name.startsWith('AUTH')),
        `AUTH ${mechanism}`,
      ],
      on: { AUTH: smtpAuth, ...play.on },
    }),
    pop3: (play: Play): Play => ({
      ...play,
      capabilities: ['TOP', 'UIDL', 'STLS', `SASL ${mechanism}`].filter(
        (name) => name !== 'STLS' || play.certificate,
      ),
      on: { AUTH: pop3Auth, ...play.on },
    }),
    imap: ({ capabilities = USUAL_CAPABILITIES, ...play }: ImapPlay): ImapPlay => ({
      ...play,
      capabilities: isList(capabilities)
        ? offered(capabilities)
        : { ...capabilities, ...(capabilities.secured && { secured: offered(capabilities.secured) }) },
      login: { userid: USERID, password: TOKEN },
    }),
  }
}

function isList(capabilities: Capabilities): capabilities is readonly string[] {
  return Array.isArray(capabilities)
}

function listening<P>(listener: Listener<P> | undefined, change: (play: P) => P): Listener<P> {
  if (typeof listener !== 'object') throw new Error('a row without a server that takes a token')
  return { ...listener, ...change(listener) }
}

/** The same row with access tokens in place of passwords, at servers that take nothing else. */
export function byToken(mechanism: BearerMechanism): (row: Row) => Row {
  const plays = playsOf(mechanism)
  return ({ title, alsoExpect, ...row }) => {
    const { smtp, mailbox, imap, plan, ends } = row
    const isOfSmtp = !mailbox && !imap
    const isReached = !/greeting|tls/.test(String(ends[2]))
    return {
      ...row,
      title: `${title}, the login by ${mechanism}`,
      ...(isOfSmtp && { smtp: listening(smtp, plays.smtp) }),
      ...(imap
        ? { imap: listening(imap, plays.imap) }
        : mailbox
          ? { mailbox: listening(mailbox, plays.pop3) }
          : { mailbox: (server: DemoMailServer) => plays.pop3({ messages: () => messagesOf(server) }) }),
      plan: { ...plan, tokens: [TOKEN], ...(isOfSmtp && { smtp: { ...plan?.smtp, login: true } }) },
      alsoExpect(seen) {
        const said = isOfSmtp ? seen.toSmtp : seen.toMailbox
        const isLogin = (line: string) => /AUTH(?:ENTICATE)? \w/.test(line)
        expect(said.some(isLogin)).toBe(isReached)
        expect(said.filter((line) => isLogin(line) && !line.includes(` ${mechanism}`))).toEqual([])
        alsoExpect?.(seen)
      },
    }
  }
}
