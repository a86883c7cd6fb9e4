import type { MaintenanceWindow } from './window.ts'

/** A maintenance window of every monitor that has the tag, whenever it got it. */
export interface TagWindow {
  tag: string
  window: MaintenanceWindow
}

/** All of them, as they are stored: one list for the whole installation. */
export interface TagWindows {
  /** Rises with each change; 0 before the first. */
  version: number
  windows: readonly TagWindow[]
}

export const NO_TAG_WINDOWS: TagWindows = { version: 0, windows: [] }

export function windowsOfTags(tags: readonly string[], windows: readonly TagWindow[]): MaintenanceWindow[] {
  return windows.filter(({ tag }) => tags.includes(tag)).map(({ window }) => window)
}
