import { readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { bundledScripts } from '../support/aws/bundled-scripts.ts'
import { bundleIn, cdkSynth } from '../support/aws/cdk-synth.ts'

const SUBJECTS = path.join(import.meta.dirname, 'subjects')

export interface Bundle {
  file: string
  octets: number
}

/** Everything that fresh processes load, each in one file of plain JavaScript, as the function is. */
export interface Bundles {
  /** The probe function, as `cdk synth` bundles it. */
  probe: Bundle
  /** A handler that does nothing, to measure beside it. */
  empty: Bundle
  /** The bundle of a file in subjects/, named without its ending. */
  subject(name: string): string
  remove(): Promise<void>
}

export async function bundles(): Promise<Bundles> {
  const names = [
    'import-time',
    'cost-of-nothing',
    'cost-of-bare-dialogue',
    'cost-of-probe',
    'cost-of-function',
    'warm-function',
  ]
  const scripts = await bundledScripts(names.map((name) => path.join(SUBJECTS, `${name}.ts`)))
  const empty = path.join(scripts.folder, 'index.mjs')
  await writeFile(empty, 'export const handler = async () => ({})\n')

  const synth = await cdkSynth()
  if (synth.code !== 0) throw new Error(`cdk synth failed: ${synth.stderr}`)
  const { taskRoot, handler } = await bundleIn(synth.folder, 'ProbeFunction')
  return {
    probe: await measured(await entryOf(taskRoot, handler)),
    empty: await measured(empty),
    subject: scripts.file,
    async remove() {
      await Promise.all([synth.remove(), scripts.remove()])
    },
  }
}

async function measured(file: string): Promise<Bundle> {
  return { file, octets: (await stat(file)).size }
}

/** The file that Lambda would load for `index.handler`. */
async function entryOf(taskRoot: string, handler: string): Promise<string> {
  const name = path.parse(handler).name
  const file = (await readdir(taskRoot)).find((entry) => new RegExp(`^${name}\\.[cm]?js$`).test(entry))
  if (file === undefined) throw new Error(`no file for ${handler}`)
  return path.join(taskRoot, file)
}
