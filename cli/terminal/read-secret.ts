import { createInterface } from 'node:readline'
import { Writable, type Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

import { Interrupted } from './interrupted.ts'

/**
 * Asks for a secret on a terminal without showing what is typed, or reads all of a pipe. The question goes to
 * `prompt` (standard error), so that standard output holds only the answer of the command. Throws
 * `Interrupted` at Ctrl-C.
 */
export async function readSecret(
  question: string,
  input: Readable & { isTTY?: boolean },
  prompt: { write(text: string): unknown },
): Promise<string> {
  if (input.isTTY !== true) return text(input)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  // With `terminal` readline switches the echo off and edits the line itself; what it draws goes nowhere.
  const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 })
  prompt.write(question)
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve)
      lines.once('SIGINT', () => reject(new Interrupted('interrupted')))
      lines.once('close', () => resolve(''))
    })
  } finally {
    lines.close()
    prompt.write('\n')
  }
}
