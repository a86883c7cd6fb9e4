import { type Entry, type Owner, removeWindows } from '../../../shared/app/monitors/change-maintenance.ts'
import { listMaintenance } from '../../../shared/app/monitors/list-maintenance.ts'
import { windowState } from '../../../shared/core/maintenance/window-state.ts'
import type { EpochMs } from '../../../shared/core/time/units.ts'
import type { Carry } from '../../application/command.ts'
import type { TargetFlags } from '../../arguments/target-flags.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { onTarget } from '../../opened/on-target.ts'
import { expected, ownersOf } from './owners.ts'
import { ownerRefusal, ownerWords } from './owner-words.ts'
import { windowWords } from './window-words.ts'

export interface RemoveFlags extends TargetFlags {
  all: boolean
  over: boolean
  tag: string | undefined
}

/** Which windows: all, those that have passed, or those with these numbers. */
type Chosen = 'all' | 'over' | readonly number[]

/** Of several owners one after the other, also where one of them cannot be changed. */
export const remove: Carry<RemoveFlags, string[]> = (surroundings, flags, ...words) => {
  const { all, over, tag } = flags
  if (all && over) throw new UsageError('--all and --over exclude each other')
  if (over && tag === undefined && words.length === 0)
    return removing('everybody', 'over')(surroundings, flags)
  if (all || over) return removing(ownersOf(words, tag), all ? 'all' : 'over')(surroundings, flags)
  const [ids, numbers] = tag === undefined ? [words.slice(0, 1), words.slice(1)] : [[], words]
  return removing(ownersOf(ids, tag), numbersIn(numbers))(surroundings, flags)
}

function numbersIn(written: readonly string[]): readonly number[] {
  if (written.length > 0 && written.every((one) => /^[1-9]\d{0,3}$/.test(one))) return written.map(Number)
  throw expected('numbers of windows as "list" shows them, or --all, or --over', written)
}

function removing(from: readonly Owner[] | 'everybody', chosen: Chosen) {
  return onTarget<RemoveFlags, []>('there', async (opened, { out, err, clock }) => {
    const everywhere = from === 'everybody'
    const owners = everywhere ? (await listMaintenance(opened)).map(({ owner }) => owner) : from
    const numbers = typeof chosen === 'string' ? [] : chosen
    let failures = 0
    let removed = 0
    for (const owner of owners) {
      let missing: readonly number[] = []
      const choose = (standing: readonly Entry[]) => {
        missing = numbers.filter((wanted) => !standing.some(({ number }) => number === wanted))
        // Then the list is not the one that was looked at.
        return missing.length > 0 ? [] : chosenOf(standing, chosen, clock.now())
      }
      const done = await removeWindows(owner, choose, opened)
      if ('entries' in done && missing.length === 0) {
        removed += done.entries.length
        if (done.entries.length > 0 || !everywhere) out.write(removedWords(owner, done.entries, chosen))
        continue
      }
      failures += 1
      const why = 'entries' in done ? noWindow(owner, missing) : await ownerRefusal(owner, done, opened)
      err.write(`roundtrip: ${why}\n`)
    }
    if (everywhere && removed === 0 && failures === 0) out.write('There are no windows that have passed.\n')
    return failures === 0 ? 0 : 1
  })
}

function chosenOf(standing: readonly Entry[], chosen: Chosen, now: EpochMs): readonly Entry[] {
  if (chosen === 'all') return standing
  if (chosen === 'over') {
    return standing.filter(({ window }) => window && windowState(window, now).kind === 'over')
  }
  return standing.filter(({ number }) => chosen.includes(number))
}

function removedWords(owner: Owner, entries: readonly Entry[], chosen: Chosen): string {
  if (entries.length === 0)
    return `${ownerWords(owner)}: no windows${chosen === 'over' ? ' that have passed' : ''}\n`
  return entries
    .map(({ number, window }) => {
      const what = window ? ` (${window.mode}, ${windowWords(window)})` : ''
      return `${ownerWords(owner)}: window ${number} removed${what}\n`
    })
    .join('')
}

function noWindow(owner: Owner, missing: readonly number[]): string {
  const which = missing.length === 1 ? 'window' : 'windows'
  return `${ownerWords(owner)} has no ${which} ${missing.join(', ')}: nothing was removed; maintenance list shows the numbers`
}
