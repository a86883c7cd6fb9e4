import { X509Certificate } from 'node:crypto'

import { resolveSettings } from '../cdk/settings/resolve-settings.ts'
import type { StackSettings } from '../cdk/settings/settings-shape.ts'
import { describeProblems } from '../shared/core/definition/parse-monitor.ts'
import { HOME, type KnownLocations } from '../shared/core/location/known-locations.ts'
import { LOCAL } from '../shared/core/location/location-kind.ts'
import { tameLine } from '../shared/core/redaction/tame.ts'
import { CannotStart } from './cannot-start.ts'

/** The settings that hold on one machine too; what is AWS's own is in no use here. */
export type LocalSettings = Pick<
  StackSettings,
  | 'topics'
  | 'alertCap'
  | 'wording'
  | 'runbookUrl'
  | 'pageUrl'
  | 'retention'
  | 'senderAddress'
  | 'heartbeatUrl'
  | 'reportZone'
  | 'viewersMayTest'
  | 'localAlerts'
  | 'localSender'
  | 'trustedCertificates'
  | 'locations'
  | 'defaultLocations'
>

/** Monitors of the stack may name its locations here too; they all run on this machine. */
export function locationsHere({ locations, defaultLocations }: LocalSettings): KnownLocations {
  const beside = locations.filter(({ removed }) => !removed).map(({ name }) => name)
  return { home: LOCAL, defaults: defaultLocations, names: [HOME, ...beside] }
}

/** Trusted by mail servers and token endpoints besides the usual ones, PEM. */
export function authoritiesIn({ trustedCertificates = [] }: LocalSettings): readonly string[] {
  return trustedCertificates.map((der) => new X509Certificate(der).toString())
}

/** `cdk/settings.ts` as it holds here. Throws `CannotStart` with every mistake on a line of its own. */
export async function localSettings(
  written: () => Promise<unknown> = () => Promise.resolve({}),
): Promise<LocalSettings> {
  const answer = resolveSettings(await written().catch(notLoaded))
  if (answer.ok) return answer.settings
  throw new CannotStart(`cdk/settings.ts has mistakes:\n${describeProblems(answer.problems)}`)
}

function notLoaded(cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause)
  throw new CannotStart(`cdk/settings.ts cannot be loaded: ${tameLine(why)}`, { cause })
}
