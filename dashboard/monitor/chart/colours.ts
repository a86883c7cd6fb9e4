/** The tokens that charts are painted with, as they are now; system colours where the reader forces theirs. */
export interface Colours {
  ink: string
  quiet: string
  faint: string
  line: string
  surface: string
  down: string
  maintenance: string
  dot: string
  slow: string
  /** From few to many. */
  heat: readonly string[]
  font: string
}

export function coloursNow(): Colours {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const font = `12px ${token('text')}`
  if (matchMedia('(forced-colors: active)').matches) return { ...FORCED, font }
  return {
    ink: token('ink-1'),
    quiet: token('ink-2'),
    faint: token('ink-3'),
    line: token('line'),
    surface: token('surface'),
    down: token('down'),
    maintenance: token('maintenance'),
    dot: token('heat-4'),
    slow: token('slow'),
    heat: [1, 2, 3, 4, 5].map((step) => token(`heat-${step}`)),
    font,
  }
}

/** Steps are told by how much of the field is covered then. */
const FORCED: Omit<Colours, 'font'> = {
  ink: 'CanvasText',
  quiet: 'CanvasText',
  faint: 'GrayText',
  line: 'color-mix(in srgb, CanvasText 25%, Canvas)',
  surface: 'Canvas',
  down: 'CanvasText',
  maintenance: 'GrayText',
  dot: 'CanvasText',
  slow: 'CanvasText',
  heat: [],
}
