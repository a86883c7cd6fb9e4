import { writeFile } from 'node:fs/promises'
import path from 'node:path'

import { bundleFiles } from '../support/aws/bundle-files.ts'
import { bundledScripts } from '../support/aws/bundled-scripts.ts'
import { bundleIn, cdkSynth } from '../support/aws/cdk-synth.ts'

const SUBJECTS = path.join(import.meta.dirname, 'subjects')

export interface Bundle {
  file: string
  /** What its import reads, files that it imports included. */
  octets: number
}

/** Everything that fresh processes load, in plain JavaScript, bundled as the function is. */
export interface Bundles {
  /** The probe function, as `cdk synth` bundles it. */
  probe: Bundle
  /** What the probe function reads besides for its first IMAP mailbox. */
  imap: Bundle
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
  const nothing = 'export const handler = async () => ({})\n'
  await writeFile(empty, nothing)

  const synth = await cdkSynth()
  if (synth.code !== 0) throw new Error(`cdk synth failed: ${synth.stderr}`)
  const { taskRoot } = await bundleIn(synth.folder, 'ProbeFunction')
  const files = await bundleFiles(taskRoot)
  return {
    probe: { file: path.join(taskRoot, 'index.mjs'), octets: files.startOctets },
    imap: files.lazy('imap-mailbox'),
    empty: { file: empty, octets: nothing.length },
    subject: scripts.file,
    async remove() {
      await Promise.all([synth.remove(), scripts.remove()])
    },
  }
}
