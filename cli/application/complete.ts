import { proposeCompletions } from '@stricli/core'

import { targetOf } from '../arguments/target-flags.ts'
import { withOpened } from '../opened/with-opened.ts'
import type { Surroundings } from '../surroundings.ts'
import { SECOND } from '../../shared/core/time/units.ts'
import { applicationAt } from './application.ts'
import type { Context } from './command.ts'
import { readable } from './line.ts'
import { routeOf } from './route.ts'
import { root } from './routes.ts'

/** Nobody waits longer at a key. */
const PATIENCE = 3 * SECOND

/** What a shell may insert as it stands. */
const PLAIN = /^[\w.-]+$/

/** Prints what may stand in place of the last of these words, each in a line with what it means behind a tab. */
export async function complete(words: readonly string[], surroundings: Surroundings): Promise<number> {
  const partial = words.at(-1) ?? ''
  const line = [...readable([...words.slice(0, -1), partial]).slice(0, -1), partial]
  const context: Context = {
    ...surroundings,
    process: { stdout: surroundings.out, stderr: { write: () => undefined } },
    monitorIds: () => monitorIds(line, surroundings),
  }
  const found = await proposeCompletions<Context>(applicationAt(routeOf(root, line)), line, context)
  const lines = found.map(({ completion, brief }) => `${completion}\t${brief}\n`)
  surroundings.out.raw?.(lines.join(''))
  return 0
}

/** Those of the target that the line names; none where it cannot be asked. */
async function monitorIds(line: readonly string[], surroundings: Surroundings): Promise<readonly string[]> {
  const valueOf = (option: string) => {
    const at = line.findLastIndex((word) => word === option || word.startsWith(`${option}=`))
    const word = line[at]
    return word === option ? line[at + 1] : word?.slice(option.length + 1)
  }
  const asked = async () => {
    const target = await targetOf({ stack: valueOf('--stack'), local: valueOf('--local') }, surroundings)
    const rows = await withOpened(target, 'there', surroundings, ({ monitors }) => monitors.list())
    return rows.map(({ monitorId }) => monitorId).filter((id) => PLAIN.test(id))
  }
  return new Promise((resolve) => {
    const cancel = surroundings.clock.after(PATIENCE, () => resolve([]))
    void asked()
      .catch(() => [])
      .then((ids) => {
        cancel()
        resolve(ids)
      })
  })
}
