export function NewPage() {
  return <h1 class="sentence">New monitor</h1>
}
