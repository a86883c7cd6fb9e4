import { createInterface } from 'node:readline'
import { Writable, type Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

import { Interrupted } from './interrupted.ts'

/** A certificate and its key have some hundred. */
const MOST_LINES = 2000

/**
 * Asks for a secret on a terminal without showing what is typed, or reads all of a pipe. The question goes to
 * `prompt` (standard error), so that standard output holds only the answer of the command. What is typed is one line;
 * JSON and PEM that are pasted are read to their end, as the shell would carry out the lines that are left. Throws
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
  const typed: string[] = []
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.on('line', (line) => {
        typed.push(line)
        if (!goesOn(typed)) resolve(typed.join('\n'))
      })
      lines.once('SIGINT', () => reject(new Interrupted('interrupted')))
      lines.once('close', () => resolve(typed.join('\n')))
    })
  } finally {
    lines.close()
    prompt.write('\n')
  }
}

/** Whether more lines follow: an empty one ends it in any case. */
function goesOn(typed: readonly string[]): boolean {
  const last = typed.at(-1) ?? ''
  const text = typed.join('\n')
  if (typed.length > MOST_LINES || (typed.length > 1 && last.trim() === '')) return false
  if (/^\s*\{/.test(text)) return !isJson(text)
  return /^\s*-----BEGIN /.test(text) && !/^\s*-----END /.test(last)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
