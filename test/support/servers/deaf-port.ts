import net from 'node:net'
import { Worker } from 'node:worker_threads'

/**
 * A port of 127.0.0.1 on which connecting never ends: nobody answers the SYN, as behind a firewall that drops
 * it.
 */
export interface DeafPort {
  readonly port: number
  close(): Promise<void>
}

const LISTENER = `
  const { parentPort, workerData } = require('node:worker_threads')
  const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port)
    setImmediate(() => Atomics.wait(workerData, 0, 0))
  })`

/** How long loopback may take to connect. */
const PATIENCE_MS = 250

/** A thread listens and then stands still, so that nobody accepts; its short queue is filled here. */
export async function deafPort(): Promise<DeafPort> {
  const gate = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(LISTENER, { eval: true, workerData: gate })
  const port = await new Promise<number>((resolve) => worker.once('message', resolve))
  const queued: net.Socket[] = []
  // Two in a row that are left waiting: one alone may only have been slow on a busy machine.
  for (let unanswered = 0; unanswered < 2;) {
    const socket = net.connect({ port, host: '127.0.0.1' })
    socket.on('error', () => undefined)
    queued.push(socket)
    unanswered = (await connectsSoon(socket)) ? 0 : unanswered + 1
  }
  return {
    port,
    async close() {
      for (const socket of queued) socket.destroy()
      Atomics.store(gate, 0, 1)
      Atomics.notify(gate, 0)
      await worker.terminate()
    },
  }
}

/** Asked of the socket itself, after a turn of the event loop in which a late `connect` is heard. */
function connectsSoon(socket: net.Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => setImmediate(() => resolve(!socket.connecting)), PATIENCE_MS)
    socket.once('connect', () => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}
