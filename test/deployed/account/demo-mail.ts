import { type DemoMailServer, demoMailServer } from '../../../local/demo-mail/demo-mail-server.ts'

export const PASSWORD = 'correct horse battery'

/** The demo mail server, in this process and on this machine, where the account's functions run too. */
export interface DemoMail {
  faults: DemoMailServer['faults']
  pop3Port: number
  /**
   * The definition of a monitor with a mailbox of its own here, which is made at the first call:
   * `NAME@example.test`, its password the secret `ssm:NAME`; every 10 minutes, and given up after 5 s.
   */
  monitor(name: string, changes?: Readonly<Record<string, unknown>>): { monitorId: string }
  /** How many messages lie in a monitor's mailbox. */
  messages(name: string): number
  /** Puts a message into a monitor's mailbox, as another server's mail comes in; octets as latin1. */
  deliver(name: string, raw: string): void
  /** Takes out whatever lies there. */
  empty(name: string): void
}

/** Stays up for as long as this process does: every suite's monitors name its ports. */
export async function demoMail(): Promise<DemoMail> {
  const { faults, mailboxes, smtpPort, pop3Port } = await demoMailServer({ accounts: [] })
  const addressOf = (name: string) => `${name}@example.test`
  return {
    faults,
    pop3Port,
    monitor(name, changes = {}) {
      const emailAddress = addressOf(name)
      if (!mailboxes.knows(emailAddress))
        mailboxes.add({ address: emailAddress, userid: name, password: PASSWORD })
      return {
        monitorId: name,
        emailAddress,
        mailbox: {
          server: `pop3://127.0.0.1:${String(pop3Port)}`,
          userid: name,
          password: `ssm:${name}`,
          tls: 'none',
        },
        smtp: { server: `smtp://127.0.0.1:${String(smtpPort)}`, tls: 'none' },
        intervalMinutes: 10,
        timeoutSeconds: 5,
        ...changes,
      }
    },
    messages: (name) => mailboxes.messages(addressOf(name)).length,
    deliver: (name, raw) => void mailboxes.deliver(addressOf(name), Buffer.from(raw, 'latin1')),
    empty(name) {
      const uids = mailboxes.messages(addressOf(name)).map(({ uid }) => uid)
      mailboxes.login(name, PASSWORD)?.remove(new Set(uids))
    },
  }
}
