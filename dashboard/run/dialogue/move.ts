/** One line is a stop of the tab key; the arrows lead to the others. */
export function moveBetweenLines(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  if (!(event.target instanceof HTMLElement) || !event.target.matches('.line-at')) return
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  event.preventDefault()
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('.line-at')]
  const next = stops[stops.indexOf(event.target) + step]
  if (!next) return
  event.target.tabIndex = -1
  next.tabIndex = 0
  next.focus()
}

/** Scrolls the lines, and not the page, so that this one is in the middle. */
export function toMiddle(lines: HTMLElement | null, kind: string): void {
  const line = lines?.querySelector<HTMLElement>(kind)
  if (!lines || !line) return
  const above = line.getBoundingClientRect().top - lines.getBoundingClientRect().top + lines.scrollTop
  lines.scrollTop = above - (lines.clientHeight - line.clientHeight) / 2
}

/** But for a line or so: heights are no whole pixels. */
export function isScrolledToEnd({ scrollTop, clientHeight, scrollHeight }: HTMLElement): boolean {
  return scrollHeight - clientHeight - scrollTop < 24
}

/** Shows the next line of this kind, and the first one after the last. */
export function showNext(from: Element, kind: string): void {
  const dialogues = from.closest('.dialogues')
  const lines = [...(dialogues?.querySelectorAll<HTMLElement>(kind) ?? [])]
  const next = lines[(lines.findIndex((line) => line.classList.contains('line-shown')) + 1) % lines.length]
  for (const line of dialogues?.querySelectorAll('.line-shown') ?? []) line.classList.remove('line-shown')
  next?.classList.add('line-shown')
  next?.scrollIntoView({ block: 'center' })
}
