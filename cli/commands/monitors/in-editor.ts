import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { CannotDo } from '../../opened/cannot-do.ts'
import type { Surroundings } from '../../surroundings.ts'

/**
 * Lets the user change a text until `take` accepts it: that answers what was done, or lines with mistakes,
 * after which the user may go on in the same text. A text that was not changed is not taken. What was typed
 * is never lost: whatever throws leaves it in a file that only its owner can read, and says in which.
 */
export async function inEditor<Done extends string>(
  before: string,
  { err, ask, edit }: Pick<Surroundings, 'err' | 'ask' | 'edit'>,
  take: (text: string, file: string) => Promise<Done | readonly string[]>,
): Promise<Done | 'unchanged'> {
  const file = join(await mkdtemp(join(tmpdir(), 'roundtrip-')), 'monitor.yaml')
  await writeFile(file, before, { mode: 0o600 })
  let toKeep = false
  try {
    for (;;) {
      await edit(file)
      const text = await readFile(file, 'utf8')
      toKeep = text !== before
      if (!toKeep) return 'unchanged'
      const done = await take(text, file)
      if (typeof done === 'string') {
        toKeep = false
        return done
      }
      err.write(`${done.join('\n')}\n`)
      const answer = ask ? await ask('Nothing was changed. Open the text again? (Y/n) ') : 'n'
      if (/^n/i.test(answer.trim())) throw new CannotDo('nothing was changed')
    }
  } finally {
    if (toKeep) err.write(`The text is kept in ${file}\n`)
    else await rm(dirname(file), { recursive: true, force: true })
  }
}
