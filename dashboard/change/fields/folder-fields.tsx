import type { Form } from '../form/form.ts'
import { speaksImap } from '../form/suggestions.ts'
import { Choice, Entry } from './entry.tsx'
import { JUNK_CHOICES } from './words.ts'

/** Where else than in the inbox the message may be: what the server can show, and whatever is set already. */
export function FolderFields({ form }: { form: Form }) {
  const isSet = (path: string) => form.valueOf(path) !== undefined
  const isImap = speaksImap(form.valueOf('mailbox.server'))
  const seesJunk = isImap || isSet('mailbox.junkServer')
  return (
    <>
      {(isImap || isSet('mailbox.folder')) && <Entry form={form} path="mailbox.folder" placeholder="INBOX" />}
      {(!isImap || isSet('mailbox.junkServer')) && (
        <Entry form={form} path="mailbox.junkServer" placeholder="imaps://imap.example.com" />
      )}
      {(seesJunk || isSet('mailbox.junk')) && (
        <Choice form={form} path="mailbox.junk" choices={JUNK_CHOICES} />
      )}
    </>
  )
}
