import { signal } from '@preact/signals'

const STORED = 'roundtrip-key'

/** What opens the API; absent: nobody has given one yet. Storage is by origin, of which the port is a part. */
export const key = signal<string | undefined>(stored())

/** Takes the key out of the printed address (`#key=…`), now and later, and follows what other tabs were given. */
export function followKey(): void {
  void takeKey()
  addEventListener('hashchange', () => void takeKey())
  addEventListener('storage', () => (key.value = stored() ?? key.peek()))
}

/** It stands in no history and no bookmark. Whoever has a key keeps it, unless the other one is right. */
async function takeKey(): Promise<void> {
  const given = /^#key=([\w-]+)$/.exec(location.hash)?.[1]
  if (given === undefined) return
  history.replaceState(null, '', location.pathname + location.search)
  if (key.peek() !== undefined && !(await isRight(given))) return
  key.value = given
  localStorage.setItem(STORED, given)
}

async function isRight(given: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${given}` }
  try {
    const { status } = await fetch('/api/v1/session', { headers, credentials: 'omit', redirect: 'error' })
    return status !== 401
  } catch {
    return false
  }
}

function stored(): string | undefined {
  return localStorage.getItem(STORED) ?? undefined
}
