import type { Login, LoginWatch } from '../../app/ports/login.ts'
import type { MailSender, MailServers } from '../../app/ports/mail.ts'
import type { SmtpSettings } from '../../core/definition/monitor.ts'
import { type ProtocolOf, SCHEMES } from '../../core/run/schemes.ts'
import { imapMailbox, junkFolder } from './imap/loaded-when-needed.ts'
import type { Network } from './net/network.ts'
import { pop3Mailbox } from './pop3/pop3-mailbox.ts'
import { smtpSender } from './smtp/smtp-sender.ts'

/** Who speaks what a scheme stands for. */
const SENDERS = { SMTP: smtpSender } as const satisfies Record<ProtocolOf<'smtp'>, unknown>
const MAILBOXES = { POP3: pop3Mailbox, IMAP: imapMailbox } as const satisfies Record<
  ProtocolOf<'mailbox'>,
  unknown
>

/**
 * The mail adapters of every run over this network. `builtIn` sends for monitors that name no server of their own:
 * an SMTP server, or a sender of another kind. Without it `sender` throws for those, whose definitions the parser
 * refuses where there is none.
 */
export function mailServers(network: Network, builtIn?: SmtpSettings | MailSender): MailServers {
  return {
    sender(settings, login, watch) {
      if (settings) return smtp(settings, login, watch)
      if (!builtIn) throw new Error('there is no built-in sender here')
      return 'open' in builtIn ? builtIn : smtp(builtIn, login, watch)
    },
    mailbox: (settings, login, watch) =>
      MAILBOXES[SCHEMES[settings.server.scheme].protocol](
        { ...settings, credentials: { userid: settings.userid, ...login }, ...(watch && { watch }) },
        network,
      ),
    junkFolder(settings, login, watch) {
      const { junkServer, ...rest } = settings
      if (!junkServer) throw new Error('no server for the look at the junk folder')
      const said = { credentials: { userid: settings.userid, ...login }, ...(watch && { watch }) }
      return junkFolder({ ...rest, server: junkServer, ...said }, network)
    },
  }
  function smtp({ login: written, ...rest }: SmtpSettings, login?: Login, watch?: LoginWatch): MailSender {
    const send = SENDERS[SCHEMES[rest.server.scheme].protocol]
    if (!written) return send(rest, network)
    if (!login) throw new Error('a login without its password')
    return send({ ...rest, login: { userid: written.userid, ...login }, ...(watch && { watch }) }, network)
  }
}
