import { smtpSender } from '../../../../shared/adapters/mail/smtp/smtp-sender.ts'
import { systemClock } from '../../../../shared/adapters/system-clock.ts'
import { diagnosticLog } from '../../../../shared/app/probe/diagnostic-log.ts'
import { scriptedServer } from '../../../support/servers/scripted-server.ts'
import { type Answer, type Step, smtpScript } from './scripted-smtp.ts'

/**
 * Run as a process of its own: when its sessions are over nothing keeps it alive, so it must end by itself.
 */
const silence: Answer = (connection) => connection.closed
const plays: Partial<Record<Step, Answer>>[] = [
  {},
  { greeting: silence },
  { EHLO: silence },
  { RCPT: '550 no\r\n' },
  { '.': silence },
  { MAIL: 'what?\r\n' },
]

for (const answers of plays) {
  const server = await scriptedServer(smtpScript({ answers }))
  const { port } = server
  const sender = smtpSender(
    { server: { scheme: 'smtp', host: '127.0.0.1', port }, tls: { mode: 'opportunistic', verify: true } },
    { clock: systemClock },
  )
  const dialogue = diagnosticLog(systemClock).dialogue('smtp')
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), 200)
  try {
    const session = await sender.open(dialogue, controller.signal)
    try {
      await session.submit({ from: 'a@a.test', to: 'b@b.test', text: 'x\r\n' }, controller.signal)
      console.log('sent')
    } finally {
      await session.close()
    }
  } catch (error) {
    console.log(String(error))
  }
  clearTimeout(timer)
  await server.close()
}
