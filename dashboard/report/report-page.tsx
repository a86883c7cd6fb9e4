export function ReportPage() {
  return <h1 class="sentence">Report</h1>
}
