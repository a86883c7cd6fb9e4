import { useSignal } from '@preact/signals'

import type { Session } from '../../api/answers.ts'
import type { Form } from '../form/form.ts'
import { snippet } from './snippet.ts'

/** What to write into the file that defines the monitor: it cannot be saved from here. */
export function SnippetPanel({ form, session }: { form: Form; session: Session | undefined }) {
  const copied = useSignal('')
  const text = snippet(form.written.value)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => (copied.value = 'Copied.'),
      () => (copied.value = 'This browser does not let the page copy: select the text.'),
    )
  return (
    <section class="panel" aria-labelledby="snippet-title">
      <div class="panel-inside">
        <h2 id="snippet-title">This monitor is defined in a file</h2>
        <p>
          Change it below, try it, and copy it into{' '}
          {session?.kind === 'local' ? (
            <>
              the file that <code>npm start</code> reads, then start again.
            </>
          ) : (
            <>
              <code>cdk/monitors.ts</code>, then deploy with <code>npx cdk deploy</code>.
            </>
          )}{' '}
          You can still pause it and plan maintenance here.
        </p>
        <pre class="snippet" tabIndex={0} aria-label="For the file">
          {text}
        </pre>
        <p class="buttons">
          <button type="button" onClick={() => void copy()}>
            Copy
          </button>
          <span role="status">{copied.value}</span>
        </p>
      </div>
    </section>
  )
}
