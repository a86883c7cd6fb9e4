import { command } from '../../application/command.ts'
import { viewFlags } from '../../opened/view-flags.ts'

export const locations = command({
  brief: 'where monitors run, and whether each place is heard from',
  details: [
    'Home, and every location that was deployed: kind, Region, fixed address, version, when it registered, monitors there, the last run heard, and what lies in its queues.',
  ],
  exitCodes: '0 nothing is wrong, 1 a location is silent or has letters to look at',
  parameters: { flags: viewFlags },
  load: async () => (await import('./locations.ts')).locations,
})
