import { addressForms, schemesIn } from '../../shared/core/run/schemes.ts'
import { value } from '../application/parameters.ts'

/** Where in a mailbox the message is looked for: options of the commands that describe a monitor. */
export const folderFlags = {
  folder: value('NAME', 'the folder that the message arrives in (IMAP); default: INBOX'),
  junk: value(
    'RULE',
    'what a message in the junk folder means: failed (a failure), ok (delivered, with a warning) or off (not searched); default: failed, or off for POP3 without --junk-server',
  ),
  junkServer: value(
    'URL',
    `for POP3: the IMAP server to search for junk, with the same login: ${addressForms(schemesIn('IMAP'))}`,
  ),
}
