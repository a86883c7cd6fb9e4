import fc from 'fast-check'
import { expect, test } from 'vitest'

import { arbitraryLife, type Life } from './arbitrary-history.ts'
import { engine } from './engine.ts'
import { wordNews } from './history.ts'
import { model } from './model.ts'
import { play, type Teller, type Told } from './script.ts'
import { isoInstant } from '../../../shared/core/units.ts'

/** More, for once: `RUNS=20000 npx vitest run test/core/judging/engine.property.test.ts`. */
const RUNS = Number(process.env.RUNS ?? 300)

function lines(life: Life, teller: Teller): string[] {
  const rhythm = life.parts[0]?.judgement.rhythm
  const told = play(life.parts, teller, life.deliveries, life.isRemoved)
  const worded = told.map(
    ({ at, news }: Told) => `${isoInstant(at).slice(11, 19)} ${wordNews(news, rhythm, true)}`,
  )
  return worded.sort()
}

test('the engine tells what the rules, applied to all of the history, tell', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(arbitraryLife, fc.boolean(), (life, eachAlone) => {
      expect(lines(life, engine({ eachAlone }))).toEqual(lines(life, model()))
    }),
    { numRuns: RUNS },
  )
})
