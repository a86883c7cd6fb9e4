import { mailServers } from '../../../shared/adapters/mail/mail-servers.ts'
import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { TlsSettings } from '../../../shared/core/definition/monitor.ts'
import { type EpochMs, type Millis, SECOND } from '../../../shared/core/time/units.ts'
import { fakeClock, oneTurn } from '../../support/fake-clock.ts'
import { type FastMail, fastMail } from '../../support/servers/fast-mail.ts'
import { type ImapFolders, imapFolders } from '../../support/servers/imap/imap-folders.ts'
import { USUAL_CAPABILITIES } from '../../support/servers/imap/imap-play.ts'
import { type ImapServer, imapServer } from '../../support/servers/imap/imap-server.ts'
import { wholeRun } from '../../support/worlds/whole-run.ts'
import { pollFixed } from './fixed-polling.ts'
import { type Detection, type Way, lagTable } from './lag-table.ts'

const TIMEOUT_SECONDS = 300
/** So long Dovecot keeps news from who is idle. */
const HELD_BACK: Millis = 500
/** Turns of the event loop without a line or a connection, after which nothing is on its way. */
const QUIET_TURNS = 20

/** One message's way into both mailboxes of this machine, by a clock that stands still while anything is done. */
interface World {
  clock: Clock
  mail: FastMail
  imap: ImapServer
}

type Detect = (world: World) => Promise<EpochMs | undefined>

const throughImap: Detect = ({ clock, mail, imap }) =>
  made({ ...mail, mailboxServer: `imap://127.0.0.1:${String(imap.port)}` }, clock)
const throughPop3: Detect = ({ clock, mail }) => made(mail, clock)
const everyFiveSeconds: Detect = ({ clock, mail: { smtp, pop3 } }) => {
  const tls: TlsSettings = { mode: 'none', verify: true }
  const at = ({ port }: { port: number }) => ({ host: '127.0.0.1', port })
  return pollFixed(5 * SECOND, {
    mail: mailServers({ clock }),
    clock,
    smtp: { server: { scheme: 'smtp', ...at(smtp) }, tls },
    mailbox: { server: { scheme: 'pop3', ...at(pop3) } },
  })
}

const WAYS: readonly Way[] = [
  ['IMAP', (delay) => detected(delay, throughImap)],
  ['IMAP without IDLE', (delay) => detected(delay, throughImap, { withoutIdle: true })],
  ['POP3', (delay) => detected(delay, throughPop3)],
  ['POP3 every 5 s', (delay) => detected(delay, everyFiveSeconds)],
]

/** As `detectionLag`, by the adapters themselves and over real sockets, with a network that takes no time. */
export const lagOverSockets = () => lagTable(WAYS)

async function made(
  { smtpServer, mailboxServer }: Pick<FastMail, 'smtpServer' | 'mailboxServer'>,
  clock: Clock,
) {
  const plan = { smtpServer, mailboxServer, smtpLogin: false, timeoutSeconds: TIMEOUT_SECONDS }
  return (await wholeRun(plan, mailServers({ clock }), {}, clock)).seenAt
}

async function detected(delay: Millis, detect: Detect, { withoutIdle = false } = {}): Promise<Detection> {
  let traffic = () => 0
  const clock = fakeClock(undefined, () => quiet(() => traffic()))
  const folders = imapFolders()
  const onArrival = (text: string) => void folders.deliver(text)
  const mail = await fastMail({ delayOf: () => delay, onArrival, clock })
  const capabilities = USUAL_CAPABILITIES.filter((name) => !withoutIdle || name !== 'IDLE')
  const play = { folders: heldBack(folders, HELD_BACK, clock), capabilities }
  const imap = await imapServer(play, { clock })
  const servers = [mail.smtp, mail.pop3, imap]
  traffic = () =>
    servers.reduce((sum, { connections, open, lines }) => sum + connections - open + lines.length, 0)
  try {
    const seenAt = await clock.runUntil(detect({ clock, mail, imap }))
    const imapLogins = imap.lines.filter((line) => /^\S+ (LOGIN|AUTHENTICATE) /i.test(line)).length
    return { lagMs: (seenAt ?? NaN) - (mail.visibleAt[0] ?? NaN), logins: mail.logins + imapLogins }
  } finally {
    await Promise.all([mail.close(), imap.close()])
  }
}

/** Time goes on when both sides have said all that they have to say by now. */
async function quiet(traffic: () => number): Promise<void> {
  let last = traffic()
  for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
    await oneTurn()
    if (traffic() === last) continue
    last = traffic()
    turns = 0
  }
}

/** Tells of changes so much later. */
function heldBack(folders: ImapFolders, ms: Millis, clock: Clock): ImapFolders {
  return {
    ...folders,
    onChange(listener) {
      const onTheirWay = new Set<() => void>()
      const unsubscribe = folders.onChange(() => void onTheirWay.add(clock.after(ms, listener)))
      return () => {
        unsubscribe()
        for (const stop of onTheirWay) stop()
      }
    },
  }
}
