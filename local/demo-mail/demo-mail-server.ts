import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import { delivery } from './delivery.ts'
import type { Faults } from './faults.ts'
import { faultsOnDemand } from './faults.ts'
import type { Listener } from './listener.ts'
import type { Account, Mailboxes } from './mailbox.ts'
import { mailboxes } from './mailbox.ts'
import { pop3Listener } from './pop3.ts'
import type { Certificate, SmtpLogin } from './smtp.ts'
import { smtpListener } from './smtp.ts'

export interface DemoMailOptions {
  accounts: readonly Account[]
  /** Default 0: any free port. The ports of implicit TLS are always free ones. */
  smtpPort?: number
  pop3Port?: number
  /** With it STARTTLS and STLS are offered, and `smtpsPort` and `pop3sPort` are open. */
  certificate?: Certificate
  /** With any, nobody sends without one of them. */
  smtpLogins?: readonly SmtpLogin[]
  /** For delays and faults that last; default the machine's. */
  clock?: Clock
}

/**
 * A mail server for this machine alone: SMTP and POP3 on 127.0.0.1 over one set of mailboxes in memory, with
 * faults on demand. Mail for unknown addresses is refused with 550 5.1.1.
 */
export interface DemoMailServer {
  smtpPort: number
  pop3Port: number
  /** Present when a certificate was given. */
  smtpsPort?: number
  pop3sPort?: number
  mailboxes: Mailboxes
  faults: Faults
  /** Ends all connections, drops what is on its way. */
  close(): Promise<void>
}

/**
 * Starts the demo mail server. Rejects with the listener's error (`EADDRINUSE`) when a port cannot be had.
 */
export async function demoMailServer(options: DemoMailOptions): Promise<DemoMailServer> {
  const clock = options.clock ?? systemClock
  const boxes = mailboxes(randomIds.token().slice(0, 12))
  for (const account of options.accounts) boxes.add(account)
  const faults = faultsOnDemand(clock)
  const onItsWay = delivery(boxes, faults, clock)
  const { certificate, smtpLogins: logins = [] } = options
  const listeners: Listener[] = []

  const close = async () => {
    onItsWay.close()
    await Promise.all(listeners.map((listener) => listener.close()))
  }

  async function opened(opening: Promise<Listener>): Promise<number> {
    const listener = await opening
    listeners.push(listener)
    return listener.port
  }

  const smtp = (port: number, implicitTls: boolean) =>
    opened(smtpListener({ port, implicitTls, certificate, logins }, boxes, faults, onItsWay))
  const pop3 = (port: number, implicitTls: boolean) =>
    opened(pop3Listener({ port, implicitTls, certificate }, boxes, faults))

  try {
    return {
      smtpPort: await smtp(options.smtpPort ?? 0, false),
      pop3Port: await pop3(options.pop3Port ?? 0, false),
      ...(certificate ? { smtpsPort: await smtp(0, true), pop3sPort: await pop3(0, true) } : {}),
      mailboxes: boxes,
      faults,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
