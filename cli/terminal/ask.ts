import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

import { Interrupted } from './interrupted.ts'

/** Asks on a terminal: the line that was typed, empty at the end of input. Throws `Interrupted` at Ctrl-C. */
export async function askOn(question: string, input: Readable, output: Writable): Promise<string> {
  const lines = createInterface({ input, output, terminal: true, historySize: 0 })
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('SIGINT', () => {
        output.write('\n')
        reject(new Interrupted('interrupted'))
      })
      lines.once('close', () => resolve(''))
      lines.question(question, resolve)
    })
  } finally {
    lines.close()
  }
}
