import { command } from '../../application/command.ts'
import { monitorArgument, toggle } from '../../application/parameters.ts'
import { monthFlag } from '../../arguments/month.ts'
import { viewFlags } from '../../opened/view-flags.ts'

export const incidents = command({
  brief: 'when monitors were down, how long and why: of this month, or of one monitor',
  details: [
    'Open ones first, then the newest. A month, of --zone, holds what was opened or resolved in it, and what is open.',
  ],
  parameters: {
    flags: {
      open: toggle('those that are open now alone'),
      month: monthFlag('as 2026-11; default: the one that holds now'),
      ...viewFlags,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ ...monitorArgument('MONITOR', 'the id of a monitor'), optional: true }],
    },
  },
  load: async () => (await import('./incidents.ts')).incidents,
})
