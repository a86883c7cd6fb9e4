import type { Monitor } from '../../shared/core/definition/monitor.ts'
import { HOME, locationsOf } from '../../shared/core/location/known-locations.ts'
import type { StackSettings } from '../settings/settings-shape.ts'

/** Those of the stack's monitors that run at a location, which is called as in the settings: home is `home`. */
export function runningAt(
  location: string,
  { settings, monitors }: { settings: Pick<StackSettings, 'defaultLocations'>; monitors: readonly Monitor[] },
): Monitor[] {
  const known = { home: HOME, defaults: settings.defaultLocations }
  return monitors.filter((monitor) => locationsOf(monitor, known).includes(location))
}
