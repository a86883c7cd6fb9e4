import { command } from '../../application/command.ts'
import { toggle } from '../../application/parameters.ts'
import { targetFlags } from '../../arguments/target-flags.ts'

export const doctor = command({
  brief: 'what keeps tests or alerts from working after a deploy, and how to mend it',
  details: [
    'Looks at the last deploy, versions, subscriptions, limits of SMS and Lambda, event source mappings, overdue work, passwords, OAuth2 grants, port 25, the built-in sender and monitors. Changes nothing, and reads no password. What AWS refuses or does not answer is told, and stops no other check.',
    'In local mode it looks at overdue work, OAuth2 grants and monitors.',
  ],
  exitCodes: '0 nothing to mend, 1 problems or a check that could not be made, 2 usage error',
  parameters: { flags: { ...targetFlags, json: toggle('print one JSON object') } },
  load: async () => (await import('./doctor.ts')).doctor,
})
