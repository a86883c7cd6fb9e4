import fc from 'fast-check'
import { expect, test, vi } from 'vitest'

import { ENCODINGS } from '../core/redaction/encodings.ts'
import { fromTurn } from '../support/servers/imap/imap-acts.ts'
import type { ImapPlay } from '../support/servers/imap/imap-play.ts'
import { imapScript } from '../support/servers/imap/imap-script.ts'
import { pop3Play } from '../support/servers/pop3-play.ts'
import { scriptedServer } from '../support/servers/scripted-server.ts'
import type { ServerAct } from '../support/servers/server-acts.ts'
import { smtpPlay } from '../support/servers/smtp-play.ts'
import { steadyClock } from '../support/steady-clock.ts'
import { type Probed, fullProbe } from '../support/worlds/full-probe.ts'
import { randomCases } from '../support/thorough.ts'
import { type Echo as SaidBack, VERBS, imapSaying, sayingBack, shownOf } from './echoing.ts'
import { longTest } from '../support/thorough.ts'

/** More, for once: `RUNS=5000 npx vitest run test/faults/echoes.property.test.ts`. */
const RUNS = randomCases(60, 8)
vi.setConfig({ testTimeout: 60_000 + RUNS * 500 })

/**
 * Each four characters in a row hold a digit and a sign, as no word does. No letter is a hex digit: the random ids of
 * a run stand in its log, and would now and then hold the same four.
 */
const passwords = fc
  .array(
    fc.tuple(
      fc.constantFrom(...Array.from('ghkmnpqrstuvwxyzGHKMNPQRSTUVWXYZ')),
      fc.constantFrom(...Array.from('23456789')),
      fc.constantFrom(...Array.from('!#$%&*+?@^~éß密')),
    ),
    { minLength: 3, maxLength: 8 },
  )
  .map((groups) => groups.flat().join(''))

interface Echo extends SaidBack {
  mechanism: 'PLAIN' | 'LOGIN'
}

const echoes: fc.Arbitrary<Echo> = fc
  .constantFrom('smtp' as const, 'pop3' as const, 'imap' as const)
  .chain((side) =>
    fc.record({
      side: fc.constant(side),
      verb: fc.constantFrom(...VERBS[side]),
      mechanism: fc.constantFrom('PLAIN' as const, 'LOGIN' as const),
      encode: fc.constantFrom(...ENCODINGS).map(([, encode]) => encode),
      cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 }),
      refuses: fc.boolean(),
      breaksOff: fc.boolean(),
    }),
  )

function imapOf(verb: string, greeting: string, on: ImapPlay['on']): ImapPlay {
  const isLogin = verb === 'LOGIN'
  // The answer to AUTHENTICATE can say the password back only where that stands in it.
  const isAtOnce = verb === 'AUTHENTICATE'
  return imapSaying({
    capabilities: [
      'IMAP4rev1',
      'UIDPLUS',
      ...(isLogin ? [] : ['AUTH=PLAIN']),
      ...(isAtOnce ? ['SASL-IR'] : []),
    ],
    on: { '': `* OK ${greeting}`, ...(verb === 'SASL' && { AUTHENTICATE: '+ ' }), ...on },
  })
}

