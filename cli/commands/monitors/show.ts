import { conditionOf } from '../../../shared/core/definition/condition.ts'
import { masked } from '../../../shared/core/definition/mistakes/masked.ts'
import { describeProblem } from '../../../shared/core/definition/parse-monitor.ts'
import { tameLine } from '../../../shared/core/redaction/tame.ts'
import { counted } from '../../terminal/counted.ts'
import { jsonText, yamlText } from '../../definitions/write-definitions.ts'
import { onTarget } from '../../opened/on-target.ts'
import { type ListFlags, managerOf } from './list.ts'
import { saidToAnyHost } from './any-host.ts'
import { stateWords } from './condition-words.ts'
import { holdingWindows } from './holding-windows.ts'
import { rowOf } from '../../opened/refusals.ts'
import { jsonOf } from './row-json.ts'
import { sourceIn } from '../../opened/opened.ts'

/** `monitors show ID`. All but the definition stands in comments, so that the text can be imported. */
export const show = onTarget<ListFlags, [monitorId: string]>(
  'there',
  async (opened, { out, clock }, { json }, monitorId) => {
    const row = await rowOf(monitorId, opened)
    const now = clock.now()
    const condition = conditionOf(row.definition, sourceIn(opened, row), now, opened)
    const maintenance = (await holdingWindows([row], opened, now)).get(row.monitorId)
    const anyHost = (await saidToAnyHost([row], opened)).has(row.monitorId)
    const listed = { row, condition, maintenance, anyHost }
    if (json) {
      out.write(jsonText({ schema: 'roundtrip.monitor/1', ...jsonOf(listed) }))
      return 0
    }
    const { problems } = condition
    const mistakes = problems.map((problem) => tameLine(describeProblem(problem)))
    const lines = [
      `# managedBy: ${managerOf(row, opened.source)}, revision: ${row.revision}, ${stateWords(listed)}`,
      yamlText(masked(row.definition)).trimEnd(),
      ...(mistakes.length > 0 ? [`# ${counted(mistakes.length, 'mistake')}:`] : []),
      ...mistakes.map((mistake) => `#   ${mistake}`),
    ]
    out.write(`${lines.join('\n')}\n`)
    return 0
  },
)
