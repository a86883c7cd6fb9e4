import type { DefinePorts } from '../../../app/monitors/change-monitor.ts'
import { locationsWithNames } from '../../../app/monitors/locations-with-names.ts'
import type { HttpHome } from '../../home.ts'

/** Where definitions are written, and what of them is known here: which senders and locations there are now. */
export async function definePorts({ ports }: Pick<HttpHome, 'ports'>): Promise<DefinePorts> {
  const { monitors: store, definitionSource: source, builtInSender } = ports
  return { store, source, builtInSender, ...(await locationsWithNames(ports)) }
}
