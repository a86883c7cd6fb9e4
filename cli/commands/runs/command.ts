import { command } from '../../application/command.ts'
import { choice, monitorArgument, toggle, value } from '../../application/parameters.ts'
import { spanFlags } from '../../arguments/span-flags.ts'
import { viewFlags } from '../../opened/view-flags.ts'
import { readLimit, readReason } from './run-options.ts'

export const runs = command({
  brief: 'the runs of a monitor, newest first',
  details: [
    'A pipe gets rows of tab-separated values: scheduled time, outcome, round trip in ms, reason, location, trigger, and the run as "show" and "log" take it.',
  ],
  parameters: {
    flags: {
      ...spanFlags(
        'scheduled at or after this time: 24h, 7d, yesterday, 03:00, 2026-11, 2026-11-05T03:00Z and so on; default: all that are kept',
        'scheduled before the end of this time; default: now',
      ),
      failed: toggle('only failed and lost runs'),
      reason: {
        ...value('REASON', 'only runs with this reason, for example mailbox-login-refused'),
        parse: readReason,
      },
      location: value('LOCATION', 'only runs at this location'),
      trigger: choice(['schedule', 'recheck', 'on-demand'], 'TRIGGER', 'schedule, recheck or on-demand'),
      limit: { ...value('COUNT', 'the maximum number of runs, 1 to 10000; default: 50'), parse: readLimit },
      ...viewFlags,
    },
    positional: { kind: 'tuple', parameters: [monitorArgument('MONITOR', 'the id of a monitor')] },
  },
  load: async () => (await import('./runs.ts')).runs,
})
