import { type Entry, type Owner, addWindow } from '../../../shared/app/monitors/change-maintenance.ts'
import { writtenTags } from '../../../shared/core/definition/written-windows.ts'
import { describeProblems } from '../../../shared/core/definition/parse-monitor.ts'
import { readTag } from '../../../shared/core/definition/fields/text-fields.ts'
import type { Opened } from '../../opened/opened.ts'
import type { MaintenanceWindow } from '../../../shared/core/maintenance/window.ts'
import { firstOf } from '../../../shared/core/wording/words/first-of.ts'
import type { Carry } from '../../application/command.ts'
import type { TargetFlags } from '../../arguments/target-flags.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { onTarget } from '../../opened/on-target.ts'
import { ownersOf } from './owners.ts'
import { ownerRefusal, ownerWords } from './owner-words.ts'
import { type WindowFlags, windowOf } from './window-options.ts'
import { whenWords } from './window-words.ts'

export interface AddFlags extends TargetFlags, WindowFlags {
  tag: string | undefined
}

/** On several monitors one after the other, also where one of them cannot have it. */
export const add: Carry<AddFlags, string[]> = (surroundings, flags, ...monitorIds) => {
  const owners = ownersOf(monitorIds, flags.tag)
  const window = windowOf(flags, surroundings.machineZone(), surroundings.clock.now())
  refuseImpossible(flags.tag)
  return adding(window, owners)(surroundings, flags)
}

function adding(window: MaintenanceWindow, owners: readonly Owner[]) {
  return onTarget<AddFlags, []>('there', async (opened, { out, err, clock }) => {
    let failures = 0
    for (const owner of owners) {
      const done = await addWindow(owner, window, opened)
      if ('entries' in done) {
        const [entry] = done.entries
        const holders = await holdersOf(owner, opened)
        if (entry) out.write(`${ownerWords(owner)}: ${entryWords(entry, clock.now())}${holders}\n`)
        continue
      }
      failures += 1
      const why =
        done.kind === 'mistakes'
          ? `${ownerWords(owner)}: nothing was added: ${describeProblems(done.problems).replaceAll('\n', '; ')}`
          : await ownerRefusal(owner, done, opened)
      err.write(`roundtrip: ${why}\n`)
    }
    return failures === 0 ? 0 : 1
  })
}

/**
 * No monitor can have it, so that a window of it would hold for nobody; there is none to be removed either.
 */
function refuseImpossible(tag: string | undefined): void {
  const read = tag === undefined ? undefined : readTag(tag)
  if (read && !read.ok) throw new UsageError(`--tag: ${read.message}`)
}

function entryWords({ number, window }: Entry, now: number): string {
  return window ? `window ${number} (${window.mode}): ${whenWords(window, now)}` : `window ${number}`
}

/** Who has the tag now: a slip in its name is seen at once. */
async function holdersOf(owner: Owner, { monitors }: Opened): Promise<string> {
  if (owner.kind === 'monitor') return ''
  const rows = (await monitors.list()).filter(({ definition }) => writtenTags(definition).includes(owner.tag))
  const ids = rows.map(({ monitorId }) => monitorId).sort()
  return ids.length > 0 ? `; it applies to ${firstOf(ids)}` : '; no monitor has this tag yet'
}
