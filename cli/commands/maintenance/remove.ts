import { type Entry, type Owner, removeWindows } from '../../../shared/app/monitors/change-maintenance.ts'
import { listMaintenance } from '../../../shared/app/monitors/list-maintenance.ts'
import { windowState } from '../../../shared/core/maintenance/window-state.ts'
import type { EpochMs } from '../../../shared/core/time/units.ts'
import type { Opened } from '../../opened/opened.ts'
import { type MaintenanceArguments, ownersIn } from './arguments.ts'
import { ownerRefusal, ownerWords } from './owner-words.ts'
import type { Surroundings } from '../../surroundings.ts'
import { windowWords } from './window-words.ts'

/** `maintenance remove`; of several owners one after the other, also where one of them cannot be changed. */
export async function remove(
  args: MaintenanceArguments,
  opened: Opened,
  { out, err, clock }: Surroundings,
): Promise<number> {
  const { numbers } = args
  const everywhere = args.monitorIds.length === 0 && args.values.tag === undefined
  const owners = everywhere ? (await listMaintenance(opened)).map(({ owner }) => owner) : ownersIn(args)
  let failures = 0
  let removed = 0
  for (const owner of owners) {
    let missing: readonly number[] = []
    const choose = (standing: readonly Entry[]) => {
      missing = numbers.filter((wanted) => !standing.some(({ number }) => number === wanted))
      // Then the list is not the one that was looked at.
      return missing.length > 0 ? [] : chosenOf(standing, args, clock.now())
    }
    const done = await removeWindows(owner, choose, opened)
    if ('entries' in done && missing.length === 0) {
      removed += done.entries.length
      if (done.entries.length > 0 || !everywhere) out.write(removedWords(owner, done.entries, args))
      continue
    }
    failures += 1
    const why = 'entries' in done ? noWindow(owner, missing) : await ownerRefusal(owner, done, opened)
    err.write(`roundtrip: ${why}\n`)
  }
  if (everywhere && removed === 0 && failures === 0) out.write('There are no windows that have passed.\n')
  return failures === 0 ? 0 : 1
}

function chosenOf(
  standing: readonly Entry[],
  { numbers, switches }: MaintenanceArguments,
  now: EpochMs,
): readonly Entry[] {
  if (switches.all) return standing
  if (switches.over) {
    return standing.filter(({ window }) => window && windowState(window, now).kind === 'over')
  }
  return standing.filter(({ number }) => numbers.includes(number))
}

function removedWords(owner: Owner, entries: readonly Entry[], { switches }: MaintenanceArguments): string {
  if (entries.length === 0)
    return `${ownerWords(owner)}: no windows${switches.over ? ' that have passed' : ''}\n`
  return entries
    .map(({ number, window }) => {
      const what = window ? ` (${window.mode}, ${windowWords(window)})` : ''
      return `${ownerWords(owner)}: window ${number} removed${what}\n`
    })
    .join('')
}

function noWindow(owner: Owner, missing: readonly number[]): string {
  const which = missing.length === 1 ? 'window' : 'windows'
  return `${ownerWords(owner)} has no ${which} ${missing.join(', ')}: nothing was removed; maintenance list numbers those it has`
}
