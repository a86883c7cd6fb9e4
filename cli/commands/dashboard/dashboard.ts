import { type PortFlags, portOf } from '../../arguments/port.ts'
import { type TargetFlags, targetOf } from '../../arguments/target-flags.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { homeFolder } from '../../opened/home-folder.ts'
import { servedApi } from '../../opened/served-api.ts'
import { withOpened } from '../../opened/with-opened.ts'
import type { Surroundings } from '../../surroundings.ts'
import { serveUntilStopped } from './serve-until-stopped.ts'
import { tellAddress } from './tell-address.ts'

export interface DashboardFlags extends TargetFlags, PortFlags {
  readOnly: boolean
}

/** Where a server runs already, one more would only take the bookmarks to another port. */
export async function dashboard(surroundings: Surroundings, flags: DashboardFlags): Promise<number> {
  const target = await targetOf(flags, surroundings)
  const { readOnly } = flags
  const port = portOf(flags)
  return withOpened(target, 'served', surroundings, async (opened) => {
    const folder = await homeFolder(target, opened, surroundings.env)
    const served = await servedApi(folder)
    if (!served) return serveUntilStopped(opened, { folder, port, readOnly }, surroundings)
    const already = `${opened.place} is served already`
    if (readOnly || port !== undefined) {
      throw new CannotDo(
        `${already}, at ${served.url}: --port and --read-only cannot change that; end it first`,
      )
    }
    tellAddress(already, served, { folder }, surroundings)
    return 0
  })
}
