import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** A client that says exactly what it is told and hears exactly what was said. */
export interface RawClient {
  /** Writes the lines in one packet, each ended by CRLF. */
  write(...lines: string[]): void
  /** The next line, without its CRLF; rejects when the connection ends first, or after 10 s. */
  line(): Promise<string>
  /** Writes, then reads one line. */
  ask(line: string): Promise<string>
  /** Writes, then reads up to and with the line that is one dot. */
  askForLines(line: string): Promise<string[]>
  /** Upgrades this connection; the certificate is not looked at. */
  startTls(): Promise<void>
  /** Resolves when the server has closed. */
  closed(): Promise<void>
  /** Closes without a word, by RST if `reset`. */
  drop(reset?: boolean): void
}

const ANSWER_TIMEOUT = 10_000

export async function rawClient(port: number, tls = false): Promise<RawClient> {
  let socket: Socket = tls
    ? connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false })
    : connect(port, '127.0.0.1')
  let heard = ''
  let ended = false
  let wake: () => void = () => undefined

  const listen = (to: Socket) => {
    to.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1')
      wake()
    })
    to.on('error', () => undefined)
    to.on('close', () => {
      ended = true
      wake()
    })
  }
  listen(socket)
  await once(socket, tls ? 'secureConnect' : 'connect')

  async function until(done: () => boolean, what: string): Promise<void> {
    const deadline = Date.now() + ANSWER_TIMEOUT
    while (!done()) {
      const left = deadline - Date.now()
      if (left <= 0) throw new Error(`no ${what} within ${String(ANSWER_TIMEOUT)} ms; heard: ${heard}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  async function line(): Promise<string> {
    await until(() => heard.includes('\r\n') || ended, 'line')
    const end = heard.indexOf('\r\n')
    if (end < 0) throw new Error(`closed after: ${heard}`)
    const first = heard.slice(0, end)
    heard = heard.slice(end + 2)
    return first
  }

  const write = (...lines: string[]) =>
    void socket.write(lines.map((text) => `${text}\r\n`).join(''), 'latin1')

  return {
    write,
    line,
    ask(text) {
      write(text)
      return line()
    },
    async askForLines(text) {
      write(text)
      const lines = [await line()]
      while (lines.at(-1) !== '.' && !lines[0]?.startsWith('-ERR')) lines.push(await line())
      return lines
    },
    async startTls() {
      socket.removeAllListeners('data')
      socket = connectTls({ socket, rejectUnauthorized: false })
      listen(socket)
      await once(socket, 'secureConnect')
    },
    closed: () => until(() => ended, 'end of the connection'),
    drop(reset = false) {
      if (reset) socket.resetAndDestroy()
      else socket.destroy()
    },
  }
}

/** The lines of a multi-line SMTP reply, the last of which has a space after its code. */
export async function smtpReply(client: RawClient, command: string): Promise<string[]> {
  client.write(command)
  const lines = [await client.line()]
  while (lines.at(-1)?.[3] === '-') lines.push(await client.line())
  return lines
}

/**
 * Connects, greets and sends one message; the reply to RCPT when that is refused, else the one to the dot.
 */
export async function sendRaw(
  port: number,
  to: string,
  lines: readonly string[],
  from = 'sender@roundtrip.test',
): Promise<string> {
  const client = await rawClient(port)
  try {
    await client.line()
    await smtpReply(client, 'EHLO client.test')
    await client.ask(`MAIL FROM:<${from}>`)
    const recipient = await client.ask(`RCPT TO:<${to}>`)
    if (!recipient.startsWith('250')) return recipient
    await client.ask('DATA')
    client.write(...lines)
    return await client.ask('.')
  } finally {
    client.drop()
  }
}

/** Connects and logs in by USER and PASS; the client, and the reply to PASS. */
export async function pop3Login(
  port: number,
  userid: string,
  password: string,
): Promise<{ client: RawClient; reply: string }> {
  const client = await rawClient(port)
  await client.line()
  await client.ask(`USER ${userid}`)
  return { client, reply: await client.ask(`PASS ${password}`) }
}
