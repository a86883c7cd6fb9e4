import { targetFlags } from '../../arguments/target-flags.ts'
import { command } from '../../application/command.ts'
import { argument, monitorArgument } from '../../application/parameters.ts'

export const ack = command({
  brief: 'acknowledge the open incident of a monitor: repeats stop, the recovery is still told',
  details: [
    'A policy that has not told of the incident yet still does. The next incident begins anew. A second acknowledgement replaces the note of the first.',
  ],
  parameters: {
    flags: targetFlags,
    positional: {
      kind: 'tuple',
      parameters: [
        monitorArgument('MONITOR', 'the id of a monitor'),
        { ...argument('NOTE', 'what is being done, up to 500 characters'), optional: true },
      ],
    },
  },
  load: async () => (await import('./ack.ts')).ack,
})
