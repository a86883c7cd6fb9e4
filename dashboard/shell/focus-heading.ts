/**
 * Takes the focus to the heading of a page that was gone to, once it has one: it is read aloud, and Tab goes on
 * from there. Whoever is somewhere else by then stays. The returned function gives up.
 */
export function focusHeading(main: HTMLElement): () => void {
  main.focus({ preventScroll: true })
  const isLeft = () => document.activeElement !== main && document.activeElement !== document.body
  const watching = new MutationObserver(look)
  watching.observe(main, { childList: true, subtree: true })
  look()
  return () => watching.disconnect()

  function look(): void {
    const heading = main.querySelector<HTMLElement>('h1')
    if (!heading && !isLeft()) return
    watching.disconnect()
    if (!heading || isLeft()) return
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }
}
