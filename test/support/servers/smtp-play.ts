import { TLSSocket } from 'node:tls'

import type { Certificate } from './certificates.ts'
import type { Script, ScriptedConnection } from './scripted-server.ts'
import type { ServerAct } from './server-acts.ts'

export type SmtpAct = ServerAct

/** An SMTP server for one test: everything goes well but for what `on` says. */
export interface SmtpPlay {
  /** Keywords of EHLO after the name; default PIPELINING and 8BITMIME. */
  extensions?: readonly string[]
  /** Presented after STARTTLS. */
  certificate?: Certificate
  /**
   * By verb; the greeting is the reply to `''`, the end of the message comes as `.`. A string is sent with
   * CRLF.
   */
  on?: Readonly<Partial<Record<string, string | SmtpAct>>>
  /** What of `on` is different once TLS stands. */
  onceSecured?: SmtpPlay['on']
  /** Gets each message that was taken, without the dot and unstuffed. */
  take?: (message: string) => void
}

export function smtpPlay(play: SmtpPlay): Script {
  const { on = {}, extensions = ['PIPELINING', '8BITMIME'] } = play
  const names = ['mail.example.test', ...extensions]
  const defaults: Record<string, string | SmtpAct> = {
    '': '220 mail.example.test ESMTP',
    EHLO: names.map((name, index) => `250${index < names.length - 1 ? '-' : ' '}${name}`).join('\r\n'),
    HELO: '250 mail.example.test',
    STARTTLS: async (connection) => {
      connection.write('220 2.0.0 go ahead\r\n')
      if (play.certificate) await connection.upgrade(play.certificate)
    },
    AUTH: '235 2.7.0 accepted',
    MAIL: '250 2.1.0 ok',
    RCPT: '250 2.1.5 ok',
    DATA: '354 go on',
    '.': '250 2.0.0 queued',
    QUIT: (connection) => {
      connection.write('221 2.0.0 bye\r\n')
      connection.end()
    },
  }

  async function act(connection: ScriptedConnection, verb: string, line: string): Promise<void> {
    const secured = connection.socket instanceof TLSSocket ? play.onceSecured : undefined
    const reply = secured?.[verb] ?? on[verb] ?? defaults[verb] ?? '502 5.5.2 what?'
    if (typeof reply === 'string') connection.write(`${reply}\r\n`)
    else await reply(connection, line)
  }

  async function takeMessage(connection: ScriptedConnection): Promise<void> {
    const lines: string[] = []
    for (let line = await connection.readLine(); line !== '.'; line = await connection.readLine()) {
      lines.push(line.replace(/^\./, ''))
    }
    play.take?.(`${lines.join('\r\n')}\r\n`)
    await act(connection, '.', '')
  }

  return async (connection) => {
    await act(connection, '', '')
    for (;;) {
      const line = await connection.readLine()
      const verb = line.split(/[ :]/, 1)[0]?.toUpperCase() ?? ''
      await act(connection, verb, line)
      if (verb === 'DATA' && on.DATA === undefined) await takeMessage(connection)
    }
  }
}
