import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

import { type Differing, differing, merged } from './conflict.ts'
import { type Draft, pathText } from '../form/draft.ts'
import type { Form } from '../form/form.ts'
import { namedField } from '../fields/words.ts'

interface ConflictPanelProps {
  form: Form
  theirs: Draft
  /** With what is to be saved over theirs. */
  onChosen: (definition: Draft) => void
  onDropped: () => void
}

/** Both versions, field by field, to choose from. */
export function ConflictPanel({ form, theirs, onChosen, onDropped }: ConflictPanelProps) {
  const fields = differing(form.base.value, form.written.value, theirs)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const chosen = useSignal<Readonly<Record<string, 'mine' | 'theirs'>>>({})
  const choiceOf = ({ path, usual }: Differing) => chosen.value[pathText(path)] ?? usual
  const choose = (text: string, whose: 'mine' | 'theirs') =>
    (chosen.value = { ...chosen.value, [text]: whose })
  return (
    <section class="conflict panel" aria-labelledby="conflict-title">
      <div class="panel-inside">
        <h2 id="conflict-title" ref={title} tabIndex={-1}>
          Somebody has changed this monitor since you opened it
        </h2>
        <p>Nothing is saved yet. Choose a value for each field.</p>
        <table>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">When you opened it</th>
              <th scope="col">Yours</th>
              <th scope="col">Saved now</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => {
              const text = pathText(field.path)
              return (
                <tr key={text}>
                  <th scope="row">{namedField(text)}</th>
                  <td data-label="When you opened it">
                    <Value value={field.before} />
                  </td>
                  {(['mine', 'theirs'] as const).map((whose) => (
                    <td key={whose} data-label={whose === 'mine' ? 'Yours' : 'Saved now'}>
                      <label>
                        <input
                          type="radio"
                          name={`choice-${text}`}
                          checked={choiceOf(field) === whose}
                          aria-label={`${namedField(text)}: ${whose === 'mine' ? 'yours' : 'saved now'}`}
                          onChange={() => choose(text, whose)}
                        />
                        <Value value={field[whose]} />
                      </label>
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
        <p class="buttons">
          <button
            type="button"
            class="primary"
            onClick={() =>
              onChosen(
                merged(theirs, fields, (path) =>
                  fields.some((one) => one.path === path && choiceOf(one) === 'mine'),
                ),
              )
            }
          >
            Save these values
          </button>
          <button type="button" onClick={onDropped}>
            Discard my changes
          </button>
        </p>
      </div>
    </section>
  )
}

function Value({ value }: { value: unknown }) {
  if (value === undefined) return <span class="faint">not set</span>
  return <bdi>{typeof value === 'string' ? value : JSON.stringify(value)}</bdi>
}
