import * as v from 'valibot'

import type { TagWindowStore } from '../../app/ports/stores/tag-windows.ts'
import { type MaintenanceWindow, WEEKDAYS } from '../../core/maintenance/window.ts'
import { NO_TAG_WINDOWS, type TagWindow, type TagWindows } from '../../core/maintenance/tag-windows.ts'
import { putNextVersion } from './access/conditional-write.ts'
import { growingOr } from '../growing-words.ts'
import { TAG_WINDOWS_KEY } from './items/keys.ts'
import { parseItem } from './items/parse-item.ts'
import type { ResultsTable } from './access/results-table.ts'
import type { FieldsOf } from './items/run-shapes.ts'

const MODES = { mute: true, pause: true } satisfies Record<MaintenanceWindow['mode'], true>

const window: v.GenericSchema<unknown, MaintenanceWindow> = v.object({
  mode: growingOr(MODES, 'mute'),
  zone: v.string(),
  start: v.string(),
  days: v.exactOptional(v.array(v.picklist(WEEKDAYS))),
  durationMinutes: v.number(),
  note: v.exactOptional(v.string()),
} satisfies FieldsOf<MaintenanceWindow>)

const shape: v.GenericSchema<unknown, TagWindows> = v.object({
  version: v.number(),
  windows: v.array(v.object({ tag: v.string(), window } satisfies FieldsOf<TagWindow>)),
} satisfies FieldsOf<TagWindows>)

/** The item that holds the maintenance windows of all tags. */
export function tagWindows({ table, ids }: ResultsTable): TagWindowStore {
  return {
    async findTagWindows() {
      const item = await table.get(TAG_WINDOWS_KEY)
      return item ? parseItem(shape, item, TAG_WINDOWS_KEY) : NO_TAG_WINDOWS
    },

    putTagWindows: ({ version, windows }) =>
      putNextVersion(table, ids, TAG_WINDOWS_KEY, { version, windows }),
  }
}
