/** How far one has come. The words carry it; the bar repeats it for the eye. */
export const ProgressBar = ({ step, total, label }: { step: number; total: number; label: string }) => (
  <progress className="bar" value={step} max={Math.max(step, total)} aria-label={label} />
)
