import { afterAll, describe, expect, test, vi } from 'vitest'

import { type DemoMailServer, demoMailServer } from '../../local/demo-mail/demo-mail-server.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import { adviceFor } from '../../shared/core/advice/advice.ts'
import type { Certificate } from '../support/servers/certificates.ts'
import { steadyClock } from '../support/steady-clock.ts'
import { deafPort } from '../support/servers/deaf-port.ts'
import { ADDRESS, type FullProbe, PASSWORD, USERID, fullProbe } from '../support/worlds/full-probe.ts'
import { withOwnSockets } from '../support/servers/own-sockets.ts'
import { type Message, type Play, pop3Play } from '../support/servers/pop3-play.ts'
import { type Script, type ScriptedServer, scriptedServer } from '../support/servers/scripted-server.ts'
import { type SmtpPlay, smtpPlay } from '../support/servers/smtp-play.ts'
import { TRUSTED } from './certificates.ts'
import { writingsOf } from './secret-writings.ts'
import type { Listener, Row, Witness } from './row.ts'

/** Rows of one file under way at once: many enough to wait together, few enough for two cores. */
const AT_ONCE = 16
/**
 * Of a run that fails: what is not answered by then never is. One that succeeds ends long before its
 * deadline.
 */
const FAILING_MS = 1500
const SUCCEEDING_MS = 3000
/** For one row on a machine whose processors are taken: the runs' own clock is slow there. */
const PATIENCE_MS = 60_000
/** How late a run may end. */
const GRACE_MS = 500
/** Headers that one look may read. */
const MOST_A_LOOK = 50
/** tcpmux: nothing has listened there for decades. */
const CLOSED_PORT = 1

/**
 * Runs every row at once, each with servers of its own; the file fails too if anything of them is thrown
 * where nobody waits.
 */
export function faultTable(name: string, tables: readonly (readonly Row[])[]): void {
  vi.setConfig({ maxConcurrency: AT_ONCE, testTimeout: PATIENCE_MS })
  const stray: unknown[] = []
  const note = (error: unknown) => void stray.push(error)
  process.on('unhandledRejection', note).on('uncaughtException', note)
  afterAll(() => {
    process.off('unhandledRejection', note).off('uncaughtException', note)
    expect(stray, 'thrown where nobody waited for it').toEqual([])
  })
  describe.concurrent(name, () => {
    // Not `test.each`: it cuts long titles short.
    for (const row of tables.flat()) {
      test(row.title, async () => {
        judge(row, await enact(row))
      })
    }
  })
}

async function enact(row: Row): Promise<Witness> {
  const { userid = USERID, password = PASSWORD } = row.plan ?? {}
  const accounts = [{ address: ADDRESS, userid, password }]
  const clock = steadyClock()
  const server = await demoMailServer({ accounts, clock, ...row.demo })
  row.health?.(server)
  const listening = { server, clock }
  const smtp = await listen(row.smtp, listening, server.smtpPort, (play: SmtpPlay) =>
    smtpPlay({ take: (message) => deliver(server, row.carries?.(message)), ...play }),
  )
  const mailbox = await listen(row.mailbox, listening, server.pop3Port, (play: Play) =>
    pop3Play({ messages: () => messagesOf(server), ...play }),
  )
  try {
    const plan: FullProbe = {
      ...row.plan,
      deadlineMs: deadlineOf(row),
      smtpPort: !row.smtp && row.plan?.smtp?.scheme === 'smtps' ? (server.smtpsPort ?? 0) : smtp.port,
      mailboxPort:
        !row.mailbox && row.plan?.mailbox?.scheme === 'pop3s' ? (server.pop3sPort ?? 0) : mailbox.port,
      ca: TRUSTED,
    }
    const { value: probed, sockets } = await withOwnSockets(() => fullProbe(plan, clock))
    await vi.waitFor(() =>
      expect(
        sockets.filter(({ destroyed }) => !destroyed),
        'sockets left open',
      ).toEqual([]),
    )
    const heard = (dialogue: string) =>
      probed.log
        .filter((line) => line.dialogue === dialogue && line.side === 'client')
        .map(({ text }) => text)
    return {
      probed,
      server,
      smtp: smtp.scripted,
      mailbox: mailbox.scripted,
      toSmtp: heard('smtp'),
      toMailbox: heard('mailbox'),
    }
  } finally {
    clock.stop()
    await Promise.all([server.close(), smtp.close(), mailbox.close()])
  }
}

