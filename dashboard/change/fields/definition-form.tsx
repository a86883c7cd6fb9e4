import { useEffect } from 'preact/hooks'

import { AlertSection } from './alert-section.tsx'
import { Entry, idOf } from './entry.tsx'
import type { Form } from '../form/form.ts'
import { LocationFields } from './location-fields.tsx'
import { MoreSection } from './more-section.tsx'
import { MailboxSection, SenderSection } from './server-sections.tsx'
import { byPlace, namedField } from './words.ts'

interface DefinitionFormProps {
  form: Form
  place: string
  /** Fields are shown and cannot be changed. */
  isFixed: boolean
}

/** The fields of a definition, in the order in which a person knows them. */
export function DefinitionForm({ form, place, isFixed }: DefinitionFormProps) {
  return (
    <fieldset class="definition" disabled={isFixed}>
      <legend class="unseen">Monitor</legend>
      <fieldset>
        <legend>Address</legend>
        <Entry form={form} path="emailAddress" kind="address" placeholder="roundtrip@example.com" />
        <Entry form={form} path="name" />
        <Entry form={form} path="monitorId" disabled={form.monitorId !== undefined} />
      </fieldset>
      <MailboxSection form={form} place={place} />
      <SenderSection form={form} place={place} />
      <fieldset>
        <legend>How often</legend>
        <Entry form={form} path="intervalMinutes" kind="number" placeholder="10" />
        <Entry form={form} path="timeoutSeconds" kind="number" placeholder="300" />
      </fieldset>
      <LocationFields form={form} />
      <AlertSection form={form} />
      <MoreSection form={form} />
    </fieldset>
  )
}

/** Every mistake at once, for whoever wanted to save; each leads to its field. `asked` counts the wishes. */
export function MistakeList({ form, asked }: { form: Form; asked: number }) {
  const mistakes = form.touched.value === 'all' ? form.mistakes.value.toSorted(byPlace) : []
  useEffect(() => {
    if (asked > 0) focusFirst(form)
  }, [asked])
  if (mistakes.length === 0) return null
  return (
    <div class="problem" role="alert">
      <h2>{mistakes.length === 1 ? 'One field is wrong' : `${mistakes.length} fields are wrong`}</h2>
      <ul>
        {mistakes.map(({ path, message }) => (
          <li key={path + message}>
            {fieldOf(path) === undefined ? (
              <b>{namedField(path)}</b>
            ) : (
              <a
                href={`#${idOf(path)}`}
                onClick={(event) => {
                  event.preventDefault()
                  focusField(path)
                }}
              >
                {namedField(path)}
              </a>
            )}
            : {message}
          </li>
        ))}
      </ul>
    </div>
  )
}

function focusFirst({ mistakes }: Form) {
  const found = mistakes.peek().flatMap(({ path }) => fieldOf(path) ?? [])
  const [first] = found.sort((one, other) =>
    one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  )
  first?.focus()
}

function focusField(path: string) {
  fieldOf(path)?.focus()
}

/** The field itself, else the one that stands for its section. */
function fieldOf(path: string): HTMLElement | undefined {
  const standsFor: Readonly<Record<string, string>> = {
    mailbox: 'mailbox.server',
    smtp: 'smtp.server',
    'smtp.userid': 'smtp.login',
    'smtp.password': 'smtp.login',
    'smtp.grant': 'smtp.login',
    slow: 'slow.roundTrip',
    alerts: 'alerts[0].topic',
  }
  const other = standsFor[path.startsWith('tags[') ? 'tags' : path] ?? path.replace(/^tags\[.*/, 'tags')
  return (
    document.getElementById(idOf(path.replace(/^locations\[.*/, 'locations'))) ??
    document.getElementById(idOf(other)) ??
    undefined
  )
}
