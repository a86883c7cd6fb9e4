import { reads } from '../../api/reads.ts'
import { useAnswer } from '../../api/use-answer.ts'
import type { Side } from '../../../shared/core/time/phases.ts'
import { Choice, Entry, Frame, Tick } from './entry.tsx'
import { FolderFields } from './folder-fields.tsx'
import type { Form } from '../form/form.ts'
import { LoginField } from './login-field.tsx'
import type { SenderLogin } from '../form/passwords.ts'
import { suggestedServers } from '../form/suggestions.ts'
import { leftBlankWords } from './sender-words.ts'
import { TLS_CHOICES, wordsOf } from './words.ts'

interface SectionProps {
  form: Form
  /** Where passwords are stored, in words. */
  place: string
}

export function MailboxSection({ form, place }: SectionProps) {
  const address = form.valueOf('emailAddress')
  return (
    <fieldset>
      <legend>Mailbox</legend>
      <Entry form={form} path="mailbox.server" also={['mailbox']} placeholder="imaps://imap.example.com" />
      <Suggested form={form} side="mailbox" />
      <Entry form={form} path="mailbox.userid" />
      {typeof address === 'string' && address !== '' && (
        <Suggestions form={form} path="mailbox.userid" values={[address]} />
      )}
      <LoginField form={form} side="mailbox" place={place} />
    </fieldset>
  )
}

const LOGINS: readonly (readonly [SenderLogin, string])[] = [
  ['mailbox', 'The same login as the mailbox'],
  ['own', 'Another login'],
  ['none', 'No login'],
]

export function SenderSection({ form, place }: SectionProps) {
  const login = form.senderLogin.value
  const isOwn = login === 'own'
  const { data: session } = useAnswer(reads.session())
  const leftBlank = leftBlankWords(session?.builtInSender)
  // Without a server there is nothing to log in to, unless somebody says so.
  const logsIn = leftBlank === undefined || isOwn || form.valueOf('smtp.server') !== undefined
  return (
    <fieldset>
      <legend>Sender</legend>
      <Entry
        form={form}
        path="smtp.server"
        also={['smtp']}
        placeholder="smtp://smtp.example.com:587"
        {...(leftBlank !== undefined && { help: `${wordsOf('smtp.server').help ?? ''} ${leftBlank}` })}
      />
      <Suggested form={form} side="smtp" />
      {logsIn && (
        <Frame
          form={form}
          path="smtp.login"
          also={isOwn ? [] : ['smtp.userid', 'smtp.password', 'smtp.grant']}
        >
          {(described) => (
            <select
              {...described}
              value={login}
              onChange={({ currentTarget: { value } }) => chooseLogin(form, value as SenderLogin)}
            >
              {LOGINS.map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Frame>
      )}
      {isOwn && (
        <>
          <Entry form={form} path="smtp.userid" />
          <LoginField form={form} side="smtp" place={place} />
        </>
      )}
    </fieldset>
  )
}

function chooseLogin(form: Form, login: SenderLogin) {
  form.senderLogin.value = login
  form.set('smtp.userid', undefined)
  form.set('smtp.password', undefined)
  form.set('smtp.grant', undefined)
  form.set('smtp.auth', undefined)
  form.kinds.value = { ...form.kinds.peek(), smtp: 'password' }
  form.typePassword('smtp', login === 'own' ? '' : undefined)
}

/** What few need to set of a server. */
export function ServerDetails({ form, side }: { form: Form; side: Side }) {
  return (
    <>
      <h2>{side === 'smtp' ? 'Sender' : 'Mailbox'}</h2>
      {side === 'smtp' && <Entry form={form} path="smtp.from" kind="address" />}
      {side === 'smtp' && <Entry form={form} path="smtp.heloName" />}
      <Choice form={form} path={`${side}.tls`} choices={TLS_CHOICES} />
      <Tick form={form} path={`${side}.verify`} byDefault isOpposite />
      {side === 'mailbox' && (
        <>
          <Entry form={form} path="mailbox.secondsBetweenLogins" kind="number" />
          <FolderFields form={form} />
        </>
      )}
    </>
  )
}

/** Servers that one click takes, while none is named. */
function Suggested({ form, side }: { form: Form; side: Side }) {
  const address = form.valueOf('emailAddress')
  const values = typeof address === 'string' ? suggestedServers(address, side) : []
  return <Suggestions form={form} path={`${side}.server`} values={values} />
}

function Suggestions({ form, path, values }: { form: Form; path: string; values: readonly string[] }) {
  if (values.length === 0 || form.valueOf(path) !== undefined) return null
  return (
    <p class="suggestions">
      <span class="quiet">Suggestions</span>
      {values.map((value) => (
        <button key={value} type="button" onClick={() => form.set(path, value)}>
          {value}
        </button>
      ))}
    </p>
  )
}
