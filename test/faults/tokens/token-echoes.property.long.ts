import fc from 'fast-check'
import { expect, test, vi } from 'vitest'

import { ENCODINGS } from '../../core/redaction/encodings.ts'
import { imapScript } from '../../support/servers/imap/imap-script.ts'
import { pop3Play } from '../../support/servers/pop3-play.ts'
import { scriptedServer } from '../../support/servers/scripted-server.ts'
import { type ServerAct, inTurn } from '../../support/servers/server-acts.ts'
import { smtpPlay } from '../../support/servers/smtp-play.ts'
import { oauthbearer, takingTokens, xoauth2 } from '../../support/servers/token-acts.ts'
import { steadyClock } from '../../support/steady-clock.ts'
import { HOST, type Probed, USERID, fullProbe } from '../../support/worlds/full-probe.ts'
import { type Echo as SaidBack, VERBS, imapSaying, partsOf, sayingBack, shownOf } from '../echoing.ts'

/** More, for once: `RUNS=5000 npx vitest run test/faults/tokens/token-echoes.property.test.ts`. */
const RUNS = 100
vi.setConfig({ testTimeout: 60_000 + RUNS * 1000 })

interface Echo extends SaidBack {
  mechanism: 'XOAUTH2' | 'OAUTHBEARER'
  /** What is said back: the token, or the message that said it. */
  what: 'token' | 'message'
}

/** In the challenge before a refusal, as its scope; the other verbs are those of any login. */
const REASON = 'the reason'
const verbsOf = (side: Echo['side']) => [
  REASON,
  ...VERBS[side].filter((verb) => !['PASS', 'LOGIN', 'SASL', 'AUTHENTICATE'].includes(verb)),
  ...(side === 'imap' ? ['AUTHENTICATE', 'AUTHENTICATE'] : ['AUTH']),
]

/** Letters, digits and signs as of opaque tokens, and three parts as of a JWT. No seven letters in a row. */
const tokens = fc
  .array(
    fc.tuple(
      fc.string({
        minLength: 2,
        maxLength: 6,
        unit: fc.constantFrom(...Array.from('ghkmnpqrstvwxzGHKMNPQRSTVWXZ')),
      }),
      fc.constantFrom(...Array.from('0123456789-_')),
    ),
    { minLength: 40, maxLength: 400 },
  )
  .map((groups) => `eyJ0.${groups.flat().join('')}.${groups.reverse().flat().join('')}`)

const SPELLINGS: typeof ENCODINGS = [
  ...ENCODINGS,
  ['within JSON', (text) => JSON.stringify({ token: text, scope: 'mail' })],
  ['within JSON in base64', (text) => Buffer.from(JSON.stringify({ token: text })).toString('base64')],
  ['as a form', (text) => new URLSearchParams({ token: text }).toString()],
  ['base64 as a form', (text) => encodeURIComponent(Buffer.from(text).toString('base64'))],
  ['base64 of base64', (text) => btoa(Buffer.from(text).toString('base64'))],
]

const echoes: fc.Arbitrary<Echo> = fc
  .constantFrom('smtp' as const, 'pop3' as const, 'imap' as const)
  .chain((side) =>
    fc.record({
      side: fc.constant(side),
      verb: fc.constantFrom(...verbsOf(side)),
      mechanism: fc.constantFrom('XOAUTH2' as const, 'OAUTHBEARER' as const),
      what: fc.constantFrom('token' as const, 'message' as const),
      encode: fc.constantFrom(...SPELLINGS).map(([, encode]) => encode),
      cuts: fc.oneof(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 }),
        // A piece that is just long enough to count, and some more.
        fc
          .tuple(
            fc.double({ min: 0.2, max: 0.8, noNaN: true }),
            fc.double({ min: 0.012, max: 0.03, noNaN: true }),
          )
          .map(([from, long]) => [from, from + long]),
      ),
      refuses: fc.boolean(),
      breaksOff: fc.boolean(),
    }),
  )

/** Microsoft's long ones fill 5 KB; no server says as much in a line. */
const LONGEST_SAID = 900

function saidBack(echo: Echo, token: string): string {
  const message = echo.mechanism === 'XOAUTH2' ? xoauth2(USERID, token) : oauthbearer(USERID, token, HOST, 25)
  return (echo.what === 'token' ? token : message).slice(0, LONGEST_SAID)
}

