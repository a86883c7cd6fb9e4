import net from 'node:net'
import tls from 'node:tls'

/** What one run says, as the servers heard it: the sending session, and each session with the mailbox. */
export interface SpokenLines {
  smtp: readonly string[]
  pop3: readonly (readonly string[])[]
}

export interface BareServers {
  smtpPort: number
  pop3Port: number
  /** TLS from the start, on both. */
  secure: boolean
}

/** One thing to say, whole, and how its answer ends. */
interface Turn {
  say: string
  end: RegExp
}

const SMTP_END = /(?:^|\r\n)\d{3} [^\r\n]*\r\n$/
const LINE_END = /\r\n$/
const BODY_END = /\r\n\.\r\n$/
const MULTI_LINE = /^(?:CAPA|UIDL|LIST|TOP )/

/** Splits what a mailbox server heard into its sessions. */
export function sessionsOf(lines: readonly string[]): string[][] {
  const sessions: string[][] = [[]]
  for (const line of lines) {
    sessions.at(-1)?.push(line)
    if (line === 'QUIT') sessions.push([])
  }
  return sessions.filter((session) => session.length > 0)
}

/**
 * The baseline of a run: the same lines over raw sockets, with no waiting, nothing logged, checked or
 * understood. Like a run it opens the mailbox while it sends, and again when the message was taken. Answers
 * ms.
 */
export async function bareDialogue(spoken: SpokenLines, servers: BareServers): Promise<number> {
  const [first = [], ...later] = spoken.pop3.map(pop3Turns)
  const start = performance.now()
  await Promise.all([
    session(servers.smtpPort, servers.secure, SMTP_END, smtpTurns(spoken.smtp)),
    session(servers.pop3Port, servers.secure, LINE_END, first),
  ])
  for (const turns of later) await session(servers.pop3Port, servers.secure, LINE_END, turns)
  return performance.now() - start
}

/** The message goes out in one piece with its dot. */
function smtpTurns(lines: readonly string[]): Turn[] {
  const data = lines.indexOf('DATA') + 1
  const dot = lines.indexOf('.', data)
  const message = lines.slice(data, dot + 1).map((line) => `${line}\r\n`)
  return [...lines.slice(0, data).map(oneLine), message.join(''), ...lines.slice(dot + 1).map(oneLine)].map(
    (say) => ({ say, end: SMTP_END }),
  )
}

function pop3Turns(lines: readonly string[]): Turn[] {
  return lines.map((line) => ({ say: oneLine(line), end: MULTI_LINE.test(line) ? BODY_END : LINE_END }))
}

function oneLine(line: string): string {
  return `${line}\r\n`
}

function session(port: number, secure: boolean, greeting: RegExp, turns: readonly Turn[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const plain = net.connect({ host: '127.0.0.1', port, noDelay: true })
    const socket = secure ? tls.connect({ socket: plain, host: '127.0.0.1' }) : plain
    let heard = ''
    let due = greeting
    let next = 0
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1')
      if (!due.test(heard)) return
      heard = ''
      const turn = turns[next++]
      if (!turn) {
        socket.destroy()
        resolve()
        return
      }
      due = turn.end
      socket.write(turn.say)
    })
    socket.on('error', reject)
    plain.on('error', reject)
  })
}
