import type { TagWindows } from '../../../core/maintenance/tag-windows.ts'

export interface TagWindowStore {
  /** The maintenance windows of tags; none before the first were put. */
  findTagWindows(): Promise<TagWindows>
  /** Puts them all if the stored version is `version - 1` (0: none stored). */
  putTagWindows(windows: TagWindows): Promise<boolean>
}
