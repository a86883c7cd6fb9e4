import { cp, readFile } from 'node:fs/promises'

import { expect, test } from 'vitest'

import { secretFileWriter } from '../../local/secrets/write-secret.ts'
import { npmStartProcess } from '../cli/roundtrip-process.ts'
import { says } from '../cli/says.ts'
import { dataFolder } from '../support/temporary-files.ts'

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'a copy of the data folder goes on elsewhere, after %s',
  async (signal) => {
    const [data, copy] = [await dataFolder(), await dataFolder()]
    await secretFileWriter(data).write('shop', 'hunter2')
    const local = npmStartProcess('--data', data)
    await local.hears(/demo {2}OK/)
    local.child.kill(signal)
    await local.exit
    await cp(data, copy, { recursive: true, preserveTimestamps: true })
    const before = await says(['runs', 'demo', `--local=${data}`, '--json'])
    const after = await says(['runs', 'demo', `--local=${copy}`, '--json'])
    expect(JSON.parse(after.out)).toEqual(JSON.parse(before.out))
    expect(JSON.parse(after.out)).toMatchObject({ items: [{ run: { outcome: 'delivered' } }] })
    const restored = npmStartProcess('--data', copy)
    await restored.hears(/data +.*embedded/)
    restored.child.kill('SIGTERM')
    expect(await restored.exit).toBe(0)
    expect(await readFile(`${copy}/secrets.json`, 'utf8')).toContain('hunter2')
  },
)
