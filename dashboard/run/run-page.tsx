export function RunPage() {
  return <h1 class="sentence">Run</h1>
}
