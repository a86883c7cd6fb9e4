import type { ComponentChildren } from 'preact'

/** What a control is given so that its label, help and mistakes belong to it. */
export interface Described {
  id: string
  'aria-describedby': string
  'aria-invalid': boolean
}

interface LabelledProps {
  id: string
  label: string
  mistakes?: readonly string[]
  help?: ComponentChildren
  children: (described: Described) => ComponentChildren
}

/** A label, its control, what is wrong, and what one should know. */
export function Labelled({ id, label, mistakes = [], help, children }: LabelledProps) {
  return (
    <div class="entry">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}-more`, 'aria-invalid': mistakes.length > 0 })}
      <EntryMore id={`${id}-more`} mistakes={mistakes} help={help} />
    </div>
  )
}

interface EntryMoreProps {
  /** What a control names to be described by it. */
  id?: string
  mistakes: readonly string[]
  help?: ComponentChildren
}

/** What is wrong with what was entered, and what one should know. */
export function EntryMore({ id, mistakes, help }: EntryMoreProps) {
  return (
    <div id={id} class="entry-more">
      {mistakes.map((message) => (
        <p key={message} class="mistake">
          {message}
        </p>
      ))}
      {help && <div class="quiet">{help}</div>}
    </div>
  )
}
