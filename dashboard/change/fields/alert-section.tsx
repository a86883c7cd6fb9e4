import { useAnswer } from '../../api/use-answer.ts'
import { pathOf, valueAt } from '../form/draft.ts'
import { Choice, Entry, Frame, Tick } from './entry.tsx'
import { useLocations } from './location-fields.tsx'
import type { Form } from '../form/form.ts'

interface Topic {
  name: string
  subscriptions?: readonly { endpoint: string; confirmed: boolean }[]
}

const RARELY_SET = ['repeatMinutes', 'maxAlerts', 'onRecovery', 'onSlow']
const TOPICS = { path: '/topics', everyMs: Infinity }

/** Who is alerted, and when: policies, each for itself. */
export function AlertSection({ form }: { form: Form }) {
  const { data } = useAnswer<{ items: readonly Topic[] }>(TOPICS)
  const written = form.valueOf('alerts')
  const policies = Array.isArray(written) ? (written as unknown[]) : [{}]
  const more = policies.length > 1
  return (
    <fieldset>
      <legend>Alerts</legend>
      {policies.map((_policy, index) => (
        <div key={index} class="policy">
          {more && <h2>Policy {index + 1}</h2>}
          <Policy form={form} at={`alerts[${index}]`} topics={data?.items ?? []} />
          {more && (
            <button type="button" onClick={() => form.set('alerts', policies.toSpliced(index, 1))}>
              Remove policy {index + 1}
            </button>
          )}
        </div>
      ))}
      <p>
        <button type="button" onClick={() => form.set('alerts', [...policies, { afterFailures: 3 }])}>
          Add a policy
        </button>{' '}
        <span class="quiet">Each policy counts and repeats on its own; add a second one to escalate.</span>
      </p>
    </fieldset>
  )
}

function Policy({ form, at, topics }: { form: Form; at: string; topics: readonly Topic[] }) {
  const topic = form.valueOf(`${at}.topic`)
  const isTold = form.valueOf(`${at}.onError`) !== false
  const fields = [form.valueOf(`${at}.verify`), form.valueOf(`${at}.minLocations`)]
  const several = useLocations().length > 1 || fields[0] === 'elsewhere' || fields[1] !== undefined
  const named = typeof topic === 'string' ? topic : 'alerts'
  const known = topics.some(({ name }) => name === named)
  const names = [...topics.map(({ name }) => name), ...(known ? [] : [named])]
  return (
    <>
      <Choice
        form={form}
        path={`${at}.topic`}
        also={at === 'alerts[0]' ? [at, 'alerts'] : [at]}
        choices={names.map((name) => [name === 'alerts' && topic === undefined ? '' : name, name])}
        help={<Subscribers topic={topics.find(({ name }) => name === named)} />}
      />
      <Tick form={form} path={`${at}.onError`} byDefault />
      {isTold && (
        <>
          {several ? (
            <Verify form={form} path={`${at}.verify`} />
          ) : (
            <Tick form={form} path={`${at}.verify`} byDefault={false} />
          )}
          <Entry form={form} path={`${at}.afterFailures`} kind="number" placeholder="1" />
          {several && <Entry form={form} path={`${at}.minLocations`} kind="number" placeholder="1" />}
        </>
      )}
      <details open={RARELY_SET.some((name) => isSet(form, `${at}.${name}`))}>
        <summary>Repeats, recovery, slow runs</summary>
        <div class="policy panel-inside">
          <Entry form={form} path={`${at}.repeatMinutes`} kind="number" />
          <Entry form={form} path={`${at}.maxAlerts`} kind="number" />
          <Tick form={form} path={`${at}.onRecovery`} byDefault />
          <Entry form={form} path={`${at}.onSlow`} kind="number" />
        </div>
      </details>
    </>
  )
}

/** Whether, and where, a failure is checked again. */
function Verify({ form, path }: { form: Form; path: string }) {
  const written = form.valueOf(path)
  return (
    <Frame form={form} path={path}>
      {(described) => (
        <select
          {...described}
          value={written === true || written === 'elsewhere' ? String(written) : ''}
          onChange={({ currentTarget: { value } }) =>
            form.set(path, value === '' ? undefined : value === 'true' ? true : value)
          }
        >
          <option value="">No</option>
          <option value="true">At the same location</option>
          <option value="elsewhere">At another location</option>
        </select>
      )}
    </Frame>
  )
}

function Subscribers({ topic }: { topic: Topic | undefined }) {
  if (!topic?.subscriptions) return null
  const confirmed = topic.subscriptions.filter((one) => one.confirmed)
  if (confirmed.length === 0) return <strong class="nobody-alerted">Nobody is subscribed to it.</strong>
  return (
    <>
      Sent to{' '}
      {confirmed.slice(0, 3).map(({ endpoint }, index) => (
        <span key={endpoint}>
          {index > 0 && ', '}
          <bdi>{endpoint}</bdi>
        </span>
      ))}
      {confirmed.length > 3 && ` and ${confirmed.length - 3} more`}.
    </>
  )
}

/** In the table: what opens by that does not close while somebody empties the field. */
function isSet({ base }: Form, path: string): boolean {
  return valueAt(base.value, pathOf(path)) !== undefined
}
