import { firstOf } from '../../core/wording/words/first-of.ts'
import { type Check, type StackPorts, problem } from './check.ts'
import { placedMonitors } from './placed-monitors.ts'

/** Locations that monitors name and that do not stand; rows that were told of it have a mistake. */
export const unregistered: Check<StackPorts> = {
  name: 'locations',
  of: 'the locations of monitors',
  async look(ports) {
    const [placed, registered] = await Promise.all([placedMonitors(ports), ports.locations()])
    const states = await ports.runs.findStates(placed.map(({ monitor }) => monitor.monitorId))
    const standing = [ports.known.home, ...registered.flatMap(({ name, removed }) => (removed ? [] : [name]))]
    const named = new Map<string, string[]>()
    for (const { monitor, locations } of placed) {
      const { monitorId } = monitor
      if (states.get(monitorId)?.misconfigured) continue
      for (const location of locations.filter((one) => !standing.includes(one)))
        named.set(location, [...(named.get(location) ?? []), monitorId])
    }
    return [...named].map(([location, ids]) => {
      const isRemoved = registered.some(({ name }) => name === location)
      return problem(
        `Location ${location} is ${isRemoved ? 'removed' : 'not registered'}, and ${firstOf(ids)} ${ids.length === 1 ? 'names' : 'name'} it.`,
        'Nothing is tested from there, and no policy waits for it.',
        isRemoved
          ? 'Name another location: see "Remove a location" in docs/locations.md.'
          : 'Deploy it: npx cdk deploy --all; or name another location. See docs/locations.md.',
      )
    })
  },
}
