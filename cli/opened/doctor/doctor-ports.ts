import type { StackPorts, StorePorts } from '../../../shared/app/doctor/check.ts'
import type { MonitorRow } from '../../../shared/app/ports/monitor-store.ts'
import { codeVersion } from '../../../shared/adapters/version.ts'
import type { RegisteredLocation } from '../../../shared/core/location/registered-location.ts'
import { HOME } from '../../../shared/core/location/known-locations.ts'
import { localOptions, stackOptions } from '../../../shared/core/wording/log-command.ts'
import type { Target } from '../../arguments/target.ts'
import type { Surroundings } from '../../surroundings.ts'
import type { Opened } from '../opened.ts'

export type DoctorPorts = { kind: 'stack'; ports: StackPorts } | { kind: 'store'; ports: StorePorts }

/** What `doctor` asks: of a stack its account too. Rows are read once. */
export function doctorPorts(
  { monitors, runs, source, isOwn, deployed, knownLocations, builtInSender }: Opened,
  target: Target,
  clock: Surroundings['clock'],
): DoctorPorts {
  const options = target.kind === 'stack' ? stackOptions(target.stackName) : localOptions(target.folder)
  let read: Promise<readonly MonitorRow[]> | undefined
  let registered: Promise<readonly RegisteredLocation[]> | undefined
  const store: StorePorts = {
    clock,
    definitionSource: source,
    ...(isOwn && { isOwn }),
    ...(builtInSender !== undefined && { builtInSender }),
    rows: () => (read ??= monitors.list()),
    runs,
    command: (words) => ['npx roundtrip', words, options].join(' ').trimEnd(),
  }
  if (!deployed) return { kind: 'store', ports: store }
  const { stack, account } = deployed
  return {
    kind: 'stack',
    ports: {
      ...store,
      account,
      stack: { ...stack, ownVersion: codeVersion() },
      locations: () => (registered ??= runs.registeredLocations()),
      known: knownLocations ?? { home: stack.region, defaults: [HOME] },
    },
  }
}
