/** How far one has come. The words carry it; the bar repeats it for the eye. */
export const ProgressBar = ({ step, total }: { step: number; total: number }) => (
  <progress className="bar" value={step} max={Math.max(step, total)} aria-label={`第 ${step} 步，共约 ${total} 步`} />
)
