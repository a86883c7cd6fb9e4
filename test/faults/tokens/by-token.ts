import { expect } from 'vitest'

import type { DemoMailServer } from '../../../local/demo-mail/demo-mail-server.ts'
import { type ImapPlay, USUAL_CAPABILITIES } from '../../support/servers/imap/imap-play.ts'
import type { Play } from '../../support/servers/pop3-play.ts'
import type { SmtpPlay } from '../../support/servers/smtp-play.ts'
import { takingTokens } from '../../support/servers/token-acts.ts'
import { messagesOf } from '../enact.ts'
import type { Listener, Row } from '../row.ts'

const TOKEN = `eyJ0eXAi.${'q7Zz-Vw_2'.repeat(30)}.signed`

const isTaken = (message: string) => message.includes(TOKEN)
const smtpAuth = takingTokens({ protocol: 'smtp', takes: isTaken, refusal: '535 5.7.3 no' })
const pop3Auth = takingTokens({ protocol: 'pop3', takes: isTaken, refusal: '-ERR no' })

const smtpOf = (play: SmtpPlay): SmtpPlay => ({
  ...play,
  extensions: ['AUTH XOAUTH2'],
  on: { AUTH: smtpAuth, ...play.on },
})
const pop3Of = (play: Play): Play => ({
  ...play,
  capabilities: ['TOP', 'UIDL', 'SASL XOAUTH2'],
  on: { AUTH: pop3Auth, ...play.on },
})
const imapOf = (play: ImapPlay): ImapPlay => ({
  ...play,
  capabilities: [...USUAL_CAPABILITIES.filter((name) => name !== 'AUTH=PLAIN'), 'AUTH=XOAUTH2'],
})

function listening<P>(listener: Listener<P> | undefined, change: (play: P) => P): Listener<P> {
  if (typeof listener !== 'object') throw new Error('a row without a server that takes a token')
  return { ...listener, ...change(listener) }
}

/** The same row with access tokens in place of passwords, at servers that take nothing else. */
export function byToken({ title, alsoExpect, ...row }: Row): Row {
  const { smtp, mailbox, imap, plan } = row
  const isOfSmtp = !mailbox && !imap
  return {
    ...row,
    title: `${title}, after a login with a token`,
    ...(isOfSmtp && { smtp: listening(smtp, smtpOf) }),
    ...(imap
      ? { imap: listening(imap, imapOf) }
      : mailbox
        ? { mailbox: listening(mailbox, pop3Of) }
        : { mailbox: (server: DemoMailServer) => pop3Of({ messages: () => messagesOf(server) }) }),
    plan: { ...plan, tokens: [TOKEN], ...(isOfSmtp && { smtp: { ...plan?.smtp, login: true } }) },
    alsoExpect(seen) {
      const said = isOfSmtp ? seen.toSmtp : seen.toMailbox
      expect(said.some((line) => /AUTH(?:ENTICATE)? XOAUTH2/.test(line))).toBe(true)
      alsoExpect?.(seen)
    },
  }
}
