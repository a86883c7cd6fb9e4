import { command } from '../../application/command.ts'
import { toggle, value } from '../../application/parameters.ts'
import { RUN_REFERENCE, runArgument } from '../../arguments/run-argument.ts'
import { viewFlags } from '../../opened/view-flags.ts'

export const log = command({
  brief: 'the log of a run: both dialogues, line by line; or a report of it for a mail provider',
  usage: ['REF [options]'],
  details: [
    RUN_REFERENCE,
    'Each line: ms since the start, dialogue (smtp, mailbox, run), phase, sender, text. Passwords are hidden.',
    'The report of --html and --text has times in UTC, Message-ID, queue id, both dialogues, and the last good run beside it. A file that is there is replaced; "-" is standard output.',
  ],
  parameters: {
    flags: {
      html: value('FILE', 'write the report as one HTML file, without script, to send to the provider'),
      text: value('FILE', 'write the report as plain text, for a mail or a ticket'),
      mask: toggle('mask the names in email addresses, as p***@example.com'),
      ...viewFlags,
    },
    positional: { kind: 'tuple', parameters: [runArgument] },
  },
  load: async () => (await import('./log.ts')).log,
})
