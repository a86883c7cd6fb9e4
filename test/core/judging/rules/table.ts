import { expect, test } from 'vitest'

import type { MaintenanceWindow } from '../../../../shared/core/maintenance/window.ts'
import { MINUTE, isoInstant } from '../../../../shared/core/time/units.ts'
import { engine } from '../engine/engine.ts'
import { START } from '../engine/history.ts'
import { model } from '../engine/model.ts'
import { type Life, type Part, play, wordTold } from '../engine/script.ts'

/**
 * A sentence, a history with its policies, and what is told. Parts follow one another: the monitor was edited
 * between them.
 */
export type Row = readonly [sentence: string, parts: Part | readonly Part[], told: string]

/** Each row holds for the engine, and for the model that the engine is held to. */
export function tellAsWritten(rows: readonly Row[], end: Pick<Life, 'isRemoved'> = {}): void {
  test.each(rows)('%s', (_sentence, given, told) => {
    const life = { parts: [given].flat() as readonly Part[], ...end }
    for (const teller of [engine(), engine({ eachAlone: true }), model()]) {
      expect(wordTold(play(life, teller), life)).toBe(told)
    }
  })
}

/** A window from one minute of the history to another. */
export function window(fromMinute: number, toMinute: number): MaintenanceWindow {
  return {
    mode: 'mute',
    zone: 'UTC',
    start: isoInstant(START + fromMinute * MINUTE).slice(0, 16),
    durationMinutes: toMinute - fromMinute,
  }
}
