import { effect, signal } from '@preact/signals'

/** What the tab of the browser is called: set by the shell for each page; a page may say more. */
export const pageTitle = signal('')

/** Shows it, until the page is left. */
export function followTitle(): void {
  effect(() => {
    document.title = pageTitle.value === '' ? 'Roundtrip' : `${pageTitle.value} · Roundtrip`
  })
}
