import { signal } from '@preact/signals'

/** Where the page is: everything that it shows follows from it. */
export interface Address {
  /** As `/m/shop/r/RUN`. */
  path: string
  query: URLSearchParams
}

export const address = signal<Address>(read())

interface Guard {
  isAtRisk: () => boolean
  question: string
}

let guard: Guard | undefined

/** While there is something to lose, whoever leaves the page is asked first; until the returned function is called. */
export function guardLeaving(isAtRisk: () => boolean, question: string): () => void {
  const unloading = (event: BeforeUnloadEvent) => {
    if (isAtRisk()) event.preventDefault()
  }
  guard = { isAtRisk, question }
  addEventListener('beforeunload', unloading)
  return () => {
    guard = undefined
    removeEventListener('beforeunload', unloading)
  }
}

function mayLeave(to: string): boolean {
  const isLeft = new URL(to, location.origin).pathname !== address.peek().path
  return !isLeft || !guard?.isAtRisk() || confirm(guard.question)
}

/** Shows another address; `to` may have a query. A new page begins at its top. */
export function go(to: string): void {
  if (!mayLeave(to)) return
  history.pushState(null, '', to)
  const before = address.value.path
  address.value = read()
  if (address.value.path !== before) window.scrollTo(0, 0)
}

/**
 * Changes fields of the query; one that is absent or empty is left out. `step`: the button for back returns to
 * what was before, as after a choice and unlike while typing.
 */
export function setQuery(changes: Readonly<Record<string, string | undefined>>, { step = false } = {}): void {
  const to = withQuery(changes)
  if (step) history.pushState(null, '', to)
  else history.replaceState(null, '', to)
  address.value = read()
}

/** The address with these changes, for links. */
export function withQuery(changes: Readonly<Record<string, string | undefined>>): string {
  const { path, query } = address.value
  const changed = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') changed.delete(name)
    else changed.set(name, value)
  }
  // Slashes and colons may stand in a query (RFC 3986 §3.4), and people read it.
  const text = changed.toString().replaceAll('%3A', ':').replaceAll('%2F', '/').replaceAll('%2C', ',')
  return text === '' ? path : `${path}?${text}`
}

/** Follows links of the page and the buttons for back and forward, until the page is left. */
export function followAddress(): void {
  addEventListener('popstate', () => {
    if (mayLeave(location.pathname)) address.value = read()
    else history.pushState(null, '', withQuery({}))
  })
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    if (link.origin !== location.origin || link.target !== '' || link.hasAttribute('download')) return
    // A place in this page is the browser's own to show.
    if (link.hash !== '' && link.pathname === location.pathname) return
    event.preventDefault()
    go(link.pathname + link.search)
  })
}

function read(): Address {
  return { path: location.pathname, query: new URLSearchParams(location.search) }
}
