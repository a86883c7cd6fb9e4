import { command } from '../../application/command.ts'
import { toggle } from '../../application/parameters.ts'
import { RUN_REFERENCE, runArgument } from '../../arguments/run-argument.ts'
import { targetFlags } from '../../arguments/target-flags.ts'
import { zoneFlag } from '../../arguments/zone.ts'

export const open = command({
  brief: 'open all monitors, one monitor or a run in your browser',
  details: [
    'Uses npm start or a dashboard if one is running; else starts a dashboard, until Ctrl-C. The address is printed too: open it yourself if no browser opens, or if the browser may not read the file in your data folder that redirects to it.',
    `${RUN_REFERENCE} MONITOR alone is the monitor.`,
  ],
  usage: ['[REF] [options]'],
  parameters: {
    flags: {
      noBrowser: toggle('only print the address'),
      ...targetFlags,
      ...zoneFlag,
    },
    positional: { kind: 'tuple', parameters: [{ ...runArgument, optional: true }] },
  },
  load: async () => (await import('./open.ts')).open,
})
