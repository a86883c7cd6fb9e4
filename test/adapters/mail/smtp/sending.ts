import { onTestFinished } from 'vitest'

import type { Credentials } from '../../../../shared/adapters/mail/login/credentials.ts'
import type { SmtpSettings } from '../../../../shared/adapters/mail/smtp/connection.ts'
import { smtpSender } from '../../../../shared/adapters/mail/smtp/smtp-sender.ts'
import type { Network } from '../../../../shared/adapters/mail/net/network.ts'
import { systemClock } from '../../../../shared/adapters/system-clock.ts'
import type { Clock } from '../../../../shared/app/ports/clock.ts'
import type { OutgoingMessage, SendingSession, Submitted } from '../../../../shared/app/ports/mail.ts'
import { type Certificate, createAuthority, issueCertificate } from '../../../support/servers/certificates.ts'
import { type Script, type ScriptedServer, scriptedServer } from '../../../support/servers/scripted-server.ts'
import { NO_SIGNAL, freshDialogue, loopback } from '../net/net-world.ts'

export const AUTHORITY = createAuthority()
/** One list for all: what is trusted is read once for each list, in some 20 ms. */
export const TRUSTED = [AUTHORITY.cert]
export const CERTIFICATE = issueCertificate({ names: ['mail.test'], ca: AUTHORITY })

export const LOGIN: Credentials & { kind: 'password' } = {
  kind: 'password',
  userid: 'probe',
  password: 'correct horse battery',
}

export const MESSAGE: OutgoingMessage = {
  from: 'from@sender.test',
  to: 'to@mail.test',
  text: 'Subject: test\r\n\r\n.a line with a dot\r\n..\r\nthe end\r\n',
}

/** `MESSAGE` as it goes over the wire: dots stuffed, and the one at its end. */
export const MESSAGE_LINES = ['Subject: test', '', '..a line with a dot', '...', 'the end', '.']

export interface Sending {
  settings?: Partial<SmtpSettings>
  /** No name for EHLO is given. */
  nameless?: boolean
  network?: Partial<Network>
  message?: OutgoingMessage
  signal?: AbortSignal
}

/** The machine's clock, and how many of its timers wait. */
export function countingClock(): Clock & { readonly pendingTimers: number } {
  let pendingTimers = 0
  return {
    ...systemClock,
    after(ms, action) {
      let waits = true
      const over = () => {
        pendingTimers -= waits ? 1 : 0
        waits = false
      }
      pendingTimers += 1
      const cancel = systemClock.after(ms, () => {
        over()
        action()
      })
      return () => {
        over()
        cancel()
      }
    },
    get pendingTimers() {
      return pendingTimers
    },
  }
}

/** A sender over a scripted server, ready to be opened, with all that a test looks at afterwards. */
export async function sendingTo(
  script: Script,
  { settings, nameless = false, network, message = MESSAGE, signal = NO_SIGNAL }: Sending = {},
  implicitTls?: Certificate,
) {
  const server: ScriptedServer = await scriptedServer(script, implicitTls && { tls: implicitTls })
  onTestFinished(() => server.close())
  const { log, dialogue, texts } = freshDialogue()
  const { login = LOGIN } = settings ?? {}
  log.hide(login.kind === 'token' ? login.token : LOGIN.password)
  const clock = countingClock()
  const sender = smtpSender(
    {
      server: { scheme: implicitTls ? 'smtps' : 'smtp', host: 'mail.test', port: server.port },
      tls: { mode: implicitTls ? 'required' : 'opportunistic', verify: true },
      ...(!nameless && { heloName: 'probe.test' }),
      ...settings,
    },
    loopback({ clock, ca: TRUSTED, ...network }),
  )
  let session: SendingSession | undefined
  const open = async () => (session = await sender.open(dialogue, signal))
  return {
    server,
    clock,
    dialogue,
    log,
    texts,
    open,
    get session() {
      return session
    },
    /** The whole way, QUIT included. */
    async send(): Promise<Submitted> {
      await open()
      if (!session) throw new Error('no session')
      try {
        return await session.submit(message, signal)
      } finally {
        await session.close()
      }
    },
  }
}
