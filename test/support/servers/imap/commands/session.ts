import type { ImapSession } from '../imap-session.ts'
import type { CommandTable } from './command.ts'

export const SESSION: CommandTable = {
  CAPABILITY: {
    run(session) {
      session.say(`* CAPABILITY ${session.capabilities().join(' ')}`)
      return 'OK that is all'
    },
  },
  NOOP: { run: () => 'OK nothing done' },
  CHECK: { state: 'selected', run: () => 'OK checked' },
  ID: {
    needs: 'ID',
    run(session) {
      session.say('* ID NIL')
      return 'OK done'
    },
  },
  ENABLE: { needs: 'ENABLE', state: 'authenticated', run: () => 'OK enabled' },
  STARTTLS: {
    run: (session) => (session.offers('STARTTLS') ? 'OK begin' : 'BAD no TLS here'),
  },
  IDLE: { needs: 'IDLE', state: 'authenticated', run: idle },
  LOGOUT: {
    run(session) {
      session.state = 'ended'
      session.say('* BYE come again')
      return 'OK bye'
    },
  },
}

/** Tells at once what happens, until DONE (RFC 2177 §3). */
async function idle(session: ImapSession): Promise<string> {
  const push = () => {
    session.report()
    void session.flush()
  }
  session.say('+ idling')
  session.report()
  await session.flush()
  const unsubscribe = session.folders.onChange(push)
  try {
    const line = await session.connection.readLine()
    if (!/^done$/i.test(line)) return 'BAD expected DONE'
    const reply = session.play.on?.DONE
    if (typeof reply === 'string') session.say(reply)
    else await reply?.(session.connection, line, () => Promise.resolve())
    return 'OK no longer idle'
  } finally {
    unsubscribe()
  }
}
