import { targetFlags } from '../../arguments/target-flags.ts'
import { command } from '../../application/command.ts'
import { argument, monitorArgument } from '../../application/parameters.ts'

export const ack = command({
  needs: 'operate',
  brief: 'acknowledge the open incident of a monitor: no more repeats; the recovery is still sent',
  details: [
    'A policy that has not sent its first alert yet still sends it. A second acknowledgement replaces the note of the first. The next incident needs its own.',
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
