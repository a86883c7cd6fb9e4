import { command } from '../../application/command.ts'
import { toggle } from '../../application/parameters.ts'
import { RUN_REFERENCE, runArgument } from '../../arguments/run-argument.ts'
import { targetFlags } from '../../arguments/target-flags.ts'
import { zoneFlag } from '../../arguments/zone.ts'

export const open = command({
  brief: 'open the address of everything, a monitor or a run in your browser',
  details: [
    'Where npm start or a dashboard serves it, the browser is sent there; else a dashboard is started, until Ctrl-C. The address is printed too: open it yourself where no browser comes, or where one may not read the file in your data folder that sends it there.',
    `${RUN_REFERENCE} MONITOR alone is the monitor.`,
  ],
  usage: ['[REF] [options]'],
  parameters: {
    flags: {
      noBrowser: toggle('print the address alone'),
      ...targetFlags,
      ...zoneFlag,
    },
    positional: { kind: 'tuple', parameters: [{ ...runArgument, optional: true }] },
  },
  load: async () => (await import('./open.ts')).open,
})
