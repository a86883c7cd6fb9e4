import { command } from '../../application/command.ts'
import { RUN_REFERENCE, runArgument } from '../../arguments/run-argument.ts'
import { viewFlags } from '../../opened/view-flags.ts'

export const log = command({
  brief: 'the log of a run: both dialogues, line by line',
  usage: ['REF [options]'],
  details: [
    RUN_REFERENCE,
    'Each line: ms since the start, dialogue (smtp, mailbox, run), phase, sender, text. Passwords are hidden.',
  ],
  parameters: {
    flags: viewFlags,
    positional: { kind: 'tuple', parameters: [runArgument] },
  },
  load: async () => (await import('./log.ts')).log,
})
