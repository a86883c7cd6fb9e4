import { existsSync } from 'node:fs'

import { reportForProvider } from '../../../shared/app/history/views/provider/report-for-provider.ts'
import type { RunView } from '../../../shared/app/history/views/run.ts'
import type { ViewPorts } from '../../../shared/app/history/views/view-ports.ts'
import { providerHtml } from '../../../shared/core/history/views/provider/provider-html.ts'
import type { ProviderReport } from '../../../shared/core/history/views/provider/provider-report.ts'
import { providerText } from '../../../shared/core/history/views/provider/provider-text.ts'
import type { LogLine } from '../../../shared/core/run/run.ts'
import { fileName } from '../../definitions/placed-problem.ts'
import { INPUT as OUTPUT } from '../../definitions/read-definitions.ts'
import type { Output } from '../../terminal/output.ts'
import { writeLine } from '../../terminal/words.ts'
import { writeWhole } from '../../terminal/write-whole.ts'

export interface ReportFlags {
  html: string | undefined
  text: string | undefined
  mask: boolean
}

/** Writes the report of the run in each form that is asked for, and says where; throws `CannotDo`. */
export async function writeReports(
  view: RunView,
  log: readonly LogLine[],
  { html, text, mask }: ReportFlags,
  ports: ViewPorts,
  out: Output,
): Promise<void> {
  const report = await reportForProvider(view, log, { mask }, ports)
  const forms: [string | undefined, (report: ProviderReport) => string][] = [
    [html, providerHtml],
    [text, providerText],
  ]
  for (const [file, laidOut] of forms) {
    if (file === OUTPUT) out.write(laidOut(report))
    else if (file !== undefined) {
      const replaces = existsSync(file) ? ' (replaced)' : ''
      await writeWhole(file, laidOut(report))
      writeLine(out, `${fileName(file)}: the report of ${view.ref}${replaces}`)
    }
  }
}
