import { command } from '../../application/command.ts'
import { toggle } from '../../application/parameters.ts'
import { portFlag } from '../../arguments/port.ts'
import { targetFlags } from '../../arguments/target-flags.ts'

export const dashboard = command({
  brief: 'serve the API of a deployed stack on this machine, with your AWS credentials',
  details: [
    'It listens only on 127.0.0.1, until Ctrl-C. A client needs the key in the printed address. The next start uses the same key, and the same port if it is free.',
    'It can do what your credentials allow. --read-only refuses every change except tests, and those too where viewersMayTest is false in the settings. With --local it serves the data of a local mode that is not running (npm start serves its own).',
  ],
  exitCodes: '0 ended by Ctrl-C, or served already, 1 cannot be served, 2 usage error',
  parameters: {
    flags: {
      ...portFlag,
      readOnly: toggle('refuse every change except tests'),
      ...targetFlags,
    },
  },
  load: async () => (await import('./dashboard.ts')).dashboard,
})
