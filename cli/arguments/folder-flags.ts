import { addressForms, schemesIn } from '../../shared/core/run/schemes.ts'
import { value } from '../application/parameters.ts'

/** Where in a mailbox the message is looked for: options of the commands that describe a monitor. */
export const folderFlags = {
  folder: value('NAME', 'the folder that the message is expected in (IMAP); default: INBOX'),
  junk: value(
    'RULE',
    'a message in the junk folder is a failure (failed), delivered with a warning (ok), or not looked for (off); default: failed, with POP3 alone off',
  ),
  junkServer: value(
    'URL',
    `with POP3: the IMAP server whose junk folder is looked into: ${addressForms(schemesIn('IMAP'))}`,
  ),
}
