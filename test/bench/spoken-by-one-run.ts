import { mailServers } from '../../shared/adapters/mail/mail-servers.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { fastMail } from '../support/servers/fast-mail.ts'
import { wholeRun } from '../support/worlds/whole-run.ts'
import { type SpokenLines, sessionsOf } from './bare-dialogue.ts'

/**
 * The lines are taken from a run, not written down, so that they are those of today's probe. TLS changes none
 * of them.
 */
export async function spokenByOneRun(): Promise<SpokenLines> {
  const servers = await fastMail()
  try {
    await wholeRun(servers, mailServers({ clock: systemClock }))
    return { smtp: [...servers.smtp.lines], pop3: sessionsOf(servers.pop3.lines) }
  } finally {
    await servers.close()
  }
}