async function probedWith(password: string, echo: Echo, greeting = ''): Promise<Probed> {
  const { side, verb, mechanism, refuses } = echo
  const code = refuses ? '550' : verb === 'DATA' ? '354' : '250'
  const said = sayingBack(echo, password, code)
  // It is asked before the login too, when the server was sent nothing that it could say back.
  const act = verb === 'CAPABILITY' ? fromTurn(2, said) : said
  const on = (of: Echo['side']) => (of === side ? { [verb]: act } : {})
  // AUTH LOGIN asks for two lines, which come as commands of their own.
  const asking: ServerAct = async (connection, line) => {
    connection.write('334 VXNlcm5hbWU6\r\n')
    await connection.readLine()
    connection.write('334 UGFzc3dvcmQ6\r\n')
    await connection.readLine()
    if (side === 'smtp' && verb === 'AUTH') await sayingBack(echo, password, '535')(connection, line)
    else connection.write('235 2.7.0 accepted\r\n')
  }
  const byLogin = mechanism === 'LOGIN' && { AUTH: asking }
  const smtp = await scriptedServer(
    smtpPlay({
      extensions: [`AUTH ${mechanism}`],
      on: { '': `220 mail.example.test ${greeting}`, ...on('smtp'), ...byLogin },
    }),
  )
  const sasl = verb === 'AUTH' || verb === 'SASL'
  const pop3 = () =>
    pop3Play({
      capabilities: sasl ? ['TOP', 'UIDL', 'SASL PLAIN'] : ['TOP', 'UIDL', 'USER'],
      on: { '': `+OK ${greeting}`, ...(verb === 'SASL' && { AUTH: '+ ' }), ...on('pop3') },
    })
  const mailbox = await scriptedServer(
    side === 'imap' ? imapScript(imapOf(echo.verb, greeting, on('imap'))) : pop3(),
  )
  const clock = steadyClock()
  try {
    const plan = {
      smtpPort: smtp.port,
      mailboxPort: mailbox.port,
      password,
      smtp: { login: true },
      mailbox: { scheme: side === 'imap' ? ('imap' as const) : ('pop3' as const) },
      deadlineMs: 250,
    }
    return await fullProbe(plan, clock)
  } finally {
    clock.stop()
    await Promise.all([smtp.close(), mailbox.close()])
  }
}

longTest('no four characters of a password stand anywhere, however a server says it back', async () => {
  await fc.assert(
    fc.asyncProperty(passwords, echoes, async (password, echo) => {
      const shown = shownOf(await probedWith(password, echo))
      const pieces = [password, password.replace(/[^\p{L}\p{N}]/gu, '')].flatMap((text) =>
        Array.from({ length: text.length - 3 }, (_, at) => text.slice(at, at + 4)),
      )
      for (const piece of pieces) expect(shown).not.toContain(piece.toLowerCase())
      // Half of the password in the encoding as well, where that writes each character by itself.
      const half = Math.ceil(password.length / 2)
      for (let at = 0; at + half <= password.length; at += 1) {
        const code = echo.encode(password.slice(at, at + half)).toLowerCase()
        if (half >= 5) expect(shown).not.toContain(code)
      }
    }),
    { numRuns: RUNS },
  )
})

test('before a server is sent the password, nothing in the log depends on it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.tuple(passwords, passwords), echoes, async ([one, other], echo) => {
      const guesses = ENCODINGS.flatMap(([, encode]) => [encode(one), encode(other)])
        .join(' ')
        .replace(/[\r\n\0]/g, '')
        .slice(0, 1500)
      const logs = await Promise.all([one, other].map((password) => probedWith(password, echo, guesses)))
      for (const side of ['smtp', 'mailbox']) {
        // One side's failure can end the other sooner or later.
        const [first = [], second = []] = logs.map(({ log }) => heardBeforeLogin(log, side))
        const both = Math.min(first.length, second.length)
        expect(second.slice(0, both)).toEqual(first.slice(0, both))
      }
      expect(JSON.stringify(logs.map(({ log }) => log))).toContain(
        JSON.stringify(guesses.slice(0, 20)).slice(1, -1),
      )
    }),
    { numRuns: Math.ceil(RUNS / 6) },
  )
})

function heardBeforeLogin(log: Probed['log'], side: string): string[] {
  const lines = log.filter(({ dialogue }) => dialogue === side)
  const login = lines.findIndex(({ text, side: who }) => who === 'client' && text.includes('<secret>'))
  const before = lines.slice(0, login < 0 ? undefined : login)
  return before.flatMap(({ side: who, text }) => (who === 'server' ? [text] : []))
}
