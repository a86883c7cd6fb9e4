import type { ComponentChildren } from 'preact'

import { type Described, EntryMore, Labelled } from '../../parts/labelled.tsx'
import type { Form } from '../form/form.ts'
import { mistakesAt } from '../form/mistakes.ts'
import { wordsOf } from './words.ts'

export function idOf(path: string): string {
  return `field-${path}`
}

interface FrameProps {
  form: Form
  path: string
  /** Other paths whose mistakes stand here: of the section, or of a field that is not shown. */
  also?: readonly string[]
  help?: ComponentChildren
  children: (described: Described) => ComponentChildren
}

/** A label, a control, what one should know, what is wrong, and what the last try says of it. */
export function Frame({ form, path, also = [], help, children }: FrameProps) {
  const { label, help: usual } = wordsOf(path)
  const mistakes = mistakesAt(form, [path, ...also])
  const tried = form.advice.value
  const advice = tried && [path, ...also].includes(tried.path) ? tried.lines : []
  return (
    <Labelled id={idOf(path)} label={label} mistakes={[...mistakes, ...advice]} help={help ?? usual}>
      {children}
    </Labelled>
  )
}

interface EntryProps extends Omit<FrameProps, 'children'> {
  /** Default `text`. `number`: what is no figure is kept as text, for the API to say what is wrong with it. */
  kind?: 'text' | 'number' | 'address'
  placeholder?: string
  disabled?: boolean
}

const INPUT_MODES = { text: 'text', number: 'decimal', address: 'email' } as const

export function Entry({ kind = 'text', placeholder, disabled, ...frame }: EntryProps) {
  const { form, path } = frame
  const value = form.valueOf(path)
  return (
    <Frame {...frame}>
      {(described) => (
        <input
          {...described}
          type="text"
          inputMode={INPUT_MODES[kind]}
          class={kind === 'number' ? 'short' : undefined}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          placeholder={placeholder}
          disabled={disabled}
          value={textOf(value)}
          onInput={({ currentTarget }) => form.set(path, valueOf(currentTarget.value, kind))}
        />
      )}
    </Frame>
  )
}

function textOf(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
}

function valueOf(text: string, kind: EntryProps['kind']): unknown {
  if (text === '') return undefined
  return kind === 'number' && /^\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

/** One of some; the first, an empty one, is what holds where the field is left out. */
export function Choice({
  choices,
  ...frame
}: Omit<FrameProps, 'children'> & { choices: readonly (readonly [value: string, words: string])[] }) {
  const { form, path } = frame
  return (
    <Frame {...frame}>
      {(described) => (
        <select
          {...described}
          value={textOf(form.valueOf(path))}
          onChange={({ currentTarget: { value } }) => form.set(path, value === '' ? undefined : value)}
        >
          {choices.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Frame>
  )
}

interface TickProps {
  form: Form
  path: string
  /** What holds where the field is left out. */
  byDefault: boolean
  /** The box says the opposite of the field, as `Accept any certificate` of `verify`. */
  isOpposite?: boolean
}

export function Tick({ form, path, byDefault, isOpposite = false }: TickProps) {
  const { label, help } = wordsOf(path)
  const written = form.valueOf(path)
  const holds = typeof written === 'boolean' ? written : byDefault
  const id = idOf(path)
  const mistakes = mistakesAt(form, [path])
  return (
    <div class="tick">
      <input
        id={id}
        type="checkbox"
        checked={holds !== isOpposite}
        aria-describedby={`${id}-more`}
        onChange={({ currentTarget: { checked } }) => {
          const value = checked !== isOpposite
          form.set(path, value === byDefault ? undefined : value)
        }}
      />
      <label for={id}>{label}</label>
      <EntryMore id={`${id}-more`} mistakes={mistakes} help={help} />
    </div>
  )
}
