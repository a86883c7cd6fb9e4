import { useState } from 'preact/hooks'

import { links } from '../../address/links.ts'
import { type Draft, changesBetween, pathText, valueAt } from '../form/draft.ts'
import { Entry, Frame, Tick } from './entry.tsx'
import type { Form } from '../form/form.ts'
import { ServerDetails } from './server-sections.tsx'

/** What most monitors do without. It opens by itself where something in it is set or wrong. */
export function MoreSection({ form }: { form: Form }) {
  const isSet = writtenFields(form.base.value).some(([path]) => MORE.test(path))
  const isWrong = form.touched.value === 'all' && form.mistakes.value.some(({ path }) => MORE.test(path))
  return (
    <details open={isSet || isWrong}>
      <summary>More: thresholds, tags, note, folders, certificates</summary>
      <div class="panel-inside">
        <Entry form={form} path="slow.roundTrip" also={['slow']} kind="number" />
        <Entry form={form} path="slow.transit" kind="number" />
        <Tags form={form} />
        <Entry form={form} path="note" />
        <Tick form={form} path="enabled" byDefault />
        <ServerDetails form={form} side="mailbox" />
        <ServerDetails form={form} side="smtp" />
        <Kept form={form} />
      </div>
    </details>
  )
}

const MORE =
  /^(slow|tags|note|enabled|smtp\.(from|heloName|tls|verify)|mailbox\.(tls|verify|secondsBetweenLogins|folder|junk|junkServer))\b/

function Tags({ form }: { form: Form }) {
  const written = form.valueOf('tags')
  const all = Array.isArray(written) ? written.join(', ') : ''
  const [text, setText] = useState(all)
  const isSame = splitTags(text).join(', ') === all
  const mistaken = form.mistakes.value.flatMap(({ path }) => (path.startsWith('tags[') ? [path] : []))
  return (
    <Frame form={form} path="tags" also={mistaken}>
      {(described) => (
        <input
          {...described}
          autocomplete="off"
          value={isSame ? text : all}
          onInput={({ currentTarget: { value } }) => {
            setText(value)
            const tags = splitTags(value)
            form.set('tags', tags.length === 0 ? undefined : tags)
          }}
        />
      )}
    </Frame>
  )
}

function splitTags(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}

/** Fields that the form does not show: they are kept as they are. */
function Kept({ form }: { form: Form }) {
  const kept = writtenFields(form.draft.value).filter(([path]) => !SHOWN.test(path))
  if (kept.length === 0) return null
  return (
    <div>
      <h2>Other fields, kept unchanged</h2>
      <ul class="kept">
        {kept.map(([path, value]) => (
          <li key={path}>
            {path === 'maintenance' ? (
              <a href={links.maintenance}>Maintenance windows</a>
            ) : (
              <>
                <code>{path}</code>: <bdi>{JSON.stringify(value)}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

const SHOWN =
  /^(monitorId|name|note|enabled|emailAddress|tags|alerts|intervalMinutes|timeoutSeconds|locations|locationMode|locationsPerRun|slow\.(roundTrip|transit)|(mailbox|smtp)\.(server|userid|password|grant|tls|verify|secondsBetweenLogins|folder|junk|junkServer|from|heloName))$/

/** Every field that the draft says something of, within its sections. */
function writtenFields(draft: Draft): [path: string, value: unknown][] {
  return changesBetween({}, draft)
    .flatMap((path) => within(draft, path))
    .map((path) => [pathText(path), valueAt(draft, path)])
}

/** A whole section counts as one change; each field of it is told. */
function within(draft: Draft, path: readonly (string | number)[]): (readonly (string | number)[])[] {
  const value = valueAt(draft, path)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path]
  return Object.keys(value).flatMap((name) => within(draft, [...path, name]))
}
