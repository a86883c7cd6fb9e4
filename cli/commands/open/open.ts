import type { Address } from '../../../shared/core/wording/home-address.ts'
import { type TargetFlags, targetOf } from '../../arguments/target-flags.ts'
import { type ZoneFlags, zoneOf } from '../../arguments/zone.ts'
import { homeFolder } from '../../opened/home-folder.ts'
import { servedApi } from '../../opened/served-api.ts'
import { viewPorts } from '../../opened/on-view.ts'
import { redirectFile } from '../../opened/redirect-file.ts'
import { withOpened } from '../../opened/with-opened.ts'
import type { Surroundings } from '../../surroundings.ts'
import { writeRemark } from '../../terminal/words.ts'
import { serveUntilStopped } from '../dashboard/serve-until-stopped.ts'
import { tellAddress } from '../dashboard/tell-address.ts'
import { pathOf } from './path-of.ts'

export interface OpenFlags extends TargetFlags, ZoneFlags {
  noBrowser: boolean
}

export async function open(
  surroundings: Surroundings,
  flags: OpenFlags,
  reference?: string,
): Promise<number> {
  const { clock, env, err, browse } = surroundings
  const target = await targetOf(flags, surroundings)
  const zone = zoneOf(flags, surroundings)
  return withOpened(target, 'served', surroundings, async (opened) => {
    const viewing = { ports: viewPorts(opened, clock), zone }
    const path = reference === undefined ? '/' : await pathOf(reference, opened, viewing)
    const folder = await homeFolder(target, opened, env)

    async function show(address: Address): Promise<void> {
      if (flags.noBrowser || !browse) return
      const isShown = await browse(await redirectFile(folder, address, path))
      if (!isShown) writeRemark(err, 'no browser could be started: open the address yourself')
    }

    const served = await servedApi(folder)
    if (!served) return serveUntilStopped(opened, { folder, path, readOnly: false, show }, surroundings)
    tellAddress(opened.place, served, { folder, path }, surroundings)
    await show(served)
    return 0
  })
}
