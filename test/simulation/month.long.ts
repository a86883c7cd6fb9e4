import path from 'node:path'

import { expect, test } from 'vitest'

import { fakeClock } from '../support/fake-clock.ts'
import { memoryMonitors } from '../support/memory/memory-monitors.ts'
import { memoryStore } from '../support/memory/memory-store.ts'
import { diary } from './diary.ts'
import { DEAF, STORIES } from './stories.ts'
import { march } from './story.ts'
import { simulate } from './world.ts'

test('a month of 50 monitors at three locations tells what it should, and nothing else', async () => {
  const clock = fakeClock(march('03-01 00:00'))
  const stage = {
    clock,
    runs: memoryStore(clock),
    monitors: memoryMonitors(),
    locations: ['eu-central-1', 'us-east-1', 'ap-southeast-2'],
  }
  const { heard, problems, runs } = await simulate(STORIES, stage, march('04-01 00:00'), DEAF)
  expect(problems).toEqual([])
  expect(runs).toBe(70_446)
  const golden = path.join(import.meta.dirname, 'month.expected.txt')
  await expect(diary(STORIES, heard)).toMatchFileSnapshot(golden)
})
