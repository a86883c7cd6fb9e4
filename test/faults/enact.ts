import { afterAll, describe, expect, test, vi } from 'vitest'

import { type DemoMailServer, demoMailServer } from '../../local/demo-mail/demo-mail-server.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import type { Certificate } from '../support/servers/certificates.ts'
import { steadyClock } from '../support/steady-clock.ts'
import { deafPort } from '../support/servers/deaf-port.ts'
import { ADDRESS, type FullProbe, PASSWORD, USERID, fullProbe } from '../support/worlds/full-probe.ts'
import { withOwnSockets } from '../support/servers/own-sockets.ts'
import { type Message, type Play, pop3Play } from '../support/servers/pop3-play.ts'
import { imapFolders } from '../support/servers/imap/imap-folders.ts'
import type { ImapPlay } from '../support/servers/imap/imap-play.ts'
import { imapScript } from '../support/servers/imap/imap-script.ts'
import { isTrespass } from '../support/servers/imap/trespass.ts'
import { type Script, type ScriptedServer, scriptedServer } from '../support/servers/scripted-server.ts'
import { type SmtpPlay, smtpPlay } from '../support/servers/smtp-play.ts'
import { MOST_WAIT_MS, someOf } from '../support/thorough.ts'
import { TRUSTED } from './certificates.ts'
import { deadlineOf, judge } from './judge.ts'
import type { Listener, Row, Witness } from './row.ts'

/** For one row on a machine whose processors are taken: the runs' own clock is slow there. */
const PATIENCE_MS = 4 * MOST_WAIT_MS
/** tcpmux: nothing has listened there for decades. */
const CLOSED_PORT = 1

/** Tables have five or six faults at each step: every seventh row takes each fault, at other steps. */
const ONE_IN = 7

/**
 * Runs every row at once (`npm test`: one in seven of each table), each with servers of its own; the file
 * fails too if anything of them is thrown where nobody waits.
 */
export function faultTable(name: string, tables: readonly (readonly Row[])[]): void {
  vi.setConfig({ testTimeout: PATIENCE_MS })
  const stray: unknown[] = []
  const note = (error: unknown) => void stray.push(error)
  process.on('unhandledRejection', note).on('uncaughtException', note)
  afterAll(() => {
    process.off('unhandledRejection', note).off('uncaughtException', note)
    expect(stray, 'thrown where nobody waited for it').toEqual([])
  })
  describe.concurrent(name, () => {
    // Not `test.each`: it cuts long titles short.
    for (const row of tables.flatMap((rows, index) => someOf(rows, ONE_IN, index))) {
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
  const folders = imapFolders(row.folders)
  row.health?.(server, folders)
  const trespasses: string[] = []
  const take = (message: string) => {
    const text = row.smtp ? row.carries?.(message) : message
    if (text === undefined) return
    if (row.imap) folders.deliver(text, row.arrives)
    else server.mailboxes.deliver(ADDRESS, Buffer.from(text))
  }
  const listening = { server, clock }
  const smtp = await listen(row.smtp ?? (row.imap && {}), listening, server.smtpPort, (play: SmtpPlay) =>
    smtpPlay({ take, ...play }),
  )
  const mailbox = await (row.imap
    ? listen(row.imap, listening, 0, (play: ImapPlay) =>
        imapScript({ folders, ...play }, (session, command, args, line) => {
          if (isTrespass(session, command, args)) trespasses.push(line)
        }),
      )
    : listen(row.mailbox, listening, server.pop3Port, (play: Play) =>
        pop3Play({ messages: () => messagesOf(server), ...play }),
      ))
  try {
    const plan: FullProbe = {
      ...row.plan,
      ...(row.imap && { mailbox: { scheme: 'imap', ...row.plan?.mailbox } }),
      deadlineMs: deadlineOf(row),
      smtpPort: !row.smtp && row.plan?.smtp?.scheme === 'smtps' ? (server.smtpsPort ?? 0) : smtp.port,
      mailboxPort:
        !row.mailbox && row.plan?.mailbox?.scheme === 'pop3s' ? (server.pop3sPort ?? 0) : mailbox.port,
      ca: TRUSTED,
    }
    const { value: probed, sockets } = await withOwnSockets(() => fullProbe(plan, clock))
    await vi.waitFor(
      () =>
        expect(
          sockets.filter(({ destroyed }) => !destroyed),
          'sockets left open',
        ).toEqual([]),
      { timeout: 5000 },
    )
    const heard = (dialogue: string) =>
      probed.log
        .filter((line) => line.dialogue === dialogue && line.side === 'client')
        .map(({ text }) => text)
    return {
      probed,
      server,
      folders,
      trespasses,
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

/** What the mailbox holds, as a scripted server would show it, oldest first. */
export function messagesOf({ mailboxes }: DemoMailServer): Message[] {
  return mailboxes.messages(ADDRESS).map(({ uid, raw }) => ({
    uid,
    header: `${raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? ''}\r\n`,
    octets: raw.length,
  }))
}
