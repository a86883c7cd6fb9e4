export function MonitorPage() {
  return <h1 class="sentence">Monitor</h1>
}
