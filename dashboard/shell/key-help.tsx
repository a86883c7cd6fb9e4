import { useRef } from 'preact/hooks'

import { keysOn, listened, useKey } from '../parts/keys.ts'

/** Which keys do something here, under `?`. */
export function KeyHelp() {
  const dialog = useRef<HTMLDialogElement>(null)
  const open = useRef(() => dialog.current?.showModal())
  useKey('?', 'show the keyboard shortcuts', open.current)
  return (
    <dialog ref={dialog} aria-label="Keyboard shortcuts">
      <h2>Keyboard shortcuts</h2>
      <dl>
        {[...listened.value].map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input
          type="checkbox"
          checked={keysOn.value}
          onChange={({ currentTarget: { checked } }) => {
            keysOn.value = checked
            localStorage.setItem('roundtrip-keys', checked ? 'on' : 'off')
          }}
        />{' '}
        Use single-letter shortcuts
      </label>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  )
}
