import { type AddressInfo, type Socket, connect, createServer } from 'node:net'
import { createInterface } from 'node:readline'

/** A POP3 server that takes access tokens and no passwords, in front of one that takes passwords. */
export interface TokenDoor {
  port: number
  /** How many logins were made through it. */
  logins(): number
  close(): Promise<void>
}

export interface TokenDoorOptions {
  /** Where the mailboxes are, and the password of them all. */
  pop3Port: number
  password: string
  /** Whether this user may come in with this token. */
  isGood: (userid: string, token: string) => boolean
}

const CAPABILITIES = ['+OK', 'TOP', 'UIDL', 'SASL XOAUTH2', '.']
/** What Google and Microsoft define: `user=…^Aauth=Bearer …^A^A`. */
const XOAUTH2 = /^user=(.*?)\|auth=Bearer (.*?)\|\|$/

export async function tokenDoor({ pop3Port, password, isGood }: TokenDoorOptions): Promise<TokenDoor> {
  let logins = 0
  const sockets = new Set<Socket>()

  function serve(caller: Socket): void {
    const mailboxes = connect(pop3Port, '127.0.0.1')
    for (const socket of [caller, mailboxes]) sockets.add(socket.on('error', () => undefined))
    caller.on('close', () => mailboxes.destroy())
    mailboxes.on('close', () => caller.end())

    const say = (...lines: string[]) => void caller.write(lines.map((line) => `${line}\r\n`).join(''))
    const fromCaller = createInterface(caller)
    const fromMailboxes = createInterface(mailboxes)
    /** Lines that answer what was said for the caller: they stay here. */
    let [isIn, expectsToken, silent] = [false, false, 0]
    fromMailboxes.on('line', (line) => {
      if (silent > 0) silent -= 1
      else say(line)
    })
    fromCaller.on('line', (line) => {
      if (isIn) {
        mailboxes.write(`${line}\r\n`)
      } else if (expectsToken) {
        expectsToken = false
        comeIn(Buffer.from(line, 'base64').toString('latin1'))
      } else if (/^CAPA$/i.test(line)) {
        say(...CAPABILITIES)
      } else if (/^AUTH XOAUTH2$/i.test(line)) {
        expectsToken = true
        say('+ ')
      } else if (/^QUIT$/i.test(line)) {
        say('+OK')
        caller.end()
      } else {
        say('-ERR no passwords here')
      }
    })

    function comeIn(said: string): void {
      const [, userid = '', token = ''] = XOAUTH2.exec(said.replaceAll('\u0001', '|')) ?? []
      if (!isGood(userid, token)) {
        say('-ERR [AUTH] no')
        return
      }
      logins += 1
      isIn = true
      // What answers USER is kept here; what answers PASS is what the caller waits for.
      silent = 1
      mailboxes.write(`USER ${userid}\r\nPASS ${password}\r\n`)
    }
  }

  const server = createServer(serve)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    logins: () => logins,
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