/** The message stands behind IMAP's command, and has to be asked for elsewhere. */
function onceTold(act: ServerAct): ServerAct {
  return async (connection, line) => {
    if (line.split(' ').length < 4) {
      connection.write(line.startsWith('AUTH') ? '334 \r\n' : '+ \r\n')
      await connection.readLine()
    }
    await act(connection, line)
  }
}

/** From the second time on: what is said before depends on no token. */
function onceLoggedIn(act: ServerAct): ServerAct {
  const before: ServerAct = (connection, line) =>
    connection.write(
      `* CAPABILITY IMAP4rev1 UIDPLUS SASL-IR AUTH=XOAUTH2 AUTH=OAUTHBEARER\r\n${line.split(' ', 1)[0] ?? ''} OK\r\n`,
    )
  return inTurn(before, act)
}

async function probedWith(token: string, echo: Echo): Promise<Probed> {
  const { side, verb, mechanism, refuses, encode, cuts } = echo
  const isLogin = [REASON, 'AUTH', 'AUTHENTICATE'].includes(verb)
  const said = saidBack(echo, token)
  const code = refuses || isLogin ? '550' : verb === 'DATA' ? '354' : '250'
  const act = sayingBack({ ...echo, refuses: refuses || isLogin }, said, code)
  const scope = partsOf(encode(said), cuts).join(' ')
  const reason = Buffer.from(JSON.stringify({ status: '400', scope })).toString('base64')
  const refusal = { smtp: '535 5.7.3 no', pop3: '-ERR no', imap: 'NO no' }[side]
  const refusing = takingTokens({ protocol: side, takes: () => false, reason, refusal })
  const on = (of: Echo['side'], login: string) => {
    const taking = { [login]: takingTokens({ protocol: of, refusal }) }
    if (of !== side) return taking
    if (isLogin) return { [login]: verb === REASON ? refusing : onceTold(act) }
    // Capabilities are asked for before the login too, when there is nothing that could be said back.
    return { ...taking, [verb]: verb === 'CAPABILITY' ? onceLoggedIn(act) : act }
  }
  const smtp = await scriptedServer(smtpPlay({ extensions: [`AUTH ${mechanism}`], on: on('smtp', 'AUTH') }))
  const mailbox = await scriptedServer(
    side === 'imap'
      ? imapScript(
          imapSaying({
            capabilities: ['IMAP4rev1', 'UIDPLUS', 'SASL-IR', `AUTH=${mechanism}`],
            on: on('imap', 'AUTHENTICATE'),
          }),
        )
      : pop3Play({ capabilities: ['TOP', 'UIDL', `SASL ${mechanism}`], on: on('pop3', 'AUTH') }),
  )
  const clock = steadyClock()
  try {
    const plan = {
      smtpPort: smtp.port,
      mailboxPort: mailbox.port,
      tokens: [token],
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

/** Longest stretch of a secret of 100 characters or more that may stand in a log, in whatever spelling. */
const MOST_IN_A_ROW = 8

/** As the token itself has them, and as they were spelt; of a message those alone that hold nothing but token. */
function stretchesOf(token: string, echo: Echo): string[] {
  const said = saidBack(echo, token)
  const spelt = echo.encode(said)
  const around = echo.encode(said.slice(0, said.indexOf(token.slice(0, 20)))).length + 8
  const long = Math.ceil(((MOST_IN_A_ROW + 2) * spelt.length) / said.length)
  const ofToken = Array.from({ length: token.length }, (_, at) => token.slice(at, at + MOST_IN_A_ROW))
  const ofSpelt = Array.from({ length: Math.max(0, spelt.length - 2 * around) }, (_, at) =>
    spelt.slice(around + at, around + at + long),
  )
  return [
    ...ofToken.filter((stretch) => stretch.length === MOST_IN_A_ROW),
    ...ofSpelt.filter((stretch) => stretch.length === long),
  ]
}

test('nothing of an access token stands anywhere, however a server says it back', async () => {
  await fc.assert(
    fc.asyncProperty(tokens, echoes, async (token, echo) => {
      const shown = shownOf(await probedWith(token, echo))
      for (const stretch of stretchesOf(token, echo)) expect(shown).not.toContain(stretch.toLowerCase())
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
})
