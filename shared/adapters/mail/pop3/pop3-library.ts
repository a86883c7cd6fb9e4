import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import Pop3Command from 'node-pop3'
import type { Pop3Wire } from './pop3-wire.ts'

/** What node-pop3 is asked for. It neither dials nor logs in. */
export type Pop3Library = Pick<Pop3Command, 'TOP' | 'RETR' | 'DELE' | 'QUIT'>

/** node-pop3's commands over the wire, as if that were its socket. They throw what it throws. */
export function pop3Library(wire: Pop3Wire): Pop3Library {
  const library = new Pop3Command({ host: '', user: '', password: '' })
  const write = (line: string) => {
    wire.say(line.slice(0, -'\r\n'.length)).then(
      // It decodes UTF-8. Given every octet as a character of its own, it hands out one character per octet.
      ({ text, body }) => library.emit('response', text, Readable.from([Buffer.from(body, 'utf8')])),
      (error: unknown) => {
        library.emit('error', error)
        // It leaves this one behind.
        library.removeAllListeners('response')
      },
    )
  }
  // Since it has a socket, it never makes one; of this one it uses no more.
  library._socket = { write } as unknown as Socket
  return library
}
