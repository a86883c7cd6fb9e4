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
import type { MailboxSettings } from '../../shared/core/definition/monitor.ts'
import type { Evidence } from '../../shared/core/run/evidence.ts'
import { SCHEMES } from '../../shared/core/run/schemes.ts'
import { type EpochMs, type Millis, SECOND } from '../../shared/core/time/units.ts'

/** How mail fares at one moment, seen from one location. */
export type Weather =
  /**
   * It arrives after so long, `Infinity`: never; into the junk folder; sessions that wait for it are lost.
   */
  | { arrivesAfterMs: Millis; isJunk?: true; losesSessions?: true }
  | { fails: 'connection' | 'greylisted' | 'mailbox-login' }

interface Stored {
  uid: string
  text: string
  isJunk?: true
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
 * One mailbox for each host, shared by all locations, with POP3's snapshots or IMAP's sessions. `weather` is asked at each
 * session for the host that it is with, named as its monitor is.
 */
export function simulatedMail(
  clock: Clock,
  weather: (monitorId: string, location: string, at: EpochMs) => Weather,
): SimulatedMail {
  const boxes = new Map<string, Stored[]>()
  let arrival = new AbortController()
  let uids = 0

  /** Fails so, if the weather is such; a failure takes its time, as real ones do. */
  async function unless(weather: Weather, fails: string, evidence: Evidence): Promise<void> {
    if (!('fails' in weather) || weather.fails !== fails) return
    await sleep(clock, FAILS_AFTER, new AbortController().signal)
    throw new ProbeError(evidence)
  }

  function deliver(monitorId: string, text: string, isJunk?: true): void {
    uids += 1
    const stored = { uid: `u${uids}`, text, ...(isJunk && { isJunk }) }
    boxes.set(monitorId, [...(boxes.get(monitorId) ?? []), stored])
    arrival.abort()
    arrival = new AbortController()
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
            const weather = now()
            if ('fails' in weather || weather.arrivesAfterMs === Infinity) return
            clock.after(weather.arrivesAfterMs, () => deliver(monitorId, text, weather.isJunk))
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

  function mailboxOf({ host, scheme }: MailboxSettings['server'], location: string): Mailbox {
    const monitorId = hostName(host)
    const now = () => weather(monitorId, location, clock.now())
    return {
      connect: (dialogue) =>
        Promise.resolve({
          async logIn() {
            await dialogue.during('auth', () => unless(now(), 'mailbox-login', LOGIN_REFUSED))
            const session = mailboxSession(monitorId, dialogue)
            return SCHEMES[scheme].protocol === 'IMAP' ? waiting(session, monitorId, now) : session
          },
          close: () => undefined,
        }),
    }
  }

  function mailboxSession(monitorId: string, dialogue: Dialogue): MailboxSession {
    const snapshot = listing(monitorId).filter(({ isJunk }) => !isJunk)
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

  function listing(monitorId: string): Listed[] {
    const toListed = (stored: Stored): Listed => ({
      key: stored.uid,
      stored,
      ...(stored.isJunk && { isJunk: true }),
    })
    return (boxes.get(monitorId) ?? []).map(toListed)
  }

  /** The same as a session that stands, and sees the junk folder too. */
  function waiting(session: MailboxSession, monitorId: string, now: () => Weather): MailboxSession {
    return {
      ...session,
      list: () => Promise.resolve(listing(monitorId).filter(({ isJunk }) => !isJunk)),
      listJunk: () => Promise.resolve(listing(monitorId).filter(({ isJunk }) => isJunk)),
      async news(gap, signal) {
        const loses = 'losesSessions' in now()
        await sleep(clock, gap, loses ? signal : AbortSignal.any([signal, arrival.signal]))
        if (signal.aborted) return 'over'
        return loses ? 'lost' : 'look'
      },
    }
  }

  return {
    from: (location) => ({
      sender: (settings) => senderOf(hostName(settings?.server.host), location),
      mailbox: ({ server }) => mailboxOf(server, location),
      junkFolder: ({ server }) => mailboxOf(server, location),
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
