import { command } from '../../application/command.ts'
import { viewFlags } from '../../opened/view-flags.ts'
import { RUN_REFERENCE, runArgument } from '../../arguments/run-argument.ts'

export const show = command({
  brief: 'a run: result, reason and what to do; or a monitor with its figures',
  usage: ['REF [options]'],
  details: [
    RUN_REFERENCE,
    'MONITOR alone is the monitor: availability, round trips, locations, its last runs and incidents.',
  ],
  parameters: {
    flags: viewFlags,
    positional: { kind: 'tuple', parameters: [runArgument] },
  },
  load: async () => (await import('./show.ts')).show,
})
