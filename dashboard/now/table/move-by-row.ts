/** ↑ and ↓ go to the same control of the row above or below. */
export function moveByRow(event: KeyboardEvent): void {
  const step = { ArrowUp: 'previousElementSibling', ArrowDown: 'nextElementSibling' } as const
  const { key, target } = event
  if (!(key in step) || !(target instanceof HTMLElement) || target.tagName === 'SELECT') return
  const row = target.closest('tr')
  const other = row?.[step[key as keyof typeof step]]
  const cell = target.closest('td, th')?.className.split(' ')[0] ?? ''
  const control = other?.querySelector<HTMLElement>(`.${cell} :is(a, button:enabled), a, button:enabled`)
  if (!control) return
  event.preventDefault()
  control.focus()
}
