import { command } from '../../application/command.ts'
import { monitorArgument, toggle } from '../../application/parameters.ts'
import { monthFlag } from '../../arguments/month.ts'
import { viewFlags } from '../../opened/view-flags.ts'

export const incidents = command({
  brief: 'when monitors were down, how long and why: of this month, or of one monitor',
  details: [
    'Open incidents first, then the newest. A month (in --zone) lists the incidents that were opened or resolved in it, and open ones.',
  ],
  parameters: {
    flags: {
      open: toggle('only open incidents'),
      month: monthFlag('for example 2026-11; default: the current month'),
      ...viewFlags,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ ...monitorArgument('MONITOR', 'the id of a monitor'), optional: true }],
    },
  },
  load: async () => (await import('./incidents.ts')).incidents,
})
