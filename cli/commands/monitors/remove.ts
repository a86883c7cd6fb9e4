import { type Refusal, removeMonitor } from '../../../shared/app/monitors/change-monitor.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import type { Carry } from '../../application/command.ts'
import type { TargetFlags } from '../../arguments/target-flags.ts'
import { onTarget } from '../../opened/on-target.ts'
import { refusalOf } from '../../opened/refusals.ts'
import type { Opened } from '../../opened/opened.ts'

export interface RemoveFlags extends TargetFlags {
  yes: boolean
}

/** Where one of them cannot be removed, none is. */
export const remove: Carry<RemoveFlags, string[]> = (surroundings, flags, ...names) => {
  if (!flags.yes && !surroundings.ask)
    throw new UsageError('there is no terminal to ask on; --yes removes without a question')
  return removing(surroundings, flags, ...new Set(names))
}

const removing = onTarget<RemoveFlags, string[]>(
  'there',
  async (opened, { out, err, ask }, { yes }, ...monitorIds) => {
    const refusals = await refusalsBefore(monitorIds, opened)
    if (refusals.length > 0) {
      throw new CannotDo('nothing was removed', { details: refusals })
    }
    if (!yes && ask) {
      const answer = await ask(`Remove ${monitorIds.join(', ')} from ${opened.place}? Results stay. (y/N) `)
      if (!/^y(?:es)?$/i.test(answer.trim())) {
        err.write('Nothing was removed.\n')
        return 1
      }
    }
    let failures = 0
    for (const monitorId of monitorIds) {
      const done = await removeMonitor(monitorId, opened.monitors)
      // Somebody else was faster, and it is gone.
      if (done.kind === 'removed' || done.kind === 'no-monitor') {
        // In a stack the reconciler does so.
        if (opened.source === 'local-table') await opened.runs.dropTlsSeen(monitorId)
        out.write(`${monitorId}: removed; its results stay\n`)
        continue
      }
      failures += 1
      err.write(`roundtrip: ${await refusalOf(monitorId, done, opened)}\n`)
    }
    return failures === 0 ? 0 : 1
  },
)

async function refusalsBefore(monitorIds: readonly string[], opened: Opened): Promise<string[]> {
  const refusals: string[] = []
  for (const monitorId of monitorIds) {
    const row = await opened.monitors.find(monitorId)
    const why: Refusal | undefined = !row
      ? { kind: 'no-monitor' }
      : row.managedBy === 'stack'
        ? { kind: 'managed-by-stack' }
        : undefined
    if (why) refusals.push(await refusalOf(monitorId, why, opened))
  }
  return refusals
}
