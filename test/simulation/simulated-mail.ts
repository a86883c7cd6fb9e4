import type { Dialogue } from '../../shared/app/ports/dialogue.ts'
import type { Clock, Instant } from '../../shared/app/ports/clock.ts'
import type {
  ListedMessage,
  MailSender,
  MailServers,
  Mailbox,
  MailboxSession,
  SendingSession,
} from '../../shared/app/ports/mail.ts'
import { ProbeError } from '../../shared/app/ports/probe-error.ts'
import { instant, sleep } from '../../shared/app/concurrency/timing.ts'
import type { Evidence } from '../../shared/core/run/evidence.ts'
import { type EpochMs, type Millis, SECOND } from '../../shared/core/time/units.ts'

/** How mail fares at one moment, seen from one location. */
export type Weather =
  /** It arrives after so long; `Infinity`: never. */
  { arrivesAfterMs: Millis } | { fails: 'connection' | 'greylisted' | 'mailbox-login' }

interface Stored {
  uid: string
  text: string
}

interface Listed extends ListedMessage {
  stored: Stored
}

/** How long a refusal takes. */
const FAILS_AFTER: Millis = 2 * SECOND

export const FINE: Weather = { arrivesAfterMs: 1.2 * SECOND }

/** The mail servers of the whole simulated fleet. */
export interface SimulatedMail {
  /** As they look from this location. */
  from(location: string): MailServers
}

/**
 * One mailbox for each host, shared by all locations, with POP3's snapshots. `weather` is asked at each
 * session for the host that it is with, named as its monitor is.
 */
export function simulatedMail(
  clock: Clock,
  weather: (monitorId: string, location: string, at: EpochMs) => Weather,
): SimulatedMail {
  const boxes = new Map<string, Stored[]>()
  let uids = 0

  /** Fails so, if the weather is such; a failure takes its time, as real ones do. */
  async function unless(weather: Weather, fails: string, evidence: Evidence): Promise<void> {
    if (!('fails' in weather) || weather.fails !== fails) return
    await sleep(clock, FAILS_AFTER, new AbortController().signal)
    throw new ProbeError(evidence)
  }

  function deliver(monitorId: string, text: string): void {
    uids += 1
    boxes.set(monitorId, [...(boxes.get(monitorId) ?? []), { uid: `u${uids}`, text }])
  }

  function senderOf(monitorId: string, location: string): MailSender {
    const now = () => weather(monitorId, location, clock.now())
    return {
      async open(dialogue) {
        await dialogue.during('connect', () => unless(now(), 'connection', CONNECTION_REFUSED))
        dialogue.server('220 ready')
        return sendingSession(
          dialogue,
          (text) => {
            const { arrivesAfterMs } = { arrivesAfterMs: Infinity, ...now() }
            if (arrivesAfterMs !== Infinity) clock.after(arrivesAfterMs, () => deliver(monitorId, text))
          },
          now,
        )
      },
    }
  }

  function sendingSession(
    dialogue: Dialogue,
    send: (text: string) => void,
    now: () => Weather,
  ): SendingSession {
    const said: { mailFrom: Instant | undefined } = { mailFrom: undefined }
    return {
      warnings: [],
      mayBeAccepted: false,
      get mailFrom() {
        return said.mailFrom
      },
      submit: ({ text }) =>
        dialogue.during('submit', async () => {
          const mailFrom = instant(clock)
          said.mailFrom = mailFrom
          dialogue.client('RCPT TO:<probe>')
          await unless(now(), 'greylisted', GREYLISTED)
          send(text)
          dialogue.server('250 queued')
          return { mailFrom, accepted: instant(clock) }
        }),
      close: () => Promise.resolve(),
    }
  }

  function mailboxOf(monitorId: string, location: string): Mailbox {
    return {
      connect: (dialogue) =>
        Promise.resolve({
          async logIn() {
            const now = weather(monitorId, location, clock.now())
            await dialogue.during('auth', () => unless(now, 'mailbox-login', LOGIN_REFUSED))
            return mailboxSession(monitorId, dialogue)
          },
          close: () => undefined,
        }),
    }
  }

  function mailboxSession(monitorId: string, dialogue: Dialogue): MailboxSession {
    const snapshot = (boxes.get(monitorId) ?? []).map((stored) => ({ key: stored.uid, stored }))
    const marked = new Set<Stored>()
    return {
      warnings: [],
      list: () => dialogue.during('search', () => Promise.resolve(snapshot)),
      header: ({ stored }: Listed) =>
        dialogue.during('retrieve', () => Promise.resolve(stored.text.split('\r\n\r\n')[0] ?? '')),
      opening: ({ stored }: Listed) =>
        Promise.resolve(stored.text.slice(stored.text.indexOf('\r\n\r\n') + 4)),
      remove: ({ stored }: Listed) =>
        dialogue.during('delete', () => Promise.resolve(void marked.add(stored))),
      settle: () => {
        const left = (boxes.get(monitorId) ?? []).filter((stored) => !marked.has(stored))
        boxes.set(monitorId, left)
        return Promise.resolve()
      },
      async news(gap, signal) {
        await sleep(clock, gap, signal)
        return 'over'
      },
      close: () => Promise.resolve(),
    }
  }

  return {
    from: (location) => ({
      sender: (settings) => senderOf(hostName(settings?.server.host), location),
      mailbox: (settings) => mailboxOf(hostName(settings.server.host), location),
      junkFolder: (settings) => mailboxOf(hostName(settings.server.host), location),
    }),
  }
}

const CONNECTION_REFUSED = { side: 'smtp', phase: 'connect', kind: 'connection-refused' } as const
const GREYLISTED: Evidence = {
  side: 'smtp',
  phase: 'submit',
  kind: 'refused',
  command: 'RCPT',
  replyCode: 450,
  enhancedCode: '4.7.1',
  text: '450 4.7.1 Greylisted, see you later',
}
const LOGIN_REFUSED: Evidence = {
  side: 'mailbox',
  phase: 'auth',
  kind: 'refused',
  command: 'PASS',
  responseCode: 'AUTH',
  text: '-ERR [AUTH] no',
}

/** `m07` of `m07.example.test`. */
function hostName(host = ''): string {
  return host.split('.')[0] ?? ''
}
