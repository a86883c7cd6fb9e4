import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { OpenRun, RunKey } from '../../../shared/core/run/run.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { fakeClock } from '../fake-clock.ts'
import { memoryStore } from '../memory/memory-store.ts'
import { type GmailAccount, gmailAccount } from '../servers/gmail-pop3.ts'
import { type Play, pop3Play } from '../servers/pop3-play.ts'
import { scriptedServer } from '../servers/scripted-server.ts'
import { smtpPlay } from '../servers/smtp-play.ts'
import { type Probed, fullProbe } from './full-probe.ts'

/** Of this world's clock, at each step of the machine's. */
const STEP_MS = 30

export interface GmailWorld {
  account: GmailAccount
  runs: ReturnType<typeof memoryStore>
  /** Runs ten minutes apart, one after another. `loses`: the message never comes. */
  run(plan?: { loses?: boolean }): Promise<Probed>
  close(): Promise<void>
}

/** One monitor whose mailbox is at Gmail, and whose messages come from elsewhere. */
export async function gmailWorld(
  settings: Partial<Pick<GmailAccount, 'after' | 'lists'>> & { userid?: string; on?: Play['on'] } = {},
): Promise<GmailWorld> {
  const { userid = 'probe@gmail.com', on, ...ofAccount } = settings
  const { account, play } = gmailAccount(ofAccount)
  const time = fakeClock(Date.UTC(2026, 10, 30, 12))
  let offset = 0
  const clock: Clock = { ...time, now: () => time.now() + offset, monotonicMs: () => time.monotonicMs() }
  const stop = new AbortController()
  const going = (async () => {
    while (!stop.signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, 1))
      await time.advance(STEP_MS)
    }
  })()
  let loses = false
  const smtp = await scriptedServer(smtpPlay({ take: (raw) => !loses && account.deliver(raw) }), { clock })
  const pop3 = await scriptedServer(pop3Play({ ...play, on: { ...play.on, ...on } }), { clock })
  const runs = memoryStore(clock)
  return {
    account,
    runs,
    async run(plan = {}) {
      loses = plan.loses ?? false
      offset += 10 * MINUTE
      const ports = { smtpPort: smtp.port, mailboxPort: pop3.port }
      const claimed: RunKey[] = []
      const claiming = { ...runs, claim: (open: OpenRun) => (claimed.push(open), runs.claim(open)) }
      const probed = await fullProbe({ ...ports, userid, runs: claiming, deadlineMs: 20_000 }, clock)
      // Else its message would be awaited.
      for (const run of claimed) await runs.dropOpen(run)
      return probed
    },
    async close() {
      stop.abort()
      await going
      await Promise.all([smtp.close(), pop3.close()])
    },
  }
}
