import type { MailServers } from '../../app/ports/mail.ts'
import type { SmtpSettings } from '../../core/definition/monitor.ts'
import type { Network } from './net/network.ts'
import { pop3Mailbox } from './pop3/pop3-mailbox.ts'
import { smtpSender } from './smtp/smtp-sender.ts'

/**
 * The mail adapters of every run over this network. `builtIn` sends for monitors that name no server of their own; without it
 * `sender` throws for those, whose definitions the parser refuses where there is none.
 */
export function mailServers(network: Network, builtIn?: SmtpSettings): MailServers {
  return {
    sender(settings = builtIn, password) {
      if (!settings) throw new Error('there is no built-in sender here')
      const { login, ...rest } = settings
      if (!login) return smtpSender(rest, network)
      if (password === undefined) throw new Error('a login without its password')
      return smtpSender({ ...rest, login: { userid: login.userid, password } }, network)
    },
    mailbox: (settings, password) => pop3Mailbox({ ...settings, password }, network),
  }
}
