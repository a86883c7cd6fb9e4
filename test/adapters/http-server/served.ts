import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { text } from 'node:stream/consumers'

import { onTestFinished } from 'vitest'

import { type Limits, type Serving, serveHttp } from '../../../shared/adapters/http-server/serve-http.ts'
import { folder } from '../../support/temporary-files.ts'

/** Longer than any test: what is not asked about does not end a connection. */
export const LONG: Limits = { unprovedMs: 60_000, requestMs: 60_000, idleMs: 60_000, lastAnswersMs: 60_000 }

/** What is served here says `served` to everybody, unless another app is given; it ends with the test. */
export async function served({
  limits,
  ...differing
}: Partial<Omit<Serving, 'limits'>> & { limits?: Partial<Limits> } = {}) {
  const place = await folder()
  const made = await serveHttp({
    folder: place,
    port: 0,
    fetch: () => () => new Response('served'),
    limits: { ...LONG, lastAnswersMs: 50, ...limits },
    ...differing,
  })
  onTestFinished(() => made.close())
  const { port, host } = new URL(made.url)
  return { ...made, folder: place, port: Number(port), host }
}

/** A connection that is gone with the test. */
export async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** Sends these octets and hears all that is answered until the server ends the connection. */
export async function answerTo(port: number, ...lines: readonly string[]): Promise<string> {
  const socket = await connected(port)
  socket.write(lines.map((line) => `${line}\r\n`).join(''))
  return text(socket).catch(() => '')
}

/** The status of the first answer to these lines, without its end being waited for. */
export async function statusOf(port: number, ...lines: readonly string[]): Promise<number> {
  const socket = await connected(port)
  socket.write([...lines, '', ''].join('\r\n'))
  const [first] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return Number(first.toString('latin1').split(' ')[1])
}
