import type { App } from 'aws-cdk-lib'

import { isRecord } from '../shared/core/definition/fields/fields.ts'
import { locationsIn } from '../shared/core/definition/locations-in-settings.ts'
import type { Problem } from '../shared/core/definition/monitor.ts'
import { describeProblem, parseMonitors } from '../shared/core/definition/parse-monitor.ts'
import { alertTopics } from '../shared/core/definition/topic-names.ts'
import type { InstallationProps } from './installation.ts'
import { resolveSettings } from './settings/resolve-settings.ts'
import { declareStacks } from './stacks.ts'

/** What a user writes: the settings and the monitors, neither looked at yet. */
export interface Written {
  settings: unknown
  monitors: unknown
}

/**
 * Declares the stacks in the app that `makeApp` gives, or returns every mistake as a line and makes no app.
 */
export function declareRoundtrip(makeApp: () => App, written: Written): readonly string[] {
  const read = readWritten(written)
  if (read.ok) declareStacks(makeApp(), read.installation)
  return read.ok ? [] : read.mistakes
}

/** Looks at all that was written: what is deployed, or every mistake as a line. */
export function readWritten(
  written: Written,
): { ok: true; installation: InstallationProps } | { ok: false; mistakes: readonly string[] } {
  const settings = resolveSettings(written.settings)
  const known = {
    topics: topicsIn(written.settings),
    knownLocations: locationsIn(written.settings),
    builtInSender: hasBuiltInSender(written.settings),
  }
  const monitors = parseMonitors(written.monitors, 'stack', known)
  if (!settings.ok || !monitors.ok) {
    const problems = [
      ...(settings.ok ? [] : settings.problems.map(inSettings)),
      ...(monitors.ok ? [] : monitors.problems),
    ]
    return { ok: false, mistakes: problems.map(describeProblem) }
  }
  const definitions = written.monitors as readonly unknown[]
  return { ok: true, installation: { settings: settings.settings, monitors: monitors.monitors, definitions } }
}

/** Also of settings with mistakes, so that those of the monitors are told beside them. */
function topicsIn(settings: unknown): string[] | undefined {
  return isRecord(settings) ? alertTopics(settings.topics) : undefined
}

/** Undefined where the settings are none: then nobody knows. */
function hasBuiltInSender(settings: unknown): boolean | undefined {
  return isRecord(settings) ? settings.builtInSender !== undefined : undefined
}

function inSettings({ path, message }: Problem): Problem {
  return { path: path === '' || path.startsWith('[') ? `settings${path}` : `settings.${path}`, message }
}
