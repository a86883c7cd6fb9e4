import { links } from '../address/links.ts'

export function NoMonitors() {
  return (
    <div class="now">
      <h1 class="sentence">There are no monitors yet.</h1>
      <p>
        <a class="button primary" href={links.newMonitor}>
          New monitor
        </a>
      </p>
      <p class="quiet">
        Or on the command line: <code>npx roundtrip monitors add</code>
      </p>
    </div>
  )
}
