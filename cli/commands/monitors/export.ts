import { masked } from '../../../shared/core/definition/mistakes/masked.ts'
import { parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'
import { tameLine, tameLines } from '../../../shared/core/redaction/tame.ts'
import { firstOf } from '../../../shared/core/wording/words/first-of.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { counted } from '../../terminal/counted.ts'
import { writeWhole } from '../../terminal/write-whole.ts'
import { INPUT, type TextFormat, formatOf } from '../../definitions/read-definitions.ts'
import { fileName } from '../../definitions/placed-problem.ts'
import { definitionsText } from '../../definitions/write-definitions.ts'
import type { TargetFlags } from '../../arguments/target-flags.ts'
import { onTarget } from '../../opened/on-target.ts'
import { sourceIn } from '../../opened/opened.ts'

export interface ExportFlags extends TargetFlags {
  all: boolean
  format: TextFormat | undefined
}

/** A file is there whole or not at all. */
export const exportFile = onTarget<ExportFlags, [name: string | undefined]>(
  'there',
  async (opened, { out, err }, { all, format }, name) => {
    const { monitors, place } = opened
    const file = name === INPUT ? undefined : name
    const rows = (await monitors.list())
      .filter(({ managedBy }) => all || managedBy === 'table')
      .sort((a, b) => (a.monitorId < b.monitorId ? -1 : 1))
    const definitions = rows.map(({ definition }) => masked(definition))
    const text = definitionsText(definitions, format ?? formatIn(file))
    // CSV has no escapes: what could steer the terminal is made visible there, and only there.
    if (file === undefined && out.isTerminal) out.write(tameLines(text))
    else if (file === undefined) (out.raw ?? out.write)(text)
    else await writeWhole(file, text)

    const broken = rows.filter(
      (row) =>
        !parseMonitor(row.definition, sourceIn(opened, row), { builtInSender: opened.builtInSender }).ok,
    )
    if (broken.length > 0) {
      const ids = firstOf(broken.map(({ monitorId }) => tameLine(monitorId)))
      err.write(
        `roundtrip: ${ids}: with mistakes, which an import will refuse; monitors show ID lists them\n`,
      )
    }
    if (file !== undefined) out.write(`${fileName(file)}: ${counted(rows.length, 'monitor')} of ${place}\n`)
    return 0
  },
)

function formatIn(file: string | undefined) {
  const format = file === undefined ? 'yaml' : formatOf(file)
  if (format) return format
  throw new CannotDo(
    `${fileName(file ?? '')} does not end in .yaml, .json or .csv: name the format with --format`,
  )
}
