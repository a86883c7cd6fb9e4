/** Up to so many rows are all there; beyond, those in view and some around them. */
const MOST_ROWS = 100
const AROUND = 20
/** The window moves by so many, so that not each step of the wheel draws anew. */
const STEP = 10

export interface View {
  /** How far the first row has gone above the upper edge of the window, px. */
  above: number
  /** Of the window, px. */
  height: number
  /** Of a row, px. */
  rowHeight: number
}

/** From `first` up to and without `end`. */
export interface RowWindow {
  first: number
  end: number
}

export function rowWindow(rows: number, { above, height, rowHeight }: View): RowWindow {
  if (rows <= MOST_ROWS) return { first: 0, end: rows }
  const stepped = (row: number) => Math.floor(row / STEP) * STEP
  const inView = Math.ceil(height / rowHeight)
  const last = Math.max(0, rows - inView - AROUND)
  const first = Math.min(stepped(last), Math.max(0, stepped(above / rowHeight - AROUND)))
  return { first, end: Math.min(rows, first + inView + 2 * AROUND + STEP) }
}
