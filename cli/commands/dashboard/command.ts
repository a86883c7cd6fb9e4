import { command } from '../../application/command.ts'
import { toggle } from '../../application/parameters.ts'
import { portFlag } from '../../arguments/port.ts'
import { targetFlags } from '../../arguments/target-flags.ts'

export const dashboard = command({
  brief: 'serve the API of a deployed stack on this machine, with your AWS credentials',
  details: [
    'It listens on 127.0.0.1 alone, for whoever has the key in the printed address, until Ctrl-C. The key is kept, and so is the port where it is free.',
    'What it may do is what your credentials may do; --read-only allows no change whatever they may. With --local it serves the data of a local mode that does not run: npm start serves its own.',
  ],
  exitCodes: '0 ended by Ctrl-C, or served already, 1 it cannot be served, 2 not understood',
  parameters: {
    flags: {
      ...portFlag,
      readOnly: toggle('refuse every change'),
      ...targetFlags,
    },
  },
  load: async () => (await import('./dashboard.ts')).dashboard,
})
