import { signal } from '@preact/signals'

const STORED = 'roundtrip-key'

/** What opens the API; absent: nobody has given one yet. Storage is by origin, of which the port is a part. */
export const key = signal<string | undefined>(localStorage.getItem(STORED) ?? undefined)

/** Takes the key out of the printed address (`#key=…`), so that it stands in no history and no bookmark. */
export function takeKey(): void {
  const given = /^#key=([\w-]+)$/.exec(location.hash)?.[1]
  if (given === undefined) return
  key.value = given
  localStorage.setItem(STORED, given)
  history.replaceState(null, '', location.pathname + location.search)
}
