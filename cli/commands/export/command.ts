import { command, group } from '../../application/command.ts'
import { choice, monitorArgument } from '../../application/parameters.ts'
import { monthFlag } from '../../arguments/month.ts'
import { spanFlags } from '../../arguments/span-flags.ts'
import { targetFlags } from '../../arguments/target-flags.ts'
import { zoneFlag } from '../../arguments/zone.ts'

const flags = {
  ...spanFlags(
    'for example 30d, yesterday, 2026-11 or 2026-11-05T03:00Z; default: all that is kept',
    'before the end of this time; default: now',
  ),
  month: monthFlag('only this month, for example 2026-11'),
  format: choice(['csv', 'json'], 'FORMAT', 'csv or json; default: csv'),
  ...targetFlags,
  ...zoneFlag,
}

const monitor = monitorArgument('MONITOR', 'the id of a monitor')

/** Whole spans to standard output, as they are read: nothing is held but one page. */
export const exports = group('what is stored, as CSV or JSON', {
  runs: command({
    brief: 'every run of a monitor, newest first',
    parameters: { flags, positional: { kind: 'tuple', parameters: [monitor] } },
    load: async () => (await import('./export-runs.ts')).exportRuns,
  }),
  availability: command({
    brief:
      'the figures of a monitor by hour, day or month, oldest first; without MONITOR: of all, of a month',
    usage: ['MONITOR [options]', '[--month MONTH] [options]'],
    parameters: {
      flags: { ...flags, by: choice(['hour', 'day', 'month'], 'UNIT', 'default: day; of --zone') },
      positional: { kind: 'tuple', parameters: [{ ...monitor, optional: true }] },
    },
    load: async () => (await import('./export-availability.ts')).exportAvailability,
  }),
  incidents: command({
    brief: 'incidents of all monitors or of one, by when they were opened, oldest first',
    parameters: {
      flags,
      positional: { kind: 'tuple', parameters: [{ ...monitor, optional: true }] },
    },
    load: async () => (await import('./export-incidents.ts')).exportIncidents,
  }),
})
