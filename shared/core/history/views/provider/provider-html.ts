import type { ProviderReport, ReportedLine, Row } from './provider-report.ts'
import { LEGEND, MARKED, NOT_KEPT } from './provider-text.ts'

/**
 * The report as one file that needs nothing else: no script, no request, its style within. It is opened from a
 * disk, so its policy stands in it.
 */
export function providerHtml(report: ProviderReport): string {
  const { title, sentence, facts, phases, dialogue, lastGood } = report
  const heading = ['phase', 'this run', ...(lastGood ? ['last good run'] : [])]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p class="sentence">${escaped(sentence)}</p>
<table class="facts">
${facts.map(([label = '', value = '']) => rowOf('th scope="row"', [label], [value])).join('\n')}
</table>
<h2>Time taken</h2>
<table>
<thead>${rowOf('th scope="col"', heading, [])}</thead>
${phases.map(([name = '', ...times]) => rowOf('th scope="row"', [name], times)).join('\n')}
</table>
<h2>What was said</h2>
<p>${escaped([LEGEND, ...(lastGood?.dialogue ? [MARKED] : [])].join(' '))}</p>
<div class="runs">
${runOf('This run', dialogue)}
${lastGood ? runOf(lastGood.title, lastGood.dialogue) : ''}
</div>
</body>
</html>
`
}

function rowOf(tag: string, headings: Row, cells: Row): string {
  const name = tag.split(' ', 1)[0] ?? tag
  const cell = (text: string) => `<td><bdi>${escaped(text)}</bdi></td>`
  return `<tr>${headings.map((one) => `<${tag}>${escaped(one)}</${name}>`).join('')}${cells.map(cell).join('')}</tr>`
}

function runOf(title: string, dialogue: readonly ReportedLine[] | undefined): string {
  const lines = dialogue?.map(lineOf).join('\n')
  return `<section>
<h3>${escaped(title)}</h3>
${lines === undefined ? `<p>${NOT_KEPT}</p>` : `<table class="said">\n${lines}\n</table>`}
</section>`
}

function lineOf({ time, dialogue, side, text, differs }: ReportedLine): string {
  const mark = differs ? '&gt;' : ''
  const cells = [mark, time, dialogue, side].map((cell) => `<td>${cell}</td>`).join('')
  return `<tr${differs ? ' class="differs"' : ''}>${cells}<td><bdi>${escaped(text)}</bdi></td></tr>`
}

/** Markup in what a server said is text. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 24px auto; max-width: 1400px; padding: 0 16px; overflow-wrap: anywhere; font: 15px/1.4 system-ui, sans-serif; }
h1 { font-size: 20px; } h2 { font-size: 15px; margin-top: 24px; } h3 { font-size: 13px; }
table { border-collapse: collapse; font-size: 13px; }
th, td { text-align: start; vertical-align: top; padding: 2px 16px 2px 0; }
th { font-weight: normal; opacity: 0.75; white-space: nowrap; }
.said { font-family: ui-monospace, monospace; font-variant-numeric: tabular-nums; line-height: 1.5; }
.said td { padding-right: 8px; white-space: nowrap; }
.said td:last-child { white-space: pre-wrap; }
.differs td:last-child, .differs td:first-child { font-weight: bold; }
.differs { background: color-mix(in srgb, CanvasText 10%, Canvas); }
.runs { display: grid; gap: 24px; }
@media (min-width: 1200px) { .runs { grid-template-columns: repeat(auto-fit, minmax(560px, 1fr)); } }
@media print { body { margin: 0; max-width: none; } .runs { display: block; } }
`
