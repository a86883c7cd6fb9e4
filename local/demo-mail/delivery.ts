import type { Clock } from '../../shared/app/ports/clock.ts'
import type { FaultPlan } from './faults.ts'
import type { Mailboxes } from './mailbox.ts'

/** What the SMTP server knows of a message that it has taken. */
export interface TakenMessage {
  from: string
  /** Known addresses only. */
  recipients: readonly string[]
  raw: Buffer
  /** For the Received header: the client's name for itself, its address, the protocol (`ESMTPS`), our id. */
  heloName: string
  clientAddress: string
  protocol: string
  queueId: string
}

export interface Delivery {
  take(message: TakenMessage): void
  /** Drops what is still on its way. */
  close(): void
}

/** Brings messages to their mailboxes, as late, as often or as little as the faults on demand say. */
export function delivery(mailboxes: Mailboxes, faults: FaultPlan, clock: Clock): Delivery {
  const onTheirWay = new Set<() => void>()

  function later(action: () => void): void {
    if (faults.delayMs <= 0) {
      action()
      return
    }
    const cancel = clock.after(faults.delayMs, () => {
      onTheirWay.delete(cancel)
      action()
    })
    onTheirWay.add(cancel)
  }

  return {
    take(message) {
      const deliver = () => {
        for (const recipient of message.recipients) {
          mailboxes.deliver(recipient, stamped(message, recipient, clock.now()))
        }
      }
      const fate = faults.fate()
      switch (fate) {
        case 'lose':
          return
        case 'defer':
          faults.hold(deliver)
          return
        case 'deliver-twice':
          later(deliver)
          later(deliver)
          return
        case 'deliver':
          later(deliver)
          return
        default:
          return fate satisfies never
      }
    },
    close() {
      for (const cancel of onTheirWay) cancel()
      onTheirWay.clear()
    },
  }
}

/** The message with the trace headers that a delivering server puts in front (RFC 5321 §4.4). */
function stamped(message: TakenMessage, recipient: string, now: number): Buffer {
  const date = new Date(now).toUTCString().replace('GMT', '+0000')
  const trace = [
    `Return-Path: <${headerSafe(message.from)}>`,
    `Delivered-To: ${recipient}`,
    `Received: from ${headerSafe(message.heloName)} ([${message.clientAddress}])`,
    `\tby ${SERVER_NAME} with ${message.protocol} id ${message.queueId}`,
    `\tfor <${recipient}>; ${date}`,
  ]
  return Buffer.concat([Buffer.from(`${trace.join('\r\n')}\r\n`, 'latin1'), message.raw])
}

/** The name under which the demo server greets; `.test` is no real domain (RFC 2606 §2). */
export const SERVER_NAME = 'mail.roundtrip.test'

function headerSafe(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '?')
}
