import fc from 'fast-check'
import { expect, test } from 'vitest'

import { isoInstant } from '../../../../shared/core/time/units.ts'
import { arbitraryLife } from './arbitrary-history.ts'
import { engine } from './engine.ts'
import { wordNews } from './history.ts'
import { model } from './model.ts'
import { type Life, type Teller, play } from './script.ts'
import { randomCases } from '../../../support/thorough.ts'

/** More, for once: `RUNS=20000 npx vitest run test/core/judging/engine/engine.property.test.ts`. */
const RUNS = randomCases(300, 30)

function linesOf(life: Life, teller: Teller): string[] {
  const rhythm = life.parts[0]?.criteria.rhythm
  const words = play(life, teller).map(
    ({ at, news }) => `${isoInstant(at).slice(11, 19)} ${wordNews(news, rhythm, true)}`,
  )
  return words.sort()
}

test(
  'the engine tells what the rules tell that are applied to all of the history',
  { timeout: 600_000 },
  () => {
    fc.assert(
      fc.property(arbitraryLife, fc.boolean(), (life, eachAlone) => {
        expect(linesOf(life, engine({ eachAlone }))).toEqual(linesOf(life, model()))
      }),
      { numRuns: RUNS },
    )
  },
)
