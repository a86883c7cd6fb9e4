import { reads } from '../../api/reads.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { EntryMore } from '../../parts/labelled.tsx'
import type { Form } from '../form/form.ts'
import { mistakesAt } from '../form/mistakes.ts'
import { Choice, Entry, idOf } from './entry.tsx'
import { wordsOf } from './words.ts'

/** As definitions call them: results call the first, home, by its Region. */
export function useLocations(): readonly string[] {
  const { data: session } = useAnswer(reads.session())
  const [, ...others] = session?.locations ?? []
  return ['home', ...others]
}

/** Where the monitor runs; nothing where there is one location and nobody wrote another. */
export function LocationFields({ form }: { form: Form }) {
  const known = useLocations()
  const value = form.valueOf('locations')
  const written = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  const names = [...new Set([...known, ...written])]
  if (names.length < 2) return null
  const id = idOf('locations')
  const { label, help } = wordsOf('locations')
  const paths = ['locations', ...written.map((_, index) => `locations[${index}]`)]
  return (
    <fieldset aria-describedby={`${id}-more`}>
      <legend>{label}</legend>
      {names.map((name, index) => (
        <div class="tick" key={name}>
          <input
            id={index === 0 ? id : `${id}-${name}`}
            type="checkbox"
            checked={written.includes(name)}
            onChange={({ currentTarget: { checked } }) => {
              const others = written.filter((one) => one !== name)
              const all = checked ? [...others, name] : others
              form.set('locations', all.length === 0 ? undefined : all)
            }}
          />
          <label for={index === 0 ? id : `${id}-${name}`}>{name}</label>
        </div>
      ))}
      <EntryMore id={`${id}-more`} mistakes={mistakesAt(form, paths)} help={help} />
      <Choice
        form={form}
        path="locationMode"
        choices={[
          ['', 'All of them, at every interval'],
          ['rotate', 'In turn, in the order chosen'],
        ]}
      />
      {(form.valueOf('locationMode') === 'rotate' || form.valueOf('locationsPerRun') !== undefined) && (
        <Entry form={form} path="locationsPerRun" kind="number" placeholder="1" />
      )}
    </fieldset>
  )
}
