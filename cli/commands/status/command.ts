import { command } from '../../application/command.ts'
import { monitorArgument, toggle } from '../../application/parameters.ts'
import { viewFlags } from '../../opened/view-flags.ts'

export const status = command({
  brief: 'what is down, since when and why; with MONITOR: that one and its last runs',
  details: [
    'Summarizes what is wrong and what the monitors that are down have in common, then lists all monitors, worst first.',
    'A pipe gets rows of tab-separated values: id, health, since, round trip in ms, last run, remarks (for example "failing 1 of 3"), reason.',
  ],
  exitCodes:
    '0 done, 1 failed, 2 usage error, 130 Ctrl-C; with --exit-code also: 1 one is down, 3 none is down and one is unknown',
  parameters: {
    flags: {
      ...viewFlags,
      watch: toggle('refresh every 10 s until Ctrl-C'),
      exitCode: toggle('report health in the exit code too'),
    },
    positional: {
      kind: 'tuple',
      parameters: [{ ...monitorArgument('MONITOR', 'the id of a monitor'), optional: true }],
    },
  },
  load: async () => (await import('./status.ts')).status,
})