function deadlineOf({ plan, ends: [status] }: Row): number {
  return plan?.deadlineMs ?? (status === 0 ? SUCCEEDING_MS : FAILING_MS)
}

interface Standing {
  port: number
  scripted?: ScriptedServer
  close(): Promise<void>
}

async function listen<P extends object>(
  listener: Listener<P> | undefined,
  { server, clock }: { server: DemoMailServer; clock: Clock },
  healthyPort: number,
  make: (play: P) => Script,
): Promise<Standing> {
  const close = () => Promise.resolve()
  if (listener === undefined) return { port: healthyPort, close }
  if (listener === 'closed') return { port: CLOSED_PORT, close }
  if (listener === 'deaf') return deafPort()
  const play: P & { over?: Certificate; speaks?: Script } =
    typeof listener === 'function' ? listener(server) : listener
  const { over, speaks = make(play) } = play
  const scripted = await scriptedServer(speaks, { clock, ...(over && { tls: over }) })
  return { port: scripted.port, scripted, close: () => scripted.close() }
}

function deliver(server: DemoMailServer, text: string | undefined): void {
  if (text !== undefined) server.mailboxes.deliver(ADDRESS, Buffer.from(text))
}

/** What the mailbox holds, as a scripted server would show it, oldest first. */
export function messagesOf({ mailboxes }: DemoMailServer): Message[] {
  return mailboxes.messages(ADDRESS).map(({ uid, raw }) => ({
    uid,
    header: `${raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? ''}\r\n`,
    octets: raw.length,
  }))
}

function judge(row: Row, witness: Witness): void {
  const { probed, toMailbox } = witness
  const { status, reason, phase, warnings } = probed
  const advice = reason ? adviceFor(reason, { ...probed, location: 'local' }) : ''
  const [expected, ...rest] = row.ends
  if (expected === 0) {
    expect([status, ...warnings]).toEqual([0, ...rest])
    expect(reason).toBeUndefined()
  } else {
    const [, , words = ''] = rest
    expect([status, reason, phase, advice.slice(0, words.length)], probed.detail).toEqual([expected, ...rest])
    expect(warnings).toEqual(row.warnings ?? [])
  }
  if (row.detail !== undefined) expect(probed.detail).toMatch(row.detail)
  expect(probed.elapsedMs, 'the deadline holds').toBeLessThan(deadlineOf(row) + GRACE_MS)
  expect(probed.timersLeft, 'timers that nobody took back').toBe(0)
  const everything = JSON.stringify([probed, advice])
  const passwords = [row.plan?.password ?? PASSWORD, row.plan?.storedMeanwhile ?? PASSWORD]
  for (const writing of passwords.flatMap(writingsOf)) expect(everything).not.toContain(writing)
  expectModesty(row, toMailbox)
  const tries = warnings.includes('secret-re-read') ? 2 : 1
  if (reason === 'mailbox-login-refused') expect(logins(toMailbox).length).toBeLessThanOrEqual(tries)
  if (reason === 'smtp-auth-refused') expect(logins(witness.toSmtp)).toHaveLength(tries)
  row.alsoExpect?.(witness)
}

/** Nobody's mail is downloaded, and a large mailbox is read in small helpings. */
function expectModesty(row: Row, toMailbox: readonly string[]): void {
  if (!row.retrieves) expect(toMailbox.filter((line) => line.startsWith('RETR'))).toEqual([])
  const looks = toMailbox.join('\n').split('UIDL')
  for (const look of looks) expect(look.match(/^TOP /gm)?.length ?? 0).toBeLessThanOrEqual(MOST_A_LOOK)
}

function logins(said: readonly string[]): string[] {
  return said.filter((line) => /^(?:PASS|AUTH|APOP) /.test(line))
}
